"""The first assessment: four answers in one's own name, the police first where it burns, and the threshold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Final
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from beredskab.audit.actions import record
from beredskab.cases import policies
from beredskab.cases.actions import road
from beredskab.cases.actions.tasks import finish, open_task
from beredskab.cases.models import (
    Case,
    FamilySilence,
    Force,
    Judgement,
    Note,
    Question,
    Report,
    Stage,
    Task,
    Threshold,
    ThresholdKind,
)
from beredskab.cases.queries import assessing as queries
from beredskab.cases.queries import children
from beredskab.cases.queries.headers import settings_of
from beredskab.frameworks.law import clocks
from beredskab.kit.actions import action
from beredskab.kit.errors import DomainError
from beredskab.kit.ids import new_id
from beredskab.kit.viewer import Viewer

ANSWERS: Final = ("yes", "no", "unknown")
LONGEST_SILENCE: Final = timedelta(days=183)


@dataclass(frozen=True, slots=True)
class Given:
    """One answer as it was written: yes, no or unknown, what was done (a code), and why."""

    question: str
    answer: str
    act: str
    reason: str = field(repr=False)


@action(event="cases.assessment.answered")
def answer(*, by: Viewer, case_id: UUID, version: int, given: Sequence[Given]) -> Case:
    """Answer one or more of the four questions. Earlier answers stay. With all four the case moves on by itself,

    unless there is danger or a crime: then the police act first. Raises NotFound, DomainError.
    """
    case = road.held(by, case_id, "assessment")
    road.unchanged(case, version)
    _checked(given)
    key = road.key_of(case)
    for one in given:
        row = Judgement(**_signed(by, case), question=one.question, answer=one.answer, act=one.act)
        key.seal(row, "reason", one.reason.strip())
        row.save(force_insert=True)
    record(by=by, event="cases.assessment.answered", subject=case, detail={"fields": [one.question for one in given]})
    _follow(by, case, {one.question: one.answer for one in given})
    return case


@action(event="cases.police.told")
def police_told(*, by: Viewer, case_id: UUID, version: int, how: str, text: str) -> Case:
    """The police were told of danger or a crime: they act first, and only the Infohus track waits.

    `how` is a code. Raises NotFound, DomainError.
    """
    case = road.held(by, case_id, "assessment")
    road.unchanged(case, version)
    policies.require(policies.needs_acute(queries.answers_of(case)))
    _note(by, case, "police_told", text)
    road.step(by, case, "to_police")
    record(by=by, event="cases.police.told", subject=case, detail={"reason": how})
    return case


@action(event="cases.police.done")
def police_done(*, by: Viewer, case_id: UUID, version: int, text: str) -> Case:
    """The police say that the Infohus track may go on. Silence is no answer. Raises NotFound, DomainError."""
    case = road.held(by, case_id, "assessment")
    road.unchanged(case, version)
    if not text.strip():
        raise DomainError("text", _("Write who in the police said so, and when."), "text")
    _note(by, case, "police_done", text)
    road.step(by, case, "police_done")
    record(by=by, event="cases.police.done", subject=case)
    return case


@action(event="cases.silence.asked")
def keep_silent(*, by: Viewer, case_id: UUID, text: str, until: date) -> FamilySilence:
    """What the police ask not to be said to the family, and until when; the day's end is a task. Raises DomainError."""
    case = road.held(by, case_id, "assessment")
    today = timezone.localdate()
    if not text.strip():
        raise DomainError("text", _("Write what must not be said."), "text")
    if not today <= until <= today + LONGEST_SILENCE:
        raise DomainError("until", _("Choose a day from today and at most half a year ahead."), "until")
    silence = FamilySilence(**_signed(by, case), until=until)
    road.key_of(case).seal(silence, "text", text.strip())
    silence.save(force_insert=True)
    starts, ends = day_of(until)
    open_task(
        by=by, case=case, kind="silence_ends", subject_id=silence.id, opened_at=starts, due_at=ends,
        force=Force.LOCAL, rule="silence",
    )  # fmt: skip
    record(by=by, event="cases.silence.asked", subject=case, detail={"until": until.isoformat()})
    return silence


@action(event="cases.silence.lifted")
def lift_silence(*, by: Viewer, case_id: UUID, silence_id: UUID) -> None:
    """The police say that the family may be told. Raises NotFound."""
    case = road.held(by, case_id, "assessment")
    FamilySilence.objects.filter(case=case, id=silence_id, lifted_at__isnull=True).update(lifted_at=timezone.now())
    finish(by=by, case=case, kind="silence_ends", subject_id=silence_id)
    record(by=by, event="cases.silence.lifted", subject=case)


