"""The coordinator's morning: one list of what must be done, why and by when, law or local."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.db.models import Q, QuerySet
from django.urls import NoReverseMatch, reverse
from django.utils import dateformat, timezone
from django.utils.translation import gettext as _

from beredskab.audit.actions import access
from beredskab.cases.models import Force, Grant, GrantReason, Stage, Task
from beredskab.cases.permissions import hidden, may_oversee
from beredskab.cases.queries import whose
from beredskab.cases.queries.reports import reference
from beredskab.cases.taskkinds import BY_THE_CLOCK, KINDS
from beredskab.kit.viewer import Viewer

PAGE: Final = 20


@dataclass(frozen=True, slots=True)
class Row:
    """One line: the case, where on the road, the one next step as a verb, the deadline with its kind."""

    task_id: UUID
    kind: str
    number: str
    place: str
    verb: str
    href: str
    due_at: datetime | None
    force: str
    late: bool
    due: str = ""  # the deadline in words, and what kind it is: said here, because a list says it a hundred times
    force_word: str = ""
    for_id: UUID | None = None  # the one person who is asked
    who: str = ""  # the colleague who leads the case, where it waits for them


@dataclass(frozen=True, slots=True)
class Morning:
    """The viewer's list in parts, and what waits for colleagues; `more` when a part goes on beyond its first page."""

    today: tuple[Row, ...]
    week: tuple[Row, ...]
    hanging: tuple[Row, ...]
    later: tuple[Row, ...]
    colleagues: tuple[Row, ...]
    held: int
    more: bool

    @property
    def quiet(self) -> bool:
        """Nothing waits for the viewer."""
        return not (self.today or self.week or self.hanging or self.later or self.held)


def open_tasks(viewer: Viewer, now: datetime) -> QuerySet[Task]:
    """Open tasks of the authority that are shown by now, the earliest due first."""
    return (
        Task.objects.filter(authority_id=viewer.authority_id, done_at__isnull=True, opened_at__lte=now)
        .filter(Q(stops_at__isnull=True) | Q(stops_at__gt=now))
        .select_related("case", "report")
        .order_by("due_at", "id")
    )


def not_ones_own(viewer: Viewer, tasks: QuerySet[Task]) -> QuerySet[Task]:
    """Without the look at what the viewer did themself: a break-glass or a naming is looked at by somebody else.

    A naming by the one who is asked; when they have left, by anybody who was not part of it.
    """
    me = viewer.person_id
    own = Grant.objects.filter(authority_id=viewer.authority_id, reviewed_at__isnull=True)
    broken = own.filter(person_id=me, reason=GrantReason.BREAK_GLASS).values("id")
    named = own.filter(Q(person_id=me) | Q(given_by_id=me), reason=GrantReason.APPOINTED).values("id")
    theirs = Q(kind="lead_seen") | Q(kind="lead_review", for_id__in=whose.working(viewer))
    tasks = tasks.exclude(kind="glass", subject_id__in=broken).exclude(kind="lead_review", subject_id__in=named)
    return tasks.exclude(theirs & ~Q(for_id=me))


def morning(viewer: Viewer) -> Morning:
    """What needs the viewer today, this week, and what hangs in the air. Raises NotFound for other roles."""
    hidden(may_oversee(viewer))
    access(viewer, "cases.list.read")
    now = timezone.now()
    waiting = open_tasks(viewer, now).filter(Q(report__isnull=True) | Q(report__held=False))
    staff = whose.staff_of(viewer)
    tasks = not_ones_own(viewer, waiting).filter(whose.yours(viewer, staff, now))
    soon = now + timedelta(days=7)
    # Apart, so that what has no deadline is never crowded out of today by what is due much later.
    when = (Q(due_at__lt=soon), Q(due_at__isnull=True), Q(due_at__gte=soon))
    found = [list(tasks.filter(part)[: PAGE + 1]) for part in when]
    shown = [task for part in found for task in part[:PAGE]]
    theirs = _theirs(viewer, waiting, staff, now)
    more = any(len(part) > PAGE for part in (*found, theirs))
    return _parted(viewer, shown, theirs[:PAGE], now, more=more)


def _theirs(viewer: Viewer, waiting: QuerySet[Task], staff: Sequence[UUID], now: datetime) -> list[Task]:
    """What waits for colleagues, the earliest due first, so that whoever stands in for them sees it."""
    others = whose.colleagues(viewer, staff, now)
    return list(waiting.filter(others)[: PAGE + 1]) if others is not None else []


def held(viewer: Viewer) -> int:
    """Reports of a flood that wait for review, at most a thousand counted."""
    waiting = Task.objects.filter(
        authority_id=viewer.authority_id, done_at__isnull=True, report__held=True, kind="read"
    )
    return waiting.order_by()[:1000].count()


