"""Finds concepts in text. A concept is a set of patterns of word stems; see `data/lexicon/concepts.yaml`.

A pattern is words separated by blanks: `ansvar*` begins with, `*møde` ends with, `*tegn*` contains, `har|får` either,
`..` up to three words between, `...` up to eight. Text is cut into words once; each distinct word is looked up once
among all stems, by its substrings. So the cost is linear in the text and there is no regular expression to explode.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

WORD = re.compile(r"§+|\w+(?:[-–'’´/]\w+)*")
GAPS = {"..": 3, "...": 8}
MAX_KNOWN = 200_000  # distinct words kept; more only in a text that is no language
MAX_WORD = 60  # letters looked at


@dataclass(frozen=True, slots=True)
class Hit:
    """A concept found at characters `start..end`, by the words between."""

    concept: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Step:
    """One word of a pattern: any of the stems, at most `gap` words after the word before."""

    stems: frozenset[int]
    gap: int


@dataclass(frozen=True, slots=True)
class _Pattern:
    concept: str
    steps: tuple[_Step, ...]


@dataclass(frozen=True, slots=True)
class _Word:
    """What a distinct word says: its stems, the concepts of one-word patterns, and the longer patterns it may begin."""

    stems: frozenset[int]
    concepts: tuple[str, ...]
    begins: tuple[_Pattern, ...]


@dataclass(slots=True)
class Matcher:
    """All patterns of all concepts, compiled. Build with `compile_concepts`; safe to share between threads."""

    _stems: dict[str, list[tuple[int, bool, bool]]] = field(default_factory=lambda: defaultdict(list))
    _ids: dict[str, int] = field(default_factory=dict)
    _by_first: dict[int, list[_Pattern]] = field(default_factory=lambda: defaultdict(list))
    _lengths: tuple[int, ...] = ()
    _known: dict[str, _Word] = field(default_factory=dict)

    def add(self, concept: str, pattern: str) -> None:
        """Add one pattern. Raises ValueError when it is empty or begins with a gap."""
        steps: list[_Step] = []
        gap = 0
        for token in pattern.split():
            if token in GAPS:
                gap = GAPS[token]
                continue
            steps.append(_Step(frozenset(self._stem(word) for word in token.split("|")), gap))
            gap = 0
        if not steps or steps[0].gap:
            raise ValueError(f"pattern {pattern!r} of {concept!r} has no first word")
        compiled = _Pattern(concept, tuple(steps))
        for stem in steps[0].stems:
            self._by_first[stem].append(compiled)
        self._lengths = tuple(sorted({len(text) for text in self._stems}))

    def _stem(self, word: str) -> int:
        word = word.lower()
        if word not in self._ids:
            self._ids[word] = len(self._ids)
            text = word.strip("*")
            if not WORD.fullmatch(text.rstrip("-")):
                raise ValueError(f"{word!r} is not a word with stars at its ends")
            self._stems[text].append((self._ids[word], word.startswith("*"), word.endswith("*")))
        return self._ids[word]

    def find(self, text: str) -> tuple[Hit, ...]:
        """All hits in `text`, in order of their start."""
        spans = [(match.start(), match.end()) for match in WORD.finditer(text)]
        lowered = text.lower()
        if len(lowered) != len(text):  # a letter that grows when lowered; places would shift
            lowered = "".join(char.lower() if len(char.lower()) == 1 else char for char in text)
        words = [self._lookup(lowered[start:end]) for start, end in spans]
        hits = []
        for place, word in enumerate(words):
            start, end = spans[place]
            hits += [Hit(concept, start, end) for concept in word.concepts]
            for pattern in word.begins:
                last = _follow(pattern.steps, words, place)
                if last is not None:
                    hits.append(Hit(pattern.concept, start, spans[last][1]))
        return tuple(hits)

    def _lookup(self, word: str) -> _Word:
        known = self._known.get(word)
        if known is None:
            if len(self._known) > MAX_KNOWN:
                self._known.clear()
            known = self._known[word] = self._read(word[:MAX_WORD])
        return known

    def _read(self, word: str) -> _Word:
        stems = frozenset(self._stems_in(word))
        patterns = [pattern for stem in sorted(stems) for pattern in self._by_first.get(stem, ())]
        single = dict.fromkeys(pattern.concept for pattern in patterns if len(pattern.steps) == 1)
        longer = dict.fromkeys(pattern for pattern in patterns if len(pattern.steps) > 1)
        return _Word(stems, tuple(single), tuple(longer))

    def _stems_in(self, word: str) -> Iterable[int]:
        size = len(word)
        for length in self._lengths:
            for start in range(size - length + 1):
                for stem, before, after in self._stems.get(word[start : start + length], ()):
                    if (before or start == 0) and (after or start + length == size):
                        yield stem


def _follow(steps: tuple[_Step, ...], words: list[_Word], place: int) -> int | None:
    """Index of the last word when the steps match from `place` on; takes the nearest word for each step."""
    for step in steps[1:]:
        for candidate in range(place + 1, min(place + 2 + step.gap, len(words))):
            if not step.stems.isdisjoint(words[candidate].stems):
                place = candidate
                break
        else:
            return None
    return place


def compile_concepts(concepts: Mapping[str, Iterable[str]]) -> Matcher:
    """A matcher over `{concept id: patterns}`."""
    matcher = Matcher()
    for concept, patterns in concepts.items():
        for pattern in patterns:
            matcher.add(concept, pattern)
    return matcher
