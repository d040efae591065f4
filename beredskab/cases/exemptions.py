"""What may be kept back from somebody who asks for access, and when a person must have weighed it. Pure rules."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from beredskab.cases.models import PersonKind
from beredskab.cases.queries.contents import REPORTER, Written
from beredskab.kit.errors import DomainError

# Paragraphs a thing can be kept back on. The text of § 22, stk. 2, nr. 4 is seen; the others nobody here has read.
BASES: Final[dict[str, str | Promise]] = {
    "dbl-22-1": gettext_lazy("databeskyttelsesloven § 22, stk. 1 (private interests, such as the reporter's safety)"),
    "dbl-22-2-4": gettext_lazy("databeskyttelsesloven § 22, stk. 2, nr. 4 (preventing crime)"),
    "gdpr-15-4": gettext_lazy("databeskyttelsesforordningen art. 15, stk. 4 (the rights of others)"),
    "not-about": gettext_lazy("it is not about the person (databeskyttelsesforordningen art. 15, stk. 1)"),
}
CHILD_ASKED_FROM: Final = 10
"""From this age a child is a party to the own case; the custody holders' wish is not the child's."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """One thing, as somebody weighed it."""

    kind: str
    id: str
    given: bool
    basis: str
    weighing: str


def sensitive(one: Written, subject_id: str) -> bool:
    """Whether the thing is about somebody else: then it is not given before somebody has written why it can be."""
    return one.kind == REPORTER or (bool(one.person_kind) and str(one.id) != subject_id)


def begins(one: Written, subject_id: str) -> bool:
    """Whether it is ticked as given when the page opens first. The reporter and third parties never are."""
    return not sensitive(one, subject_id)


def weighed(one: Written, made: Weighed, subject_id: str) -> DomainError | None:
    """Whether the weighing says enough: a paragraph and why to keep back; why, to give what is about others."""
    if made.given:
        if sensitive(one, subject_id) and not made.weighing.strip():
            sentence = _("Write what you have weighed before this is given: it is about somebody else.")
            return DomainError("weigh", sentence)
        return None
    if made.basis not in BASES:
        return DomainError("basis", _("Choose the paragraph that allows it to be kept back."))
    if not made.weighing.strip():
        return DomainError("weigh", _("Write what you have weighed before it is kept back."))
    return None


def age(adult_on: date | None, today: date) -> int | None:
    """How old somebody is whose 18th birthday is known."""
    if adult_on is None:
        return None
    years = 18 - (adult_on.year - today.year)
    return years - ((today.month, today.day) < (adult_on.month, adult_on.day))


def can_be_asked_for(kind: str) -> bool:
    """Access is for somebody whom the case has information about; all of those whom it names."""
    return kind in PersonKind.values
