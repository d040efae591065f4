"""The coverage of an edition: check, answers and records in one list."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from beredskab.documents.model import Block
from beredskab.frameworks.findings.dates import dates
from beredskab.frameworks.model import Element, Force
from beredskab.frameworks.report import ElementResult, Report
from beredskab.kit.viewer import Viewer
from beredskab.plans import coverage, text
from beredskab.plans.models import Adoption, Confirmation, Edition, Publication
from beredskab.plans.queries import sections as section_queries
from beredskab.plans.queries.sections import SectionView


@dataclass(frozen=True, slots=True)
class Sum:
    """A force's requirements counted by who has answered; the three add up to `all`."""

    force: Force
    all: int
    answered: int
    proposed: int
    awaited: int


@dataclass(frozen=True, slots=True)
class Undone:
    """What is not done before a step: sections not ready, requirements of law and guidance unanswered, comments."""

    sections: int
    requirements: int
    comments: int

    def __bool__(self) -> bool:
        return bool(self.sections or self.requirements or self.comments)


@dataclass(frozen=True, slots=True)
class Coverage:
    """The report of the text, and one row per requirement, law first."""

    report: Report
    rows: tuple[coverage.Row, ...]

    def by_force(self) -> tuple[tuple[Force, tuple[coverage.Row, ...]], ...]:
        """The rows in their groups, in order of force."""
        groups = ((force, tuple(row for row in self.rows if row.element.force is force)) for force in Force)
        return tuple((force, found) for force, found in groups if found)

    def sums(self) -> tuple[Sum, ...]:
        """Each group counted: what the municipality or a record answers, what only the machine says, what will come."""
        return tuple(
            Sum(
                force,
                len(rows),
                sum(row.settled for row in rows),
                sum(not row.settled and not row.awaited for row in rows),
                sum(row.awaited for row in rows),
            )
            for force, rows in self.by_force()
        )

    @property
    def settled(self) -> int:
        """How many a person or a record has settled."""
        return sum(row.settled for row in self.rows)


def language() -> str:
    """The language of explanations: that of the page."""
    return "en" if (get_language() or "da").startswith("en") else "da"


def of_edition(viewer: Viewer, edition: Edition, blocks: tuple[Block, ...] | None = None) -> Coverage:
    """The coverage of an edition as it stands today."""
    if blocks is None:
        blocks = section_queries.joined(viewer, edition)
    report = coverage.whole(blocks, edition.frameworks, timezone.localdate(), language())
    return Coverage(report, coverage.rows(report, answers(viewer, edition), facts(viewer, edition)))


def undone(viewer: Viewer, edition: Edition, covered: Coverage, comments: int) -> Undone:
    """What is left of an edition; said before it is sent on, and in nobody's way."""
    views = section_queries.of_edition(viewer, edition, presence=False)
    own = [view for view in views if not view.is_tray and view.state != "chapter"]
    asked = [row for row in coverage.open_rows(covered.rows) if row.element.force in (Force.LAW, Force.GUIDANCE)]
    return Undone(sum(view.state != "ready" for view in own), len(asked), comments)


def stated_adoption(covered: Coverage, meeting: date | None) -> str:
    """The quote with which the text itself dates its adoption, where that is not the meeting's day; else ""."""
    row = next(one for one in covered.rows if one.element.id == coverage.ADOPTED)
    for passage in row.proposal.passages:
        said = list(dates(passage.anchor.quote.lower()))
        if said and (meeting is None or not any(one.first <= meeting <= one.last for one in said)):
            return passage.anchor.quote
    return ""


def elements(edition: Edition) -> dict[str, Element]:
    """The requirements the edition is held against, by id, law first."""
    return coverage.elements(coverage.pinned(edition.frameworks, language()))


def of_section(edition: Edition, view: SectionView) -> tuple[ElementResult, ...]:
    """What one section covers of what it should cover, as it stands."""
    one = text.SectionText(view.section.key, view.section.number, view.section.title, view.section.level, view.blocks)
    return coverage.part(
        text.section_document(one), edition.frameworks, view.section.covers, timezone.localdate(), language()
    )


def answers(viewer: Viewer, edition: Edition) -> dict[str, coverage.Answered]:
    """What people have answered, by element id."""
    found = Confirmation.objects.filter(authority_id=viewer.authority_id, edition=edition).order_by("element")
    return {
        one.element: coverage.Answered(
            one.answer, one.link, one.reason, one.by_name, one.at.date(), one.carried_from, tuple(one.passages)
        )
        for one in found
    }


def facts(viewer: Viewer, edition: Edition) -> coverage.Facts:
    """What our records prove about an edition."""
    adoption = Adoption.objects.filter(authority_id=viewer.authority_id, edition=edition).defer("canonical").first()
    publication = (
        Publication.objects.filter(authority_id=viewer.authority_id, edition=edition).only("published_on").first()
    )
    return coverage.Facts(
        written=_("The text and its versions are kept here."),
        adopted=_("Adopted by the council on %(day)s.") % {"day": day(adoption.meeting_date)} if adoption else "",
        published=_("Published on %(day)s.") % {"day": day(publication.published_on)} if publication else "",
        due=_("Must be revised by %(day)s.") % {"day": day(adoption.revision_due)} if adoption else "",
    )


def day(value: date) -> str:
    """A date in words."""
    return date_format(value, "j. F Y")
