"""Which blocks belong together in two texts: by id, by equal text, by similar words; and which of them moved."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Literal

from beredskab.documents.diff.words import TOKEN, WordOp, words
from beredskab.documents.model import Block, Figure, List, ListItem, plain

SIMILAR = 0.5
"""Share of words in common (Dice) from which two blocks are taken for one that was edited."""

COMMON = 40
"""A word in more blocks than this tells nothing about which of them is meant."""

Kind = Literal["same", "changed", "added", "removed", "moved"]


@dataclass(frozen=True, slots=True)
class BlockDiff:
    """One block's story. `words` lead from the old plain text to the new; a moved block may be changed too.

    `changed` with only `same` words is a change of looks: a mark, a heading's level, a picture.
    """

    kind: Kind
    old: Block | None
    new: Block | None
    words: tuple[WordOp, ...]


@dataclass(frozen=True, slots=True)
class Summary:
    """How many blocks of each kind, and how many words came and went."""

    same: int = 0
    changed: int = 0
    added: int = 0
    removed: int = 0
    moved: int = 0
    words_added: int = 0
    words_removed: int = 0


def diff(old_blocks: Iterable[Block], new_blocks: Iterable[Block]) -> tuple[BlockDiff, ...]:
    """The new text in its order, with removed blocks where they stood. Time grows with length, not its square."""
    old, new = tuple(old_blocks), tuple(new_blocks)
    pairs = _Matcher(old, new).pairs()
    steady = _steady(pairs)
    out: list[BlockDiff] = []
    gone = iter(sorted(set(range(len(old))) - set(pairs.values())))
    next_gone = next(gone, len(old))
    for index, block in enumerate(new):
        if index in steady:
            while next_gone < pairs[index]:
                out.append(_removed(old[next_gone]))
                next_gone = next(gone, len(old))
        if index in pairs:
            out.append(_pair(old[pairs[index]], block, moved=index not in steady))
        else:
            out.append(BlockDiff("added", None, block, words("", plain(block))))
    while next_gone < len(old):
        out.append(_removed(old[next_gone]))
        next_gone = next(gone, len(old))
    return tuple(out)


def diff_summary(diffs: Iterable[BlockDiff]) -> Summary:
    """Counts for a line such as "3 blocks changed, 12 words added"."""
    kinds: Counter[str] = Counter()
    counted: Counter[str] = Counter()
    for one in diffs:
        kinds[one.kind] += 1
        for op in one.words:
            counted[op.kind] += len(op.text.split())
    return Summary(**kinds, words_added=counted["added"], words_removed=counted["removed"])


def _removed(block: Block) -> BlockDiff:
    return BlockDiff("removed", block, None, words(plain(block), ""))


def _pair(old: Block, new: Block, *, moved: bool) -> BlockDiff:
    same = _without_ids(old) == _without_ids(new)
    kind: Kind = "moved" if moved else "same" if same else "changed"
    return BlockDiff(kind, old, new, words(plain(old), plain(new)))


def _without_ids(block: Block) -> Block:
    if isinstance(block, List):
        return _list_without_ids(block)
    return replace(block, id="")


def _list_without_ids(block: List) -> List:
    items = (
        ListItem(replace(item.paragraph, id=""), tuple(_list_without_ids(child) for child in item.children))
        for item in block.items
    )
    return replace(block, id="", items=tuple(items))


def _steady(pairs: dict[int, int]) -> set[int]:
    """The new indexes of the longest run of pairs that kept their order; the others moved."""
    tails: list[int] = []
    at: list[int] = []
    before: dict[int, int | None] = {}
    for new_index in sorted(pairs):
        place = bisect_left(tails, pairs[new_index])
        before[new_index] = at[place - 1] if place else None
        tails[place : place + 1] = [pairs[new_index]]
        at[place : place + 1] = [new_index]
    steady = set()
    here = at[-1] if at else None
    while here is not None:
        steady.add(here)
        here = before[here]
    return steady


class _Matcher:
    """Pairs new blocks with old ones, the surest reasons first."""

    def __init__(self, old: tuple[Block, ...], new: tuple[Block, ...]) -> None:
        self.old, self.new = old, new
        self.old_words, self.new_words = [_bag(block) for block in old], [_bag(block) for block in new]
        self.free = dict.fromkeys(range(len(old)))
        self.paired: dict[int, int] = {}

    def pairs(self) -> dict[int, int]:
        """Old index by new index."""
        by_id = {block.id: index for index, block in enumerate(self.old)}
        # Ids of two separate imports may agree by chance, so an id alone is the third reason, not the first.
        self._by_id(by_id, lambda new, old: self._key(self.new[new]) == self._key(self.old[old]))
        self._by_id(by_id, lambda new, old: self._likeness(new, old) >= SIMILAR)
        self._by_text()
        self._by_id(by_id, lambda new, old: type(self.new[new]) is type(self.old[old]))
        self._by_words()
        return self.paired

    def _take(self, new: int, old: int) -> None:
        self.paired[new] = old
        del self.free[old]

    def _by_id(self, by_id: dict[str, int], agrees: Callable[[int, int], bool]) -> None:
        for index, block in enumerate(self.new):
            other = by_id.get(block.id)
            if index not in self.paired and other in self.free and other is not None and agrees(index, other):
                self._take(index, other)

    def _by_text(self) -> None:
        places: dict[tuple[str, str], list[int]] = defaultdict(list)
        for old in reversed(self.free):
            places[self._key(self.old[old])].append(old)
        for index, block in enumerate(self.new):
            if index not in self.paired and places[self._key(block)]:
                self._take(index, places[self._key(block)].pop())

    def _by_words(self) -> None:
        where: dict[str, list[int]] = defaultdict(list)
        for old in self.free:
            for word in self.old_words[old]:
                where[word].append(old)
        scored = []
        for index in range(len(self.new)):
            if index in self.paired:
                continue
            shared: Counter[int] = Counter()
            for word in self.new_words[index]:
                if len(where.get(word, ())) <= COMMON:
                    shared.update(where.get(word, ()))
            for old, _count in shared.most_common(4):
                if (likeness := self._likeness(index, old)) >= SIMILAR:
                    scored.append((-likeness, abs(index - old), index, old))
        for _score, _distance, index, old in sorted(scored):
            if index not in self.paired and old in self.free:
                self._take(index, old)

    def _likeness(self, new: int, old: int) -> float:
        mine, other = self.new_words[new], self.old_words[old]
        if type(self.new[new]) is not type(self.old[old]) and not _are_text(self.new[new], self.old[old]):
            return 0.0
        total = mine.total() + other.total()
        return 2 * (mine & other).total() / total if total else 1.0

    @staticmethod
    def _key(block: Block) -> tuple[str, str]:
        return type(block).__name__, plain(block) + (block.src if isinstance(block, Figure) else "")


def _are_text(*blocks: Block) -> bool:
    # A heading may become a paragraph and still be the same words.
    return not any(isinstance(block, List | Figure) for block in blocks)


def _bag(block: Block) -> Counter[str]:
    return Counter(token for token in TOKEN.findall(plain(block)) if not token.isspace())