@action(event="cases.threshold.stated")
def state_threshold(*, by: Viewer, case_id: UUID, version: int, kind: str, text: str) -> Threshold:
    """The act, threat, plan or legitimising of violence that makes it a matter of preventing crime.

    Without it nothing can be disclosed under retsplejeloven § 115. Raises NotFound, DomainError.
    """
    case = road.held(by, case_id, "assessment")
    road.unchanged(case, version)
    policies.require(policies.at_threshold(case.stage, queries.answers_of(case)))
    if kind not in ThresholdKind.values:
        raise DomainError("kind", _("Choose one of the four."), "kind")
    if not text.strip():
        raise DomainError("text", _("Write what was done, said or planned, and how you know."), "text")
    stated = Threshold(**_signed(by, case), kind=kind)
    road.key_of(case).seal(stated, "text", text.strip())
    stated.save(force_insert=True)
    moved_on(case)
    road.go_on(by, case, "ask_police")
    record(by=by, event="cases.threshold.stated", subject=case)
    return stated


@action(event="cases.threshold.none")
def no_threshold(*, by: Viewer, case_id: UUID, version: int, text: str) -> Case:
    """No act, threat, plan or legitimising: not a matter for the police. The ordinary services, or a close, are next.

    Raises NotFound, DomainError.
    """
    case = road.held(by, case_id, "assessment")
    road.unchanged(case, version)
    policies.require(policies.at_threshold(case.stage, queries.answers_of(case)))
    if not text.strip():
        raise DomainError("text", _("Write in a sentence why not. It is what a later reader asks first."), "text")
    _note(by, case, queries.NO_THRESHOLD, text)
    moved_on(case)
    road.go_on(by, case, "not_police")
    record(by=by, event="cases.threshold.none", subject=case)
    return case


def day_of(day: date) -> tuple[datetime, datetime]:
    """A day's first moment and its last second in Denmark."""
    return (
        timezone.make_aware(datetime.combine(day, time.min)),
        timezone.make_aware(datetime.combine(day, time(23, 59, 59))),
    )


def moved_on(case: Case) -> None:
    """A form opened before this is stale, though the case stands where it stood: no double click writes twice."""
    case.version += 1
    case.save(update_fields=["version"])


def _signed(by: Viewer, case: Case) -> dict[str, object]:
    return {
        "id": new_id(), "authority_id": by.authority_id, "case": case, "by_id": by.person_id, "by_name": by.name,
    }  # fmt: skip


def _note(by: Viewer, case: Case, kind: str, text: str) -> None:
    row = Note(**_signed(by, case), kind=kind)
    road.key_of(case).seal(row, "text", text.strip())
    row.save(force_insert=True)


def _checked(given: Sequence[Given]) -> None:
    if not given:
        raise DomainError("nothing", _("Answer at least one question."))
    for one in given:
        if one.question not in Question.values or one.answer not in ANSWERS:
            raise DomainError("answer", _("Choose an answer."), f"{one.question}_answer")
        if not one.reason.strip():
            raise DomainError("reason", _("Write why. One sentence is enough."), f"{one.question}_reason")


def _follow(by: Viewer, case: Case, given: dict[str, str]) -> None:
    """What an answer sets going: the child's duties, the duty to inform, the next station."""
    if given.get("child") in ("yes", "unknown") and not children.has_track(case):
        open_task(by=by, case=case, kind="notify")
    if given.get("child") == "no" and not children.has_track(case):
        for kind in ("notify", "urgent", "acknowledge"):
            finish(by=by, case=case, kind=kind, outcome="no_child")
    _clock_informing(by, case)
    answers = queries.answers_of(case)
    if case.stage == Stage.ASSESSMENT and not queries.unanswered(answers) and not policies.is_acute(answers):
        road.step(by, case, "assessed")
    else:
        moved_on(case)


def _clock_informing(by: Viewer, case: Case) -> None:
    """GDPR art. 14, stk. 3: a month from when the first report came in; once per case."""
    if Task.objects.filter(case=case, kind="inform").exists():
        return
    first = Report.objects.filter(case=case).order_by("received_at").values_list("received_at", flat=True).first()
    saturday = settings_of(by.authority_id).saturday_counts
    due = clocks.deadline("inform-data-subject", first or case.created_at, saturday=saturday)
    open_task(by=by, case=case, kind="inform", due_at=due.at, force=Force.LAW, rule=due.rule)
