"""Where does each piece of an imported text belong? A pure proposal: every block lands in one section or in the tray.

A *run* is a heading with what stands under it; runs keep together because a chapter is rarely about two things. A run
goes to the section whose title and contents its headings resemble and whose elements the check found in its passages.
What resembles nothing follows the heading above it, and what has no such heading waits in the tray for a person.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

import snowballstemmer

from beredskab.documents.model import Block, Document, Heading, List, inline_text, list_paragraphs, plain
from beredskab.frameworks.report import Confidence, ElementResult

TRAY = "tray"
"""The key of the place for text that is not placed."""

_STEMMER = snowballstemmer.stemmer("danish")
_WORD = re.compile(r"[a-zæøåéü]{3,}")
_DOTTED = re.compile(r"(\.{4,}|…|\t)\s*\d{1,3}\s*$")
_EMPTY = frozenset(
    "og for til med den det der som ved hos eller kan skal bør har ikke hvad hvordan hvem når fra samt være bliver "
    "kommunen kommunens kommune ekstremisme radikalisering beredskab beredskabet plan planen".split()
)
_WEIGHT = {Confidence.CLEAR: 1.0, Confidence.LIKELY: 0.6, Confidence.WEAK: 0.25}
_ENOUGH = 0.34
"""Below this no section is proposed: a wrong place costs a reader more than a passage in the tray."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A section that text can be laid into: its key, the words that describe it and the elements it covers."""

    key: str
    title: str
    words: str
    covers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Placement:
    """Block ids by section key in reading order (`TRAY` holds the rest), and why each block went where it went."""

    blocks: Mapping[str, tuple[str, ...]]
    reasons: Mapping[str, str]  # block id -> heading | content | follows | unplaced


@dataclass(slots=True)
class _Run:
    """A heading (or none) and the blocks under it; `path` are the heading and those above it, nearest first."""

    path: tuple[str, ...]
    level: int
    blocks: list[Block] = field(default_factory=list)


def propose(document: Document, slots: Sequence[Slot], results: Iterable[ElementResult] = ()) -> Placement:
    """Lay each top-level block into one slot or the tray. Same input, same answer; no block is lost or doubled."""
    votes = _votes(results)
    described = [(slot, _stems(slot.title), _stems(slot.words)) for slot in slots]
    placed: dict[str, list[str]] = {key: [] for key in (*(slot.key for slot in slots), TRAY)}
    reasons: dict[str, str] = {}
    above: dict[int, str] = {}  # heading level -> where its run went
    previous = TRAY
    for run in _runs(document.blocks):
        key, reason = _best(run, described, votes)
        if key == TRAY and reason != "contents":
            followed = above.get(_parent_level(above, run.level), TRAY) if run.level else previous
            key, reason = (followed, "follows") if followed != TRAY else (TRAY, "unplaced")
        if run.level:
            above = {level: place for level, place in above.items() if level < run.level} | {run.level: key}
        previous = key
        for block in run.blocks:
            placed[key].append(block.id)
            reasons[block.id] = reason
    return Placement({key: tuple(ids) for key, ids in placed.items()}, reasons)


@dataclass(frozen=True, slots=True)
class OwnSection:
    """A section made of a document's own heading; `covers` are the elements found under it."""

    key: str
    title: str
    level: int
    covers: tuple[str, ...]
    blocks: tuple[str, ...]


def own_headings(document: Document, results: Iterable[ElementResult] = ()) -> tuple[tuple[OwnSection, ...], list[str]]:
    """Sections of the document's own headings of level 1 and 2; returns them and the block ids before the first.

    The heading block itself becomes the section's title, so its id is kept as the key's source and stands first among
    the section's blocks: nothing of the source is dropped.
    """
    found: dict[str, set[str]] = {}
    for result in results:
        for passage in result.passages:
            if passage.confidence is not Confidence.WEAK:
                found.setdefault(passage.anchor.block_id, set()).add(result.element.id)
    before: list[str] = []
    sections: list[tuple[str, int, list[Block]]] = []
    for block in document.blocks:
        if isinstance(block, Heading) and block.level <= 2 and inline_text(block.content).strip():
            sections.append((inline_text(block.content).strip(), block.level, [block]))
        elif sections:
            sections[-1][2].append(block)
        else:
            before.append(block.id)
    made = []
    for number, (title, level, blocks) in enumerate(sections, start=1):
        covers = sorted({element for block in blocks for id_ in _ids(block) for element in found.get(id_, ())})
        made.append(OwnSection(f"own-{number}", title, level, tuple(covers), tuple(block.id for block in blocks)))
    return tuple(made), before


