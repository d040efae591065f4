"""Who may decide what when it cannot wait. Mostly settings: the municipality's own functions take the place of ours."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache

from beredskab.frameworks.law.reading import read


@dataclass(frozen=True, slots=True)
class UrgentPower:
    """One row: this function of this authority may decide that, by this paragraph, and how sure we are."""

    id: str
    authority: str  # a Party, "everyone", or "municipality" where it is for the whole of it
    authority_name: str
    function: str
    decision: str
    paragraph: str  # empty where no law names it
    certainty: str  # confirmed | unconfirmed
    setting: bool  # the municipality may name its own function
    note: str
    local: bool = False  # the function is the municipality's own


@cache
def shipped(language: str = "da") -> tuple[UrgentPower, ...]:
    """The table as we ship it."""
    raw = read("urgent", language)
    names = {item["id"]: item["label"] for item in [*read("sharing", language)["parties"], *raw["authorities"]]}
    return tuple(UrgentPower(authority_name=names[row["authority"]], **row) for row in raw["rows"])


def powers(own: Mapping[str, str] | None = None, *, language: str = "da") -> tuple[UrgentPower, ...]:
    """The table with the municipality's `own` functions by row id. Raises ValueError for what it cannot settle.

    An own function makes no paragraph surer than it was: certainty stays as shipped.
    """
    given = own or {}
    table = shipped(language)
    free = {row.id for row in table if row.setting}
    fixed = [row_id for row_id in given if row_id not in free]
    if fixed:
        raise ValueError(f"no setting of a municipality: {', '.join(sorted(fixed))}")
    named = {row_id: text.strip() for row_id, text in given.items() if text.strip()}
    return tuple(replace(row, function=named[row.id], local=True) if row.id in named else row for row in table)
