""" "May I share this?" as people read it. Asks no database: it is the law's data alone."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.utils import timezone

from beredskab.cases import lawful
from beredskab.cases.permissions import INSIDE
from beredskab.frameworks.law.bases import basis
from beredskab.frameworks.law.model import Advice, Basis, Rule
from beredskab.frameworks.law.sharing import in_force, may_share, table
from beredskab.kit.viewer import Viewer


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the table, in words."""

    givers: str
    receivers: str
    ages: str
    situations: str
    answer: str
    code: str
    sentence: str
    pointer: str
    bases: tuple[Basis, ...]
    confirmed: bool


@dataclass(frozen=True, slots=True)
class Answered:
    """The answer to one combination, with its name."""

    advice: Advice
    name: str


def answer(chosen: Mapping[str, str]) -> Answered:
    """What the table says today."""
    found = may_share(
        chosen["giver"], chosen["receiver"], chosen["age"], chosen["situation"], on=timezone.localdate(),
        language=lawful.language(),
    )  # fmt: skip
    return Answered(found, _names("answers")[found.answer])


def rows() -> tuple[Row, ...]:
    """Every row that holds today, in the order in which they are read."""
    today = timezone.localdate()
    return tuple(_row(one) for one in table(lawful.language()).rules if in_force(one, today))


def works_inside(viewer: Viewer) -> bool:
    """Whether the viewer has a part in the municipality's casework, and so a list to go back to."""
    return bool(viewer.roles & INSIDE)


def _row(one: Rule) -> Row:
    parties = _names("parties")
    return Row(
        givers=_all(one.givers, parties), receivers=_all(one.receivers, parties),
        ages=_all(one.ages, _names("ages")), situations=_all(one.situations, _names("situations")),
        answer=_names("answers")[one.answer], code=str(one.answer), sentence=one.sentence, pointer=one.pointer,
        bases=tuple(basis(each, lawful.language()) for each in one.bases), confirmed=one.certainty == "confirmed",
    )  # fmt: skip


def _all(chosen: Collection[str], names: Mapping[str, str]) -> str:
    """The names in the order of the form; "" for all of them."""
    if len(chosen) == len(names):
        return ""
    return ", ".join(label for code, label in names.items() if code in chosen)


def _names(what: str) -> dict[str, str]:
    return {one.id: one.label for one in getattr(table(lawful.language()), what)}
