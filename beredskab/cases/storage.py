"""What may happen with a closed case. Pure rules; yes is None, no the error that the caller raises."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from beredskab.cases.models import DisposalAnswer, Stage
from beredskab.kit.errors import DomainError

REASONS: Final[dict[str, dict[str, str | Promise]]] = {
    DisposalAnswer.DESTROY: {
        "term_over": gettext_lazy("The municipality's own term is over"),
        "unfounded": gettext_lazy("The concern was unfounded"),
        "subject_asked": gettext_lazy("The person has asked for it"),
        "authority_decided": gettext_lazy("An authority has decided it"),
    },
    DisposalAnswer.KEEP: {
        "still_needed": gettext_lazy("It is still needed for the work"),
        "complaint": gettext_lazy("There is a complaint or a court case"),
        "no_provision": gettext_lazy("No provision allows it to be destroyed yet"),
    },
    DisposalAnswer.TRANSFER: {
        "preserved": gettext_lazy("The case must be preserved"),
        "archive_asked": gettext_lazy("The archive has asked for it"),
    },
}


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the three answers, as somebody proposes it."""

    answer: str
    reason: str
    provision_id: UUID | None = None
    keep_until: date | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """What stands in the way or allows. `covers` is None without a provision that holds."""

    stage: str
    on_hold: bool
    child: bool
    covers: bool | None


def allowed(choice: Choice, facts: Facts, today: date) -> DomainError | None:
    """Whether the choice can be proposed and confirmed."""
    if facts.stage not in (Stage.CLOSED, Stage.MOVED):
        return DomainError("not_closed", _("Only a closed case is destroyed, kept or handed over."))
    if choice.reason not in REASONS.get(choice.answer, {}):
        return DomainError("reason", _("Choose a reason."), "reason")
    if choice.answer == DisposalAnswer.KEEP:
        return _kept(choice, today)
    if facts.on_hold:
        return DomainError("on_hold", _("The case is on hold: nothing of it may be destroyed. Lift the hold first."))
    if choice.answer == DisposalAnswer.TRANSFER:
        return _handed(facts)
    if facts.covers is None:
        return DomainError(
            "no_provision", _("Choose the decision that allows it. Without one nothing is destroyed."), "provision"
        )
    return _preserved(facts) if facts.child and not facts.covers else None


def _preserved(facts: Facts) -> DomainError:
    if facts.stage == Stage.MOVED:
        said = _(
            "Municipal cases about children are preserved. Choose a decision that covers children, or keep it until a"
            " day."
        )
    else:
        said = _(
            "Municipal cases about children are preserved. Hand it to the archive, or choose a decision that covers"
            " children."
        )
    return DomainError("child_preserved", said, "provision")


def _handed(facts: Facts) -> DomainError | None:
    if facts.stage != Stage.MOVED:
        return None
    return DomainError(
        "nobody_opens",
        _("The case has moved, and nobody here can make the archive's file of it. Destroy it, or keep it until a day."),
        "answer",
    )


def _kept(choice: Choice, today: date) -> DomainError | None:
    if choice.keep_until is None or choice.keep_until <= today:
        return DomainError("keep_until", _("Choose a day ahead. Then it is decided again."), "keep_until")
    return None
