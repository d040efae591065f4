"""The coverage of an edition: check, answers and records in one list."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from beredskab.documents.model import Block
from beredskab.frameworks.model import Element, Force
from beredskab.frameworks.report import ElementResult, Report, Verdict
from beredskab.kit.viewer import Viewer
from beredskab.plans import coverage, text
from beredskab.plans.models import Adoption, Confirmation, Edition, Publication
from beredskab.plans.queries import sections as section_queries
from beredskab.plans.queries.sections import SectionView


@dataclass(frozen=True, slots=True)
class Coverage:
    """The report of the text, and one row per requirement, law first."""

    report: Report
    rows: tuple[coverage.Row, ...]

    def by_force(self) -> tuple[tuple[Force, tuple[coverage.Row, ...]], ...]:
        """The rows in their groups, in order of force."""
        groups = ((force, tuple(row for row in self.rows if row.element.force is force)) for force in Force)
        return tuple((force, found) for force, found in groups if found)

    def sums(self) -> tuple[tuple[Force, tuple[coverage.Row, ...], int], ...]:
        """The groups, each with how many of its rows are answered: neither missing nor partly nor still to come."""
        lacking = (Verdict.MISSING, Verdict.PARTLY)
        return tuple(
            (force, rows, sum(row.verdict not in lacking and not row.awaited for row in rows))
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
