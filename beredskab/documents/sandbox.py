"""Reads plans from strangers in a bounded child (`documents.child`), a few at a time.

Whatever happens in the child, the caller gets a document or a `ReadError`.
"""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from beredskab.documents import child
from beredskab.documents.errors import MESSAGES, ReadError, fail
from beredskab.documents.files import MAX_FILE_BYTES, MAX_FILES, MEGABYTE, FileInfo, file_info
from beredskab.documents.model import Document, Remark, Source, from_json, to_json

AT_ONCE = 3
"""Texts that one process reads and checks at the same time: each may take a processor and half a gigabyte."""
WAIT_SECONDS = 5.0
"""Shorter than the database waits for an idle transaction, the reading included."""

_places = threading.BoundedSemaphore(AT_ONCE)


@contextlib.contextmanager
def place(wait: float | None = None) -> Iterator[None]:
    """One of the few places for heavy work on a stranger's text: reading it and checking it, both in one place.

    Raises `ReadError` `busy` when none is free within `wait` seconds. Do not ask for a place inside a place.
    """
    if not _places.acquire(timeout=WAIT_SECONDS if wait is None else wait):
        fail("busy")
    try:
        yield
    finally:
        _places.release()


def read_safely(
    files: Sequence[tuple[str, bytes]], *, seconds: float = 20, memory_mb: int = 700, language: str = "da"
) -> tuple[Document, tuple[FileInfo, ...]]:
    """`readers.read_files` in a bounded child process.

    Raises `ReadError`; `too_slow` after `seconds` of wall time, `too_heavy` when the child died or ran out of memory.
    """
    if not files:
        fail("no_files")
    if len(files) > MAX_FILES:
        fail("too_many_files", limit=MAX_FILES)
    for name, data in files:
        if len(data) > MAX_FILE_BYTES:
            _blame(name, "too_large", limit=MAX_FILE_BYTES // MEGABYTE)
    head = {"names": [name for name, _data in files], "language": language}
    only = files[0][0] if len(files) == 1 else ""
    try:
        answered, _bodies = child.ask(
            "read", head, [data for _name, data in files], seconds=seconds, memory_mb=memory_mb
        )
    except child.ChildFailed as failed:
        error = _error(failed.code)
    else:
        try:
            return _understood(answered)
        except ReadError as told:
            error = told
    error.file = error.file or only
    raise error


# --- the caller's side --------------------------------------------------------------------------------------------


def _understood(data: Mapping[str, Any]) -> tuple[Document, tuple[FileInfo, ...]]:
    try:
        if "document" in data:
            return _document(data["document"]), tuple(file_info(info) for info in data["files"])
        error = ReadError(*(str(data["error"][key]) for key in ("code", "message_da", "message_en", "file")))
    except (ValueError, KeyError, TypeError, AttributeError):
        error = _error("too_heavy")
    raise error


def _error(code: str) -> ReadError:
    return ReadError(code, *MESSAGES[code])


def _blame(name: str, code: str, **details: object) -> None:
    try:
        fail(code, **details)
    except ReadError as error:
        error.file = name
        raise


def _document(data: Mapping[str, Any]) -> Document:
    sources = {
        key: Source(str(file), page if isinstance(page, int) else None, tuple(map(str, heading)))
        for key, (file, page, heading) in data["sources"].items()
    }
    remarks = tuple(Remark(str(code), str(message), block_id) for code, message, block_id in data["remarks"])
    return Document(from_json(data["doc"]), sources, remarks)


# --- the child's side ---------------------------------------------------------------------------------------------


def answer(head: Mapping[str, Any], bodies: Sequence[bytes]) -> child.Answer:
    """The task `read`: the files read as one document, or the error, as JSON."""
    from beredskab.documents.readers import read_files

    try:
        document, infos = read_files(list(zip(head["names"], bodies, strict=True)), language=head["language"])
    except ReadError as error:
        return {"error": {name: getattr(error, name) for name in ("code", "message_da", "message_en", "file")}}, []
    return {
        "document": {
            "doc": to_json(document.blocks),
            "sources": {key: [s.file, s.page, s.heading] for key, s in document.sources.items()},
            "remarks": [[remark.code, remark.message, remark.block_id] for remark in document.remarks],
        },
        "files": [info.to_json() for info in infos],
    }, []
