"""The rules and word lists of `data/rules/`, read once."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from types import MappingProxyType
from typing import Any

from beredskab.frameworks.loader import DATA, read_yaml
from beredskab.frameworks.model import Force
from beredskab.frameworks.report import Severity

MOST_SEVERE: Mapping[Force, Severity] = MappingProxyType(
    {
        Force.LAW: Severity.ERROR,
        Force.GUIDANCE: Severity.WARNING,
        Force.RECOMMENDATION: Severity.ADVICE,
        Force.CONCEPT: Severity.ADVICE,
        Force.LOCAL: Severity.ADVICE,
    }
)
"""How grave a finding may be by the force of its source: guidance's *skal* never makes an error."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A content rule; `messages` by language, with places for the hit's values; `since`: holds on days from then on."""

    code: str
    force: Force
    severity: Severity
    source: str
    messages: Mapping[str, str]
    since: date


@dataclass(frozen=True, slots=True)
class Wording:
    """A word that alarms or stigmatises, and the gentler one by language."""

    pattern: re.Pattern[str]
    gentler: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Renamed:
    """A body's old name, its name now, and since when."""

    pattern: re.Pattern[str]
    now: str
    since: date


@dataclass(frozen=True, slots=True)
class Words:
    """The word lists; patterns match lower-case text on whole words."""

    law_quotes: tuple[str, ...]
    laws: Mapping[str, re.Pattern[str]]
    wording: tuple[Wording, ...]
    any_wording: re.Pattern[str]  # one pass tells whether any of them is there
    names: tuple[Renamed, ...]
    given_names: frozenset[str]


@cache
def rules() -> Mapping[str, Rule]:
    """Every rule by its code, in the order of the file."""
    return MappingProxyType({raw["code"]: _rule(raw) for raw in read_yaml(DATA / "rules" / "findings.yaml")})


@cache
def words() -> Words:
    """The word lists, compiled."""
    raw = read_yaml(DATA / "rules" / "words.yaml")
    return Words(
        law_quotes=tuple(raw["law_quotes"]),
        laws=MappingProxyType({name: whole_word(pattern) for name, pattern in raw["laws"].items()}),
        wording=tuple(Wording(whole_word(w["pattern"]), {"da": w["da"], "en": w["en"]}) for w in raw["wording"]),
        any_wording=whole_word("|".join(w["pattern"] for w in raw["wording"])),
        names=tuple(Renamed(whole_word(n["pattern"]), n["now"], n["from"]) for n in raw["names"]),
        given_names=frozenset(raw["given_names"].split()),
    )


def whole_word(pattern: str) -> re.Pattern[str]:
    """A pattern that matches whole words only; a dot or a hyphen after it means an address or a compound."""
    return re.compile(rf"(?<![\w.@/-])(?:{pattern})(?![\w@/-]|\.\w)")


def _rule(raw: Mapping[str, Any]) -> Rule:
    return Rule(
        code=raw["code"],
        force=Force(raw["force"]),
        severity=Severity(raw["severity"]),
        source=raw["source"],
        messages=MappingProxyType(dict(raw["message"])),
        since=raw.get("from", date.min),
    )
