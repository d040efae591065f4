"""A report as the page shows it: sentences, picture, what is lacking, findings and requirements with their places."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from beredskab.documents.files import FileInfo
from beredskab.documents.model import Anchor
from beredskab.documents.writers import html
from beredskab.frameworks.loader import load_all
from beredskab.frameworks.model import Element, SourceDocument
from beredskab.frameworks.render import matrix, summary
from beredskab.frameworks.render.words import AXIS, FORCE_HEADING, anchor_id, measured_against
from beredskab.frameworks.report import ElementResult, Finding, Report
from beredskab.lib.dates import long_date
from beredskab.web import words
from beredskab.web.check.marking import Spot, mark
from beredskab.web.check.reading import Reading, pack


@dataclass(frozen=True, slots=True)
class Place:
    """A quote and where it stands; `href` jumps to it in the text, "" when it cannot."""

    quote: str
    where: str
    href: str
    confidence: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class Requirement:
    """One requirement with its answer. `id` is the anchor that tiles and lists lead to."""

    id: str
    element: Element
    verdict: str
    why: str
    missing_parts: tuple[str, ...]
    places: tuple[Place, ...]
    source: SourceDocument | None


@dataclass(frozen=True, slots=True)
class Group:
    """The requirements of one force."""

    force: str
    heading: str
    requirements: tuple[Requirement, ...]


@dataclass(frozen=True, slots=True)
class Fault:
    """A finding with its place."""

    finding: Finding
    place: Place | None


@dataclass(frozen=True, slots=True)
class Cell:
    """A row of the matrix as a table."""

    requirement: Requirement
    level: str
    prevention: str


@dataclass(frozen=True, slots=True)
class Answer:
    """All that the result page shows."""

    sentences: tuple[str, ...]
    files: tuple[FileInfo, ...]
    as_of: str
    versions: str
    picture: SafeString
    narrow_picture: SafeString
    cells: tuple[Cell, ...]
    lacking: tuple[Requirement, ...]
    faults: tuple[Fault, ...]
    groups: tuple[Group, ...]
    notes: tuple[str, ...]
    text: SafeString
    packed: str


def present(reading: Reading, report: Report) -> Answer:
    """The answer for the page, in the page's language."""
    lang = words.lang()
    fragment, marks = mark(html.render(reading.document.blocks, heading_offset=3), _anchors(report))
    sources = {source.id: source for framework in load_all(lang) for source in framework.sources}
    requirements = {r.element.id: _requirement(r, marks, sources) for r in report.elements}
    tiles = matrix.tiles_of(report)
    return Answer(
        sentences=summary.sentences(report, lang),
        files=report.documents,
        as_of=long_date(report.as_of, lang),
        versions=measured_against(report.frameworks, lang),
        picture=_picture(tiles, matrix.WIDE),
        narrow_picture=_picture(tiles, matrix.NARROW),
        cells=tuple(_cells(requirements.values())),
        lacking=tuple(requirements[r.element.id] for r in summary.lacking(report)),
        faults=tuple(_fault(finding, marks) for finding in report.findings),
        groups=tuple(
            Group(str(force), FORCE_HEADING[lang][force], tuple(requirements[r.element.id] for r in results))
            for force, results in groupby(report.elements, key=lambda r: r.element.force)
        ),
        notes=report.notes,
        text=mark_safe(fragment),  # noqa: S308 - the writer escapes every text
        packed=pack(reading),
    )


def _anchors(report: Report) -> Iterable[Anchor]:
    for result in report.elements:
        yield from (passage.anchor for passage in result.passages)
    yield from (finding.anchor for finding in report.findings if finding.anchor)


def _picture(tiles: tuple[matrix.Tile, ...], layout: matrix.Layout) -> SafeString:
    return mark_safe(matrix.svg(tiles, words.lang(), layout=layout))  # noqa: S308 - drawn by us, texts escaped


def _requirement(
    result: ElementResult, marks: Mapping[Spot, str], sources: Mapping[str, SourceDocument]
) -> Requirement:
    places = tuple(
        Place(
            passage.anchor.quote,
            _where(passage.heading, passage.page),
            _href(passage.anchor, marks),
            words.confidence(str(passage.confidence)),
            ", ".join(passage.words),
        )
        for passage in result.passages
    )
    return Requirement(
        anchor_id(result.element.ref),
        result.element,
        str(result.verdict),
        result.why,
        result.missing_parts,
        places,
        sources.get(result.element.source.source),
    )


def _fault(finding: Finding, marks: Mapping[Spot, str]) -> Fault:
    if not finding.quote:
        return Fault(finding, None)
    href = _href(finding.anchor, marks) if finding.anchor else ""
    return Fault(finding, Place(finding.quote, _where(finding.heading, finding.page), href))


def _cells(requirements: Iterable[Requirement]) -> Iterable[Cell]:
    axis = AXIS[words.lang()]
    for requirement in requirements:
        if place := requirement.element.place:
            yield Cell(requirement, axis[place.level], axis[place.prevention])


def _href(anchor: Anchor, marks: Mapping[Spot, str]) -> str:
    name = marks.get((anchor.block_id, anchor.start, anchor.end))
    return f"#{name}" if name else ""


def _where(heading: tuple[str, ...], page: int | None) -> str:
    parts = [_("page %(page)s") % {"page": page}] if page else []
    return ", ".join([*parts, " › ".join(heading)] if heading else parts)
