"""Does the state of the thing allow it? Pure rules; yes is None, no is a DomainError that the caller raises."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.utils import formats
from django.utils.translation import gettext as _

from beredskab.cases import states
from beredskab.cases.models import Stage
from beredskab.kit.errors import DomainError


def can_take(track: str, stage: str, verb: str) -> DomainError | None:
    """Whether the table of states has this step for the case."""
    if states.leads_on(track, stage, verb):
        return None
    return DomainError(
        "wrong_stage", _("The case is not at that step. Open the case to see where it is and what comes next.")
    )


def is_acute(answers: Mapping[str, str]) -> bool:
    """Somebody has answered yes to danger or to crime."""
    return "yes" in (answers.get("danger"), answers.get("crime"))


def needs_acute(answers: Mapping[str, str]) -> DomainError | None:
    """The police act first only where somebody has answered yes to danger or to crime."""
    if is_acute(answers):
        return None
    return DomainError(
        "not_acute", _("Answer yes to danger or to crime first, so that it can be read why the police were told.")
    )


def at_threshold(stage: str, answers: Mapping[str, str]) -> DomainError | None:
    """The threshold comes after the four first questions, all of them."""
    if stage != Stage.THRESHOLD:
        return can_take("", stage, "ask_police")
    if {"danger", "crime", "child", "family"} <= set(answers):
        return None
    return DomainError("unanswered", _("Some of the four first questions have no answer yet. Answer them first."))


def informed(people: int, undecided: int) -> DomainError | None:
    """GDPR art. 14, stk. 3: informed or exempted with a reason, decided before the first disclosure."""
    if not people:
        return DomainError("nobody", _("Write down who the case is about first, and decide whether they are informed."))
    if undecided:
        return DomainError(
            "not_informed", _("Decide first whether those the case is about are informed, or why not yet.")
        )
    return None


def family_in_peace(*, minor: bool, waits_for_risk: bool, silent_until: date | None, answer: str) -> DomainError | None:
    """Whether a child's custody holders may be contacted. The database refuses the same (migration 0020)."""
    if not minor:
        return DomainError(
            "of_age", _("The person is of age. Nothing more goes to the parents: speak with the person.")
        )
    if silent_until is not None:
        day = formats.date_format(silent_until)
        return DomainError(
            "silence", _("The police have asked that the family is told nothing until %(day)s.") % {"day": day}
        )
    if waits_for_risk:
        return DomainError(
            "risk_first", _("A social worker must write the risk assessment first (barnets lov § 18, stk. 3).")
        )
    if answer == "no":
        return DomainError("not_safe", _("The first assessment says that it is not safe to contact the family."))
    return None


def require(reason: DomainError | None) -> None:
    """Raise the reason if there is one."""
    if reason is not None:
        raise reason
