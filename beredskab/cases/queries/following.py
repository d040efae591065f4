"""The follow-up: measures, goals and their words, status rounds; and the mentor's page, which has the goals alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from beredskab.cases.infohus import FOR_WHOM
from beredskab.cases.models import Goal, GoalLog, Measure, MeasureContact, MeasureState, Stage, StatusRound, Task
from beredskab.cases.queries.access import colleagues
from beredskab.cases.queries.deciding import Decided, decisions
from beredskab.cases.queries.handing import Told, newest, opened_hand_over
from beredskab.cases.queries.headers import Opened, opened
from beredskab.interventions.queries import in_use
from beredskab.kit.viewer import Viewer


@dataclass(frozen=True, slots=True)
class Entry:
    """A few words about how it goes."""

    row: GoalLog
    text: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Agreed:
    """A goal with its words, the newest first."""

    row: Goal
    first_name: str = field(repr=False)
    goal: str = field(repr=False)
    entries: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class Done:
    """A measure with its goals."""

    row: Measure
    for_whom: str
    name: str = field(repr=False)
    what: str = field(repr=False)
    agreed: str = field(repr=False)
    goals: tuple[Agreed, ...]
    contacts: tuple[MeasureContact, ...] = ()  # everybody who was the contact, the first first

    @property
    def contacts_before(self) -> tuple[MeasureContact, ...]:
        """Those before the present one."""
        return self.contacts[:-1]


@dataclass(frozen=True, slots=True)
class Round:
    """A status round in words."""

    row: StatusRound
    answers: Mapping[str, str] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Choices:
    """What the form of a measure offers."""

    catalogue: tuple[tuple[str, str], ...]
    people: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class FollowPage:
    """The follow-up of a case."""

    found: Opened
    decisions: tuple[Decided, ...]
    measures: tuple[Done, ...]
    rounds: tuple[Round, ...]
    told: tuple[Told, ...]
    unread: bool
    waiting: tuple[tuple[UUID, str], ...]  # mentors who are not let in yet
    choices: Choices
    due_on: date | None
    here: bool

    @property
    def goals(self) -> bool:
        """Whether there is a goal to write about."""
        return any(one.goals for one in self.measures)

    @property
    def going_on(self) -> tuple[Done, ...]:
        """The measures that have not ended: those can have another contact."""
        return tuple(one for one in self.measures if one.row.state != MeasureState.ENDED)


def follow_up(viewer: Viewer, case_id: UUID) -> FollowPage:
    """The page for whoever may see the measures. Raises NotFound."""
    found = opened(viewer, case_id, "measures")
    case = found.case
    tasks = list(Task.objects.filter(case=case, done_at__isnull=True).order_by("due_at", "id"))
    due = next((one.due_at for one in tasks if one.kind == "follow" and one.due_at), None)
    row = newest(case) if found.has("recommendation") else None
    told = opened_hand_over(viewer, found, row).told if row else ()
    return FollowPage(
        found, tuple(decisions(found)) if found.has("decision") else (), tuple(measures(found)), tuple(_rounds(found)),
        told, found.has("*") and any(one.kind == "told_back" for one in tasks),
        tuple(_waiting(viewer, found, tasks)), choices(viewer), due.date() if due else None,
        case.stage == Stage.FOLLOW_UP,
    )  # fmt: skip


def choices(viewer: Viewer) -> Choices:
    """The catalogue as it can be used today, and the colleagues."""
    return Choices(
        tuple((str(one.id), one.name) for one in in_use(viewer)),
        tuple(
            (str(one.person_id), f"{one.person.name}, {one.unit.name}" if one.unit else one.person.name)
            for one in colleagues(viewer)
        ),
    )


def measures(found: Opened) -> list[Done]:
    """All measures of the case with their goals, in the order in which they were written."""
    by_measure: dict[UUID, list[Agreed]] = {}
    for one in goals(found):
        by_measure.setdefault(one.row.measure_id, []).append(one)
    people: dict[UUID, list[MeasureContact]] = {}
    for each in MeasureContact.objects.filter(case=found.case).order_by("created_at", "id"):
        people.setdefault(each.measure_id, []).append(each)
    rows = Measure.objects.filter(case=found.case).order_by("created_at", "id")
    return [_done(found, row, by_measure.get(row.id, []), people.get(row.id, [])) for row in rows]


def _done(found: Opened, row: Measure, its: list[Agreed], people: list[MeasureContact]) -> Done:
    content = found.key.open(row, "content") or {}
    whom = str(FOR_WHOM.get(row.for_whom, row.for_whom))
    name, what, agreed = (content.get(part, "") for part in ("name", "what", "agreed"))
    return Done(row, whom, name, what, agreed, tuple(its), tuple(people))


def goals(found: Opened) -> list[Agreed]:
    """The goals with the citizen and how they go, in words."""
    entries: dict[UUID, list[Entry]] = {}
    for one in GoalLog.objects.filter(case=found.case).order_by("-created_at", "-id"):
        entries.setdefault(one.goal_id, []).append(Entry(one, found.key.open(one, "text") or ""))
    rows = Goal.objects.filter(case=found.case).order_by("created_at", "id")
    made = [(row, found.key.open(row, "content") or {}) for row in rows]
    return [
        Agreed(row, told.get("first_name", ""), told.get("goal", ""), tuple(entries.get(row.id, ())))
        for row, told in made
    ]


def mentor(viewer: Viewer, case_id: UUID) -> tuple[Opened, list[Agreed]]:
    """First name, goals and words: all that a mentor sees. Raises NotFound."""
    found = opened(viewer, case_id, "goals")
    return found, goals(found)


def _rounds(found: Opened) -> list[Round]:
    rows = StatusRound.objects.filter(case=found.case).order_by("-created_at", "-id")
    return [Round(row, found.key.open(row, "content") or {}) for row in rows]


def _waiting(viewer: Viewer, found: Opened, tasks: list[Task]) -> list[tuple[UUID, str]]:
    if not found.has("*"):
        return []
    names = {one.person_id: one.person.name for one in colleagues(viewer)}
    waits = [one.subject_id for one in tasks if one.kind == "mentor" and one.subject_id]
    return [(one, names.get(one, _("unknown"))) for one in waits]
