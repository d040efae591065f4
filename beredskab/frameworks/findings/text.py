"""A document as sentences that know their place, so that each finding can quote and point."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, TypeVar

from beredskab.documents.model import Anchor, Document, Heading, Source, plain
from beredskab.frameworks.findings.rules import words

T = TypeVar("T")

MAX_QUOTE = 320
"""Characters of a quote; a longer sentence is cut to whole words around what fired."""

_SHORT = "stk nr jf kl tlf pkt evt ca fx mv bl inkl ekskl vedr dvs mfl hhv afd dr"
_END = re.compile(
    "".join(rf"(?<!\b{word})" for word in _SHORT.split()) + r"(?<!\b[a-zæøåA-ZÆØÅ])[.!?]+[”\"’»)]*\s+(?=[A-ZÆØÅ“\"„»])"
)
_LINE = re.compile(r"[^\n]+")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, list item, heading or table row. `start` counts in the block's plain text; `low` is as long."""

    text: str
    low: str
    block_id: str
    start: int
    source: Source
    is_heading: bool
    is_law_quote: bool
    index: int  # in the document, from 0

    def anchor(self, start: int = 0, end: int | None = None) -> Anchor:
        """The place in the document, with the words around `start` to `end` verbatim."""
        left, right = _window(self.text, start, len(self.text) if end is None else end)
        return Anchor(self.block_id, self.start + left, self.start + right, self.text[left:right])


@dataclass(frozen=True, slots=True)
class Hit:
    """Where a rule fired: a span of a sentence, or nowhere for what is absent; values fill in the message."""

    sentence: Sentence | None = None
    start: int = 0
    end: int | None = None
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, eq=False)
class Text:
    """A document's sentences in reading order. `looks_like_plan` decides whether what is absent is a fault."""

    sentences: tuple[Sentence, ...]
    looks_like_plan: bool
    as_of: date
    language: str = "da"
    _known: dict[str, Any] = field(default_factory=dict, repr=False)

    def once(self, name: str, work_out: Callable[[Text], T]) -> T:
        """What several rules ask of the same text, worked out once and forgotten with the text."""
        if name not in self._known:
            self._known[name] = work_out(self)
        known: T = self._known[name]
        return known

    @cached_property
    def low(self) -> str:
        """All sentences in lower case, one a line."""
        return "\n".join(sentence.low for sentence in self.sentences)

    @cached_property
    def own(self) -> tuple[Sentence, ...]:
        """The municipality's own sentences: without quotes of § 15, stk. 3."""
        return tuple(sentence for sentence in self.sentences if not sentence.is_law_quote)

    @cached_property
    def own_low(self) -> str:
        """The municipality's own sentences in lower case, one a line."""
        return "\n".join(sentence.low for sentence in self.own)

    def matching(self, pattern: re.Pattern[str]) -> Iterator[tuple[Sentence, re.Match[str]]]:
        """Each match of a pattern, in lower case, with its sentence."""
        if not pattern.search(self.low):  # most rules fire nowhere: one pass over the whole is cheap
            return
        for sentence in self.sentences:
            for match in pattern.finditer(sentence.low):
                yield sentence, match

    def near(self, sentence: Sentence, before: int, after: int) -> tuple[Sentence, ...]:
        """The sentences around one, itself among them, within the same block."""
        around = self.sentences[max(0, sentence.index - before) : sentence.index + after + 1]
        return tuple(other for other in around if other.block_id == sentence.block_id)


Detector = Callable[[Text], Iterator[Hit]]
"""Finds the places where one rule fires."""


def read(document: Document, as_of: date, looks_like_plan: bool, language: str = "da") -> Text:
    """The text of a document, split into sentences."""
    sentences: list[Sentence] = []
    for block in document.blocks:
        source = document.sources.get(block.id, Source(""))
        heading = isinstance(block, Heading)
        for start, text in split(plain(block)):
            low = _lower(text)
            quote = any(phrase in low for phrase in words().law_quotes)
            sentences.append(Sentence(text, low, block.id, start, source, heading, quote, len(sentences)))
    return Text(tuple(sentences), looks_like_plan, as_of, language)


def split(text: str) -> Iterator[tuple[int, str]]:
    """The sentences of a text with their starts. A line is never joined with the next."""
    for line in _LINE.finditer(text):
        start = line.start()
        for end in [match.end() for match in _END.finditer(text, line.start(), line.end())] + [line.end()]:
            piece = text[start:end]
            stripped = piece.strip()
            if stripped:
                yield start + piece.index(stripped), stripped
            start = end


def _lower(text: str) -> str:
    low = text.lower()
    # A few letters grow when lowered (İ); spans must fit both texts.
    return low if len(low) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def _window(text: str, start: int, end: int) -> tuple[int, int]:
    if len(text) <= MAX_QUOTE:
        return 0, len(text)
    room = max(0, MAX_QUOTE - (end - start)) // 2
    left, right = max(0, start - room), min(len(text), end + room)
    if left:
        left = text.find(" ", left, start) + 1 or start
    if right < len(text):
        space = text.rfind(" ", end, right)
        right = space if space > 0 else end
    return left, right
