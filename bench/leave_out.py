"""Leave one text out, for rules made by hand: judge each text without the words that only this text has.

Nothing in the check is fitted, so the usual leave-one-out would change nothing. But whoever wrote the stems had seen
the texts. So for each text every pattern is removed that fires in it and in none of the others, and the text is
judged again with what is left. That is harsh: blind vocabulary that happens to occur once goes too. The truth for an
unseen text lies between this figure and the one with the whole lexicon.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any
from unittest import mock

from beredskab.documents.readers import read
from beredskab.frameworks.check import engine, evidence, formalities, lexicon, reading, verdicts
from beredskab.frameworks.check.units import split
from beredskab.frameworks.check.words import compile_concepts

Data = Mapping[str, Mapping[str, Any]]
USERS = (engine, evidence, formalities, reading, verdicts)


def lexicons_without(paths: Sequence[Path]) -> dict[Path, lexicon.Lexicon]:
    """For each text the lexicon without the patterns that fire in it alone."""
    data = {name: lexicon._read(name) for name in lexicon.FILES}
    patterns = list(_patterns(data))
    matcher = compile_concepts({str(number): [pattern] for number, (_f, _c, _p, pattern) in enumerate(patterns)})
    fired = {path: {int(hit.concept) for text in _texts(path) for hit in matcher.find(text)} for path in paths}
    found = {}
    for path in paths:
        others = set().union(*(seen for other, seen in fired.items() if other != path))
        found[path] = lexicon.build(_without(data, {patterns[number] for number in fired[path] - others}))
    return found


@contextmanager
def using(lex: lexicon.Lexicon) -> Iterator[None]:
    """Let the check use another lexicon."""
    with ExitStack() as stack:
        for module in USERS:
            stack.enter_context(mock.patch.object(module, "lexicon", lambda: lex))
        yield


def _texts(path: Path) -> Iterator[str]:
    for unit in split(read(path.name, path.read_bytes())):
        yield unit.text


def _patterns(data: Data) -> Iterator[tuple[str, str, str, str]]:
    for concept, raw in data["concepts"].items():
        for pattern in raw["say"]:
            yield "concepts", concept, "say", pattern
    for role, places in data["roles"].items():
        for place, said in places.items():
            for pattern in said:
                yield "roles", role, place, pattern


def _without(data: Data, gone: set[tuple[str, str, str, str]]) -> Data:
    left = {}
    for name in ("concepts", "roles"):
        left[name] = {
            key: {
                place: [p for p in said if (name, key, place, p) not in gone] if isinstance(said, list) else said
                for place, said in raw.items()
            }
            for key, raw in data[name].items()
        }
    return {**data, **left}
