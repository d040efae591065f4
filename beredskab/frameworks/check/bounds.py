"""Keeps the check linear: text that no person writes is made harmless before the rules look at it.

Rules are regular expressions, and many of them cost the square of a word's or a sentence's length. A word of a
million letters would hold a process for hours. What is too long is painted over, so that every place keeps its offset.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import accumulate, pairwise
from typing import Final

from beredskab.documents.model import (
    Block,
    Document,
    Figure,
    Heading,
    Inline,
    List,
    ListItem,
    Paragraph,
    Table,
    inline_text,
)

LONGEST_WORD: Final = 200
LONGEST_GAP: Final = 40
LONGEST_STRETCH: Final = 4_000
"""Characters without a line break; a longer stretch is cut after a stop, or at a blank where there is none."""
LONGEST_ROW: Final = 4_000

_TOO_LONG = re.compile(rf"(?:\S{{{LONGEST_WORD}}}\S+)|(?:\s{{{LONGEST_GAP}}}\s+)")
_STOP = re.compile(r"[.!?]\s")
_BLANK = re.compile(r"\s")


def bounded(document: Document) -> Document:
    """The document with the same blocks and offsets, in which no word, gap, sentence or row is beyond measure."""
    return replace(document, blocks=tuple(_block(block) for block in document.blocks))


def bounded_text(text: str) -> str:
    """One paragraph's text, as long as before. An ordinary text comes back as it is."""
    painted = _TOO_LONG.sub(_paint, text)
    return _cut(painted) if len(painted) > LONGEST_STRETCH else painted


def _paint(found: re.Match[str]) -> str:
    kept = LONGEST_GAP if found[0][0].isspace() else LONGEST_WORD
    return found[0][:kept] + _filler(len(found[0]) - kept)


def _filler(length: int) -> str:
    # Neither a word nor a gap: no rule begins on it, and none runs along it.
    return ("· " * (length // 2 + 1))[:length]


def _cut(text: str) -> str:
    signs, half = list(text), LONGEST_STRETCH // 2
    at = half
    while at < len(text):
        stop = _STOP.search(text, at, at + half)
        blank = stop or _BLANK.search(text, at)
        if blank is None:
            break
        signs[blank.end() - 1] = "\n"
        at = blank.end() + half
    return "".join(signs)


def _inline(content: Inline) -> Inline:
    text = inline_text(content)
    made = bounded_text(text)
    return content if made == text else _spread(content, made)


def _spread(content: Inline, text: str) -> Inline:
    edges = pairwise(accumulate((len(span.text) for span in content), initial=0))
    return tuple(replace(span, text=text[low:high]) for span, (low, high) in zip(content, edges, strict=True))


def _row(row: tuple[Inline, ...]) -> tuple[Inline, ...]:
    cells, length = [], 0
    for cell in map(_inline, row):
        size = len(inline_text(cell))
        cells.append(cell if length + size <= LONGEST_ROW else _spread(cell, _filler(size)))
        length += size
    return tuple(cells)


def _block(block: Block) -> Block:
    match block:
        case Heading() | Paragraph():
            content = _inline(block.content)
            return block if content is block.content else replace(block, content=content)
        case List():
            return _list(block)
        case Table():
            return replace(block, header=_row(block.header), rows=tuple(_row(row) for row in block.rows))
        case Figure():
            return replace(block, alt=bounded_text(block.alt), caption=_inline(block.caption))


def _list(block: List) -> List:
    items = (
        ListItem(
            replace(item.paragraph, content=_inline(item.paragraph.content)),
            tuple(_list(child) for child in item.children),
        )
        for item in block.items
    )
    return replace(block, items=tuple(items))
