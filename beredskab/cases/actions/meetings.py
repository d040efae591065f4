"""Meetings: planned, with cases on the agenda, and the minutes of each. Moved and called off: `meeting_moves`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from beredskab.audit.actions import record
from beredskab.cases import infohus
from beredskab.cases.actions import road
from beredskab.cases.models import AgendaItem, Attendance, Case, Meeting, MeetingKind, Stage, Task
from beredskab.cases.permissions import may_oversee, require
from beredskab.cases.policies import require as must
from beredskab.cases.queries import meetings as queries
from beredskab.cases.queries.headers import settings_of
from beredskab.kit.actions import action
from beredskab.kit.errors import DomainError
from beredskab.kit.ids import new_id
from beredskab.kit.viewer import Viewer

MOST: Final = 26  # every other week for a year
EARLIEST, LATEST = timedelta(days=31), timedelta(days=550)


@dataclass(frozen=True, slots=True)
class Plan:
    """A meeting to be, or a row of them: every `weeks` weeks, `times` times."""

    at: datetime
    minutes_long: int = 90
    place: str = ""
    kind: str = MeetingKind.AD_HOC
    weeks: int = 0
    times: int = 1


@dataclass(frozen=True, slots=True)
class Seat:
    """Somebody at a case's item. `attendance_id` where they are written down already."""

    name: str
    authority: str
    present: bool
    attendance_id: UUID | None = None
    exchange_id: UUID | None = None


@action(event="cases.meeting.planned")
def plan(*, by: Viewer, wish: Plan) -> list[Meeting]:
    """Plan a meeting, or fixed meetings for a while ahead. Raises NotAllowed, DomainError."""
    require(may_oversee(by))
    require(infohus.may_convene(settings_of(by.authority_id).model, by.roles))
    now = timezone.now()
    if not now - EARLIEST < wish.at < now + LATEST:
        raise DomainError("when", _("Choose a day from last month to a year and a half ahead."), "day")
    made = [_planned(by, wish, moment) for moment in _moments(wish)]
    record(
        by=by, event="cases.meeting.planned", subject=made[0],
        detail={"kind": wish.kind, "count": len(made), "date": queries.day_of(made[0]), "status": _several(made)},
    )  # fmt: skip
    return made


@action(event="cases.meeting.called")
def put_on_agenda(*, by: Viewer, case_id: UUID, meeting_id: UUID) -> AgendaItem:
    """Put a case on a meeting's agenda; from the gathering that calls the meeting. Raises NotFound, DomainError."""
    case = road.held(by, case_id, "board")
    must(infohus.board_open(case.stage))
    meeting = queries.meeting(by, meeting_id)
    if meeting.cancelled_at is not None or meeting.held_at is not None:
        raise DomainError("meeting_over", _("Choose a meeting that is still to be held."), "meeting")
    item = AgendaItem.objects.filter(meeting=meeting, case=case).first()
    if item is None:
        position = AgendaItem.objects.filter(meeting=meeting).count() + 1
        item = AgendaItem.objects.create(
            authority_id=by.authority_id, case=case, meeting=meeting, position=position, by_id=by.person_id,
            by_name=by.name,
        )  # fmt: skip
    if case.stage != Stage.ANALYSIS:
        road.step(by, case, "call_meeting")
    Task.objects.filter(case=case, kind="meet", done_at__isnull=True).update(due_at=meeting.at)
    detail = {"ref": case.number, "date": meeting.at.date().isoformat()}
    record(by=by, event="cases.meeting.called", subject=case, detail=detail)
    return item


@action(event="cases.meeting.minuted")
def write_minutes(*, by: Viewer, item_id: UUID, text: str, seats: Sequence[Seat], finish: bool = False) -> AgendaItem:
    """Write a case's minutes and who was there; `finish` says the meeting was held. Raises NotFound, DomainError.

    Finished minutes stay as they are (the database holds them fast); what comes later is a note.
    """
    item = queries.item_of(by, item_id)
    case = road.held(by, item.case_id, "board")
    item = AgendaItem.objects.select_for_update().select_related("meeting").get(id=item.id)
    if item.minutes_at is not None:
        if finish and text == road.key_of(case).open(item, "minutes"):  # a double click finishes once
            record(by=by, event="cases.meeting.minuted", subject=case, detail={"ref": case.number, "status": "again"})
            return item
        raise DomainError("finished", _("These minutes are finished and stay as they are. Write a note instead."))
    if item.meeting.cancelled_at is not None:
        raise DomainError("cancelled", _("The meeting was called off. Put the case on another."))
    must(infohus.board_open(case.stage))
    road.key_of(case).seal(item, "minutes", text)
    there = _seated(by, case, item, seats)
    if finish:
        _finish(by, case, item, text, there)
    item.save(update_fields=["minutes", "minutes_at"])
    detail = {"ref": case.number, "count": there, "status": "finished" if finish else "draft"}
    record(by=by, event="cases.meeting.minuted", subject=case, detail=detail)
    return item


def _several(made: list[Meeting]) -> str:
    return "several" if len(made) > 1 else "one"


def _moments(wish: Plan) -> list[datetime]:
    """The same time of day on each date, also over the change to summer time."""
    times = min(max(wish.times, 1), MOST) if wish.weeks else 1
    local = timezone.localtime(wish.at).replace(tzinfo=None)
    return [timezone.make_aware(local + timedelta(weeks=wish.weeks * place)) for place in range(times)]


def _planned(by: Viewer, wish: Plan, moment: datetime) -> Meeting:
    """The meeting at that moment; a double click plans it once."""
    same = Meeting.objects.filter(
        authority_id=by.authority_id,
        at=moment,
        kind=wish.kind,
        place=wish.place,
        cancelled_at__isnull=True,
        held_at__isnull=True,
    )
    return same.first() or Meeting.objects.create(
        authority_id=by.authority_id, at=moment, minutes_long=wish.minutes_long, place=wish.place, kind=wish.kind,
        called_by_id=by.person_id, called_by_name=by.name,
    )  # fmt: skip


def _seated(by: Viewer, case: Case, item: AgendaItem, seats: Sequence[Seat]) -> int:
    """Write who was there; how many were. A name emptied again counts as not there."""
    known = {one.id: one for one in Attendance.objects.filter(item=item)}
    for seat in seats:
        row = known.get(seat.attendance_id) if seat.attendance_id else None
        if row is None and not seat.name and seat.present:
            raise DomainError("nameless", _("Write the name of everybody who was there."))
        if row is None and (not seat.name or not (seat.present or seat.exchange_id)):
            continue  # nobody, or a name that stood ready and was not ticked
        row = row or Attendance(
            id=new_id(), authority_id=by.authority_id, case=case, item=item, by_id=by.person_id, by_name=by.name,
            exchange_id=seat.exchange_id,
        )  # fmt: skip
        row.name, row.authority_name = seat.name or row.name, seat.authority or row.authority_name
        row.present = seat.present and bool(seat.name)
        row.save()
    return Attendance.objects.filter(item=item, present=True).count()


def _finish(by: Viewer, case: Case, item: AgendaItem, text: str, there: int) -> None:
    if not text.strip():
        raise DomainError("no_minutes", _("Write a few lines on what was said before you finish."), "text")
    if there < 1:
        raise DomainError("nobody", _("Tick who was there, with their names, before you finish."))
    now = timezone.now()
    item.minutes_at = now
    if item.meeting.held_at is None:
        item.meeting.held_at = now
        item.meeting.save(update_fields=["held_at"])
    if case.stage == Stage.ANALYSIS:
        road.step(by, case, "met")
