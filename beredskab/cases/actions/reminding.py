"""What the worker does about tasks that wait: tell who is on duty, remind, and then tell somebody else.

Runs every minute for each authority in which something waits (`migrations/0020_floors.py`). The mails say that
something waits and no more, at most one to a person per round.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.db import connection
from django.db.models import Q
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from beredskab.audit.actions import record
from beredskab.cases.models import Force, Task
from beredskab.cases.permissions import MANAGER
from beredskab.cases.taskkinds import KINDS
from beredskab.kit.actions import action
from beredskab.kit.viewer import Viewer, as_viewer
from beredskab.organisation.duty.queries import coordinators, on_duty
from beredskab.organisation.models import Membership
from beredskab.organisation.outbox.actions import send
from beredskab.organisation.queries import live

SYSTEM: Final = UUID(int=1)
ESCALATES_AFTER: Final = timedelta(days=1)
FLOOD_REST: Final = timedelta(hours=1)
AT_A_TIME: Final = 500
LIST: Final = "/sager/"
_Row = tuple[Task, list[UUID]]


def remind_all() -> int:
    """One round over every authority with something that waits; how many tasks were told of."""
    with connection.cursor() as cursor:
        cursor.execute("select cases_authorities_waiting()")
        waiting = [row[0] for row in cursor.fetchall()]
    now = timezone.now()
    return sum(remind(Viewer(person_id=SYSTEM, authority_id=authority_id), now) for authority_id in waiting)


def remind(by: Viewer, now: datetime) -> int:
    """One authority's round: what has just come, what is due, and what nobody did about a reminder."""
    with as_viewer(by):
        # Two workers never tell the same person twice: the second finds nothing left.
        tasks = list(
            Task.objects.select_for_update(of=("self",), skip_locked=True)
            .select_related("case", "report")
            .filter(authority_id=by.authority_id, done_at__isnull=True, escalated_at__isnull=True, opened_at__lte=now)
            .filter(Q(stops_at__isnull=True) | Q(stops_at__gt=now))
            .order_by("due_at", "id")[:AT_A_TIME]
        )
        fresh = [one for one in tasks if one.kind == "read" and one.reminded_at is None]
        unread = [one for one in tasks if one.kind == "read" and _is_due(one, now)]
        near = [one for one in tasks if one.kind != "read" and one.reminded_at is None and _is_near(one, now)]
        late = [one for one in tasks if one.kind != "read" and _is_ignored(one, now)]
        return (
            (tell_of_new(by=by, tasks=[one for one in fresh if one not in unread], now=now) if fresh else 0)
            + (escalate_unread(by=by, tasks=unread, now=now) if unread else 0)
            + (tell_lead(by=by, tasks=near, now=now) if near else 0)
            + (escalate(by=by, tasks=late, now=now) if late else 0)
        )


@action(event="cases.report.announced")
def tell_of_new(*, by: Viewer, tasks: list[Task], now: datetime) -> int:
    """Tell who is on duty that a report has come; in a flood one mail an hour."""
    calm = [one for one in tasks if not (one.report and one.report.held)]
    held = [one for one in tasks if one not in calm]
    if held and not _told_of_flood(by, now):
        calm.append(held[0])
    if calm:
        _mail(by, "task", [(one, first_readers(by.authority_id, now)) for one in calm])
    _mark(tasks, reminded_at=now)
    record(by=by, event="cases.report.announced", subject=None, detail={"count": len(tasks)})
    return len(tasks)


@action(event="cases.report.escalated")
def escalate_unread(*, by: Viewer, tasks: list[Task], now: datetime) -> int:
    """A report that nobody has read within the municipality's hours goes to a second person."""
    _mail(by, "reminder", [(one, second_readers(by.authority_id, one.opened_at, now)) for one in tasks])
    _mark(tasks, reminded_at=now, escalated_at=now)
    record(by=by, event="cases.report.escalated", subject=None, detail={"count": len(tasks)})
    return len(tasks)


@action(event="cases.task.reminded")
def tell_lead(*, by: Viewer, tasks: list[Task], now: datetime) -> int:
    """Remind whoever the task is for, else the case's lead: the law's clocks ahead of time, local ones when due."""
    _mail(by, "reminder", [(one, _for(by, one, now)) for one in tasks])
    _mark(tasks, reminded_at=now)
    record(by=by, event="cases.task.reminded", subject=None, detail=_counted(tasks))
    return len(tasks)


