"""What has to be true before something about a person may be disclosed. Pure rules over the law's data.

There is no path to investigation (retsplejeloven § 115, stk. 2): no such purpose is among those to choose from.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from beredskab.cases.models import Partner, Track
from beredskab.frameworks.law.bases import carrying
from beredskab.frameworks.law.model import Advice, Age, Answer, Basis, Kind, Party, Situation
from beredskab.frameworks.law.self_owning import Outcome, may_be_drawn_in
from beredskab.frameworks.law.sharing import may_share, table
from beredskab.kit.errors import DomainError

LEFT_OUT: Final = frozenset({Situation.INVESTIGATION, Situation.GENERAL_INTEREST, Situation.ADVICE_WITHOUT_NAME})
PURPOSES: Final = tuple(one for one in Situation if one not in LEFT_OUT)
# Whoever has asked for help is not reported for it (serviceloven § 12 b); danger and a child's need go before.
# The police are never a receiver: in danger one calls 112, and what worries others is a concern of its own.
PURPOSES_OF_COUNSELLING: Final = (Situation.HELP_SOUGHT, Situation.CHILD_WELFARE, Situation.DANGER_NOW)
DRAWN_IN: Final = "rpl-115-3"
OF_AUTHORITY: Final = {
    "police_district": Party.POLICE,
    "region": Party.PSYCHIATRY,
    "prison_probation": Party.PRISON_PROBATION,
    "immigration": Party.IMMIGRATION,
    "self_owning": Party.SELF_OWNING,
    "municipality": Party.OTHER_MUNICIPALITY,
}
# Parts of the municipality itself: a colleague there can be asked by name, and answers on a page of their own.
IN_HOUSE: Final = (Party.MUNICIPALITY_CHILD, Party.MUNICIPALITY_ADULT, Party.JOB_CENTRE, Party.SCHOOL_SSP)
RECEIVERS: Final = tuple(one for one in Party if one is not Party.FAMILY)


@dataclass(frozen=True, slots=True)
class Sharing:
    """One disclosure about to be made. `asked` is what somebody who was asked said, or what the consent is to."""

    giver: str
    receiver: str
    age: str
    purpose: str
    basis: str
    asked: str = ""
    track: str = Track.CONCERN
    threshold: bool = False
    informed: bool = False
    drawn_in: bool = False


def language() -> str:
    """The language of the law's texts: Danish, or English for those who read the page in English."""
    return "en" if (get_language() or "da").startswith("en") else "da"


def own_party(age: str) -> Party:
    """Which part of the municipality gives."""
    return Party.MUNICIPALITY_CHILD if age == Age.CHILD else Party.MUNICIPALITY_ADULT


def party_of(kind: str) -> Party:
    """What an authority of this kind is to the rules of sharing."""
    return OF_AUTHORITY.get(kind, Party.PRIVATE)


def purposes(track: str) -> tuple[tuple[str, str], ...]:
    """The purposes to choose from, with their names."""
    allowed = PURPOSES_OF_COUNSELLING if track == Track.COUNSELLING else PURPOSES
    return tuple((one.id, one.label) for one in table(language()).situations if one.id in allowed)


def drawn_in(partner: Partner) -> Outcome:
    """Whether a self-owning institution may be drawn in, from the three answers about it."""
    area = partner.area or None
    return may_be_drawn_in(partner.self_owning, partner.public_task, area, language=language())


def bases(giver: str, receiver: str, age: str, on: date, *, drawn_in: bool = False) -> tuple[Basis, ...]:
    """The bases that can carry a disclosure between the two on a day. *Anonymous* is none: here it is a person."""
    found = carrying(Party(giver), Party(receiver), Age(age), on=on, language=language())
    return tuple(one for one in found if one.id != "anonymous" and (one.id != DRAWN_IN or drawn_in))


def likely(giver: str, receiver: str, age: str, purpose: str, on: date) -> frozenset[str]:
    """What a disclosure for this purpose usually rests on: shown first."""
    return frozenset(one.id for one in may_share(giver, receiver, age, purpose, on=on).bases if one.carries)


