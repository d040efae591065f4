"""The interview guide in our own words: few questions, each with its reason. Forms are made of it, and read with it.

Only what was seen or heard is demanded. What somebody saw and what they think of it are asked apart, on purpose.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

LONG, SHORT = 8000, 300
YES, NO, UNKNOWN = "yes", "no", "unknown"
TODAY: Final = "today"


@dataclass(frozen=True, slots=True)
class Question:
    """One question of the guide: its id in the sealed answers, the words, the lines given, choices where it has any."""

    id: str
    label: str | Promise
    hint: str | Promise = ""
    rows: int = 3
    choices: tuple[tuple[str, str | Promise], ...] = ()
    required: bool = False


YES_NO: Final = ((YES, _("Yes")), (NO, _("No")), (UNKNOWN, _("I do not know")))
QUESTIONS: Final = (
    Question(
        "seen",
        _("What have you seen or heard?"),
        _("What was done or said, as precisely as you remember. Did you see it yourself, or did somebody tell you?"),
        7,
        required=True,
    ),
    Question("when_where", _("When and where was it?"), _("Once or several times? At home, at school, online?"), 2),
    Question(
        "thinks",
        _("What do you think it means?"),
        _("Your own interpretation, so that it is not mixed with what you saw."),
    ),
    Question(
        "changed",
        _("What has changed lately, and since when?"),
        _("Mood, friends, school or work, the family, something hard that has happened."),
    ),
    Question(
        "around",
        _("What goes well, and who is around the person?"),
        _("Adults, friends and interests that hold. That is often where help begins."),
    ),
    Question("children", _("Are there children under 18 in the household?"), choices=YES_NO),
    Question(
        "knows",
        _("Who knows about it?"),
        _("Does the person or the family know that you are worried? Have you spoken with others?"),
        2,
    ),
    Question("fears", _("What do you fear can happen?"), "", 2),
    Question("hopes", _("What do you hope can happen?"), "", 2),
    Question(
        "haste",
        _("How much does it hurry?"),
        choices=(
            (TODAY, _("It cannot wait until tomorrow")),
            ("days", _("Within some days")),
            ("later", _("It is no hurry")),
        ),
    ),
)
WHO: Final = Question(
    "who",
    _("Who is it, or where?"),
    _("Name, age, address or school: what you know. A place or a profile online is enough, too."),
    2,
)
NOTIFIED: Final = Question(
    "notified",
    _("Have you notified the municipality about the child (section 133)?"),
    _("The duty to notify is your own and does not wait for an answer from here."),
    choices=((YES, _("Yes")), (NO, _("Not yet")), ("not_child", _("It is not about a child"))),
)
HELP: Final = (
    Question(
        "seen",
        _("What would you like help with?"),
        _("In your own words. You do not have to explain everything now."),
        6,
        required=True,
    ),
    Question("hopes", _("What would you like to be different?"), "", 2),
    Question(
        "safe",
        _("How and when can we contact you safely?"),
        _("For instance only by text message, or not at home."),
        2,
    ),
    Question("under_18", _("Are you under 18?"), choices=((YES, _("Yes")), (NO, _("No")))),
)  # fmt: skip
REPORTER: Final[Mapping[str, str | Promise]] = {
    "name": _("Name"),
    "unit": _("Workplace and unit"),
    "phone": _("Telephone or other contact"),
    "relation": _("How do you know the person?"),
}


@dataclass(frozen=True, slots=True)
class Answered:
    """A question with what was answered, as it is read."""

    id: str
    label: str
    text: str


def questions() -> Iterator[Question]:
    """Every question that an answer can have."""
    yield WHO
    yield from QUESTIONS
    yield NOTIFIED
    yield from (one for one in HELP if one.id not in {known.id for known in QUESTIONS})


def told(answers: Mapping[str, str], *, asked_for_help: bool = False) -> tuple[Answered, ...]:
    """The answers in the guide's order, choices in words. What a newer guide no longer asks comes last, by its id."""
    own = {one.id: one for one in HELP} if asked_for_help else {}
    known = {one.id: own.get(one.id, one) for one in questions()}
    ordered = [*(one for one in known if answers.get(one)), *(one for one in answers if one not in known)]
    return tuple(_answered(one, known.get(one), answers[one]) for one in ordered)


def reporter_told(reporter: Mapping[str, str]) -> tuple[Answered, ...]:
    """Who reports, as it is read."""
    return tuple(Answered(one, str(label), reporter[one]) for one, label in REPORTER.items() if reporter.get(one))


def _answered(answer_id: str, question: Question | None, text: str) -> Answered:
    if question is None:
        return Answered(answer_id, answer_id, text)
    words = {code: str(label) for code, label in question.choices}
    return Answered(answer_id, str(question.label), words.get(text, text))
