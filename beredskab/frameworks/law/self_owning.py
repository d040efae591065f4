"""May a self-owning institution be drawn into the cooperation? Three questions (retsplejeloven § 115, stk. 3)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from beredskab.frameworks.law.bases import basis
from beredskab.frameworks.law.model import Answer, Basis, Choice
from beredskab.frameworks.law.reading import read


@dataclass(frozen=True, slots=True)
class Area:
    """An area of public tasks, and whether the law names it."""

    id: str
    label: str
    covered: bool


@dataclass(frozen=True, slots=True)
class Outcome:
    """The answer in one sentence, and the paragraph it rests on."""

    id: str
    answer: Answer
    sentence: str
    basis: Basis
    certainty: str


@cache
def questions(language: str = "da") -> tuple[Choice, ...]:
    """The three questions, each with a line of help, in the order to ask them."""
    raw = read("self_owning", language)["questions"]
    return tuple(Choice(item["id"], item["question"], item["help"]) for item in raw)


@cache
def areas(language: str = "da") -> tuple[Area, ...]:
    """The areas to choose from; the last is any other."""
    raw = read("self_owning", language)["areas"]
    return tuple(Area(item["id"], item["label"], item["covered"]) for item in raw)


def may_be_drawn_in(
    self_owning: bool | None, public_task: bool | None, area: str | None, *, language: str = "da"
) -> Outcome:
    """Whether the institution may be drawn in. None is "I do not know" and gives *ask*, unless a no settles it already.

    Raises ValueError for an area that is none of ours.
    """
    covered = _covered(area)
    if self_owning is False:
        return _outcome("not-self-owning", language)
    if public_task is False:
        return _outcome("no-public-task", language)
    if covered is False:
        return _outcome("other-area", language)
    known = None not in (self_owning, public_task, covered)
    return _outcome("may" if known else "unknown", language)


def _covered(area: str | None) -> bool | None:
    if area is None:
        return None
    found = {known.id: known.covered for known in areas()}
    if area not in found:
        raise ValueError(f"no area {area!r}; there are {', '.join(found)}")
    return found[area]


@cache
def _outcome(outcome_id: str, language: str) -> Outcome:
    raw = read("self_owning", language)
    item = next(item for item in raw["outcomes"] if item["id"] == outcome_id)
    rule = basis(raw["basis"], language)
    return Outcome(item["id"], Answer(item["answer"]), item["sentence"], rule, raw["certainty"])
