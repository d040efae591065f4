"""The lines of a PDF with their place and type. Only the first and last sign of a line are measured: that is fast."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from beredskab.documents.errors import fail
from beredskab.documents.files import MAX_PAGES

_BOLD = re.compile(rb"bold|black|heavy|semibold|demi|[-,]bd\b", re.IGNORECASE)
_BOLD_WEIGHT = 600
_BREAK = re.compile("\r\n|\n|\r|\ufffe|\x02")
_SOFT_HYPHEN = ("\ufffe", "\x02")
MAX_CHARACTERS = 20_000_000


@dataclass(slots=True)
class Line:
    """One printed line. Places are points from the lower left; `top` is the share of the page's height above it."""

    text: str
    page: int
    left: float
    right: float
    base: float
    top: float
    size: float
    bold: bool


def pages(data: bytes) -> Iterator[list[Line]]:
    """The lines of each page. Raises `ReadError` for locked and broken files."""
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        fail("encrypted_pdf" if "password" in str(error).lower() else "broken_pdf")
    try:
        if len(document) > MAX_PAGES:
            fail("too_long")
        total = 0
        for index in range(len(document)):
            lines = _page(document, index)
            total += sum(len(line.text) for line in lines)
            if total > MAX_CHARACTERS:
                fail("too_long")
            yield lines
    finally:
        document.close()


def _page(document: Any, index: int) -> list[Line]:
    try:
        page = document[index]
    except pdfium.PdfiumError:
        return []
    try:
        text_page = page.get_textpage()
    except pdfium.PdfiumError:
        page.close()
        return []
    try:
        return list(_lines(text_page, index + 1, page.get_height() or 1.0))
    finally:
        text_page.close()
        page.close()


def _lines(text_page: Any, number: int, height: float) -> Iterator[Line]:
    text = text_page.get_text_range(errors="ignore") if text_page.count_chars() else ""
    start = 0
    while start < len(text):
        found = _BREAK.search(text, start)
        end, following = (found.start(), found.end()) if found else (len(text), len(text))
        piece = text[start:end]
        if piece.strip():
            hyphen = "-" if found and found[0] in _SOFT_HYPHEN else ""
            first = start + len(piece) - len(piece.lstrip())
            last = start + len(piece.rstrip()) - 1
            yield _measured(text_page.raw, piece.strip() + hyphen, first, last, number, height)
        start = following


def _measured(page: Any, text: str, first: int, last: int, number: int, height: float) -> Line:
    x, y = ctypes.c_double(), ctypes.c_double()
    one = raw.FPDFText_GetCharIndexFromTextIndex(page, first)
    end = raw.FPDFText_GetCharIndexFromTextIndex(page, last)
    raw.FPDFText_GetCharOrigin(page, one, x, y)
    left, base = x.value, y.value
    box = [ctypes.c_double() for _ in range(4)]
    raw.FPDFText_GetCharBox(page, end, *box)
    size = _size(page, one)
    bold = _is_bold(page, one) and (first == last or _is_bold(page, end))
    return Line(text, number, left, max(box[1].value, left), base, 1 - base / height, size, bold)


def _size(page: Any, index: int) -> float:
    size = float(raw.FPDFText_GetFontSize(page, index))
    matrix = raw.FS_MATRIX()
    # Some writers set the type at size 1 and scale it by the matrix.
    if raw.FPDFText_GetMatrix(page, index, matrix) and matrix.d:
        size *= abs(matrix.d)
    return round(size * 2) / 2 or 1.0


def _is_bold(page: Any, index: int) -> bool:
    if raw.FPDFText_GetFontWeight(page, index) >= _BOLD_WEIGHT:
        return True
    name = ctypes.create_string_buffer(128)
    raw.FPDFText_GetFontInfo(page, index, name, 128, None)
    return bool(_BOLD.search(name.value))
