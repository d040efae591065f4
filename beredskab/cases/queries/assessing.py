"""Reads of the first assessment and the threshold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from beredskab.cases.intake.guide import YES_NO
from beredskab.cases.models import Case, FamilySilence, Judgement, Note, Question, Threshold, Track
from beredskab.cases.queries.headers import Opened
from beredskab.kit.viewer import Viewer

NO_THRESHOLD: Final = "no_threshold"
WORDS: Final = dict(YES_NO)
ACT_WORDS: Final = {
    "none": _("Nothing yet"),
    "112": _("Called 112"),
    "114": _("Called the police on 114"),
    "coordinator": _("Spoke with the police coordinator"),
    "notified": _("Sent a notification about the child (§ 133)"),
    "duty": _("Called the social duty officer"),
    "manager": _("Spoke with my manager"),
    "colleague": _("Spoke with a colleague who knows the family"),
    "waits": _("Waits with contacting the family"),
    "other": _("Something else, see the reason"),
}
ACTS: Final = {
    "danger": ("112", "114", "coordinator", "manager", "other", "none"),
    "crime": ("114", "coordinator", "manager", "other", "none"),
    "child": ("notified", "duty", "manager", "other", "none"),
    "family": ("waits", "colleague", "manager", "other", "none"),
}
"""What can have been done, by question."""


@dataclass(frozen=True, slots=True)
class Answered:
    """One answer as it is read."""

    answer: str
    answer_word: str
    act: str
    reason: str
    who: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with its newest answer, and the ones before."""

    code: str
    label: str
    now: Answered | None
    before: tuple[Answered, ...]


@dataclass(frozen=True, slots=True)
class Silence:
    """What must not be said to the family, until when."""

    id: UUID
    text: str
    until: date
    who: str
    runs: bool
    lifted: bool


def asked(found: Opened) -> tuple[Asked, ...]:
    """The four questions with all answers, the newest first."""
    rows = list(Judgement.objects.filter(case=found.case).order_by("-created_at", "-id"))
    return tuple(
        _asked(found, Question(code), [row for row in rows if row.question == code]) for code in Question.values
    )


def _asked(found: Opened, question: Question, rows: list[Judgement]) -> Asked:
    read = tuple(
        Answered(
            row.answer, str(WORDS.get(row.answer, "")), str(ACT_WORDS.get(row.act, "")),
            found.key.open(row, "reason") or "", row.by_name, row.created_at,
        )
        for row in rows
    )  # fmt: skip
    return Asked(str(question.value), str(question.label), read[0] if read else None, read[1:])


def answers_of(case: Case) -> dict[str, str]:
    """The newest answer to each question that has one. For actions and policies, which have opened the case."""
    rows = Judgement.objects.filter(case=case).order_by("created_at", "id").values_list("question", "answer")
    return dict(rows)


def unanswered(answers: Mapping[str, str]) -> tuple[str, ...]:
    """The questions that nobody has answered yet, in their order."""
    return tuple(code for code in Question.values if code not in answers)


def silences(found: Opened) -> tuple[Silence, ...]:
    """What the police asked not to be said, newest first."""
    today = timezone.localdate()
    return tuple(
        Silence(
            row.id, found.key.open(row, "text") or "", row.until, row.by_name,
            runs=row.lifted_at is None and row.until >= today, lifted=row.lifted_at is not None,
        )
        for row in FamilySilence.objects.filter(case=found.case).order_by("-created_at", "-id")
    )  # fmt: skip


def silent_until(case: Case) -> date | None:
    """The last day of a silence that runs now, None when the family may be spoken with."""
    running = FamilySilence.objects.filter(case=case, lifted_at__isnull=True, until__gte=timezone.localdate())
    return running.order_by("-until").values_list("until", flat=True).first()


def threshold_of(viewer: Viewer, case: Case) -> Threshold | None:
    """The threshold that stands: the newest statement, unless a later *no* took its place.

    A disclosure under § 115 needs its id. Places and counselling never have one.
    """
    if case.track != Track.CONCERN:
        return None
    rows = Threshold.objects.filter(authority_id=viewer.authority_id, case=case)
    stated = rows.order_by("-created_at", "-id").first()
    if stated is None:
        return None
    later = Note.objects.filter(case=case, kind=NO_THRESHOLD, created_at__gt=stated.created_at)
    return None if later.exists() else stated


@dataclass(frozen=True, slots=True)
class ThresholdRead:
    """What was stated at the threshold, or why not."""

    is_stated: bool
    kind: str
    text: str
    who: str
    at: datetime


def threshold_read(viewer: Viewer, found: Opened) -> ThresholdRead | None:
    """The newest word at the threshold: a statement or a *no*; None before anybody has said anything."""
    stated = threshold_of(viewer, found.case)
    if stated is not None:
        text = found.key.open(stated, "text") or ""
        return ThresholdRead(True, str(stated.get_kind_display()), text, stated.by_name, stated.created_at)
    no = Note.objects.filter(case=found.case, kind=NO_THRESHOLD).order_by("-created_at", "-id").first()
    if no is None:
        return None
    return ThresholdRead(False, "", found.key.open(no, "text") or "", no.by_name, no.created_at)
