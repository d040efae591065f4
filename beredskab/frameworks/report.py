"""The answer of a check: per element a verdict with its passages, and the findings. Plain frozen data.

`check(document, frameworks, as_of)` in `check` makes it; `render` shows it as text, JSON, HTML and Word; the web
application shows the same object. What the machine says is a proposal: a person confirms.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from beredskab.documents.files import FileInfo
from beredskab.documents.model import Anchor
from beredskab.frameworks.model import Element, Force


class Verdict(StrEnum):
    """What the machine found. A mention, a promise or an aim is *partly* at most."""

    COVERED = "covered"
    PARTLY = "partly"
    MISSING = "missing"


class Confidence(StrEnum):
    """How plainly the words say it; in words, never a number."""

    CLEAR = "clear"
    LIKELY = "likely"
    WEAK = "weak"


class Severity(StrEnum):
    """How grave a finding is; never above the force of its source."""

    ERROR = "error"  # against the law
    WARNING = "warning"  # against the guidance, or likely to mislead
    ADVICE = "advice"  # a recommendation, or good practice


@dataclass(frozen=True, slots=True)
class Passage:
    """A place that speaks for a verdict, and the words in it that fired."""

    anchor: Anchor
    heading: tuple[str, ...]
    page: int | None
    file: str
    confidence: Confidence
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ElementResult:
    """The verdict on one element. `missing_parts` are the texts of the parts that were not found."""

    element: Element
    verdict: Verdict
    passages: tuple[Passage, ...]
    why: str
    missing_parts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """A fault in the content, as a linter's: stable code, place and explanation."""

    code: str
    severity: Severity
    force: Force
    message: str
    quote: str = ""
    anchor: Anchor | None = None
    heading: tuple[str, ...] = ()
    page: int | None = None
    file: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """The whole answer. `elements` in order of force; `frameworks` maps framework id to its version."""

    as_of: date
    language: str
    frameworks: Mapping[str, str]
    documents: tuple[FileInfo, ...]
    elements: tuple[ElementResult, ...]
    findings: tuple[Finding, ...]
    looks_like_plan: bool
    notes: tuple[str, ...] = field(default_factory=tuple)  # import remarks and what the check could not judge
