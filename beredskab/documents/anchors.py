"""Places in a text that are found again: by block and offsets, else by the words themselves."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from beredskab.documents.model import Anchor, Block, List, Paragraph, list_paragraphs, plain


def make(block: Block, start: int = 0, end: int | None = None) -> Anchor:
    """The place `start:end` of the block's plain text (all of it by default). `ValueError` outside the text."""
    text = plain(block)
    end = len(text) if end is None else end
    if not 0 <= start <= end <= len(text):
        raise ValueError(f"{start}:{end} is outside the {len(text)} characters of block {block.id}")
    return Anchor(block.id, start, end, text[start:end])


def verify(anchor: Anchor, blocks: Iterable[Block]) -> bool:
    """Whether the quote stands verbatim where the anchor says."""
    return any(_holds(anchor, plain(block)) for block in _places(blocks) if block.id == anchor.block_id)


def find(anchor: Anchor, blocks: Iterable[Block]) -> Anchor | None:
    """Where the anchor's words stand now: as it says, else nearest in its block, else anywhere, else with other blanks.

    The anchor returned holds in `blocks` (`verify` is true of it). None when the words are gone. An anchor without
    words holds as long as its block is there and long enough.
    """
    places = tuple(_places(blocks))
    if verify(anchor, places):
        return anchor
    if not anchor.quote.strip():
        return None
    own = [block for block in places if block.id == anchor.block_id]
    # A list holds the text of its items: the smaller block is the better address, unless the list was named.
    others = sorted((block for block in places if block.id != anchor.block_id), key=lambda b: isinstance(b, List))
    for pattern in (re.compile(re.escape(anchor.quote)), _loose(anchor.quote)):
        for block in (*own, *others):
            if found := _nearest(pattern, block, anchor):
                return found
    return None


def text_at(anchor: Anchor, blocks: Iterable[Block]) -> str | None:
    """The words that stand at the anchor's place now, or None when the block is gone."""
    for block in _places(blocks):
        if block.id == anchor.block_id:
            return plain(block)[anchor.start : anchor.end]
    return None


def _places(blocks: Iterable[Block]) -> Iterator[Block]:
    # Readers and the check may anchor in a list or in one of its items: both are addresses.
    for block in blocks:
        yield block
        if isinstance(block, List):
            yield from _nested(block)


def _nested(block: List) -> Iterator[Paragraph]:
    for paragraph, _depth in list_paragraphs(block):
        yield paragraph


def _holds(anchor: Anchor, text: str) -> bool:
    return anchor.end <= len(text) and text[anchor.start : anchor.end] == anchor.quote


def _nearest(pattern: re.Pattern[str], block: Block, anchor: Anchor) -> Anchor | None:
    text = plain(block)
    near = anchor.start if block.id == anchor.block_id else 0
    match = min(pattern.finditer(text), key=lambda m: abs(m.start() - near), default=None)
    return Anchor(block.id, match.start(), match.end(), match.group()) if match else None


def _loose(quote: str) -> re.Pattern[str]:
    return re.compile(r"\s+".join(re.escape(word) for word in quote.split()))
