"""Finding a municipality by name, also as people write it: "Ålborg", "Kobenhavn", "høje taastrup", "Frederica"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from difflib import get_close_matches
from typing import TypeVar

T = TypeVar("T")

_PLAIN = str.maketrans("æøåäöéü", "aoaaoeu")
_DOUBLE = (("aa", "a"), ("ae", "a"), ("oe", "o"))
_CLOSE = 0.8
"""Likeness from which a misspelt name is meant, 0-1 (difflib): one letter wrong in five."""

_SHORT = 3
"""Letters below which a guess would be noise."""


def plain(name: str) -> str:
    """The name without what is written in several ways: "Ålborg" and "Aalborg" are both "alborg"."""
    text = name.casefold().translate(_PLAIN)
    for written, letter in _DOUBLE:
        text = text.replace(written, letter)
    return re.sub(r"[^a-z0-9]+", " ", text).removesuffix(" kommune").strip()


def by_name(things: Iterable[T], wanted: str, name: Callable[[T], str]) -> list[T]:
    """Those whose name holds `wanted`; if none, those that do when written plainly; if none, those that come close."""
    everything = list(things)
    exact = [one for one in everything if wanted.casefold() in name(one).casefold()]
    sought = plain(wanted)
    if exact or len(sought) < _SHORT:
        return exact
    names = {id(one): plain(name(one)) for one in everything}
    written = [one for one in everything if sought in names[id(one)]]
    close = get_close_matches(sought, names.values(), n=3, cutoff=_CLOSE)
    return written or [one for one in everything if names[id(one)] in close]
