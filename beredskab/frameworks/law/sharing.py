"""May I share this? Giver, receiver, age and situation in; yes, with consent, no or ask out, with the paragraphs.

The table is data (`sharing.yaml`): rows in order, the first that fits answers, the last fits everything and says *ask*.
No row leads to investigation: retsplejeloven § 115, stk. 2 forbids it, and a test walks every combination.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from beredskab.frameworks.law.bases import basis
from beredskab.frameworks.law.model import Advice, Age, Answer, Choice, Party, Rule, Situation
from beredskab.frameworks.law.reading import members, read


@dataclass(frozen=True, slots=True)
class Table:
    """What people choose from, each with its name, and the rows that answer."""

    parties: tuple[Choice, ...]
    ages: tuple[Choice, ...]
    situations: tuple[Choice, ...]
    answers: tuple[Choice, ...]
    rules: tuple[Rule, ...]


@cache
def table(language: str = "da") -> Table:
    """The whole table in a language: the choices of the form, in the order to show them, and the rows."""
    return build(read("sharing", language))


def may_share(giver: str, receiver: str, age: str, situation: str, *, on: date, language: str = "da") -> Advice:
    """The answer for one combination on a day. Every combination answers. ValueError for a value we do not know."""
    asked = Party(giver), Party(receiver), Age(age), Situation(situation)
    # A row whose basis is not yet, or no longer, in force says nothing; the last row has none and always answers.
    rows = (row for row in table(language).rules if row.fits(*asked) and in_force(row, on))
    row = next(rows)
    found = tuple(basis(basis_id, language) for basis_id in row.bases)
    return Advice(row.id, row.answer, row.sentence, row.pointer, found, row.certainty)


def in_force(row: Rule, on: date) -> bool:
    """Whether all that a row rests on holds that day."""
    return all(basis(basis_id).in_force(on) for basis_id in row.bases)


def build(raw: Mapping[str, Any]) -> Table:
    """The table of the raw data of `sharing.yaml`."""
    return Table(
        parties=_choices(raw["parties"]),
        ages=_choices(raw["ages"]),
        situations=_choices(raw["situations"]),
        answers=_choices(raw["answers"]),
        rules=tuple(_rule(item, raw["groups"]) for item in raw["rules"]),
    )


def _choices(raw: Iterable[Mapping[str, Any]]) -> tuple[Choice, ...]:
    return tuple(Choice(item["id"], item["label"], item.get("help", "")) for item in raw)


def _rule(raw: Mapping[str, Any], groups: Mapping[str, Iterable[str]]) -> Rule:
    return Rule(
        id=raw["id"],
        givers=members(Party, raw.get("givers"), groups),
        receivers=members(Party, raw.get("receivers"), groups),
        ages=members(Age, raw.get("ages")),
        situations=members(Situation, raw.get("situations")),
        same=raw.get("same", False),
        answer=Answer(raw["answer"]),
        bases=tuple(raw["bases"]),
        sentence=raw["sentence"],
        pointer=raw.get("pointer", ""),
        certainty=raw["certainty"],
    )
