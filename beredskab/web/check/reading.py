"""Reads uploads and checks them. Nothing is written anywhere; the caller holds one of `sandbox`s few places."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.conf import settings
from django.http import HttpRequest

from beredskab.documents import schema
from beredskab.documents.errors import read_error
from beredskab.documents.files import MAX_FILES, FileInfo, file_info
from beredskab.documents.model import Document, to_json
from beredskab.documents.sandbox import read_safely
from beredskab.frameworks.check import check
from beredskab.frameworks.loader import load_all
from beredskab.frameworks.report import Report
from beredskab.web import words

CARRIED_BYTES: Final = 4 * 1024 * 1024
"""A text larger than this is carried on without its pictures: form fields have a limit."""
DRAINED_BYTES: Final = 300 * 1024 * 1024
"""A request larger than this is cut off instead of being passed over."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A text that was read, with the files it came from."""

    document: Document
    files: tuple[FileInfo, ...]


def uploads(request: HttpRequest) -> list[tuple[str, bytes]]:
    """Names and bytes of the uploaded files; raises `ReadError` when there are none, too many or too much."""
    size = int(request.META.get("CONTENT_LENGTH") or 0)
    if settings.MAX_UPLOAD_BYTES < size < DRAINED_BYTES:
        # The handler keeps files in memory only, so a larger request arrives without them. Its body is passed over:
        # a browser whose sending is cut off shows its own error and not our sentence.
        len(request.FILES)
    if size > settings.MAX_UPLOAD_BYTES:
        raise read_error("too_large", limit=settings.MAX_UPLOAD_BYTES // 1024 // 1024)
    files = [(file.name or "", file.read()) for file in request.FILES.getlist("files")]
    if not files:
        raise read_error("no_files")
    if len(files) > MAX_FILES:
        raise read_error("too_many_files", limit=MAX_FILES)
    return files


def read(files: Sequence[tuple[str, bytes]]) -> Reading:
    """The text of the files, read in a child process; raises `ReadError`."""
    document, infos = read_safely(files)
    return Reading(document, infos)


def examine(reading: Reading) -> Report:
    """The check of a text as of today."""
    language = words.lang()
    return check(reading.document, load_all(language), date.today(), files=reading.files, language=language)  # noqa: DTZ011


def pack(reading: Reading) -> str:
    """The text as JSON `{files, doc, sources}`, so that the page can carry it on: we do not keep it."""
    data: dict[str, Any] = {
        "files": [info.to_json() for info in reading.files],
        "doc": to_json(reading.document.blocks),
        "sources": {
            block: {"file": source.file, "page": source.page, "heading": list(source.heading)}
            for block, source in reading.document.sources.items()
        },
    }
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    if len(text.encode()) > CARRIED_BYTES:
        data["doc"]["content"] = [node for node in data["doc"]["content"] if node["type"] != "figure"]
        text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return text


def unpack(text: str) -> Reading:
    """A text that the page carried; raises `ReadError` for anything else."""
    try:
        data = json.loads(text)
        blocks = schema.received(data["doc"])
        return Reading(
            Document(blocks, schema.received_sources(data["sources"])), tuple(file_info(file) for file in data["files"])
        )
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError) as error:
        raise read_error("unreadable") from error
