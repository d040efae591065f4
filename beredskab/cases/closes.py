"""When a case can be closed, and by which two people. Pure rules; yes is None, no the error that the caller raises."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from beredskab.cases.infohus import Stand
from beredskab.cases.infohus import second as two_units
from beredskab.cases.models import Outcome, Track
from beredskab.cases.permissions import COORDINATOR, MANAGER
from beredskab.kit.errors import DomainError

SITTING: Final = timedelta(hours=12)
"""The look at earlier contacts belongs to the proposal: one of last month says nothing about what came since."""
OUTCOMES: Final = (Outcome.SUPPORTED, Outcome.ORDINARY, Outcome.DECLINED, Outcome.UNFOUNDED, Outcome.POLICE)
ANSWERS: Final = frozenset({COORDINATOR, MANAGER})
BLOCKS: Final[dict[str, str | Promise]] = {
    "notify": gettext_lazy("A child's case has not been notified yet (barnets lov § 133)."),
    "urgent": gettext_lazy("The 24-hour assessment of a child is not confirmed yet."),
    "acknowledge": gettext_lazy("The acknowledgement of a notification is not confirmed yet."),
    "investigate": gettext_lazy("The investigation of a child's case is not confirmed as finished yet."),
    "await_police": gettext_lazy("The police have not answered yet."),
    "decide": gettext_lazy("A recommendation is handed over and not decided yet."),
    "await_decision": gettext_lazy("A recommendation is handed over and not decided yet."),
    "receive": gettext_lazy("A return flow is offered and not answered yet."),
    "await_return": gettext_lazy("A return flow is offered and not answered yet."),
    "move": gettext_lazy("A move to another municipality is offered and not answered yet."),
}
"""Open tasks that a close would let fall between two stools: the duties to children, and what hangs in the air."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A proposal to close, as it was written."""

    outcome: str
    receiver: str
    nothing_further: bool
    reason: str
    review_on: date | None


def blocked(kinds: Collection[str]) -> list[str]:
    """Why the case cannot be closed yet, each as a sentence; empty when it can."""
    return list(dict.fromkeys(str(BLOCKS[kind]) for kind in BLOCKS if kind in kinds))


def complete(made: Proposal, today: date) -> DomainError | None:
    """A receiver or an explicit *nothing further*, an outcome, and the reason."""
    if made.outcome not in OUTCOMES:
        return DomainError("outcome", _("Choose how the case ends."), "outcome")
    if bool(made.receiver.strip()) == made.nothing_further:
        sentence = _("Write who has taken it over, or tick that nothing further is needed. One of the two.")
        return DomainError("receiver", sentence, "receiver")
    if made.outcome == Outcome.ORDINARY and made.nothing_further:
        return DomainError("receiver", _("Write who in the ordinary services has taken it over."), "receiver")
    if not made.reason.strip():
        return DomainError("reason", _("Write why the case can be closed."), "reason")
    if made.review_on is not None and made.review_on <= today:
        return DomainError("review_on", _("Choose a day ahead, or leave it empty."), "review_on")
    return None


def looked(track: str, looked_at: datetime | None, now: datetime) -> DomainError | None:
    """The look at earlier contacts, in this sitting. Whoever sought help, and a place, are not looked for."""
    if track != Track.CONCERN:
        return None
    if looked_at is None or looked_at < now - SITTING:
        return DomainError("look", _("Look for earlier contacts first: a close without it can read each report alone."))
    return None


def second(proposer: Stand, other: Stand, rule: str) -> DomainError | None:
    """A coordinator or manager other than the proposer, from another unit unless the municipality says otherwise."""
    if not other.roles & ANSWERS:
        return DomainError("not_second", _("Choose a coordinator or a manager."), "person")
    return two_units(proposer, other, rule)
