"""What the plan covers: the machine's proposal, the person's answer on top, and what our own records already prove.

Pure but for a cache: the check gives the same answer to the same text, so it is asked once per text.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from types import MappingProxyType

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from beredskab.documents.model import Block, Document, to_json
from beredskab.frameworks.check import check, check_elements
from beredskab.frameworks.loader import FRAMEWORK_IDS, UnknownFramework, load
from beredskab.frameworks.model import Clock, Element, Force, Framework
from beredskab.frameworks.report import Confidence, ElementResult, Passage, Report, Verdict

WRITTEN, ADOPTED, PUBLISHED, REVISED = "law-p2", "law-p3", "law-p4", "law-p5"
BY_RECORD: Mapping[str, str | Promise] = MappingProxyType(
    {
        WRITTEN: _("The text and its versions are kept here."),
        ADOPTED: _("Fulfilled when the council's decision is recorded."),
        PUBLISHED: _("Fulfilled when the plan is published from here."),
        REVISED: _("The four-year clock starts with the adoption."),
    }
)
"""The law's formalities that a record proves better than words in the plan; what to say until it does."""


@dataclass(frozen=True, slots=True)
class Answered:
    """A person's answer for one element."""

    answer: str
    link: str = ""
    reason: str = ""
    by_name: str = ""
    at: date | None = None
    carried_from: int | None = None
    passages: tuple[Mapping[str, object], ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """One requirement: what the machine proposes, what a person has said, and what counts in the end.

    `verdict` is covered, partly, missing, elsewhere or not-relevant. `record` is what a record says about the law's
    formalities, `proved` whether it fulfils the element already.
    """

    element: Element
    proposal: ElementResult
    answered: Answered | None
    record: str
    proved: bool

    @property
    def verdict(self) -> str:
        """The record first, then the person, then the machine."""
        if self.proved:
            return "covered"
        if self.answered is None:
            return str(self.proposal.verdict)
        return {"covered_here": "covered", "covered_elsewhere": "elsewhere", "not_relevant": "not-relevant"}.get(
            self.answered.answer, "missing"
        )

    @property
    def settled(self) -> bool:
        """Whether a person or a record has spoken."""
        return self.proved or self.answered is not None

    @property
    def by_record(self) -> bool:
        """Whether a record answers it, so that nobody is asked."""
        return self.element.id in BY_RECORD

    @property
    def clear(self) -> Passage | None:
        """The quote for which a person may confirm the machine's *covered* without more; None where they must look."""
        if self.settled or self.by_record or self.proposal.verdict != Verdict.COVERED:
            return None
        return next((one for one in self.proposal.passages if one.confidence == Confidence.CLEAR), None)

    @property
    def awaited(self) -> bool:
        """Whether a record will prove it later, so that nobody need answer now."""
        return not self.settled and self.element.id in BY_RECORD


@dataclass(frozen=True, slots=True)
class Facts:
    """What the records prove, each a sentence for people, or empty."""

    written: str = ""
    adopted: str = ""
    published: str = ""
    due: str = ""

    def of(self, element_id: str) -> str:
        """The proof for an element, or ""."""
        proofs = {WRITTEN: self.written, ADOPTED: self.adopted, PUBLISHED: self.published, REVISED: self.due}
        return proofs.get(element_id, "")


def pins() -> dict[str, str]:
    """The current frameworks and their versions, as a new edition pins them."""
    return {framework_id: load(framework_id).version for framework_id in FRAMEWORK_IDS}


def pinned(versions: Mapping[str, str], language: str) -> tuple[Framework, ...]:
    """The frameworks an edition is held against, in order of force; a version no longer shipped gives the current."""
    found = []
    for framework_id in sorted(versions, key=FRAMEWORK_IDS.index):
        try:
            found.append(load(framework_id, versions[framework_id], language))
        except UnknownFramework:
            found.append(load(framework_id, None, language))
    return tuple(found)


def elements(frameworks: Sequence[Framework]) -> dict[str, Element]:
    """All active elements by id, in order of force."""
    found = [element for framework in frameworks for element in framework.elements if element.status == "active"]
    return {element.id: element for element in sorted(found, key=lambda element: element.force.rank)}


def revision_clock(frameworks: Sequence[Framework]) -> Clock:
    """The clock of barnets lov § 15, stk. 3: four years from the adoption."""
    clocks = [clock for framework in frameworks for clock in framework.clocks]
    return next(clock for clock in clocks if "revision" in clock.id or clock.every == "P4Y")


def whole(blocks: tuple[Block, ...], versions: Mapping[str, str], as_of: date, language: str) -> Report:
    """The check of a whole text; remembered by text, frameworks, day and language."""
    return _whole(_Text(blocks), tuple(sorted(versions.items())), as_of, language)


def part(
    document: Document, versions: Mapping[str, str], ids: Sequence[str], as_of: date, language: str
) -> tuple[ElementResult, ...]:
    """The check of one section for the elements it should cover."""
    return check_elements(document, pinned(versions, language), frozenset(ids), as_of=as_of, language=language)


def rows(report: Report, answers: Mapping[str, Answered], facts: Facts) -> tuple[Row, ...]:
    """One row per requirement, law first."""
    made = []
    for result in report.elements:
        proof = facts.of(result.element.id)
        record = proof or str(BY_RECORD.get(result.element.id, ""))
        answered = None if result.element.id in BY_RECORD else answers.get(result.element.id)
        made.append(Row(result.element, result, answered, record, bool(proof)))
    return tuple(made)


def lost(before: Sequence[Row], after: Sequence[Row]) -> tuple[tuple[Row, Row], ...]:
    """Requirements whose coverage fell from one text to another, with both rows: "two elements lost coverage"."""
    return tuple((old, new) for old, new in _pairs(before, after) if _RANK[new.verdict] < _RANK[old.verdict])


def gained(before: Sequence[Row], after: Sequence[Row]) -> tuple[tuple[Row, Row], ...]:
    """Requirements whose coverage rose."""
    return tuple((old, new) for old, new in _pairs(before, after) if _RANK[new.verdict] > _RANK[old.verdict])


_RANK = {"missing": 0, "partly": 1, "not-relevant": 2, "elsewhere": 2, "covered": 2}


def _pairs(before: Sequence[Row], after: Sequence[Row]) -> list[tuple[Row, Row]]:
    old = {row.element.id: row for row in before}
    return [(old[row.element.id], row) for row in after if row.element.id in old]


def open_rows(all_rows: Sequence[Row]) -> list[Row]:
    """What still needs a person, law first."""
    return [row for row in all_rows if not row.settled and not row.awaited]


def lacking(all_rows: Sequence[Row], force: Force) -> list[Row]:
    """What of a force is missing or only partly there; what a record will prove is not counted."""
    lacks = (Verdict.MISSING, Verdict.PARTLY)
    return [row for row in all_rows if row.element.force is force and row.verdict in lacks and not row.awaited]


class _Text:
    """Blocks with a cheap hash, so that the cache need not walk a plan twice."""

    def __init__(self, blocks: tuple[Block, ...]) -> None:
        self.blocks = blocks
        self.key = str(to_json(blocks))

    def __hash__(self) -> int:
        return hash(self.key)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Text) and other.key == self.key


@lru_cache(maxsize=32)
def _whole(text: _Text, versions: tuple[tuple[str, str], ...], as_of: date, language: str) -> Report:
    return check(Document(text.blocks), pinned(dict(versions), language), as_of, language=language)