@action(event="cases.task.escalated")
def escalate(*, by: Viewer, tasks: list[Task], now: datetime) -> int:
    """A day after the reminder, and past due: the manager is told, else the other coordinators."""
    people = managers(by.authority_id) or coordinators(by.authority_id)
    _mail(by, "reminder", [(one, people) for one in tasks])
    _mark(tasks, escalated_at=now)
    record(by=by, event="cases.task.escalated", subject=None, detail=_counted(tasks))
    return len(tasks)


def first_readers(authority_id: UUID, at: datetime) -> list[UUID]:
    """Who is on duty; without a rota all coordinators."""
    return on_duty(authority_id, at) or coordinators(authority_id)


def second_readers(authority_id: UUID, came: datetime, now: datetime) -> list[UUID]:
    """Others than those who were told first: who is on duty now, else the other coordinators, else the managers."""
    told = on_duty(authority_id, came)
    for people in (on_duty(authority_id, now), coordinators(authority_id)):
        others = [one for one in people if one not in told]
        if others:
            return others
    return managers(authority_id) or first_readers(authority_id, now)


def managers(authority_id: UUID) -> list[UUID]:
    """Those who are the second person. Needs the authority's scope."""
    rows = Membership.objects.filter(
        live(timezone.localdate()), authority_id=authority_id, accepted_at__isnull=False, roles__contains=[MANAGER],
        person__is_active=True,
    )  # fmt: skip
    return list(rows.order_by("created_at", "id").values_list("person_id", flat=True))


def _is_due(task: Task, now: datetime) -> bool:
    return task.due_at is not None and task.due_at <= now


def _is_near(task: Task, now: datetime) -> bool:
    """The law's clocks are told of when a quarter of the time is left, local ones when they are due."""
    if task.due_at is None:
        return False
    ahead = (task.due_at - task.opened_at) / 4 if task.force == Force.LAW else timedelta()
    return task.due_at - ahead <= now


def _is_ignored(task: Task, now: datetime) -> bool:
    if KINDS[task.kind].of_subject:  # nobody else can do it, and the one who asked has a task of their own
        return False
    return _is_due(task, now) and task.reminded_at is not None and task.reminded_at <= now - ESCALATES_AFTER


def _for(by: Viewer, task: Task, now: datetime) -> list[UUID]:
    if task.for_id:
        return [task.for_id]
    return [task.case.lead_id] if task.case else first_readers(by.authority_id, now)


def _told_of_flood(by: Viewer, now: datetime) -> bool:
    recent = Task.objects.filter(authority_id=by.authority_id, kind="read", report__held=True)
    return recent.filter(reminded_at__gt=now - FLOOD_REST).exists()


def _mail(by: Viewer, template: str, rows: Iterable[_Row]) -> None:
    """One mail to each person, to the list when there are several things, else to the case."""
    by_person: dict[UUID, list[Task]] = {}
    for task, people in rows:
        for person_id in people:
            by_person.setdefault(person_id, []).append(task)
    for person_id, tasks in by_person.items():
        one = tasks[0]
        link = address(one) if len(tasks) == 1 or one.for_id else LIST
        send(by=by, template=template, link=link, person_id=person_id, subject_id=one.case_id or one.report_id)


def address(task: Task) -> str:
    """Where the task is done. The worker has no addresses of its own, so they are taken from the app's."""
    kind = KINDS[task.kind]
    route, thing = kind.route.removeprefix("cases:"), task.subject_id if kind.of_subject else task.case_id
    if task.kind == "inbox" or thing is None:  # a report that is in no case yet is where all its tasks begin
        route, thing = ("inbox" if task.kind == "inbox" else "report"), task.report_id
    try:
        return LIST.rstrip("/") + reverse(route, urlconf="beredskab.cases.urls", args=[thing])
    except NoReverseMatch:
        return LIST


def _mark(tasks: list[Task], **values: datetime) -> None:
    Task.objects.filter(id__in=[one.id for one in tasks]).update(**values)


def _counted(tasks: list[Task]) -> dict[str, object]:
    return {"count": len(tasks), "kind": sorted({one.kind for one in tasks})}
