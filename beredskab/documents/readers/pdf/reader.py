"""Lines to paragraphs, headings and lists: by gaps, indents, sizes and what would still have fitted on a line."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from beredskab.documents.errors import fail
from beredskab.documents.model import Document, Span
from beredskab.documents.readers.builder import Builder
from beredskab.documents.readers.pdf.furniture import without_furniture
from beredskab.documents.readers.pdf.lines import Line, pages
from beredskab.documents.readers.phrases import Marker, Numbers, join_lines, like_heading, marker

_LARGER = 1.12
_SAME_LINE = 0.3
"""Baselines that differ by less, as a share of the type size, are one line."""
_MIN_WORDS = 3
_HEADING_CHARACTERS = 200
_SIGN_WIDTH = 0.5
"""Mean width of a letter as a share of the type size."""


@dataclass(slots=True)
class _Measures:
    """What is usual in this document. `sizes` are the heading sizes, largest first."""

    body: float
    pitch: float
    right: dict[int, float]
    sizes: list[float]
    bold_is_rare: bool


@dataclass(slots=True)
class _Piece:
    lines: list[Line]
    text: str
    sign: Marker | None = None
    level: int = 0
    is_row: bool = False
    """Lines beside each other with room between: cells of a table."""


def read(data: bytes, builder: Builder) -> tuple[Document, int]:
    """The document of a PDF and its number of pages. Raises `ReadError` for a PDF without text."""
    all_pages = list(pages(data))
    words = sum(len(line.text.split()) for page in all_pages for line in page)
    if words < _MIN_WORDS:
        fail("scanned_pdf")
    blank = [str(number) for number, page in enumerate(all_pages, start=1) if not page]
    kept, dropped = without_furniture(all_pages)
    if dropped:
        builder.remark("header_footer", " | ".join(dropped))
    if blank:
        builder.remark("pages_without_text", ", ".join(blank))
    lines = [line for page in kept for line in page]
    if not lines:
        fail("scanned_pdf")
    usual = _measure(lines)
    _write(_pieces(lines, usual), usual, builder)
    return builder.document(), len(all_pages)


def _measure(lines: list[Line]) -> _Measures:
    weights: Counter[float] = Counter()
    rights: dict[int, float] = {}
    for line in lines:
        weights[line.size] += len(line.text)
        rights[line.page] = max(rights.get(line.page, 0.0), line.right)
    body = weights.most_common(1)[0][0]
    gaps = [
        one.base - two.base
        for one, two in pairwise(lines)
        if one.page == two.page and one.size == two.size == body and 0.5 * body < one.base - two.base < 2.2 * body
    ]
    sizes = sorted({line.size for line in lines if line.size > body * _LARGER}, reverse=True)
    bold = sum(len(line.text) for line in lines if line.bold)
    return _Measures(
        body=body,
        pitch=median(gaps) / body if gaps else 1.3,
        right=rights,
        sizes=sizes,
        bold_is_rare=bold < 0.3 * sum(weights.values()),
    )


def _pieces(lines: list[Line], usual: _Measures) -> list[_Piece]:
    pieces: list[_Piece] = []
    numbers = Numbers()
    for line in lines:
        last = pieces[-1] if pieces else None
        sign = marker(line.text)
        if sign and not _begins_item(sign, last, line, numbers, usual):
            sign = None
        if last is None or sign or _breaks(last, line, usual):
            text = line.text[sign.end :] if sign else line.text
            pieces.append(_Piece([line], text, sign))
            if not sign:
                numbers.paragraph()
        else:
            before = last.lines[-1]
            beside = before.page == line.page and abs(before.base - line.base) < _SAME_LINE * line.size
            last.is_row = last.is_row or (beside and line.left - before.right > 1.5 * line.size)
            last.lines.append(line)
            last.text = join_lines(last.text, line.text)
    return pieces


def _begins_item(sign: Marker, last: _Piece | None, line: Line, numbers: Numbers, usual: _Measures) -> bool:
    """A number must follow its forerunner ("24. juni" is no item); a dash must not stand in mid-sentence."""
    if _looks_heading(line, usual) and sign.ordered:
        return False
    if sign.ordered:
        return numbers.take(sign)
    if sign.dash and last and not last.sign and not _breaks(last, line, usual):
        return last.text[-1:] in ".:;?!"
    return True


def _breaks(piece: _Piece, line: Line, usual: _Measures) -> bool:
    last = piece.lines[-1]
    if abs(last.size - line.size) > 0.6 and not (len(line.text) < 4 or len(last.text) < 4):
        return True
    if _looks_heading(last, usual) != _looks_heading(line, usual):
        return True
    gap = last.base - line.base
    if last.page != line.page or gap < -_SAME_LINE * line.size:
        # Over a page or column break only an unfinished sentence goes on.
        return piece.text[-1:] in ".:;?!" or not (line.text[:1].islower() or last.text.endswith("-"))
    if gap < _SAME_LINE * line.size:
        return False
    if piece.is_row and not line.text[:1].islower():
        return True
    if gap > usual.pitch * 1.3 * line.size:
        return True
    if piece.sign and line.left < piece.lines[0].left - 1:
        return True
    if _looks_heading(line, usual):
        return False
    room = usual.right[line.page] - last.right
    return room > (len(line.text.split(" ", 1)[0]) + 2) * _SIGN_WIDTH * line.size * 1.1 and not line.text[:1].islower()


def _looks_heading(line: Line, usual: _Measures) -> bool:
    return line.size > usual.body * _LARGER or (usual.bold_is_rare and line.bold and line.size >= usual.body * 0.95)


def _level(piece: _Piece, usual: _Measures) -> int:
    first = piece.lines[0]
    if piece.sign or len(piece.text) > _HEADING_CHARACTERS or not any(char.isalpha() for char in piece.text):
        return 0
    if not all(_looks_heading(line, usual) for line in piece.lines):
        return 0
    if first.size in usual.sizes:
        return 0 if piece.text.endswith(".") and len(piece.text.split()) > 12 else usual.sizes.index(first.size) + 1
    return len(usual.sizes) + 1 if like_heading(piece.text) else 0


def _write(pieces: list[_Piece], usual: _Measures, builder: Builder) -> None:
    for piece in pieces:
        piece.level = _level(piece, usual)
    used = sorted({piece.level for piece in pieces if piece.level})
    indents: list[float] = []
    for piece in pieces:
        builder.page = piece.lines[0].page
        content = (Span(piece.text),)
        if piece.level:
            builder.heading(used.index(piece.level) + 1, content)
        elif piece.sign:
            left = piece.lines[0].left
            while indents and left < indents[-1] - 3:
                indents.pop()
            if not indents or left > indents[-1] + 3:
                indents.append(left)
            builder.item(len(indents), piece.sign.ordered, content)
            continue
        else:
            builder.paragraph(content)
        indents.clear()
    if used:
        builder.remark("guessed_headings", once=True)
