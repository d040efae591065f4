"""A case on paper and as data: the PDF of its texts, the facts beside it, and both in one file."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Iterable, Iterator
from typing import Any

from django.http import HttpResponse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language

from beredskab.cases.queries.contents import Written
from beredskab.documents.model import Block, Heading, Paragraph, Span
from beredskab.documents.writers import pdf
from beredskab.documents.writers.meta import Meta

STAMP = (2026, 1, 1, 0, 0, 0)  # the same content gives the same bytes


def texts(title: str, things: Iterable[Written], *notes: str) -> bytes:
    """Everything in order, each with when and by whom, as a tagged PDF."""
    blocks = [block for place, one in enumerate(things) for block in _blocks(place, one)]
    return pdf.render(_meta(title, *notes), blocks)


def letter(title: str, parts: Iterable[tuple[str, str]], *notes: str) -> bytes:
    """Headed parts of plain text as a tagged PDF."""
    blocks: list[Block] = []
    for place, (heading, text) in enumerate(parts):
        blocks.append(Heading(f"h{place}", 1, (Span(heading),)))
        blocks += _paragraphs(place, text)
    return pdf.render(_meta(title, *notes), blocks)


def packed(files: dict[str, bytes], facts: dict[str, Any]) -> bytes:
    """The files and `metadata.json`, which names each with its checksum, in one zip."""
    sums = {name: hashlib.sha256(data).hexdigest() for name, data in files.items()}
    told = json.dumps({**facts, "files": sums}, ensure_ascii=False, indent=2, sort_keys=True)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in {**files, "metadata.json": told.encode()}.items():
            archive.writestr(zipfile.ZipInfo(name, STAMP), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def download(data: bytes, name: str, kind: str) -> HttpResponse:
    """The bytes as a file that is saved. Its name holds a case number and nothing else."""
    found = HttpResponse(data, content_type=kind)
    found["Content-Disposition"] = f'attachment; filename="{name}"'
    found["X-Content-Type-Options"] = "nosniff"
    return found


def _meta(title: str, *notes: str) -> Meta:
    language = "en" if (get_language() or "da").startswith("en") else "da"
    return Meta(title=title, language=language, date=timezone.localdate(), note_lines=notes)


def _blocks(place: int, one: Written) -> Iterator[Block]:
    yield Heading(f"h{place}", 1, (Span(one.title),))
    at = date_format(timezone.localtime(one.at), "j. F Y H.i")
    by = f"{one.who}, {at}" if one.who else at
    yield Paragraph(f"w{place}", (Span(by, em=True),))
    yield from _paragraphs(place, one.text)


def _paragraphs(place: int, text: str) -> Iterator[Block]:
    for row, part in enumerate(line.strip() for line in text.splitlines() if line.strip()):
        yield Paragraph(f"p{place}-{row}", (Span(part),))
