"""The questions and their answers as codes: what stands in the address, and nowhere else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from enum import StrEnum
from typing import Any, Final


class UnknownAnswer(ValueError):
    """An address holds something that no question offers."""


class Who(StrEnum):
    """Who asks."""

    CITIZEN = "borger"
    EMPLOYEE = "ansat"
    SELF = "mig-selv"


class Whom(StrEnum):
    """Whom it regards."""

    CHILD = "barn"
    ADULT = "voksen"
    CLOSE = "voksen-taet-paa-barn"
    GROUP = "gruppe"


class Urgency(StrEnum):
    """How urgent it is."""

    NOW = "nu"
    TODAY = "i-dag"
    LATER = "kan-vente"


class Known(StrEnum):
    """What one knows."""

    CONCRETE = "konkret"
    SIGNS = "tegn"
    UNSURE = "usikker"


CHOICES: Final[dict[str, type[StrEnum]]] = {"who": Who, "whom": Whom, "urgency": Urgency, "known": Known}


@dataclass(frozen=True, slots=True)
class Answers:
    """What has been answered so far, in the order of the questions."""

    who: Who | None = None
    whom: Whom | None = None
    urgency: Urgency | None = None
    known: Known | None = None

    @property
    def codes(self) -> tuple[str, ...]:
        """The answers as they stand in the address."""
        values = (getattr(self, one.name) for one in fields(self))
        return tuple(str(value) for value in values if value is not None)

    def with_answer(self, question: str, code: str) -> Answers:
        """One more answer. Raises UnknownAnswer."""
        try:
            answer = CHOICES[question](code)
        except ValueError:
            raise UnknownAnswer(code) from None
        given: dict[str, Any] = {question: answer}
        return replace(self, **given)


def questions(answers: Answers) -> tuple[str, ...]:
    """The questions that these answers lead through. Whoever seeks help for themselves is asked the least."""
    if answers.who is Who.SELF:
        return ("who", "urgency")
    if answers.urgency is Urgency.NOW:  # danger now: nothing more is asked
        return ("who", "whom", "urgency")
    return ("who", "whom", "urgency", "known")


def next_question(answers: Answers) -> str | None:
    """The first question without an answer; None at the end."""
    return next((one for one in questions(answers) if getattr(answers, one) is None), None)


def read(codes: Sequence[str]) -> Answers:
    """The answers of an address. Raises UnknownAnswer, also for one answer too many."""
    answers = Answers()
    for code in codes:
        question = next_question(answers)
        if question is None:
            raise UnknownAnswer(code)
        answers = answers.with_answer(question, code)
    return answers


def before(answers: Answers) -> Answers:
    """One step back."""
    return read(answers.codes[:-1])
