"""The plan, its editions, and where it stands on its clock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from beredskab.frameworks import clocks
from beredskab.kit.errors import NotFound
from beredskab.kit.viewer import Viewer
from beredskab.organisation.queries import live, memberships
from beredskab.plans import coverage, states, visibility
from beredskab.plans.models import Adoption, Edition, Plan, Publication


@dataclass(frozen=True, slots=True)
class ClockFace:
    """When the plan must be revised: the day, the days left (negative when overdue) and how near it is."""

    due: date
    days: int
    months: int
    nearness: str  # far | year | half | quarter | over

    @property
    def years(self) -> int:
        """Whole years left where they are two or more, rounded; else 0."""
        return round(self.months / 12) if self.months >= 24 else 0


@dataclass(frozen=True, slots=True)
class Overview:
    """What the front page shows. `valid` is the edition in force; `open` the one being written."""

    plan: Plan | None
    open: Edition | None
    waiting: Edition | None  # adopted, not yet published
    valid: Edition | None
    editions: tuple[Edition, ...]
    clock: ClockFace | None


def colleagues(viewer: Viewer, role: str) -> tuple[str, ...]:
    """The names of those in the viewer's authority who have a role today."""
    found = memberships(viewer).filter(live(timezone.localdate()), roles__contains=[role], person__is_active=True)
    return tuple(found.values_list("person__name", flat=True))


def edition(viewer: Viewer, edition_id: UUID) -> Edition:
    """One edition. Raises NotFound, the same for another authority's and for one that does not exist."""
    found = visibility.editions(viewer).filter(id=edition_id).first()
    if found is None:
        raise NotFound("edition_not_found", "")
    return found


def editions(viewer: Viewer) -> QuerySet[Edition]:
    """All editions with their records, newest first."""
    return visibility.editions(viewer).select_related("adoption", "publication").order_by("-number")


def open_edition(viewer: Viewer) -> Edition | None:
    """The edition before the council's decision, if there is one."""
    return visibility.editions(viewer).filter(state__in=states.OPEN).first()


def overview(viewer: Viewer) -> Overview:
    """The plan's state in two queries."""
    found = tuple(editions(viewer))
    plan = found[0].plan if found else None
    waiting = next((one for one in found if one.state == "adopted"), None)
    valid = next((one for one in found if one.state == "published"), None)
    decided = waiting or valid
    return Overview(
        plan=plan,
        open=next((one for one in found if one.state in states.OPEN), None),
        waiting=waiting,
        valid=valid,
        editions=found,
        clock=clock_face(decided.adoption.revision_due) if decided else None,
    )


def clock_face(due: date, today: date | None = None) -> ClockFace:
    """How far away the due date is, in the steps of the warnings: 12, 6 and 3 months."""
    today = today or timezone.localdate()
    days = (due - today).days
    steps = (("quarter", 3), ("half", 6), ("year", 12))
    near = next((name for name, months in steps if today >= clocks.add_months(due, -months)), "far")
    months = (due.year - today.year) * 12 + due.month - today.month - (due.day < today.day)
    return ClockFace(due, days, months, "over" if days < 0 else near)


def adoption(viewer: Viewer, of: Edition) -> Adoption | None:
    """The adoption record of an edition."""
    return Adoption.objects.filter(authority_id=viewer.authority_id, edition=of).first()


def publication(viewer: Viewer, of: Edition) -> Publication | None:
    """The publication of an edition, without its files."""
    found = Publication.objects.filter(authority_id=viewer.authority_id, edition=of)
    return found.defer("pdf", "docx", "canonical").first()


def published(viewer: Viewer) -> Edition | None:
    """The edition in force."""
    return visibility.editions(viewer).filter(state="published").first()


def before(viewer: Viewer, of: Edition) -> Edition | None:
    """What "last time" means: the edition this one is based on, else the newest decided one before it."""
    if of.based_on_id:
        return visibility.editions(viewer).filter(id=of.based_on_id).first()
    return visibility.editions(viewer).filter(state__in=states.FROZEN, number__lt=of.number).order_by("-number").first()


def due_after(edition_: Edition, meeting: date) -> date:
    """The day by which a text adopted on `meeting` must be revised."""
    return clocks.due(coverage.revision_clock(coverage.pinned(edition_.frameworks, "da")), meeting)
