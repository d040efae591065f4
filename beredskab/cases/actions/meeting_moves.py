"""A meeting gets another time or place, or is called off: those who were invited see it, and are told once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from beredskab.audit.actions import record
from beredskab.cases import infohus
from beredskab.cases.actions.meetings import LATEST
from beredskab.cases.models import Meeting, MeetingKind, MeetingMove, Task
from beredskab.cases.permissions import require
from beredskab.cases.queries import meetings as queries
from beredskab.cases.queries.headers import settings_of
from beredskab.kit.actions import action
from beredskab.kit.errors import Conflict, DomainError
from beredskab.kit.viewer import Viewer
from beredskab.organisation.outbox.actions import send


@dataclass(frozen=True, slots=True)
class Anew:
    """When, where and as what a meeting is held instead."""

    at: datetime
    minutes_long: int
    place: str
    kind: str


@action(event="cases.meeting.moved")
def move(*, by: Viewer, meeting_id: UUID, sequence: int, anew: Anew) -> Meeting:
    """Move a meeting. What it was before stays written; whoever answered the invitation has answered.

    `sequence` is the meeting's own as the form was drawn: a second click moves and tells nothing. Raises NotFound,
    NotAllowed, DomainError, Conflict.
    """
    meeting = _locked(by, meeting_id)
    if _said(meeting) == _said(anew) and meeting.sequence == sequence + 1:
        detail: dict[str, Any] = {"status": "again", "date": queries.day_of(meeting)}
        record(by=by, event="cases.meeting.moved", subject=meeting, detail=detail)
        return meeting
    _ahead(meeting)
    if meeting.sequence != sequence:
        raise Conflict("moved_on", _("Somebody has changed the meeting in the meantime. Look at it again first."))
    if _said(meeting) == _said(anew):
        raise DomainError("same", _("Change the time, the place or the kind first."))
    now = timezone.now()
    if not now < anew.at < now + LATEST:
        raise DomainError("when", _("Choose a time ahead, at most a year and a half."), "day")
    if anew.kind not in MeetingKind.values:
        raise DomainError("kind", _("Choose from the list."), "kind")
    was = meeting.at
    MeetingMove.objects.create(
        authority_id=by.authority_id, meeting=meeting, sequence=meeting.sequence, at=was,
        minutes_long=meeting.minutes_long, place=meeting.place, kind=meeting.kind, by_id=by.person_id, by_name=by.name,
    )  # fmt: skip
    meeting.at, meeting.minutes_long, meeting.place, meeting.kind = _said(anew)
    meeting.sequence += 1
    meeting.save(update_fields=["at", "minutes_long", "place", "kind", "sequence"])
    _date_tasks(by, was, anew.at)
    told = _tell(by, meeting)
    before = timezone.localtime(was).isoformat(timespec="minutes")
    detail = {"meeting": before, "date": queries.day_of(meeting), "version": meeting.sequence, "count": told}
    record(by=by, event="cases.meeting.moved", subject=meeting, detail=detail)
    return meeting


@action(event="cases.meeting.cancelled")
def cancel(*, by: Viewer, meeting_id: UUID) -> Meeting:
    """Call a meeting off. Its cases stay where they are and wait for another; nothing more is asked of those invited.

    Raises NotFound, NotAllowed, DomainError.
    """
    meeting = _locked(by, meeting_id)
    if meeting.held_at is not None:
        raise DomainError("held", _("The meeting was held, so it cannot be called off."))
    told = 0
    if meeting.cancelled_at is None:
        meeting.cancelled_at, meeting.sequence = timezone.now(), meeting.sequence + 1
        meeting.save(update_fields=["cancelled_at", "sequence"])
        _date_tasks(by, meeting.at, None)
        told = _tell(by, meeting)
    detail = {"date": queries.day_of(meeting), "count": told}
    record(by=by, event="cases.meeting.cancelled", subject=meeting, detail=detail)
    return meeting


def _date_tasks(by: Viewer, was: datetime, at: datetime | None) -> None:
    """The tasks to hold it follow it, also of a colleague's case, which whoever moves cannot see on the agenda."""
    Task.objects.filter(authority_id=by.authority_id, kind="meet", done_at__isnull=True, due_at=was).update(due_at=at)


def _locked(by: Viewer, meeting_id: UUID) -> Meeting:
    require(infohus.may_convene(settings_of(by.authority_id).model, by.roles))
    queries.meeting(by, meeting_id)
    return Meeting.objects.select_for_update().get(authority_id=by.authority_id, id=meeting_id)


def _ahead(meeting: Meeting) -> None:
    if meeting.held_at is not None:
        raise DomainError("held", _("The meeting was held, so it cannot be moved."))
    if meeting.cancelled_at is not None:
        raise DomainError("cancelled", _("The meeting was called off. Plan a new one."))


def _said(one: Meeting | Anew) -> tuple[datetime, int, str, str]:
    return one.at, one.minutes_long, one.place, one.kind


def _tell(by: Viewer, meeting: Meeting) -> int:
    """Let what hangs on the meeting follow it, and mail everybody once that something has happened. How many."""
    with connection.cursor() as cursor:
        cursor.execute("select whom, invitation from cases_meeting_changed(%s)", [meeting.id])
        rows = cursor.fetchall()
    pages: dict[UUID, set[UUID | None]] = {}
    for person_id, invitation in rows:
        pages.setdefault(person_id, set()).add(invitation)
    for person_id, invitations in sorted(pages.items()):
        link = _link(meeting, invitations)
        send(by=by, template="notice", link=link, person_id=person_id, subject_id=meeting.id)
    return len(pages)


def _link(meeting: Meeting, invitations: set[UUID | None]) -> str:
    """One invitation, the list of them, or, for who leads a case on the agenda, the meeting."""
    one, *more = invitations
    if one is None or None in more:
        return reverse("cases:meeting", args=[meeting.id])
    return reverse("cases:inbox_outside") if more else reverse("cases:outside", args=[one])