def _parted(
    viewer: Viewer, tasks: Sequence[Task], theirs: Sequence[Task], now: datetime, *, more: bool
) -> Morning:  # fmt: skip
    evening = timezone.localtime(now).replace(hour=23, minute=59, second=59)
    parts: dict[str, list[Row]] = {"today": [], "week": [], "hanging": [], "later": [], "colleagues": []}
    opens = _opens(viewer, [*tasks, *theirs], now)
    for task in tasks:
        hangs = KINDS[task.kind].hangs and task.for_id != viewer.person_id
        parts[_part(task, now, evening, hangs=hangs)].append(_line(viewer, task, opens, now))
    parts["colleagues"] = [_line(viewer, task, opens, now) for task in theirs]
    return Morning(**{name: tuple(rows) for name, rows in parts.items()}, held=held(viewer), more=more)


def _line(viewer: Viewer, task: Task, opens: set[UUID], now: datetime) -> Row:
    """The task as a line that leads where the viewer can go, and says who leads the case when it is a colleague."""
    mine = task.for_id == viewer.person_id
    led = task.case.lead_name if task.case and task.case.lead_id != viewer.person_id and not mine else ""
    line = replace(row(task, now), who=led)
    gone = task.case is not None and task.case.stage == Stage.MOVED  # nobody opens it; its storage page needs none
    if task.case_id and task.case_id not in opens and not mine and not gone and task.kind != "glass":
        return replace(line, href=address("cases:case", task.case_id))  # its header says how to get access
    return line


def _opens(viewer: Viewer, tasks: Collection[Task], now: datetime) -> set[UUID]:
    """The cases the viewer can open now, whole: somebody else's step is on a page that a part does not open."""
    cases = {task.case_id for task in tasks if task.case_id}
    live = Grant.objects.filter(person_id=viewer.person_id, case_id__in=cases, ended_at__isnull=True, ends_at__gt=now)
    return set(live.filter(sections__contains=["*"]).order_by().values_list("case_id", flat=True))


def _part(task: Task, now: datetime, evening: datetime, *, hangs: bool) -> str:
    """Unread and undated first, then what is due; what waits for others hangs, unless it is late or the law's."""
    due = task.due_at
    if due is None or due <= evening or task.kind == "read":
        return "hanging" if due is None and hangs else "today"
    if hangs and task.force != Force.LAW:
        return "hanging"
    return "week" if due < now + timedelta(days=7) else "later"


def row(task: Task, now: datetime) -> Row:
    """A task as a line of the list."""
    kind = KINDS[task.kind]
    late = task.due_at is not None and is_late(task.kind, task.due_at, now)
    return Row(
        task_id=task.id,
        kind=task.kind,
        number=task.case.number if task.case else "",
        place=_place(task),
        verb=str(kind.verb),
        href=_done_at(task),
        due_at=task.due_at,
        force=task.force,
        late=late,
        due=_due(task.kind, task.due_at, late) if task.due_at else "",
        force_word=_("law") if task.force == Force.LAW else _("local") if task.kind != "meet" else "",
        for_id=task.for_id,
    )


def is_late(kind: str, moment: datetime, now: datetime) -> bool:
    """A deadline in hours has passed at its moment, one in days when its day is over."""
    return moment < now if kind in BY_THE_CLOCK else timezone.localdate(moment) < timezone.localdate(now)


def _due(kind: str, moment: datetime, late: bool) -> str:
    """A clock only where hours count: nobody is helped by *by 26 March 00.00*."""
    day = dateformat.format(timezone.localtime(moment), "j. F H.i" if kind in BY_THE_CLOCK else "j. F")
    if kind == "meet" and not late:  # a meeting is held on its day, not by it
        return _("on %(day)s") % {"day": day}
    return (_("was due %(day)s") if late else _("by %(day)s")) % {"day": day}


def _place(task: Task) -> str:
    """Where the case is on the road; for a report without one its way in, its number, and what the reporter said."""
    if task.case:
        return str(Stage(task.case.stage).label)
    if task.report is None:
        return ""
    hurry = [str(_("in a hurry"))] if task.report.urgent else []
    return " · ".join([str(task.report.get_channel_display()), reference(task.report.id), *hurry])


def _done_at(task: Task) -> str:
    """A report that is in no case yet is where all its tasks begin; its inbox stays its own."""
    if task.kind == "inbox":
        return address("cases:inbox", task.report_id)
    if task.case_id is None and task.report_id is not None:
        return address("cases:report", task.report_id)
    kind = KINDS[task.kind]
    return address(kind.route, task.subject_id if kind.of_subject else task.case_id)


def address(route: str, thing_id: UUID | None) -> str:
    """Where a task is done: the route with the case's or the report's id, or without one; "" without such a page."""
    for args in ([thing_id], []):
        try:
            return reverse(route, args=args)
        except NoReverseMatch:
            continue
    return ""
