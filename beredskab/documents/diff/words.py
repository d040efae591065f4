"""What changed inside a block: line by line (an item, a row), then word by word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby, zip_longest
from typing import Literal

TOKEN = re.compile(r"\w+|\s+|[^\w\s]")

MAX_PAIRS = 2_000_000
"""Beyond so many pairs of words the middle is shown as replaced: a bounded answer is better than a fine one."""

Kind = Literal["same", "added", "removed"]


@dataclass(frozen=True, slots=True)
class WordOp:
    """A stretch of text that stayed, came or went."""

    kind: Kind
    text: str


def words(old: str, new: str) -> tuple[WordOp, ...]:
    """The way from the old text to the new: `same` and `added` joined are the new one, `same` and `removed` the old."""
    if old == new:
        return _merged([WordOp("same", new)])
    old_lines, new_lines = _lines(old), _lines(new)
    return _merged(_by_line(old_lines, new_lines))


def _lines(text: str) -> list[str]:
    return text.splitlines(keepends=True) if "\n" in text else [text]


def _by_line(old: list[str], new: list[str]) -> Iterator[WordOp]:
    if len(old) == len(new) == 1:
        yield from _by_word(old[0], new[0])
        return
    matcher = SequenceMatcher(None, [line.rstrip("\n") for line in old], [line.rstrip("\n") for line in new], False)
    for _kind, old_from, old_to, new_from, new_to in matcher.get_opcodes():
        pairs = zip_longest(old[old_from:old_to], new[new_from:new_to], fillvalue="")
        for before, after in pairs:
            yield from _by_word(before, after)


def _by_word(old: str, new: str) -> Iterator[WordOp]:
    before, after = TOKEN.findall(old), TOKEN.findall(new)
    if len(before) * len(after) > MAX_PAIRS:
        yield from _ends_and_middle(before, after)
        return
    for kind, old_from, old_to, new_from, new_to in SequenceMatcher(None, before, after, False).get_opcodes():
        if kind == "equal":
            yield WordOp("same", "".join(after[new_from:new_to]))
        else:
            yield WordOp("removed", "".join(before[old_from:old_to]))
            yield WordOp("added", "".join(after[new_from:new_to]))


def _ends_and_middle(before: list[str], after: list[str]) -> Iterator[WordOp]:
    start = 0
    while start < min(len(before), len(after)) and before[start] == after[start]:
        start += 1
    end = 0
    while end < min(len(before), len(after)) - start and before[-1 - end] == after[-1 - end]:
        end += 1
    yield WordOp("same", "".join(before[:start]))
    yield WordOp("removed", "".join(before[start : len(before) - end]))
    yield WordOp("added", "".join(after[start : len(after) - end]))
    yield WordOp("same", "".join(after[len(after) - end :]))


def _merged(ops: list[WordOp] | Iterator[WordOp]) -> tuple[WordOp, ...]:
    """Neighbours joined, what went before what came, and no lone blank between two changes."""
    merged: list[WordOp] = []
    items = [op for op in ops if op.text]
    changes = [op.kind != "same" or _is_bridge(items, index) for index, op in enumerate(items)]
    for changed, group in groupby(zip(changes, items, strict=True), key=lambda pair: pair[0]):
        run = [op for _changed, op in group]
        if not changed:
            merged.append(WordOp("same", "".join(op.text for op in run)))
            continue
        kinds: tuple[Kind, Kind] = ("removed", "added")
        for kind in kinds:
            if text := "".join(op.text for op in run if op.kind in (kind, "same")):
                merged.append(WordOp(kind, text))
    return tuple(merged)


def _is_bridge(items: list[WordOp], index: int) -> bool:
    op = items[index]
    if op.kind != "same" or op.text.strip() or "\n" in op.text or not 0 < index < len(items) - 1:
        return False
    # A blank joins two replacements into one; between mere additions it is simply a blank that stayed.
    around = {items[index - 1].kind, items[index + 1].kind}
    return "same" not in around and len({op.kind for op in items[max(0, index - 2) : index + 3]}) > 2
