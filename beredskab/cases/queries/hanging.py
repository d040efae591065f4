"""All that hangs in the air: what was handed to somebody and is not answered, with the days in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from beredskab.audit.actions import access
from beredskab.cases.models import Task
from beredskab.cases.permissions import hidden, may_oversee
from beredskab.cases.queries.lists import Row, open_tasks, row
from beredskab.cases.taskkinds import ANSWERS, KINDS
from beredskab.kit.viewer import Viewer
from beredskab.organisation.queries import names_of

MOST: Final = 200


@dataclass(frozen=True, slots=True)
class Hanging:
    """One thing that waits for somebody else: since when, in words, and who is asked where it is a colleague."""

    row: Row
    since: datetime
    waited: str
    who: str


def hanging(viewer: Viewer) -> tuple[Hanging, ...]:
    """Everything of the authority that waits for somebody else's answer, the oldest first. Raises NotFound."""
    hidden(may_oversee(viewer))
    access(viewer, "cases.hanging.read")
    now = timezone.now()
    kinds = [name for name, kind in KINDS.items() if kind.hangs]
    tasks = list(open_tasks(viewer, now).filter(kind__in=kinds).order_by("opened_at", "id")[:MOST])
    asked = _asked(viewer, tasks)
    names = names_of(viewer, list(set(asked.values())))
    return tuple(_hanging(task, names.get(asked.get(task.id, UUID(int=0)), ""), now) for task in tasks)


def _asked(viewer: Viewer, tasks: list[Task]) -> dict[UUID, UUID]:
    """Who is asked: the one the task is for, or the one who has the answering task of the same subject."""
    found: dict[UUID, UUID | None] = {task.id: task.for_id for task in tasks if task.for_id}
    by_subject = {task.subject_id: task.id for task in tasks if task.subject_id and task.id not in found}
    other = Task.objects.filter(authority_id=viewer.authority_id, done_at__isnull=True, for_id__isnull=False)
    for one in other.filter(subject_id__in=list(by_subject), kind__in=ANSWERS).order_by("id"):
        if one.subject_id is not None:
            found[by_subject[one.subject_id]] = one.for_id
    return {task: person for task, person in found.items() if person}


def _hanging(task: Task, who: str, now: datetime) -> Hanging:
    return Hanging(row(task, now), task.opened_at, waited(task.opened_at, now), who)


def waited(since: datetime, now: datetime) -> str:
    """The days in words."""
    days = (timezone.localdate(now) - timezone.localdate(since)).days
    if days <= 0:
        return _("since today")
    return ngettext("for %(days)s day", "for %(days)s days", days) % {"days": days}
