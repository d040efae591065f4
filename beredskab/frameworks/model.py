"""What a requirement framework is: elements with force and source, dispositions of a plan, clocks, changes.

Plain frozen data, filled by `loader` from the YAML files in `data/`. The format is described in `docs/frameworks.md`
and checked against `schema.json`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Force(StrEnum):
    """How binding an element is, in falling order. Guidance's *skal* is guidance, never a legal requirement."""

    LAW = "law"
    GUIDANCE = "guidance"
    RECOMMENDATION = "recommendation"
    CONCEPT = "concept"
    LOCAL = "local"

    @property
    def rank(self) -> int:
        """0 for law, rising as the force falls: the order of every list."""
        return list(Force).index(self)


@dataclass(frozen=True, slots=True)
class SourceDocument:
    """A law, a guidance, a report: what elements cite."""

    id: str
    type: str  # law | guidance | recommendation | report
    title: str
    url: str
    retrieved: date
    consolidated: str = ""


@dataclass(frozen=True, slots=True)
class Citation:
    """A place in a source document, with a short verbatim quote where the element has legal force."""

    source: str
    at: str
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """Where an element stands on the concept's two axes. Values are axis value ids, e.g. strategic, cross-cutting."""

    level: str
    prevention: str


@dataclass(frozen=True, slots=True)
class Part:
    """A part of an element that is answered on its own: who, what, by when."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Element:
    """One requirement. `id` is for ever; `ref` is what people say (P3, G8, 7.4) and is public and stable too."""

    id: str
    ref: str
    force: Force
    strength: str  # the source's own word: skal | bør | kan | "" where it has none
    title: str
    statement: str
    guidance: str
    source: Citation
    parts: tuple[Part, ...]
    evidence: str  # what good evidence in a plan looks like
    concept: str  # the idea behind it, shared between frameworks: "referral-path"
    place: Place | None = None
    status: str = "active"  # active | withdrawn; withdrawn elements stay
    moved_to: tuple[str, ...] = ()
    valid_from: date | None = None
    valid_to: date | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """A section of a disposition: what belongs in it, and help for whoever writes it."""

    id: str
    number: str  # "1", "1.1"
    title: str
    level: int  # 1 chapter, 2 section
    covers: tuple[str, ...]  # element ids, also of other frameworks
    contents: tuple[str, ...]
    guidance: str
    questions: tuple[str, ...]
    example: str
    faults: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Disposition:
    """A way to lay out a plan. None is mandatory."""

    id: str
    title: str
    description: str
    sections: tuple[Section, ...]


@dataclass(frozen=True, slots=True)
class Clock:
    """A legal clock: `every` is an ISO 8601 duration, `warn` durations ahead of the due date.

    `counts` says how it counts: calendar (through weekends and holidays) or weekdays (hverdage, Saturday one of them).
    `certainty` says how well its source is known: confirmed, or unconfirmed where the way of counting is our reading.
    """

    id: str
    counts_from: str
    every: str
    warn: tuple[str, ...]
    counts: str
    source: Citation
    certainty: str = "confirmed"


@dataclass(frozen=True, slots=True)
class Change:
    """One line of the machine-readable change log from the version before."""

    element: str
    kind: str  # added | wording | force | withdrawn | moved
    review: str  # none | suggested | required
    note: str


@dataclass(frozen=True, slots=True)
class AxisValue:
    """One value of an axis, with the name people see."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Axis:
    """An axis of the matrix; values in their printed order."""

    id: str
    name: str
    values: tuple[AxisValue, ...]


@dataclass(frozen=True, slots=True)
class Framework:
    """A framework at one version. `id` is the family and holds no year and no version."""

    id: str
    version: str  # semver: removed or restructured = major, added = minor, wording = patch
    title: str
    publisher: str
    language: str
    valid_from: date | None
    sources: tuple[SourceDocument, ...]
    axes: tuple[Axis, ...]
    elements: tuple[Element, ...]
    dispositions: tuple[Disposition, ...]
    clocks: tuple[Clock, ...]
    changes: tuple[Change, ...]
