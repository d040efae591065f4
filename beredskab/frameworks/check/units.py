"""Cuts a document into units: sentences, list items joined to their lead-in, table rows, headings.

A unit is what a rule looks at. It knows its exact place in its block's plain text, so a quote is always verbatim.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from beredskab.documents.model import (
    Block,
    Document,
    Figure,
    Heading,
    List,
    Paragraph,
    Source,
    Table,
    inline_text,
    plain,
)

SENTENCE_END = re.compile(r"[.!?]['\"”’»)]*\s+(?=['\"“”„’«(•–-]?\s?[A-ZÆØÅ0-9§])|[;:]\s*\n|\n")
"""Where a sentence may end: a stop before a capital or a figure. `_is_stop` rejects abbreviations."""

ABBREVIATION = re.compile(
    r"(?:\b(?:stk|nr|jf|bl\.a|f\.eks|fx|evt|ca|pr|d|kap|inkl|ekskl|tlf|osv|mv|m\.v|vedr|dvs|mfl|m\.fl|kl|afd|hhv|mio|afs"
    r"|pkt|lovbkg|bek|s|jan|feb|apr|aug|sept|okt|nov|dec)|(?<!punkt )(?<!side )\b\d{1,2})\.\s+$",
    re.IGNORECASE,
)
TYPED_BULLET = re.compile(r"\s*(?:[•▪●◦‣·*–—-]|\d{1,2}[.)]|[a-zæøå][.)])\s+")
MAX_LEAD_IN = 400  # characters; a longer sentence is not a lead-in


class Shape(StrEnum):
    """What the unit was in the document."""

    HEADING = "heading"
    SENTENCE = "sentence"
    ITEM = "item"
    ROW = "row"


@dataclass(frozen=True, slots=True)
class Unit:
    """A stretch `start..end` of the plain text of block `block_id`. `lead_in` is the index of the unit it hangs on."""

    index: int
    block_id: str
    start: int
    end: int
    text: str
    shape: Shape
    paragraph: int  # counts blocks; sentences of one paragraph are neighbours
    heading: tuple[str, ...]
    page: int | None
    file: str
    lead_in: int | None = None
    header: str = ""  # a table row's column heads


def split(document: Document) -> tuple[Unit, ...]:
    """All units of the document in reading order. Linear in the length of the text."""
    cutter = _Cutter(document)
    for number, block in enumerate(document.blocks):
        cutter.block(number, block)
    return tuple(cutter.units)


class _Cutter:
    """Walks the blocks and remembers the headings above and the sentence a list may hang on."""

    def __init__(self, document: Document) -> None:
        self.units: list[Unit] = []
        self._sources = document.sources
        self._path: list[tuple[int, str]] = []
        self._lead_in: int | None = None
        self._file = ""

    def block(self, number: int, block: Block) -> None:
        source = self._sources.get(block.id, Source(file=""))
        if source.file != self._file:
            self._file, self._path, self._lead_in = source.file, [], None
        match block:
            case Heading():
                self._heading(number, block, source)
            case Paragraph():
                self._paragraph(number, block, source)
            case List():
                self._list(number, block, source)
            case Table():
                self._table(number, block, source)
            case Figure():
                self._figure(number, block, source)

    def _heading(self, number: int, block: Heading, source: Source) -> None:
        text = inline_text(block.content)
        self._path = [(level, title) for level, title in self._path if level < block.level]
        self._add(number, block.id, 0, text, Shape.HEADING, source)
        self._path.append((block.level, text.strip()))
        self._lead_in = None

    def _paragraph(self, number: int, block: Paragraph, source: Source) -> None:
        text = inline_text(block.content)
        typed = TYPED_BULLET.match(text)
        if typed and self._lead_in is not None:
            self._pieces(number, block.id, typed.end(), text, Shape.ITEM, source)
            return
        self._lead_in = None
        self._pieces(number, block.id, 0, text, Shape.SENTENCE, source)
        if self.units and text.rstrip().endswith(":"):
            self._hang_on_last()

    def _list(self, number: int, block: List, source: Source) -> None:
        last = self.units[-1] if self.units else None
        if self._lead_in is None and last and last.shape is Shape.SENTENCE:
            self._hang_on_last()
        offset = 0
        for line in plain(block).split("\n"):
            self._pieces(number, block.id, offset, line, Shape.ITEM, source, base=offset)
            offset += len(line) + 1
        self._lead_in = None

    def _table(self, number: int, block: Table, source: Source) -> None:
        header = "\t".join(inline_text(cell) for cell in block.header)
        offset = 0
        for row, line in enumerate(plain(block).split("\n")):
            self._add(number, block.id, offset, line, Shape.ROW, source, header=header if row else "")
            offset += len(line) + 1

    def _figure(self, number: int, block: Figure, source: Source) -> None:
        self._pieces(number, block.id, 0, plain(block), Shape.SENTENCE, source)

    def _hang_on_last(self) -> None:
        last = self.units[-1]
        self._lead_in = last.index if len(last.text) <= MAX_LEAD_IN else None

    def _pieces(
        self, number: int, block_id: str, begin: int, text: str, shape: Shape, source: Source, *, base: int = 0
    ) -> None:
        """Add the sentences of `text`, which lies at `base` in the block's plain text, from `begin` on."""
        for start, end in sentences(text[begin - base :]):
            self._add(number, block_id, begin + start, text[begin - base + start : begin - base + end], shape, source)

    def _add(
        self, number: int, block_id: str, start: int, text: str, shape: Shape, source: Source, *, header: str = ""
    ) -> None:
        stripped = text.strip()
        if not stripped:
            return
        start += len(text) - len(text.lstrip())
        self.units.append(
            Unit(
                index=len(self.units),
                block_id=block_id,
                start=start,
                end=start + len(stripped),
                text=stripped,
                shape=shape,
                paragraph=number,
                heading=tuple(title for _level, title in self._path) or source.heading,
                page=source.page,
                file=source.file,
                lead_in=self._lead_in if shape is Shape.ITEM else None,
                header=header,
            )
        )


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each sentence."""
    start = 0
    for stop in SENTENCE_END.finditer(text):
        if "\n" in stop.group() or not ABBREVIATION.search(text, max(start, stop.start() - 12), stop.end()):
            yield start, stop.end()
            start = stop.end()
    if start < len(text):
        yield start, len(text)
