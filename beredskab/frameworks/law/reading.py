"""Reads the YAML files of this folder; texts of `en.yaml` stand in for the Danish ones, id by id."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from beredskab.frameworks.loader import LANGUAGES, read_yaml

FOLDER = Path(__file__).parent
FILES = ("bases", "sharing", "clocks", "self_owning", "urgent", "kle")

E = TypeVar("E", bound=StrEnum)


@cache
def read(name: str, language: str = "da") -> Mapping[str, Any]:
    """One file as data, in a language. Raises ValueError for a language there are no texts in."""
    if name not in FILES:
        raise ValueError(f"no law file {name!r}; there are {', '.join(FILES)}")
    if language not in LANGUAGES:
        raise ValueError(f"no law texts in {language!r}; there are {', '.join(LANGUAGES)}")
    raw: Mapping[str, Any] = read_yaml(FOLDER / f"{name}.yaml")
    if language == "da":
        return raw
    return translated(raw, overlay(language).get(name, {}))


@cache
def overlay(language: str) -> Mapping[str, Any]:
    """The texts in another language: one key per file, below it the same shape with ids for list places."""
    texts: Mapping[str, Any] = read_yaml(FOLDER / f"{language}.yaml")
    return texts


def translated(raw: Mapping[str, Any], texts: Mapping[str, Any]) -> dict[str, Any]:
    """The data with each text of the overlay in the place of the Danish one."""
    found = dict(raw)
    for key, text in texts.items():
        inner = raw[key]
        if isinstance(inner, list):
            found[key] = [translated(item, text.get(item["id"], {})) for item in inner]
        elif isinstance(inner, Mapping):
            found[key] = translated(inner, text)
        else:
            found[key] = text
    return found


def members(
    kind: type[E], names: Iterable[str] | None, groups: Mapping[str, Iterable[str]] | None = None
) -> frozenset[E]:
    """The set a list of names stands for; a group's name stands for its members, no list at all for everyone."""
    if names is None:
        return frozenset(kind)
    known = groups or {}
    spelled = (name for entry in names for name in known.get(entry, (entry,)))
    return frozenset(kind(name) for name in spelled)


def day(value: date | str | None) -> date | None:
    """A date of a file: YAML reads it as one, JSON as text."""
    return date.fromisoformat(value) if isinstance(value, str) else value
