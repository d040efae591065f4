"""Legal bases for a disclosure, and what bounds them: which there are, and which can carry a given one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from types import MappingProxyType
from typing import Any

from beredskab.frameworks.law.model import Age, Basis, Kind, Party, Source
from beredskab.frameworks.law.reading import day, members, read


class UnknownBasis(LookupError):
    """No basis has this id."""


@cache
def all_bases(language: str = "da") -> tuple[Basis, ...]:
    """Every basis in the order of the file, those no longer in force too: old records point at them."""
    return build(read("bases", language), groups())


@cache
def by_id(language: str = "da") -> Mapping[str, Basis]:
    """Every basis by its id."""
    return MappingProxyType({basis.id: basis for basis in all_bases(language)})


def basis(basis_id: str, language: str = "da") -> Basis:
    """One basis. Raises `UnknownBasis`."""
    try:
        return by_id(language)[basis_id]
    except KeyError:
        raise UnknownBasis(basis_id) from None


def carrying(giver: Party, receiver: Party, age: Age, *, on: date, language: str = "da") -> tuple[Basis, ...]:
    """The bases a disclosure between the two can rest on that day: the choices of the disclosure form."""
    return tuple(b for b in all_bases(language) if b.permits(giver, receiver, age) and b.in_force(on))


def gathering(asker: Party, holder: Party, *, on: date, language: str = "da") -> tuple[Basis, ...]:
    """The bases on which one authority can ask another for information. The one who holds it answers on its own."""
    found = (b for b in all_bases(language) if b.kind is Kind.GATHERING and b.in_force(on))
    return tuple(b for b in found if asker in b.receivers and holder in b.givers)


@cache
def groups() -> Mapping[str, Iterable[str]]:
    """Names for sets of parties, used by all files."""
    found: Mapping[str, Iterable[str]] = read("sharing")["groups"]
    return found


def build(raw: Mapping[str, Any], named: Mapping[str, Iterable[str]]) -> tuple[Basis, ...]:
    """The bases of the raw data of `bases.yaml`."""
    sources = {item["id"]: Source(item["id"], item["title"], item["url"], item["retrieved"]) for item in raw["sources"]}
    return tuple(_basis(item, sources, named) for item in raw["bases"])


def _basis(raw: Mapping[str, Any], sources: Mapping[str, Source], named: Mapping[str, Iterable[str]]) -> Basis:
    return Basis(
        id=raw["id"],
        kind=Kind(raw["kind"]),
        label=raw["label"],
        paragraph=raw["paragraph"],
        allows=raw["allows"],
        givers=members(Party, raw.get("givers"), named),
        receivers=members(Party, raw.get("receivers"), named),
        ages=members(Age, raw.get("ages")),
        same_authority=raw.get("same_authority", False),
        cooperation=raw.get("cooperation", ""),
        needs_threshold=raw.get("needs_threshold", False),
        not_for_investigation=raw.get("not_for_investigation", False),
        verified=raw["verified"],
        verified_by=raw.get("verified_by", ""),
        verified_on=day(raw.get("verified_on")),
        source=sources[raw["source"]] if "source" in raw else None,
        note=raw.get("note", ""),
        valid_from=day(raw.get("valid_from")),
        valid_to=day(raw.get("valid_to")),
    )
