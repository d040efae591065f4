"""Where one is on the way through the questions: what is asked, what has been answered, how to go back."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from beredskab.web.guide import texts
from beredskab.web.guide.answers import Answers, before, next_question, questions, read


@dataclass(frozen=True, slots=True)
class Option:
    """An answer one can choose, and where it leads."""

    code: str
    label: texts.Text
    explained: texts.Text
    href: str


@dataclass(frozen=True, slots=True)
class Given:
    """An answer that was given, and where to go to change it."""

    label: texts.Text
    href: str


@dataclass(frozen=True, slots=True)
class Walk:
    """A page's place on the way. `title` and `options` are empty at the end."""

    number: int
    total: int
    title: texts.Text
    asks: str
    options: tuple[Option, ...]
    given: tuple[Given, ...]
    back: str


def walk(code: str, answers: Answers) -> Walk:
    """The way through, for a municipality's code and the answers so far."""
    asked = next_question(answers)
    title: texts.Text = ""
    options: tuple[Option, ...] = ()
    if asked is not None:
        question = texts.QUESTIONS[asked]
        title = question.title
        options = tuple(
            Option(value, label, explained, _address(code, (*answers.codes, value)))
            for value, (label, explained) in question.options.items()
        )
    given = _given(code, answers)
    number = len(given) + (1 if asked else 0)
    back = _address(code, before(answers).codes) if given else ""
    return Walk(number, len(questions(answers)), title, asked or "", options, given, back)


def _given(code: str, answers: Answers) -> tuple[Given, ...]:
    """Each answer with the address of its own question."""
    found = []
    for place, value in enumerate(answers.codes):
        earlier = answers.codes[:place]
        asked = next_question(read(earlier)) or ""
        found.append(Given(texts.QUESTIONS[asked].options[value][0], _address(code, earlier)))
    return tuple(found)


def _address(code: str, codes: tuple[str, ...]) -> str:
    return reverse("web:guide", args=[code, "".join(f"{one}/" for one in codes)])
