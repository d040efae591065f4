"""A past for the demo's concerns: what happened is moved back over working days, as if people had had time for it.

Only the owner of the tables can, and only what has a date of its own. The log stays true: it says when the demo was
made. What the database holds fast (a frozen text, finished minutes, an answered close) stays on the day it was made,
and so does all that came after it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Final
from uuid import UUID

from django.apps import apps
from django.db import connection, models
from django.utils import timezone

from beredskab.cases.models import (
    AgendaItem,
    Case,
    ChildTrack,
    Closing,
    Exchange,
    Force,
    Passed,
    Recommendation,
    Report,
    Task,
)
from beredskab.cases.taskkinds import KINDS
from beredskab.frameworks.clocks import is_weekday
from beredskab.frameworks.law import clocks
from beredskab.kit import roles

MORNING, BETWEEN, SPAN = time(8, 40), timedelta(minutes=97), timedelta(hours=6)
DUE: Final = "due_at"
HELD: Final = {(Exchange, "closed_at")}
"""What the database lets nobody move, the owner neither: an exchange closes once."""


@dataclass(frozen=True, slots=True)
class Past:
    """Where moments go: each mark to its place, what leads up to a mark with it; from `until` on nothing moves."""

    marks: tuple[datetime, ...]
    places: tuple[datetime, ...]
    until: datetime

    def moved(self, moment: datetime) -> datetime:
        """Where a moment goes."""
        if moment >= self.until:
            return moment
        place = min(bisect_left(self.marks, moment), len(self.marks) - 1)
        return self.places[place] + (moment - self.marks[place])


def possible() -> bool:
    """Whether this process may change what is otherwise only added to."""
    with connection.cursor() as cursor:
        cursor.execute("select current_user")
        return bool(cursor.fetchone()[0] == roles.OWNER)


def age(case: Case, *, first: int, last: int) -> None:
    """Move a case's steps to working days, from `first` before today to `last` before today."""
    until = _held_fast(case)
    reports = list(Report.objects.filter(case=case).order_by("received_at"))
    steps = Passed.objects.filter(case=case).order_by("created_at", "id").values_list("created_at", flat=True)
    marks = [mark for mark in (reports[0].received_at, *steps) if mark < until]
    past = Past(tuple(marks), tuple(_spread(len(marks), first, last)), until)
    _move(Case.objects.filter(id=case.id), past)
    _move(Report.objects.filter(case=case), past)
    for model in apps.get_app_config("cases").get_models():
        names = {field.name for field in model._meta.get_fields()}
        if "case" in names and model is not Report:
            _move(model._default_manager.filter(case=case), past)


def age_report(report: Report, hours: int) -> None:
    """Move a report that nobody has read, and its tasks, some hours back."""
    back = timedelta(hours=hours)
    rows = Task.objects.filter(report=report)
    rows.update(due_at=models.F("due_at") - back, opened_at=models.F("opened_at") - back)
    moved = report.received_at - back
    Report.objects.filter(id=report.id).update(received_at=moved, created_at=moved)


def working_day(back: int, *, today: date | None = None) -> date:
    """The working day so many before today, or after it where `back` is negative; for 0 today or the one before."""
    day, step = today or timezone.localdate(), timedelta(days=-1 if back >= 0 else 1)
    while not is_weekday(day, saturday=False):
        day -= timedelta(days=1)
    for _one in range(abs(back)):
        day += step
        while not is_weekday(day, saturday=False):
            day += step
    return day


def at(day: date, clock: time) -> datetime:
    """A moment in Denmark."""
    return timezone.make_aware(datetime.combine(day, clock))


def _spread(count: int, first: int, last: int) -> list[datetime]:
    """So many moments over the working days, in order, each at its own time of the day."""
    return [
        at(working_day(first - (first - last) * n // max(count - 1, 1)), MORNING) + _later(n) for n in range(count)
    ]  # fmt: skip


def _later(place: int) -> timedelta:
    """Later in the same day for a later step, so that two on one day stay in order."""
    return min(BETWEEN * place / 2, SPAN) + timedelta(minutes=place)


def _held_fast(case: Case) -> datetime:
    """The first moment that the database does not let anybody move."""
    made = [
        *Recommendation.objects.filter(case=case).order_by("id").values_list("created_at", flat=True),
        *Closing.objects.filter(case=case).order_by("id").values_list("created_at", flat=True),
        *(one.minutes_at for one in AgendaItem.objects.filter(case=case).order_by("id") if one.minutes_at),
    ]
    return min([*made, timezone.now()])


def _move(rows: models.QuerySet[Any], past: Past) -> None:
    """Move the moments of rows that began before `until`; a deadline goes as far as the beginning it counts from."""
    for row in rows.order_by("pk"):
        began = max(getattr(row, "opened_at", None) or row.created_at, _made(row.pk))
        if began >= past.until:
            continue
        moments = [(name, value) for name, value in _moments(row) if name != DUE and value < past.until]
        # What the database wrote itself has the time at which the transaction began, which is before all of it.
        changed = {name: past.moved(began if value < past.marks[0] else value) for name, value in moments}
        if isinstance(row, ChildTrack):
            changed = _duties(row, past.places[0])
        due = getattr(row, DUE, None)
        if due is not None:
            changed[DUE] = _due(row, past, due, began)
        type(row)._default_manager.filter(pk=row.pk).update(**changed)


def _due(row: Any, past: Past, due: datetime, began: datetime) -> datetime:
    """The law's deadline counted anew, a local one as far back as its beginning; one that is a date stays."""
    if isinstance(row, Task) and row.force == Force.LAW:
        return clocks.due_at(row.rule, past.places[0])
    moves = not isinstance(row, Task) or bool(KINDS[row.kind].deadline)
    return due - (began - past.moved(began)) if moves else due


def _duties(track: ChildTrack, received: datetime) -> dict[str, datetime]:
    """What the receiving side did for a child lies on the day the report came: none of it waits for Infohus."""
    steps = ("notified_at", "received_at", "need_known_at", "urgent_at", "acknowledged_at")
    done = [name for name in steps if getattr(track, name) is not None]
    return {name: received + timedelta(minutes=35 * number) for number, name in enumerate(done, 1)}


def _made(row_id: UUID) -> datetime:
    """When a row's id was made: ids begin with their time."""
    return datetime.fromtimestamp((row_id.int >> 80) / 1000, tz=UTC)


def _moments(row: models.Model) -> Sequence[tuple[str, datetime]]:
    fields = [field.name for field in row._meta.concrete_fields if isinstance(field, models.DateTimeField)]
    held = [name for name in fields if (type(row), name) not in HELD]
    return [(name, value) for name in held if (value := getattr(row, name)) is not None]
