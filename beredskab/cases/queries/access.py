"""Who can open a case and who may change that: for those who hold it and, without content, for who oversees."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from beredskab.audit.actions import access
from beredskab.cases.models import Case, Grant, GrantReason, Stage, Task
from beredskab.cases.permissions import COORDINATOR, hidden, may_coordinate, may_manage, may_oversee
from beredskab.cases.queries.headers import grants_of, header, not_here
from beredskab.cases.visibility import FOREVER, SECTIONS
from beredskab.kit.viewer import Viewer
from beredskab.organisation.models import Membership
from beredskab.organisation.queries import live, memberships

LEADS: Final = frozenset({GrantReason.LEAD, GrantReason.TAKE_OVER, GrantReason.APPOINTED})


@dataclass(frozen=True, slots=True)
class Hold:
    """One person's access: what it opens in words, who gave it and why, until when, and what may be done with it."""

    id: UUID
    person_id: UUID
    who: str
    giver: str
    reason: str
    opens: tuple[str, ...]
    since: datetime
    until: datetime | None  # None: until somebody ends it
    hours: bool  # a break-glass: its end is a moment, all others' a day
    ended: datetime | None
    last: bool  # the last that holds the whole case: it needs a successor
    leads: bool  # the one hold of whoever leads: the lead is given on first
    own: bool


@dataclass(frozen=True, slots=True)
class Broken:
    """A break-glass that somebody else must look at: who, when, and the reason as a code."""

    id: UUID
    who: str
    at: datetime
    reason: str
    mine: bool


@dataclass(frozen=True, slots=True)
class AccessPage:
    """Who can open the case now and could before, and what the viewer may do about it."""

    case: Case
    holds: tuple[Hold, ...]
    before: tuple[Hold, ...]
    broken: tuple[Broken, ...]
    whole: bool  # the viewer holds the whole case and may give access
    by_glass: bool  # the viewer opened it in an emergency only
    named: bool  # somebody was named as the lead, and nobody has looked at it
    names: bool  # the viewer manages and may name a new lead
    orphan: bool  # nobody who works here holds it, and the viewer may take it over


def access_page(viewer: Viewer, case_id: UUID) -> AccessPage:
    """The page on who can open the case. Raises NotFound."""
    hidden(may_oversee(viewer))
    case = header(viewer, case_id)
    access(viewer, "cases.grants.read", case)
    now = timezone.now()
    grants = list(Grant.objects.filter(authority_id=viewer.authority_id, case=case).order_by("starts_at", "id"))
    living = [one for one in grants if one.ended_at is None and one.ends_at > now]
    staff = {one.person_id for one in colleagues(viewer)}
    keepers = [one for one in living if "*" in one.sections and one.reason != GrantReason.BREAK_GLASS]
    lasting = [one for one in keepers if one.ends_at >= FOREVER and one.person_id in staff]
    whole = any(one.person_id == viewer.person_id for one in keepers)
    leads = [one for one in lasting if one.person_id == case.lead_id]
    manages = may_manage(viewer) is None and case.lead_id != viewer.person_id
    return AccessPage(
        case=case,
        holds=tuple(
            _hold(viewer, case, one, last=_is_last(one, keepers, lasting), leads=leads == [one]) for one in living
        ),
        before=tuple(_hold(viewer, case, one) for one in reversed(grants) if one not in living),
        broken=tuple(_broken(viewer, case, grants)),
        whole=whole,
        by_glass=not whole and any(one.person_id == viewer.person_id and "*" in one.sections for one in living),
        named=any(one.reason == GrantReason.APPOINTED and one.reviewed_at is None for one in grants),
        names=manages and _open(case),
        orphan=not any(one.person_id in staff for one in keepers) and may_coordinate(viewer) is None and _open(case),
    )


def why(case: Case, one: Grant) -> str:
    """Why somebody has access, in words: whoever leads no more is not said to."""
    if one.reason in LEADS and one.person_id != case.lead_id:
        return _("Has led the case")
    return str(one.get_reason_display())


def _open(case: Case) -> bool:
    return case.stage not in {Stage.ERASED, Stage.MOVED}


def _is_last(one: Grant, keepers: Sequence[Grant], lasting: Sequence[Grant]) -> bool:
    """Whether ending this hold would leave nobody who holds the case without an end date."""
    return one in keepers and not any(other.id != one.id for other in lasting)


def _hold(viewer: Viewer, case: Case, one: Grant, *, last: bool = False, leads: bool = False) -> Hold:
    return Hold(
        id=one.id,
        person_id=one.person_id,
        who=one.person_name,
        giver=one.given_by_name,
        reason=why(case, one),
        opens=tuple(str(SECTIONS[code]) for code in one.sections if code in SECTIONS),
        since=one.starts_at,
        until=None if one.ends_at >= FOREVER else one.ends_at,
        hours=one.reason == GrantReason.BREAK_GLASS,
        ended=one.ended_at or one.ends_at,
        last=last,
        leads=leads,
        own=one.person_id == viewer.person_id,
    )


def _broken(viewer: Viewer, case: Case, grants: Sequence[Grant]) -> list[Broken]:
    waiting = [one for one in grants if one.reason == GrantReason.BREAK_GLASS and one.reviewed_at is None]
    tasks = Task.objects.filter(authority_id=viewer.authority_id, case=case, kind="glass", done_at__isnull=True)
    reasons = {one.subject_id: one.rule.removeprefix("glass.") for one in tasks.order_by("id")}
    return [
        Broken(one.id, one.person_name, one.starts_at, reasons.get(one.id, ""), one.person_id == viewer.person_id)
        for one in waiting
    ]


def breakable(viewer: Viewer, case_id: UUID) -> Case:
    """The header of a case, for those who may open one in an emergency. Raises NotFound."""
    hidden(may_oversee(viewer))
    return header(viewer, case_id)


def oversees(viewer: Viewer) -> bool:
    """Whether the viewer sees this page at all."""
    return may_oversee(viewer) is None


def address(case: Case) -> str:
    """The case's own page."""
    return reverse("cases:case", args=[case.id])


def colleagues(viewer: Viewer) -> list[Membership]:
    """Everybody who works for the municipality now, with roles and unit, by name."""
    return list(memberships(viewer).filter(live(timezone.localdate()), accepted_at__isnull=False))


def givable(viewer: Viewer, case_id: UUID) -> list[tuple[str, str]]:
    """Colleagues whom the holder of a whole case can give access: id, and name with unit. Raises NotFound."""
    _holder(viewer, case_id)
    return [
        (str(one.person_id), f"{one.person.name}, {one.unit.name}" if one.unit else one.person.name)
        for one in colleagues(viewer)
        if one.person_id != viewer.person_id
    ]


def leads(viewer: Viewer, case_id: UUID) -> list[tuple[str, str]]:
    """Other coordinators, to whom the holder of a whole case can give the lead. Raises NotFound."""
    _holder(viewer, case_id)
    return leads_beside(viewer, viewer.person_id)


def leads_beside(viewer: Viewer, lead_id: UUID) -> list[tuple[str, str]]:
    """The coordinators, but for the viewer and whoever leads."""
    return [
        (str(one.person_id), one.person.name)
        for one in colleagues(viewer)
        if COORDINATOR in one.roles and one.person.is_active and one.person_id not in {viewer.person_id, lead_id}
    ]


def _holder(viewer: Viewer, case_id: UUID) -> None:
    if not any("*" in grant.sections for grant in grants_of(viewer, case_id)):
        raise not_here(viewer, case_id, "no_grant")
