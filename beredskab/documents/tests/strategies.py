"""Hypothesis strategies: any document the schema allows, in its normal spelling."""

from __future__ import annotations

import struct
import zlib
from base64 import b64encode
from dataclasses import replace
from itertools import count
from typing import Any

from hypothesis import strategies as st

from beredskab.documents.model import (
    Block,
    Figure,
    Heading,
    Inline,
    Link,
    List,
    ListItem,
    Paragraph,
    Reference,
    Span,
    Table,
)
from beredskab.documents.schema import normalise


def png(width: int = 2, height: int = 2, colour: tuple[int, int, int] = (0, 89, 179)) -> str:
    """A `data:` address of a one-coloured PNG."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = (b"\x00" + bytes(colour) * width) * height
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    data = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
    return "data:image/png;base64," + b64encode(data).decode()


WORDS = [
    "plan", "bekymring", "børn", "ø", "Æble", "§ 15", "stk. 3", "*", "**", "_", "__", "#", "##", "-", "+", "1.", "2)",
    "|", "\\", "\\\\", "`", "```", "~~~", "<b>", "</b>", "<br>", "<https://x.dk>", "&amp;", "&#32;", "&", "!", "[a](b)",
    "![a](b)", "[x]: y", ">", "===", "---", "***", "a*b", "a_b", "\u00a0", "  ", "–", "”", "(", ")", ":", "=", "\u200b",
    "lov:x", "| - |", ":-:", "$", "\"", "'", "😀", "e\u0301",
]  # fmt: skip

texts = st.one_of(
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=6).flatmap(
        lambda words: st.sampled_from(["", " "]).map(lambda glue: glue.join(words))
    ),
    st.text(min_size=1, max_size=12),
)
hrefs = st.one_of(
    st.sampled_from(
        ["https://eksempel.dk/a_(b)?c=1&amp;d=2", "mailto:a@b.dk", "tel:+4512345678", "#afsnit", "http://x/\\|*_`[]"]
    ),
    st.from_regex(r"(https?://|mailto:|tel:|#)[^\s<>\"]{1,20}", fullmatch=True),
)
references = st.builds(
    Reference,
    kind=st.sampled_from(["contact", "law"]),
    target=st.sampled_from(["barnets-lov § 15, stk. 3", "vagt (aften)", "50%"]) | st.text(min_size=1, max_size=10),
)
spans = st.builds(
    Span,
    text=texts,
    strong=st.booleans(),
    em=st.booleans(),
    link=st.none() | st.none() | st.builds(Link, href=hrefs),
    reference=st.none() | st.none() | references,
)
inlines: st.SearchStrategy[Inline] = st.lists(spans | st.builds(Span, text=texts), max_size=4).map(tuple)
_paragraphs = st.builds(Paragraph, id=st.just("x"), content=inlines)


def _lists(depth: int) -> st.SearchStrategy[List]:
    children: st.SearchStrategy[tuple[List, ...]] = (
        st.just(()) if depth == 3 else st.lists(st.deferred(lambda: _lists(depth + 1)), max_size=2).map(tuple)
    )
    items = st.lists(st.builds(ListItem, _paragraphs, children), min_size=1, max_size=3).map(tuple)
    return st.builds(List, id=st.just("x"), ordered=st.booleans(), items=items)


@st.composite
def _tables(draw: Any) -> Table:
    width = draw(st.integers(1, 3))
    row = st.lists(inlines, min_size=width, max_size=width).map(tuple)
    return Table("x", draw(row), tuple(draw(st.lists(row, max_size=3))))


_figures = st.builds(
    Figure,
    id=st.just("x"),
    src=st.sampled_from([png(), png(3, 1, (200, 30, 30))]),
    alt=texts,
    caption=inlines,
)
_blocks = st.one_of(
    st.builds(Heading, id=st.just("x"), level=st.integers(1, 3), content=inlines),
    _paragraphs,
    _lists(1),
    _tables(),
    _figures,
)


def number(blocks: tuple[Block, ...], prefix: str = "b") -> tuple[Block, ...]:
    """The blocks with ids `b1`, `b2`, … in reading order, list items included."""
    ids = (f"{prefix}{n}" for n in count(1))

    def numbered(block: Block) -> Block:
        if not isinstance(block, List):
            return replace(block, id=next(ids))
        return numbered_list(block)

    def numbered_list(block: List) -> List:
        own = next(ids)
        items = []
        for item in block.items:
            paragraph = replace(item.paragraph, id=next(ids))
            items.append(ListItem(paragraph, tuple(numbered_list(child) for child in item.children)))
        return List(own, block.ordered, tuple(items))

    return tuple(numbered(block) for block in blocks)


blocks: st.SearchStrategy[tuple[Block, ...]] = st.lists(_blocks, max_size=5).map(tuple).map(normalise).map(number)
"""Whole documents in the normal spelling, with ids `b1`, `b2`, …"""
