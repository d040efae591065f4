"""Who leads which case, for a manager who names a new lead without content, and what was named so and by whom."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db.models import F, Min, OuterRef, QuerySet, Subquery
from django.utils import formats, timezone
from django.utils.translation import gettext as _

from beredskab.audit.actions import access
from beredskab.cases.models import Case, Force, Grant, GrantReason, Stage, Task
from beredskab.cases.permissions import hidden, may_look_after, may_manage, may_oversee
from beredskab.cases.queries.access import leads_beside
from beredskab.cases.queries.headers import header
from beredskab.cases.visibility import FOREVER
from beredskab.kit.viewer import Viewer

MOST: Final = 500
GONE: Final = (Stage.MOVED, Stage.ERASED)
BY_DUE: Final = (F("due_at").asc(nulls_last=True), "year", "sequence")


@dataclass(frozen=True, slots=True)
class Led:
    """One case in what a manager needs to know: number, lead, since when, and what the law asks next."""

    case: Case
    since: datetime | None
    due_at: datetime | None
    refusal: str  # why nobody can be named here; "" when somebody can


@dataclass(frozen=True, slots=True)
class Leads:
    """All open cases by their lead; `more` when there are more than fit."""

    rows: tuple[Led, ...]
    more: bool


def leads(viewer: Viewer) -> Leads:
    """Every open case by its lead, and by what the law asks first. For managers. Raises NotFound."""
    hidden(may_manage(viewer))
    access(viewer, "cases.leads.read")
    found = list(_with_dates(_open_cases(viewer)).order_by("lead_name", "lead_id", *BY_DUE)[: MOST + 1])
    return Leads(tuple(_led(viewer, case) for case in found[:MOST]), len(found) > MOST)


@dataclass(frozen=True, slots=True)
class AppointPage:
    """A case without content, and the coordinators who could lead it."""

    one: Led
    people: tuple[tuple[str, str], ...]
    others: tuple[tuple[str, str], ...]  # other cases of the same lead, by id, as number and next deadline


def appoint_page(viewer: Viewer, case_id: UUID) -> AppointPage:
    """For a manager who names a new lead. Raises NotFound."""
    hidden(may_manage(viewer))
    header(viewer, case_id)
    case = _with_dates(Case.objects.filter(authority_id=viewer.authority_id, id=case_id)).get()
    same = _with_dates(_open_cases(viewer).filter(lead_id=case.lead_id).exclude(id=case.id))
    others = [_led(viewer, one) for one in same.order_by(*BY_DUE)[:MOST]]
    return AppointPage(
        _led(viewer, case),
        tuple(leads_beside(viewer, case.lead_id)),
        tuple((str(one.case.id), _line(one)) for one in others if not one.refusal),
    )


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody was named: who, by whom, when, why as a code, and what the viewer may do about it."""

    id: UUID
    who: str
    giver: str
    at: datetime
    reason: str
    waits: bool  # nobody has looked at it yet
    answers: bool  # the viewer may


@dataclass(frozen=True, slots=True)
class ChangePage:
    """What was named in a case and nobody has looked at, or the viewer has not seen as the one who led."""

    case: Case
    named: tuple[Named, ...]
    unseen: bool
    oversees: bool  # the viewer may see who can open the case


def change_page(viewer: Viewer, case_id: UUID) -> ChangePage:
    """For whoever oversees, and the data protection officer. Raises NotFound."""
    hidden(may_look_after(viewer))
    case = header(viewer, case_id)
    access(viewer, "cases.grants.read", case)
    tasks = Task.objects.filter(
        authority_id=viewer.authority_id, case=case, kind__in=("lead_review", "lead_seen"), done_at__isnull=True
    )
    found = list(tasks.order_by("id"))
    reasons = {one.subject_id: one.rule.removeprefix("lead.") for one in found if one.rule}
    unseen = {one.subject_id for one in found if one.kind == "lead_seen" and one.for_id == viewer.person_id}
    grants = Grant.objects.filter(authority_id=viewer.authority_id, case=case, reason=GrantReason.APPOINTED)
    return ChangePage(
        case,
        tuple(
            _named(viewer, one, reasons.get(one.id, ""))
            for one in grants.order_by("-starts_at", "id")
            if one.reviewed_at is None or one.id in unseen
        ),
        bool(unseen),
        may_oversee(viewer) is None,
    )


def refusal(viewer: Viewer, case: Case) -> str:
    """Why no new lead can be named, in a sentence; "" when one can. The database refuses the same (migration 0004)."""
    if case.stage in GONE:
        return _("The case is not here any more.")
    if case.lead_id == viewer.person_id:
        return _("You lead this case yourself. Give the lead on from the page on who can open it.")
    if not case.breakable or case.restricted_at is not None:
        return _(
            "The case is closed to everybody who does not hold it. Ask its lead. If the lead has left, the"
            " administrator ends the membership; then a coordinator can take the case over."
        )
    return ""


def _open_cases(viewer: Viewer) -> QuerySet[Case]:
    return Case.objects.filter(authority_id=viewer.authority_id, closed_at__isnull=True).exclude(stage__in=GONE)


def _line(one: Led) -> str:
    if one.due_at is None:
        return one.case.number
    day = formats.date_format(timezone.localtime(one.due_at))
    return _("%(number)s, next deadline by law %(day)s") % {"number": one.case.number, "day": day}


def _with_dates(cases: QuerySet[Case]) -> QuerySet[Case]:
    """With since when the lead leads, and the earliest that the law asks."""
    held = Grant.objects.filter(case=OuterRef("id"), person_id=OuterRef("lead_id"), ends_at__gte=FOREVER)
    law = Task.objects.filter(case=OuterRef("id"), force=Force.LAW, done_at__isnull=True, opened_at__lte=timezone.now())
    first = law.order_by().values("case").annotate(first=Min("due_at")).values("first")
    return cases.annotate(since=Subquery(held.order_by("-starts_at").values("starts_at")[:1]), due_at=Subquery(first))


def _led(viewer: Viewer, case: Case) -> Led:
    return Led(case, getattr(case, "since", None), getattr(case, "due_at", None), refusal(viewer, case))


def _named(viewer: Viewer, one: Grant, reason: str) -> Named:
    waits = one.reviewed_at is None
    mine = viewer.person_id in {one.person_id, one.given_by_id}
    return Named(one.id, one.person_name, one.given_by_name, one.starts_at, reason, waits, waits and not mine)
