"""Which roads the answers lead to: one table, read from above."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from beredskab.web.guide.answers import Answers, Known, Urgency, Who, Whom

STEPS: Final = 3
"""More than three things to do are not done by somebody who is frightened; the rest stands below."""


class Road(StrEnum):
    """Somewhere to turn, or something to do."""

    DANGER = "danger"
    POLICE = "police"
    MANAGER = "manager"
    NOTIFY_133 = "notify-133"
    NOTIFY_135 = "notify-135"
    INFOHUS = "infohus"
    GROUP = "group"
    HOTLINE = "hotline"
    COUNSELLING = "counselling"
    YOUR_WORDS = "your-words"
    TOGETHER = "together"
    WRITE_DOWN = "write-down"
    STAY = "stay"


ALARMS: Final = frozenset({Road.DANGER, Road.POLICE})
"""Said before the steps, whatever they are."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A road, and the answers that lead to it. An empty set asks nothing."""

    road: Road
    who: frozenset[Who] = field(default=frozenset())
    whom: frozenset[Whom] = field(default=frozenset())
    urgency: frozenset[Urgency] = field(default=frozenset())
    known: frozenset[Known] = field(default=frozenset())

    def fits(self, answers: Answers) -> bool:
        """Whether the answers lead here."""
        return (
            (not self.who or answers.who in self.who)
            and (not self.whom or answers.whom in self.whom)
            and (not self.urgency or answers.urgency in self.urgency)
            and (not self.known or answers.known in self.known)
        )


@dataclass(frozen=True, slots=True)
class Outcome:
    """Where the answers end: what is said first, the three steps, and what else there is."""

    alarms: tuple[Road, ...]
    steps: tuple[Road, ...]
    also: tuple[Road, ...]


_CITIZEN, _EMPLOYEE, _SELF = frozenset({Who.CITIZEN}), frozenset({Who.EMPLOYEE}), frozenset({Who.SELF})
_OTHERS = _CITIZEN | _EMPLOYEE
_CHILD = frozenset({Whom.CHILD, Whom.CLOSE})  # a child lives with it, too: barnets lov §§ 133 and 135
_PERSON = _CHILD | {Whom.ADULT}
_GROUP = frozenset({Whom.GROUP})

RULES: Final = (
    Rule(Road.DANGER, urgency=frozenset({Urgency.NOW})),
    Rule(Road.POLICE, _OTHERS, known=frozenset({Known.CONCRETE})),
    # Seeking help is never a reason to call the police, and the hotline is partly theirs: serviceloven § 12 b.
    Rule(Road.COUNSELLING, _SELF),
    Rule(Road.YOUR_WORDS, _SELF),
    Rule(Road.TOGETHER, _SELF),
    Rule(Road.MANAGER, _EMPLOYEE),
    # Infohus stands beside the notification, never instead of it.
    Rule(Road.NOTIFY_133, _EMPLOYEE, _CHILD),
    Rule(Road.NOTIFY_135, _CITIZEN, _CHILD),
    Rule(Road.GROUP, _OTHERS, _GROUP),
    Rule(Road.HOTLINE, _CITIZEN, frozenset({Whom.ADULT}), known=frozenset({Known.UNSURE})),
    Rule(Road.INFOHUS, _OTHERS, _PERSON),
    Rule(Road.WRITE_DOWN, _CITIZEN, _GROUP),
    Rule(Road.STAY, _CITIZEN, _PERSON),
    Rule(Road.HOTLINE, _OTHERS),
)


def outcome(answers: Answers) -> Outcome:
    """The roads of complete answers, in the order of the table, each once."""
    roads = tuple(dict.fromkeys(rule.road for rule in RULES if rule.fits(answers)))
    rest = [road for road in roads if road not in ALARMS]
    return Outcome(tuple(road for road in roads if road in ALARMS), tuple(rest[:STEPS]), tuple(rest[STEPS:]))
