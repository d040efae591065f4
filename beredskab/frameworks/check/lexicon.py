"""The lexicon: concepts, roles and rules of `data/lexicon/`, read once and compiled."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from beredskab.frameworks.check.words import Matcher, compile_concepts

FOLDER = Path(__file__).parent.parent / "data" / "lexicon"
FILES = ("concepts", "roles", "elements", "parts")
_YAML = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Term:
    """One term of a clue: any of the concepts in `mask`.

    `near` lets it stand in the heading, the lead-in or the sentences beside; `above` in the heading or lead-in only;
    `absent` forbids it.
    """

    mask: int
    near: bool = False
    above: bool = False
    absent: bool = False


@dataclass(frozen=True, slots=True)
class Clue:
    """Concepts that must stand together in a unit. `text` is how it was written, for explanations and tests."""

    text: str
    terms: tuple[Term, ...]
    first: int  # mask of the first term, which must stand in the unit itself
    mask: int  # all concepts that may have fired

    def holds(self, own: int, near: int, above: int) -> bool:
        """Whether the clue holds for a unit with concepts `own`, under headings `above`, in a context `near`."""
        for term in self.terms:
            found = own & term.mask or (term.near and near & term.mask) or (term.above and above & term.mask)
            if bool(found) == term.absent:
                return False
        return True


@dataclass(frozen=True, slots=True)
class Rule:
    """What speaks for one element."""

    ref: str
    strong: tuple[Clue, ...] = ()
    weak: tuple[Clue, ...] = ()
    parts: Mapping[str, tuple[Clue, ...]] = field(default_factory=dict)
    needs: frozenset[str] = frozenset()
    section: int = 0
    accepts: frozenset[str] = frozenset()
    special: str = ""
    requires: int = 0  # concepts of which one must stand somewhere in the text
    points: int = 0  # needed for *covered* where more is asked than usual


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Everything compiled. A concept is a bit; `names` gives its words for people."""

    matcher: Matcher
    bits: Mapping[str, int]
    names: Mapping[str, Mapping[str, str]]
    rules: Mapping[str, Rule]

    def mask(self, *concepts: str) -> int:
        """The bits of some concepts together. Raises KeyError for an unknown one."""
        found = 0
        for concept in concepts:
            found |= self.bits[concept]
        return found


@cache
def lexicon() -> Lexicon:
    """The shipped lexicon. Raises ValueError when a rule names a concept that does not exist."""
    return build({name: _read(name) for name in FILES})


def build(data: Mapping[str, Mapping[str, Any]]) -> Lexicon:
    """A lexicon of the raw files by name. Raises ValueError when a rule names a concept or part that does not exist."""
    concepts, roles = data["concepts"], data["roles"]
    patterns = {concept: raw["say"] for concept, raw in concepts.items()}
    for role, places in roles.items():
        for place, said in places.items():
            patterns[f"{role}:{place}"] = said
    bits = {concept: 1 << number for number, concept in enumerate(patterns)}
    parts = {str(ref): raw for ref, raw in data["parts"].items()}
    return Lexicon(
        matcher=compile_concepts(patterns),
        bits=bits,
        names={concept: {"da": raw["da"], "en": raw["en"]} for concept, raw in concepts.items()},
        rules={str(ref): _rule(str(ref), raw, parts.get(str(ref), {}), bits) for ref, raw in data["elements"].items()},
    )


def _read(name: str) -> Mapping[str, Any]:
    data: Mapping[str, Any] = yaml.load((FOLDER / f"{name}.yaml").read_text("utf-8"), Loader=_YAML)  # noqa: S506
    return data


def _rule(ref: str, raw: Mapping[str, Any], parts: Mapping[str, Any], bits: Mapping[str, int]) -> Rule:
    needs = frozenset(raw.get("needs", ()))
    if not needs <= parts.keys():
        raise ValueError(f"{ref} needs parts that do not exist: {sorted(needs - parts.keys())}")
    return Rule(
        ref=ref,
        strong=_clues(raw.get("strong", ()), bits),
        weak=_clues(raw.get("weak", ()), bits),
        parts={part: _clues(clues, bits) for part, clues in parts.items()},
        needs=needs,
        section=_mask(raw.get("section", ()), bits),
        accepts=frozenset(raw.get("accepts", ())),
        special=raw.get("special", ""),
        requires=_mask(raw.get("requires", ()), bits),
        points=raw.get("points", 0),
    )


def _clues(texts: Iterable[str], bits: Mapping[str, int]) -> tuple[Clue, ...]:
    return tuple(_clue(text, bits) for text in texts)


def _clue(text: str, bits: Mapping[str, int]) -> Clue:
    terms = tuple(_term(part.strip(), bits) for part in text.split("+"))
    anchored = [term for term in terms if not (term.near or term.above or term.absent)]
    if not anchored:
        raise ValueError(f"clue {text!r} has nothing that must stand in the unit itself")
    mask = 0
    for term in terms:
        mask |= 0 if term.absent else term.mask
    return Clue(text, terms, anchored[0].mask, mask)


def _term(text: str, bits: Mapping[str, int]) -> Term:
    names = text.removeprefix("!").split("/")
    return Term(_mask((name.rstrip("^@") for name in names), bits), "^" in text, "@" in text, text.startswith("!"))


def _mask(concepts: Iterable[str], bits: Mapping[str, int]) -> int:
    found = 0
    for concept in concepts:
        if concept not in bits:
            raise ValueError(f"unknown concept {concept!r}")
        found |= bits[concept]
    return found