def advice(sharing: Sharing, on: date) -> Advice:
    """What the table of sharing says of it."""
    return may_share(sharing.giver, sharing.receiver, sharing.age, sharing.purpose, on=on, language=language())


def refusal(sharing: Sharing, on: date) -> DomainError | None:
    """Why this disclosure may not be made; None when it may."""
    wrong = _road(sharing)
    if wrong is not None:
        return wrong
    says = advice(sharing, on)
    if says.answer is Answer.NO:
        return DomainError("not_shareable", f"{says.sentence} {says.pointer}".strip(), "purpose")
    found = bases(sharing.giver, sharing.receiver, sharing.age, on, drawn_in=sharing.drawn_in)
    choice = next((one for one in found if one.id == sharing.basis), None)
    if choice is None:
        return DomainError("basis", _("That basis does not hold between these two. Choose another."), "basis")
    return BY_ANSWER[says.answer](sharing, says, choice) or _gates(sharing, choice)


def _road(sharing: Sharing) -> DomainError | None:
    """What the road that the case is on leaves no room for."""
    counselling = sharing.track == Track.COUNSELLING
    if sharing.track == Track.PLACE:
        return DomainError("place", _("Work with a place holds no person, so there is nobody to share anything about."))
    if sharing.purpose not in (PURPOSES_OF_COUNSELLING if counselling else PURPOSES):
        return DomainError("purpose", _("Choose the purpose. Nothing can be shared for an investigation."), "purpose")
    if counselling and sharing.receiver == Party.POLICE:
        return DomainError("help_sought", _("Nothing from counselling goes to the police. In danger, call 112."))
    return None


def _yes(sharing: Sharing, says: Advice, choice: Basis) -> DomainError | None:
    if choice.kind is Kind.CONSENT:
        return _consent(sharing, says, choice)
    if choice.id in {one.id for one in says.bases}:
        return None
    names = ", ".join(one.label for one in says.bases if one.carries)
    sentence = _("For this purpose the basis is another: %(names)s. Choose it, or choose the purpose that fits.")
    return DomainError("basis_for_purpose", sentence % {"names": names}, "basis")


def _consent(sharing: Sharing, says: Advice, choice: Basis) -> DomainError | None:
    if choice.kind is not Kind.CONSENT:
        return DomainError("needs_consent", says.sentence, "basis")
    if not sharing.asked.strip():
        return DomainError("no_consent", _("Write who said yes, when, and to what."), "asked")
    return None


def _ask(sharing: Sharing, says: Advice, choice: Basis) -> DomainError | None:
    if choice.id == DRAWN_IN and sharing.drawn_in:  # the three answers about the institution are the asking
        return None
    if choice.kind is Kind.CONSENT:
        return _consent(sharing, says, choice)
    if not sharing.asked.strip():
        todo = _("Write whom you asked and what they said.")
        return DomainError("ask_first", f"{says.sentence} {todo}", "asked")
    return None


BY_ANSWER: Final[dict[Answer, Callable[[Sharing, Advice, Basis], DomainError | None]]] = {
    Answer.YES: _yes,
    Answer.WITH_CONSENT: _consent,
    Answer.ASK: _ask,
}


def _gates(sharing: Sharing, choice: Basis) -> DomainError | None:
    if choice.needs_threshold and not sharing.threshold:
        return no_threshold()
    # GDPR art. 14: decided before the first disclosure. Danger to life waits for nothing.
    if not sharing.informed and sharing.purpose != Situation.DANGER_NOW:
        return DomainError(
            "not_informed", _("First decide whether the person is to be told now, or why not yet (GDPR, article 14).")
        )
    return None


def no_threshold() -> DomainError:
    """The act, threat, plan or legitimising of violence is not stated: nothing goes to the police on it."""
    return DomainError(
        "no_threshold",
        _("§ 115 needs a stated act, threat, plan or legitimising of violence. State it at the threshold first."),
        "basis",
    )