# --- runs and scores ----------------------------------------------------------------------------------------------


def _runs(blocks: Iterable[Block]) -> list[_Run]:
    runs: list[_Run] = []
    open_headings: list[tuple[int, str]] = []
    for block in blocks:
        if isinstance(block, Heading):
            open_headings = [(level, text) for level, text in open_headings if level < block.level]
            open_headings.append((block.level, inline_text(block.content)))
            runs.append(_Run(tuple(text for _level, text in reversed(open_headings)), block.level, [block]))
        elif runs and runs[-1].level:
            runs[-1].blocks.append(block)
        else:
            # Text without headings is laid out block by block: nothing says that it belongs together.
            runs.append(_Run((), 0, [block]))
    return runs


def _parent_level(above: Mapping[int, str], level: int) -> int:
    return max((candidate for candidate in above if candidate < level), default=-1)


def _best(
    run: _Run,
    described: Sequence[tuple[Slot, frozenset[str], frozenset[str]]],
    votes: Mapping[str, Mapping[str, float]],
) -> tuple[str, str]:
    """The slot with the highest score and whether heading or content decided it; the tray below the threshold."""
    if _is_contents(run):
        return TRAY, "contents"
    heading = [_stems(text) for text in run.path]
    found: dict[str, float] = {}
    for block in run.blocks:
        for id_ in _ids(block):
            for element, weight in votes.get(id_, {}).items():
                found[element] = max(found.get(element, 0.0), weight)
    best, best_score, reason = TRAY, _ENOUGH, "unplaced"
    for slot, title, words in described:
        by_heading = _heading_score(heading, title, words)
        by_content = sum(found.get(element, 0.0) for element in slot.covers) / (1.0 + sum(found.values()))
        score = by_heading + by_content
        if score > best_score:
            best, best_score, reason = slot.key, score, "heading" if by_heading >= by_content else "content"
    return best, reason


def _heading_score(path: Sequence[frozenset[str]], title: frozenset[str], words: frozenset[str]) -> float:
    """0 to 1: how much the run's headings resemble the section; a heading further up counts half as much each step."""
    score, weight = 0.0, 1.0
    for stems in path:
        if stems:
            likeness = _likeness(stems, title) + 0.5 * _likeness(stems, words - title)
            score = max(score, weight * min(1.0, likeness))
        weight *= 0.5
    return score


def _likeness(left: frozenset[str], right: frozenset[str]) -> float:
    """Share of the left words that the right has, whole or inside a compound of at least five letters."""
    hits = sum(1.0 if word in right else 0.6 if _inside(word, right) else 0.0 for word in left)
    return hits / max(len(left), 1)


def _inside(word: str, words: frozenset[str]) -> bool:
    return any(
        (len(other) >= 5 and word.startswith(other)) or (len(word) >= 5 and other.startswith(word)) for other in words
    )


def _votes(results: Iterable[ElementResult]) -> dict[str, dict[str, float]]:
    votes: dict[str, dict[str, float]] = {}
    for result in results:
        for passage in result.passages:
            of_block = votes.setdefault(passage.anchor.block_id, {})
            weight = _WEIGHT[passage.confidence]
            of_block[result.element.id] = max(of_block.get(result.element.id, 0.0), weight)
    return votes


def _ids(block: Block) -> list[str]:
    """The ids that an anchor may name inside a block: its own and those of its list items."""
    return [block.id, *(p.id for p, _depth in list_paragraphs(block))] if isinstance(block, List) else [block.id]


def _is_contents(run: _Run) -> bool:
    """A table of contents: its heading says so, or most of its lines end in a page number."""
    if run.path and run.path[0].strip().lower().startswith(("indhold", "indholdsfortegnelse")):
        return True
    lines = [line for block in run.blocks for line in plain(block).splitlines() if line.strip()]
    return len(lines) >= 4 and sum(bool(_DOTTED.search(line)) for line in lines) > len(lines) / 2


@lru_cache(maxsize=4096)
def _stems(text: str) -> frozenset[str]:
    words = (word for word in _WORD.findall(text.lower()) if word not in _EMPTY)
    return frozenset(_STEMMER.stemWords(list(words)))
