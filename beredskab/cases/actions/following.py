"""What follows a decision: measures, goals agreed with the citizen, how it goes in words, and the status round."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from beredskab.audit.actions import record
from beredskab.cases.actions import access, road
from beredskab.cases.actions.handing import call
from beredskab.cases.actions.tasks import finish, open_task
from beredskab.cases.infohus import FOR_WHOM
from beredskab.cases.models import (
    Case,
    Decision,
    Goal,
    GoalLog,
    Grant,
    Measure,
    MeasureContact,
    MeasureState,
    Stage,
    StatusRound,
)
from beredskab.cases.permissions import MENTOR
from beredskab.cases.queries.access import colleagues
from beredskab.cases.queries.headers import not_here, settings_of
from beredskab.interventions.queries import intervention
from beredskab.kit.actions import action
from beredskab.kit.errors import DomainError
from beredskab.kit.ids import new_id
from beredskab.kit.viewer import Viewer

MENTORS_ACCESS: Final = timedelta(days=182)
QUESTIONS: Final = ("situation", "person", "parents", "siblings", "next")
LONGEST_WAIT: Final = timedelta(days=366)
AT: Final = (Stage.FOLLOW_UP, Stage.DECISION, Stage.OWN_DUTIES, Stage.COUNSELLING)


@dataclass(frozen=True, slots=True)
class Planned:
    """A measure as it was written: from the catalogue or free, for whom, who is the contact, from when."""

    for_whom: str
    what: str
    agreed: str = ""
    intervention_id: UUID | None = None
    contact_id: UUID | None = None
    contact_name: str = ""
    starts_on: date | None = None
    state: str = MeasureState.PLANNED


@action(event="cases.measure.added")
def add_measure(*, by: Viewer, case_id: UUID, planned: Planned) -> Measure:
    """Write down a measure. A colleague who is a mentor gets access to the goals with the citizen, and to no more.

    The access is given when whoever holds the case does it; otherwise the holder is asked by a task of the list.
    Raises NotFound, DomainError.
    """
    case = _at(by, case_id)
    _checked(planned)
    name = _name(by, planned.contact_id, planned.contact_name)
    row = Measure(
        id=new_id(), authority_id=by.authority_id, case=case, by_id=by.person_id, by_name=by.name,
        decision=Decision.objects.filter(case=case).order_by("-created_at").first(),
        intervention_id=planned.intervention_id, for_whom=planned.for_whom, state=planned.state,
        contact_id=planned.contact_id, contact_name=name, starts_on=planned.starts_on,
    )  # fmt: skip
    catalogue = intervention(by, planned.intervention_id).name if planned.intervention_id else ""
    content = {"name": catalogue, "what": planned.what.strip(), "agreed": planned.agreed.strip()}
    road.key_of(case).seal(row, "content", content)
    row.save(force_insert=True)
    if row.contact_name:
        _note_contact(by, case, row)
    _let_in(by, case, row)
    record(by=by, event="cases.measure.added", subject=case, detail={"ref": case.number, "kind": planned.for_whom})
    return row


@action(event="cases.measure.changed")
def set_state(*, by: Viewer, case_id: UUID, measure_id: UUID, state: str) -> Measure:
    """Where a measure is. With a mentor's last measure their access ends. Raises NotFound, DomainError."""
    case = _at(by, case_id)
    row = _measure(by, case, measure_id)
    if state not in MeasureState.values:
        raise DomainError("state", _("Choose where the measure is."), "state")
    row.state = state
    row.ended_on = timezone.localdate() if state == MeasureState.ENDED else None
    row.starts_on = row.starts_on or (timezone.localdate() if state == MeasureState.RUNNING else None)
    row.save(update_fields=["state", "ended_on", "starts_on"])
    if row.contact_id is not None and state == MeasureState.ENDED:
        _let_go(by, case, row.contact_id)
    record(by=by, event="cases.measure.changed", subject=case, detail={"ref": case.number, "status": state})
    return row


