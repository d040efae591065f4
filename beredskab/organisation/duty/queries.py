"""Reads: who is on duty, and who will be."""

from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from beredskab.kit.viewer import Viewer
from beredskab.organisation.duty.models import Duty, DutyKind
from beredskab.organisation.models import Membership, Role
from beredskab.organisation.queries import live, memberships


def on_duty(authority_id: UUID, at: datetime, kind: str = DutyKind.CONCERNS) -> list[UUID]:
    """The people on duty at a moment, who still coordinate concerns there. Needs the authority's scope.

    Empty means that the rota says nothing: then all coordinators are told (`coordinators`).
    """
    spans = Duty.objects.filter(authority_id=authority_id, kind=kind, starts_at__lte=at, ends_at__gt=at)
    able = coordinators(authority_id)
    people = spans.order_by("starts_at", "id").values_list("person_id", flat=True)
    return [person for person in people if person in able]


def coordinators(authority_id: UUID) -> list[UUID]:
    """The people who coordinate concerns today. Needs the authority's scope."""
    today = timezone.localdate()
    found = Membership.objects.filter(
        live(today), authority_id=authority_id, accepted_at__isnull=False, roles__contains=[Role.COORDINATOR]
    ).filter(person__is_active=True)
    return list(found.order_by("created_at", "id").values_list("person_id", flat=True))


def coming(viewer: Viewer, now: datetime) -> QuerySet[Duty]:
    """The spans that run or come, in order."""
    own = Duty.objects.filter(authority_id=viewer.authority_id, ends_at__gt=now)
    return own.select_related("person").order_by("starts_at", "id")


def choices(viewer: Viewer) -> list[tuple[str, str]]:
    """The coordinators who can be put on the rota, by name: only they may open a report that nobody has read."""
    able = set(coordinators(viewer.authority_id))
    return [(str(one.person_id), one.person.name) for one in memberships(viewer) if one.person_id in able]
