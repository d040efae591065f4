"""Gathers what a reader finds, in reading order, and makes the `Document`: ids, lists, levels, sources, remarks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from beredskab.documents.errors import fail
from beredskab.documents.files import MAX_BLOCKS, MAX_CELLS
from beredskab.documents.model import (
    MAX_LIST_DEPTH,
    Block,
    Document,
    Heading,
    Inline,
    Link,
    List,
    ListItem,
    Paragraph,
    Remark,
    Source,
    Span,
    Table,
    inline_text,
)
from beredskab.documents.readers.remarks import message

MAX_REMARKS_PER_CODE = 20
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u200b-\u200f\u2060\ufeff\ufffe\uffff\ud800-\udfff]"
)
_BLANKS = re.compile(r"\s+")
_HREF = re.compile(r"(https?://|mailto:|tel:|#)[^\s<>\"]+", re.IGNORECASE)


def clean_text(text: str) -> str:
    """Text without control characters, soft hyphens and zero-width marks; every run of blanks is one space."""
    return _BLANKS.sub(" ", _INVISIBLE.sub("", text))


def clean(content: Iterable[Span]) -> Inline:
    """Spans with clean text, no blanks at the ends or doubled, neighbours with the same marks joined."""
    runs: list[tuple[Span, list[str]]] = []
    blank = True
    for span in content:
        text = clean_text(span.text)
        if blank:
            text = text.lstrip(" ")
        if not text:
            continue
        blank = text.endswith(" ")
        if runs and _same_marks(runs[-1][0], span):
            runs[-1][1].append(text)
        else:
            runs.append((span, [text]))
    spans = [replace(span, text="".join(texts)) for span, texts in runs]
    while spans and not (last := spans[-1].text.rstrip(" ")):
        spans.pop()
    if spans:
        spans[-1] = replace(spans[-1], text=last)
    return tuple(spans)


def _same_marks(one: Span, other: Span) -> bool:
    return (one.strong, one.em, one.link, one.reference) == (other.strong, other.em, other.link, other.reference)


def safe_link(href: str | None) -> Link | None:
    """A `Link` of an address that the schema allows, or nothing."""
    address = (href or "").strip()
    return Link(address) if len(address) <= 2000 and _HREF.fullmatch(address) else None


@dataclass(slots=True)
class _Item:
    depth: int
    ordered: bool
    content: Inline
    page: int | None


class Builder:
    """Takes headings, paragraphs, items and tables in reading order; `document()` gives the result.

    Source heading levels may skip and go deeper than three; they come out as 1 to 3 without gaps.
    """

    def __init__(self, file: str, language: str = "da") -> None:
        self.file = file
        self.language = language
        self.page: int | None = None
        self._blocks: list[Block] = []
        self._sources: dict[str, Source] = {}
        self._remarks: list[Remark] = []
        self._counts: dict[str, int] = {}
        self._items: list[_Item] = []
        self._levels: list[int] = []
        self._path: list[str] = []
        self._next = 0
        self._cells = 0

    def heading(self, level: int, content: Iterable[Span]) -> None:
        """A heading of the level it has in the source (from 1)."""
        text = clean(content)
        if not text:
            return
        self._flush()
        while self._levels and self._levels[-1] >= level:
            self._levels.pop()
        self._levels.append(level)
        shown = min(len(self._levels), 3)
        del self._path[shown - 1 :]
        block = Heading(self._id(), shown, text)
        self._blocks.append(block)
        self._path.append(inline_text(text))
        # Below the first heading's level nothing is skipped: a text that starts at level 2 is simply shifted.
        if level - self._levels[0] + 1 > shown:
            self.remark("heading_levels", block_id=block.id, once=True)

    def paragraph(self, content: Iterable[Span]) -> None:
        """A paragraph; nothing when it holds no text."""
        text = clean(content)
        if text:
            self._flush()
            self._blocks.append(Paragraph(self._id(), text))

    def item(self, depth: int, ordered: bool, content: Iterable[Span]) -> None:
        """A list item at a depth from 1. Items that follow each other become one list."""
        text = clean(content)
        if text:
            self._items.append(_Item(max(1, depth), ordered, text, self.page))

    def continue_item(self, content: Iterable[Span]) -> None:
        """More text of the item just given (an item is one paragraph in the model)."""
        if not self._items:
            self.paragraph(content)
            return
        last = self._items[-1]
        last.content = clean((*last.content, Span(" "), *content))

    def table(self, rows: Sequence[Sequence[Iterable[Span]]], merged: bool = False) -> None:
        """A table, its first row the header. Short rows are filled up, empty rows left out."""
        filled = [[clean(cell) for cell in row] for row in rows]
        filled = [row for row in filled if any(row)]
        if not filled:
            return
        width = max(len(row) for row in filled)
        self._cells += width * len(filled)
        if self._cells > MAX_CELLS:
            fail("too_long")
        self._flush()
        whole = [(*row, *((),) * (width - len(row))) for row in filled]
        block = Table(self._id(), whole[0], tuple(whole[1:]))
        self._blocks.append(block)
        if merged:
            self.remark("merged_cells", block_id=block.id)

    def remark(self, code: str, detail: str = "", *, block_id: str | None = None, once: bool = False) -> None:
        """A remark; of each code at most 20 are kept, or the first with `once`."""
        self._counts[code] = self._counts.get(code, 0) + 1
        if self._counts[code] <= (1 if once else MAX_REMARKS_PER_CODE):
            self._remarks.append(Remark(code, message(code, self.language, clean_text(detail).strip()), block_id))

    def document(self) -> Document:
        """All that was given. Raises `ReadError("no_text")` when that holds no letter."""
        self._flush()
        if not self._blocks:
            fail("no_text")
        return Document(tuple(self._blocks), self._sources, tuple(self._remarks))

    def __len__(self) -> int:
        return len(self._blocks) + len(self._items)

    # --- inner ---

    def _id(self) -> str:
        self._next += 1
        if self._next > MAX_BLOCKS:
            fail("too_long")
        name = f"b{self._next}"
        self._sources[name] = Source(self.file, self.page, tuple(self._path))
        return name

    def _flush(self) -> None:
        if not self._items:
            return
        items, self._items, page = self._items, [], self.page
        depth, floor = 0, min(item.depth for item in items) - 1
        for item in items:
            wanted = min(item.depth - floor, depth + 1)
            if wanted > MAX_LIST_DEPTH:
                self.remark("list_depth", once=True)
            item.depth = depth = min(wanted, MAX_LIST_DEPTH)
        self._blocks.extend(self._lists(items, 1))
        self.page = page

    def _lists(self, items: list[_Item], depth: int) -> list[List]:
        lists: list[List] = []
        index = 0
        while index < len(items):
            ordered, made = items[index].ordered, list[ListItem]()
            self.page = items[index].page
            list_id = self._id()
            while index < len(items) and items[index].ordered == ordered:
                first = items[index]
                end = index + 1
                while end < len(items) and items[end].depth > depth:
                    end += 1
                self.page = first.page
                paragraph = Paragraph(self._id(), first.content)
                made.append(ListItem(paragraph, tuple(self._lists(items[index + 1 : end], depth + 1))))
                index = end
            lists.append(List(list_id, ordered, tuple(made)))
        return lists
