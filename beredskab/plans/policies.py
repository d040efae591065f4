"""Does the state of the thing allow it? Pure rules; each gives yes, or the reason for no.

Example: an edition that is *ready* cannot be written in. Taken back to draft it can, and the council's text changes
visibly instead of silently.
"""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _

from beredskab.frameworks.model import Force
from beredskab.kit.errors import DomainError
from beredskab.plans import states
from beredskab.plans.models import Answer, Body
from beredskab.plans.permissions import APPROVER, REVIEWER, YES, Ruling

TURN = {"in_review": REVIEWER, "ready": APPROVER, "adopted": APPROVER}
"""The role that acts next in a state; in the others it is the writers' turn, or nobody's."""


def can_be_written(state: str) -> Ruling:
    """Text changes in a proposal, a draft and during review; never under the council's eyes or after."""
    if state in states.WRITABLE:
        return YES
    if state == "ready":
        return Ruling("locked", _("The text is ready for the council and locked. Take it back to draft to change it."))
    return Ruling("frozen", _("This text is adopted and does not change. Start a revision to write a new edition."))


def can_be_commented(state: str) -> Ruling:
    """Advice is given as long as the council has not decided."""
    if state in states.OPEN:
        return YES
    return Ruling("frozen", _("This text is adopted. Comments belong to the next revision."))


def can_take(state: str, verb: str) -> Ruling:
    """Whether the table of states has this step."""
    if states.leads_on(state, verb):
        return YES
    return Ruling("wrong_state", _("The plan is not at that step. Look at its front page to see what comes next."))


def can_be_answered(answer: str, force: Force) -> Ruling:
    """The law's formalities can never be *not relevant* (barnets lov § 15, stk. 3)."""
    if answer == Answer.NOT_RELEVANT and force is Force.LAW:
        return Ruling("law_is_relevant", _("This is a requirement of the law. It cannot be marked as not relevant."))
    return YES


def can_be_linked(answer: str, link: str) -> Ruling:
    """*Covered elsewhere* says where, and a link is a web address: a page shows it as one, so no other scheme."""
    if not link:
        if answer == Answer.COVERED_ELSEWHERE:
            return Ruling("link_missing", _("Write the web address of the page or document where it is covered."))
        return YES
    try:
        URLValidator(schemes=["http", "https"])(link)
    except ValidationError:
        return Ruling(
            "not_an_address", _("This is not a web address. Copy it from the browser; it begins with https://.")
        )
    return YES


def can_be_reasoned(answer: str, reason: str) -> Ruling:
    """*Not relevant* needs a sentence that can be read aloud in the council."""
    if answer == Answer.NOT_RELEVANT and not reason:
        return Ruling("reason_missing", _("Write why it is not relevant for you. One sentence is enough."))
    return YES


def can_adopt(body: str) -> Ruling:
    """Only the council adopts (barnets lov § 15, stk. 3): a committee or the administration cannot."""
    if body == Body.COUNCIL:
        return YES
    return Ruling(
        "not_the_council",
        _(
            "Only the municipal council can adopt the plan (barnets lov § 15, stk. 3). A decision by a committee or "
            "the administration does not count as adoption. Record it when the council has decided."
        ),
    )


def can_be_dated(meeting: date, today: date) -> Ruling:
    """A meeting that has not been held has adopted nothing."""
    if meeting <= today:
        return YES
    return Ruling("future_meeting", _("The meeting is in the future. Record the adoption when it has been held."))


def require(ruling: Ruling, field: str | None = None) -> None:
    """Raise DomainError with the ruling's sentence at a field, unless it is yes."""
    if not ruling:
        raise DomainError(ruling.code, str(ruling.reason), field)
