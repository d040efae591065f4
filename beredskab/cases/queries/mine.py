"""What waits for one person: their own tasks, and the places where they have been let in. Nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from beredskab.audit.actions import access
from beredskab.cases.models import Case, Grant, GrantReason, Stage
from beredskab.cases.permissions import DPO, INSIDE
from beredskab.cases.queries.lists import Row, address, open_tasks, row
from beredskab.cases.taskkinds import KINDS
from beredskab.kit.errors import NotFound
from beredskab.kit.viewer import Viewer

MOST: Final = 50
PLACES: Final[dict[str, tuple[str | Promise, str]]] = {
    GrantReason.HAND_OVER: (_("Decision, measures and goals"), "cases:decide"),
    GrantReason.MENTOR: (_("Goals with the citizen"), "cases:goal"),
    GrantReason.RECEIVER: (_("Offered to you"), "cases:receive"),
}
"""Where a reason for access leads. A second person has a task as long as there is something to answer."""


@dataclass(frozen=True, slots=True)
class Place:
    """Somewhere the viewer may go on working, until when."""

    number: str
    what: str
    href: str
    until: datetime


@dataclass(frozen=True, slots=True)
class Mine:
    """The list. `quiet` when nothing waits and nothing is open to the viewer."""

    tasks: tuple[Row, ...]
    places: tuple[Place, ...]

    @property
    def quiet(self) -> bool:
        """Nothing at all."""
        return not (self.tasks or self.places)


def mine(viewer: Viewer) -> Mine:
    """The viewer's own tasks and places. Raises NotFound for those who have no part in cases here."""
    if not viewer.roles & (INSIDE | {DPO}):
        raise NotFound("page_not_found", "")
    access(viewer, "cases.mine.read")
    now = timezone.now()
    tasks = list(open_tasks(viewer, now).filter(for_id=viewer.person_id)[:MOST])
    busy = {task.case_id for task in tasks if not KINDS[task.kind].of_subject}  # what waits leads there already
    return Mine(tuple(row(task, now) for task in tasks), tuple(_places(viewer, now, busy)))


def _places(viewer: Viewer, now: datetime, busy: set[UUID | None]) -> list[Place]:
    grants = Grant.objects.filter(person_id=viewer.person_id, ended_at__isnull=True, ends_at__gt=now)
    found = list(grants.filter(reason__in=list(PLACES)).order_by("-starts_at", "id")[:MOST])
    cases = Case.objects.filter(authority_id=viewer.authority_id, id__in=[one.case_id for one in found])
    by_id = {case.id: case for case in cases}
    return [_place(one, by_id[one.case_id]) for one in found if one.case_id in by_id and one.case_id not in busy]


def _place(one: Grant, case: Case) -> Place:
    what, route = PLACES[one.reason]
    if one.reason == GrantReason.HAND_OVER and case.stage == Stage.FOLLOW_UP:
        route = "cases:follow_up"
    return Place(case.number, str(what), address(route, case.id) or reverse("cases:mine"), one.ends_at)