@action(event="cases.measure.contact_changed")
def set_contact(
    *, by: Viewer, case_id: UUID, measure_id: UUID, contact_id: UUID | None = None, contact_name: str = ""
) -> Measure:
    """Give a measure a contact, or another one: a colleague, or somebody without a login by name.

    A mentor is let in as when the measure is written; the one before keeps access only by another measure. Who it was
    stays written. Raises NotFound, DomainError.
    """
    case = _at(by, case_id)
    row = _measure(by, case, measure_id)
    if row.state == MeasureState.ENDED:
        raise DomainError("ended", _("The measure has ended. Write down a new one."), "measure_id")
    if (contact_id is None) == (not contact_name.strip()):
        raise DomainError("contact", _("Choose a colleague, or write a name. One of the two."), "contact_id")
    before, name = row.contact_id, _name(by, contact_id, contact_name)
    if (before, row.contact_name) != (contact_id, name):  # a double click changes once
        row.contact_id, row.contact_name = contact_id, name
        row.save(update_fields=["contact_id", "contact_name"])
        _note_contact(by, case, row)
        if before is not None and before != contact_id:
            _let_go(by, case, before)
        _let_in(by, case, row)
    detail = {"ref": case.number, "person": str(contact_id) if contact_id else ""}
    record(by=by, event="cases.measure.contact_changed", subject=case, detail=detail)
    return row


@action(event="cases.goal.agreed")
def add_goal(*, by: Viewer, case_id: UUID, measure_id: UUID, first_name: str, goal: str) -> Goal:
    """Write a goal that is agreed with the citizen, in words that they know. Raises NotFound, DomainError."""
    case = _at(by, case_id)
    measure = _measure(by, case, measure_id)
    if not goal.strip():
        raise DomainError("goal", _("Write the goal as you agreed on it."), "goal")
    if len(first_name.split()) != 1:
        raise DomainError("first_name", _("Write the first name only: the mentor needs no more."), "first_name")
    row = Goal(
        id=new_id(), authority_id=by.authority_id, case=case, by_id=by.person_id, by_name=by.name, measure=measure,
        agreed_on=timezone.localdate(),
    )  # fmt: skip
    road.key_of(case).seal(row, "content", {"first_name": first_name.strip(), "goal": goal.strip()})
    row.save(force_insert=True)
    record(by=by, event="cases.goal.agreed", subject=case, detail={"ref": case.number})
    return row


@action(event="cases.goal.logged")
def log(*, by: Viewer, case_id: UUID, goal_id: UUID, text: str, reached: bool = False) -> GoalLog:
    """How it goes with a goal, in words. For the mentor of that citizen, and whoever follows the case.

    Raises NotFound, DomainError.
    """
    case = road.held(by, case_id, "goals")
    goal = Goal.objects.filter(case=case, id=goal_id).first()
    if goal is None:
        raise not_here(by, case_id, "no_goal")
    if not text.strip():
        raise DomainError("text", _("Write a few words about how it goes."), "text")
    row = GoalLog(id=new_id(), authority_id=by.authority_id, case=case, by_id=by.person_id, by_name=by.name, goal=goal)
    road.key_of(case).seal(row, "text", text.strip())
    row.save(force_insert=True)
    if reached and goal.reached_at is None:
        goal.reached_at = timezone.now()
        goal.save(update_fields=["reached_at"])
    record(by=by, event="cases.goal.logged", subject=case, detail={"ref": case.number})
    return row


@action(event="cases.status.held")
def hold_round(
    *, by: Viewer, case_id: UUID, version: int, answers: Mapping[str, str], next_on: date | None = None
) -> StatusRound:
    """Hold the status round with its fixed questions, and set the next. Raises NotFound, DomainError."""
    case = _at(by, case_id, Stage.FOLLOW_UP)
    road.unchanged(case, version)
    for question in ("situation", "parents", "siblings"):
        if not answers.get(question, "").strip():
            raise DomainError(question, _("Answer in a few words. If you do not know, write that."), question)
    today = timezone.localdate()
    day = next_on or _usual(case)
    if not today < day <= today + LONGEST_WAIT:
        raise DomainError("next_on", _("Choose a day ahead, at most a year."), "next_on")
    row = StatusRound(
        id=new_id(), authority_id=by.authority_id, case=case, by_id=by.person_id, by_name=by.name, next_on=day
    )
    road.key_of(case).seal(row, "content", {name: answers.get(name, "").strip() for name in QUESTIONS})
    row.save(force_insert=True)
    _plan_round(by, case, day)
    case.version += 1
    case.save(update_fields=["version"])  # a double click holds one round
    record(by=by, event="cases.status.held", subject=case, detail={"ref": case.number, "date": day.isoformat()})
    return row


