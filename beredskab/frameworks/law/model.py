"""What the law of casework is made of: parties, bases, rules of sharing, answers. Plain frozen data.

Filled by `reading` from the YAML files beside it. The format and how to change it: `docs/sharing.md`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Party(StrEnum):
    """A kind of giver or receiver. Their names for people stand in `sharing.yaml`."""

    MUNICIPALITY_CHILD = "municipality-child"
    MUNICIPALITY_ADULT = "municipality-adult"
    JOB_CENTRE = "job-centre"
    SCHOOL_SSP = "school-ssp"
    POLICE = "police"
    PSYCHIATRY = "psychiatry"
    HEALTH = "health"
    PRISON_PROBATION = "prison-probation"
    IMMIGRATION = "immigration"
    SELF_OWNING = "self-owning"
    PRIVATE = "private"
    OTHER_MUNICIPALITY = "other-municipality"
    FAMILY = "family"


UNITS = frozenset({Party.MUNICIPALITY_CHILD, Party.MUNICIPALITY_ADULT, Party.JOB_CENTRE, Party.SCHOOL_SSP})
"""The kinds that are parts of one municipality, and so of one authority."""


class Age(StrEnum):
    """Of the person the information is about: under 18, or not."""

    CHILD = "child"
    ADULT = "adult"


class Situation(StrEnum):
    """Why one wants to share."""

    DANGER_NOW = "danger-now"
    CRIME_PREVENTION = "crime-prevention"
    CHILD_WELFARE = "child-welfare"
    VULNERABLE_PERSON = "vulnerable-person"
    RELEASE = "release"
    FOLLOW_UP = "follow-up"
    HELP_SOUGHT = "help-sought"
    MOVE = "move"
    ADVICE_WITHOUT_NAME = "advice-without-name"
    INVESTIGATION = "investigation"
    GENERAL_INTEREST = "general-interest"


class Answer(StrEnum):
    """What "may I share this?" is answered with. *Ask* is an answer, never an error."""

    YES = "yes"
    WITH_CONSENT = "with-consent"
    NO = "no"
    ASK = "ask"


class Kind(StrEnum):
    """What a basis does. Only permission, duty and consent can carry a disclosure alone."""

    PERMISSION = "permission"
    DUTY = "duty"
    CONSENT = "consent"
    GATHERING = "gathering"  # lets an authority ask for information
    CONDITION = "condition"  # has to be met as well
    LIMIT = "limit"  # forbids


CARRYING = (Kind.PERMISSION, Kind.DUTY, Kind.CONSENT)
"""The kinds that can stand alone in a disclosure record."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where a basis was read, and when."""

    id: str
    title: str
    url: str
    retrieved: date


@dataclass(frozen=True, slots=True)
class Basis:
    """A legal basis, or what bounds one.

    `verified` says that the project has seen the rule in `source`; who and when stand beside it. It is no lawyer's
    word, and a screen never says that it is.
    """

    id: str
    kind: Kind
    label: str
    paragraph: str
    allows: str  # in one plain sentence
    givers: frozenset[Party]
    receivers: frozenset[Party]
    ages: frozenset[Age]
    same_authority: bool  # only between colleagues of one authority
    cooperation: str  # ssp | psp | ksp | "" outside retsplejeloven § 115
    needs_threshold: bool  # an act, threat, plan or legitimising of violence has to be stated
    not_for_investigation: bool
    verified: bool
    verified_by: str
    verified_on: date | None
    source: Source | None
    note: str = ""
    valid_from: date | None = None
    valid_to: date | None = None

    @property
    def carries(self) -> bool:
        """Whether a disclosure can rest on it alone."""
        return self.kind in CARRYING

    def in_force(self, on: date) -> bool:
        """Whether it holds on a day, both ends included."""
        return (self.valid_from is None or self.valid_from <= on) and (self.valid_to is None or on <= self.valid_to)

    def permits(self, giver: Party, receiver: Party, age: Age) -> bool:
        """Whether it can carry something from this giver to this receiver about someone of this age."""
        if self.same_authority and giver != receiver and not {giver, receiver} <= UNITS:
            return False
        return self.carries and giver in self.givers and receiver in self.receivers and age in self.ages


@dataclass(frozen=True, slots=True)
class Choice:
    """A value people choose from: its id, its name, and a line of help."""

    id: str
    label: str
    help: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """One row of the sharing table. The first row that fits answers."""

    id: str
    givers: frozenset[Party]
    receivers: frozenset[Party]
    ages: frozenset[Age]
    situations: frozenset[Situation]
    same: bool  # giver and receiver are of the same kind
    answer: Answer
    bases: tuple[str, ...]
    sentence: str
    pointer: str  # where to go instead, or what to remember; may be empty
    certainty: str  # confirmed | unconfirmed

    def fits(self, giver: Party, receiver: Party, age: Age, situation: Situation) -> bool:
        """Whether this row speaks of the combination."""
        return (
            giver in self.givers
            and receiver in self.receivers
            and age in self.ages
            and situation in self.situations
            and (giver == receiver or not self.same)
        )


@dataclass(frozen=True, slots=True)
class Advice:
    """The answer to "may I share this?": one sentence, the paragraphs, and how sure we are."""

    rule: str
    answer: Answer
    sentence: str
    pointer: str
    bases: tuple[Basis, ...]
    certainty: str

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """The paragraphs, as the law is cited."""
        return tuple(basis.paragraph for basis in self.bases)

    @property
    def confirmed(self) -> bool:
        """Whether it follows from rules that have been seen; if not, it is our reading, and a screen says so."""
        return self.certainty == "confirmed"

    @property
    def needs_threshold(self) -> bool:
        """Whether the act, threat, plan or legitimising of violence has to be stated first (retsplejeloven § 115)."""
        return self.answer in (Answer.YES, Answer.WITH_CONSENT) and any(basis.needs_threshold for basis in self.bases)
