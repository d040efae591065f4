"""Sections joined into one text, and texts in and out of their stored bytes. Pure."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from beredskab.documents.diff import BlockDiff
from beredskab.documents.model import (
    Block,
    Document,
    Heading,
    List,
    ListItem,
    Source,
    Span,
    from_json,
    inline_text,
    plain,
)

MAX_ID = 40


@dataclass(frozen=True, slots=True)
class SectionText:
    """One section's text at one version. `level` 1 is a chapter."""

    key: str
    number: str
    title: str
    level: int
    blocks: tuple[Block, ...]


def load(canonical: bytes | memoryview) -> tuple[Block, ...]:
    """The blocks of stored bytes, which were validated before they were stored."""
    return from_json(json.loads(bytes(canonical)))


def heading_id(position: int) -> str:
    """The block id of a section's own heading in the joined text."""
    return f"afsnit-{position}"


def joined(sections: Sequence[SectionText]) -> tuple[Block, ...]:
    """The whole plan as one text: chapters are headings of level 1, sections of level 2, what stands in them below.

    Sections without text are left out unless a section under them has text. Ids are made unique: a passage copied
    from one section to another keeps its id in the first place only.
    """
    seen: set[str] = set()
    blocks: list[Block] = []
    for position, section in enumerate(sections):
        if not _has_text(sections, position):
            continue
        level = min(section.level, 2)
        title = f"{section.number} {section.title}".strip()
        blocks.append(_unique(Heading(heading_id(position), level, (Span(title),)), seen))
        for index, block in enumerate(section.blocks):
            if index == 0 and _repeats(block, section.title):
                continue
            blocks.append(_unique(_below(block, level), seen))
    return tuple(blocks)


def document(sections: Sequence[SectionText], sources: dict[str, Source] | None = None) -> Document:
    """The joined text as the check reads it."""
    return Document(joined(sections), sources or {})


def section_document(section: SectionText) -> Document:
    """One section as the check reads it while it is being written: its heading and its text."""
    heading = Heading(heading_id(0), 1, (Span(section.title),))
    return Document((heading, *(block for block in section.blocks if block.id != heading.id)))


def words(blocks: Iterable[Block]) -> int:
    """Number of words."""
    return sum(len(plain(block).split()) for block in blocks)


def is_empty(blocks: Iterable[Block]) -> bool:
    """Whether there is nothing to read."""
    return not any(plain(block).strip() for block in blocks)


def under_headings(changes: Iterable[BlockDiff]) -> tuple[tuple[str, BlockDiff], ...]:
    """The differing passages in order, each with the heading it stands under where that is another than before."""
    shown, here = "", ""
    found = []
    for change in changes:
        block = change.new or change.old
        if isinstance(block, Heading):
            here = inline_text(block.content)
        if change.kind != "same":
            found.append((here if here != shown and not isinstance(block, Heading) else "", change))
            shown = here
    return tuple(found)


def _has_text(sections: Sequence[SectionText], position: int) -> bool:
    section = sections[position]
    if not is_empty(section.blocks):
        return True
    for below in sections[position + 1 :]:
        if below.level <= section.level:
            return False
        if not is_empty(below.blocks):
            return True
    return False


def _repeats(block: Block, title: str) -> bool:
    """An imported heading that says the section's title again: its own heading stands above it already."""
    return isinstance(block, Heading) and _plain_title(inline_text(block.content)) == _plain_title(title)


def _plain_title(text: str) -> str:
    return text.strip().lstrip("0123456789. ").rstrip(" .:").casefold()


def _below(block: Block, level: int) -> Block:
    if isinstance(block, Heading):
        return replace(block, level=min(3, max(level + 1, block.level)))
    return block


def _unique(block: Block, seen: set[str]) -> Block:
    block = replace(block, id=_fresh(block.id, seen))
    if isinstance(block, List):
        return replace(block, items=tuple(_unique_item(item, seen) for item in block.items))
    return block


def _unique_item(item: ListItem, seen: set[str]) -> ListItem:
    paragraph = replace(item.paragraph, id=_fresh(item.paragraph.id, seen))
    children = []
    for child in item.children:
        unique = _unique(child, seen)
        if isinstance(unique, List):
            children.append(unique)
    return ListItem(paragraph, tuple(children))


def _fresh(wanted: str, seen: set[str]) -> str:
    found, number = wanted, 2
    while found in seen:
        found = f"{wanted[: MAX_ID - 4]}-{number}"
        number += 1
    seen.add(found)
    return found