def _plan_round(by: Viewer, case: Case, day: date) -> None:
    """The task of the next status round, on the day that was agreed. It always stands."""
    finish(by=by, case=case, kind="follow", outcome="held")
    due_at = datetime.combine(day, time(12), timezone.get_current_timezone()).astimezone(UTC)
    open_task(by=by, case=case, kind="follow", due_at=due_at, force="local", rule="status_weeks")


def _usual(case: Case) -> date:
    return timezone.localdate() + timedelta(weeks=settings_of(case.authority_id).status_weeks)


def _at(by: Viewer, case_id: UUID, *stages: Stage) -> Case:
    case = road.held(by, case_id, "measures")
    if case.stage not in (stages or AT):
        raise DomainError("wrong_stage", _("The case is not at that step. Open the case to see where it is."))
    return case


def _checked(planned: Planned) -> None:
    if planned.for_whom not in FOR_WHOM:
        raise DomainError("for_whom", _("Choose for whom the measure is."), "for_whom")
    if not planned.what.strip() and planned.intervention_id is None:
        raise DomainError("what", _("Write what is done, or choose from the catalogue."), "what")
    if planned.state not in MeasureState.values:
        raise DomainError("state", _("Choose where the measure is."), "state")


def _note_contact(by: Viewer, case: Case, row: Measure) -> None:
    MeasureContact.objects.create(
        authority_id=by.authority_id, case=case, measure=row, contact_id=row.contact_id, contact_name=row.contact_name,
        by_id=by.person_id, by_name=by.name,
    )  # fmt: skip


def _let_go(by: Viewer, case: Case, person_id: UUID) -> None:
    """Whoever is no contact any more: their access ends with the last measure, and nobody is asked to let them in."""
    call("cases_end_mentor", case.id, person_id)
    if not Measure.objects.filter(case=case, contact_id=person_id).exclude(state=MeasureState.ENDED).exists():
        finish(by=by, case=case, kind="mentor", subject_id=person_id, outcome="not_contact")


def _name(by: Viewer, contact_id: UUID | None, written: str) -> str:
    if contact_id is None:
        return written.strip()
    found = next((one for one in colleagues(by) if one.person_id == contact_id), None)
    if found is None:
        raise DomainError("contact", _("Choose a colleague from the list."), "contact_id")
    return found.person.name


def _let_in(by: Viewer, case: Case, row: Measure) -> None:
    """A mentor gets in by whoever holds the whole case; a caseworker's measure asks the lead to do it."""
    mentor = any(one.person_id == row.contact_id and MENTOR in one.roles for one in colleagues(by))
    if not mentor or row.contact_id is None:
        return
    if holds_all(by, case):
        let_mentor_in(by=by, case_id=case.id, person_id=row.contact_id)
    else:
        open_task(by=by, case=case, kind="mentor", subject_id=row.contact_id, for_id=case.lead_id)


@action(event="cases.mentor.let_in")
def let_mentor_in(*, by: Viewer, case_id: UUID, person_id: UUID) -> UUID:
    """Give a mentor who is the contact of a measure the goals with the citizen, for half a year. Raises NotFound."""
    case = road.held(by, case_id, "*")
    if not Measure.objects.filter(case=case, contact_id=person_id).exists():
        raise not_here(by, case_id, "no_measure")
    until = timezone.now() + MENTORS_ACCESS
    grant = access.give(by=by, case_id=case_id, person_id=person_id, reason="mentor", until=until)
    finish(by=by, case=case, kind="mentor", subject_id=person_id)
    record(by=by, event="cases.mentor.let_in", subject=case, detail={"ref": case.number, "person": str(person_id)})
    return grant


def holds_all(by: Viewer, case: Case) -> bool:
    """Whether the viewer holds the whole case now."""
    now = timezone.now()
    grants = Grant.objects.filter(case=case, person_id=by.person_id, ended_at__isnull=True, ends_at__gt=now)
    return grants.filter(sections__contains=["*"]).exists()


def _measure(by: Viewer, case: Case, measure_id: UUID) -> Measure:
    row = Measure.objects.filter(case=case, id=measure_id).first()
    if row is None:
        raise not_here(by, case.id, "no_measure")
    return row
