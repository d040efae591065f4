"""Old ids for new blocks: anchors and comments survive a round through the plain form."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import replace
from difflib import SequenceMatcher

from beredskab.documents.model import Block, Figure, List, ListItem, Paragraph, inline_text, plain
from beredskab.documents.schema import fresh_id

SIMILAR = 0.5

Unit = tuple[str, str, str]
"""Kind, text and id of something that has an id."""


def keep_ids(old: Iterable[Block], new: Iterable[Block]) -> tuple[Block, ...]:
    """The new blocks with the ids of the old ones they came from; blocks without forebear get fresh ids.

    First equal text in the same order, then edited text in the same place, then equal text elsewhere. Ids are
    unique in the result, list items included.
    """
    blocks = tuple(new)
    before, after = list(_units(old)), list(_units(blocks))
    ids = _matched(before, after)
    return tuple(_with_ids(block, iter_ids) for iter_ids in [iter(ids)] for block in blocks)


def _matched(before: list[Unit], after: list[Unit]) -> list[str]:
    ids = [""] * len(after)
    free = {unit[2]: unit for unit in before}
    matcher = SequenceMatcher(None, [unit[:2] for unit in before], [unit[:2] for unit in after], autojunk=False)
    edited = []
    for kind, old_from, old_to, new_from, new_to in matcher.get_opcodes():
        if kind == "equal":
            for old_at, new_at in zip(range(old_from, old_to), range(new_from, new_to), strict=True):
                ids[new_at] = before[old_at][2]
                free.pop(ids[new_at], None)
        elif kind == "replace":
            edited.append((range(old_from, old_to), range(new_from, new_to)))
    for old_range, new_range in edited:
        for old_at, new_at in zip(old_range, new_range, strict=False):
            if before[old_at][2] in free and _similar(before[old_at], after[new_at]):
                ids[new_at] = before[old_at][2]
                del free[ids[new_at]]
    moved: dict[tuple[str, str], deque[str]] = {}
    for unit in free.values():
        moved.setdefault(unit[:2], deque()).append(unit[2])
    for index, unit in enumerate(after):
        if not ids[index]:
            queue = moved.get(unit[:2])
            ids[index] = queue.popleft() if queue else fresh_id()
    return ids


def _similar(old: Unit, new: Unit) -> bool:
    if old[0] != new[0]:
        return False
    matcher = SequenceMatcher(None, old[1], new[1], autojunk=False)
    return matcher.real_quick_ratio() >= SIMILAR and matcher.quick_ratio() >= SIMILAR and matcher.ratio() >= SIMILAR


def _units(blocks: Iterable[Block]) -> Iterator[Unit]:
    for block in blocks:
        match block:
            case List():
                yield "list", plain(block), block.id
                for item in block.items:
                    yield "item", inline_text(item.paragraph.content), item.paragraph.id
                    yield from _units(item.children)
            case Figure():
                yield "figure", block.src[-80:] + plain(block), block.id
            case _:
                yield type(block).__name__, plain(block), block.id


def _with_ids(block: Block, ids: Iterator[str]) -> Block:
    return _list_with_ids(block, ids) if isinstance(block, List) else replace(block, id=next(ids))


def _list_with_ids(block: List, ids: Iterator[str]) -> List:
    own = next(ids)
    items = []
    for item in block.items:
        paragraph = Paragraph(next(ids), item.paragraph.content)
        items.append(ListItem(paragraph, tuple(_list_with_ids(child, ids) for child in item.children)))
    return List(own, block.ordered, tuple(items))
