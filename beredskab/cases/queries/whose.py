"""Whose a task is: what waits for the viewer, and what waits for the colleagues who lead the other cases."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from beredskab.cases.models import Case, Grant, GrantReason
from beredskab.cases.permissions import may_coordinate
from beredskab.kit.viewer import Viewer
from beredskab.organisation.models import Membership
from beredskab.organisation.queries import live, memberships

STANDS_IN: Final = (GrantReason.DEPUTY, GrantReason.DUTY)
"""Whoever holds a whole case for one of these reasons does its next step, as its lead does."""


def staff_of(viewer: Viewer) -> Sequence[UUID]:
    """Who works for the viewer's authority today; `yours` and `colleagues` ask by it."""
    return list(working(viewer))


def working(viewer: Viewer) -> QuerySet[Membership, UUID]:
    """The same as a part of a query."""
    now_here = memberships(viewer).filter(live(timezone.localdate()), accepted_at__isnull=False)
    return now_here.order_by().values_list("person_id", flat=True)


def yours(viewer: Viewer, staff: Sequence[UUID], now: datetime) -> Q:
    """Tasks that this coordinator or manager can and should do: their own, and those of the cases they look after.

    What nobody in particular has is every coordinator's: reports without a case, and cases whose lead has left. What
    was not done after a reminder is everybody's, as the mail about it said, and so is the look at a naming that was
    asked of somebody who has left.
    """
    anybody = Q(kind="glass") | Q(case__isnull=False, escalated_at__isnull=False)
    looks_after = Q(case__lead_id=viewer.person_id) | Q(case_id__in=_stands_in_for(viewer, now))
    found = anybody | looks_after
    if may_coordinate(viewer) is None:
        found |= Q(case__isnull=True) | ~Q(case__lead_id__in=staff)
    unasked = Q(for_id__isnull=True) & found | Q(kind="lead_review") & ~Q(for_id__in=staff)
    return Q(for_id=viewer.person_id) | unasked


def colleagues(viewer: Viewer, staff: Sequence[UUID], now: datetime) -> Q | None:
    """Tasks that wait for whoever leads the case; None where the viewer leads them all, as in most municipalities."""
    others = [one for one in staff if one != viewer.person_id]
    led = Q(case__lead_id__in=others, escalated_at__isnull=True) & ~Q(case_id__in=_stands_in_for(viewer, now))
    if not Case.objects.filter(authority_id=viewer.authority_id, lead_id__in=others).exists():
        return None
    return Q(for_id__isnull=True) & led & ~Q(kind__in=("glass", "lead_review"))


def _stands_in_for(viewer: Viewer, now: datetime) -> object:
    mine = Grant.objects.filter(person_id=viewer.person_id, reason__in=STANDS_IN, sections__contains=["*"])
    return mine.filter(ended_at__isnull=True, ends_at__gt=now).order_by().values("case_id")
