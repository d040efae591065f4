"""How a case is journalised and how long things are kept: KLE subjects and retention terms, all of them settings."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache

from beredskab.frameworks.law.reading import read

_NUMBER = re.compile(r"\d{2}\.\d{2}\.\d{2}")


@dataclass(frozen=True, slots=True)
class Subject:
    """What a kind of case is journalised under. `number` is empty until the municipality has written its own."""

    id: str
    label: str
    group: str  # the main group we believe it belongs to, or empty
    number: str
    certainty: str


@dataclass(frozen=True, slots=True)
class Retention:
    """How long something is kept, and what then.

    `after` is an ISO 8601 duration, empty where no time alone ends it; `end` is archive, decision, restrict or coarsen.
    *decision*: nothing is destroyed before a provision or a decision that allows it is recorded, whatever the term.
    """

    id: str
    label: str
    end: str
    after: str
    counts_from: str  # closed | received | written
    force: str  # law | local
    certainty: str
    note: str


@cache
def shipped_subjects(language: str = "da") -> tuple[Subject, ...]:
    """The kinds of case, without numbers."""
    return tuple(Subject(**item) for item in read("kle", language)["subjects"])


def subjects(own: Mapping[str, str] | None = None, *, language: str = "da") -> tuple[Subject, ...]:
    """The kinds of case with the municipality's `own` numbers (`NN.NN.NN`). Raises ValueError for anything else.

    A number the municipality has written is its own word, so certainty says *local*.
    """
    given = own or {}
    table = shipped_subjects(language)
    unknown = set(given) - {subject.id for subject in table}
    wrong = [number for number in given.values() if not _NUMBER.fullmatch(number)]
    if unknown or wrong:
        raise ValueError(f"no KLE setting: {', '.join(sorted([*unknown, *wrong]))}")
    return tuple(
        replace(subject, number=given[subject.id], certainty="local") if subject.id in given else subject
        for subject in table
    )


@cache
def retention(language: str = "da") -> tuple[Retention, ...]:
    """The terms as we propose them; a local one is for the municipality to change."""
    return tuple(Retention(**item) for item in read("kle", language)["retention"])
