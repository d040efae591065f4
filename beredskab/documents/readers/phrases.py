"""What lines of text look like: bullets, numbers, headings, wrapped and glued lines. Shared by txt, PDF and Word."""

from __future__ import annotations

import re
from dataclasses import dataclass

_BULLET = re.compile(r"\s*(?:[•●○◦▪▫■□–—‣⁃∙·►➢➤✓✔\uf0b7\uf0a7\uf0d8o]|[-*+])[\s\u200b]+(?=\S)")
_NUMBER = re.compile(r"\s*(?:\(?\d{1,2}[.)]|\(?[a-hA-H]\))(?:\s+(?=\S)|(?=[A-ZÆØÅ][a-zæøå]))")
_NUMBERED_HEADING = re.compile(r"(\d{1,2}(?:\.\d{1,2}){0,4})\.?\s+(?=[A-ZÆØÅ])")
_PHONE = re.compile(r"(?:\d[ .]?){6,}")
_SENTENCES = re.compile(r"[a-zæøå]{2}[.!?] [A-ZÆØÅ]")
_GLUED_STOP = re.compile(r"(.*[a-zæøå)\]”\"’]{2}[.!?])([A-ZÆØÅ][^.!?;]{3,80})")
_GLUED_WORD = re.compile(r"(.*\b[\wæøåÆØÅ]*[a-zæøå]{3})([A-ZÆØÅ][a-zæøå]{5,}(?: [\wæøåÆØÅ/,-]+){1,7})")
MAX_HEADING = 90
MAX_HEADING_WORDS = 12


@dataclass(frozen=True, slots=True)
class Marker:
    """A list marker at the start of a line; `end` is where the item's own text begins."""

    ordered: bool
    end: int
    number: int = 0
    dash: bool = False


class Numbers:
    """Accepts a numbered item only when it is the first or follows its forerunner: "24. juni" is no item."""

    def __init__(self) -> None:
        self._last = 0
        self._since = 0

    def take(self, sign: Marker) -> bool:
        """Whether this number goes on the count; if so it is counted."""
        if sign.number != 1 and (sign.number != self._last + 1 or self._since > 6):
            return False
        self._last, self._since = sign.number, 0
        return True

    def paragraph(self) -> None:
        """Running text came between; after some of it the count is over."""
        self._since += 1


def marker(line: str) -> Marker | None:
    """The bullet ("•", "-") or number ("1.", "a)") that a line starts with."""
    if match := _BULLET.match(line):
        return Marker(False, match.end(), dash=match[0].strip() in ("-", "–", "—", "—", "*", "+"))
    if match := _NUMBER.match(line):
        sign = match[0].strip(" ().\t").lower()
        return Marker(True, match.end(), number=int(sign) if sign.isdigit() else ord(sign) - ord("a") + 1)
    return None


def heading_number(line: str) -> int:
    """How many levels the number before a heading has: "1.1 Mål" is 2, "Mål" is 0."""
    match = _NUMBERED_HEADING.match(line)
    return match[1].count(".") + 1 if match else 0


def like_heading(line: str) -> bool:
    """Short, begins with a capital or a number, no full stop at the end, and not a telephone number or an address."""
    if not 2 < len(line) <= MAX_HEADING or len(line.split()) > MAX_HEADING_WORDS:
        return False
    if (
        line[-1] in ".,;:!"
        or _SENTENCES.search(line)
        or _PHONE.search(line)
        or "@" in line
        or "http" in line
        or "www." in line
    ):
        return False
    if heading_number(line):
        return True
    letters = sum(char.isalpha() for char in line)
    start = line.lstrip("\"'„“”’»«(")[:1]
    return start.isupper() and letters >= 0.6 * len(line) and not re.search(r"\b\d{4} [A-ZÆØÅ]|: ", line)


def split_glued(line: str) -> tuple[str, str] | None:
    """Sentence and heading that lost the break between them: "… med borgeren.Definitioner"."""
    for pattern in (_GLUED_STOP, _GLUED_WORD):
        match = pattern.fullmatch(line)
        if match and like_heading(match[2].strip()) and len(match[2].split()) <= 8 and not _url(match[1], match[2]):
            return match[1].strip(), match[2].strip()
    return None


def join_lines(first: str, second: str) -> str:
    """Two lines of one paragraph; a word broken by a hyphen at the line's end is made whole."""
    first, second = first.rstrip(), second.lstrip()
    if re.search(r"[a-zæøå]{2}[-\u00ad\u2010]$", first) and re.match(r"[a-zæøå]{2}", second):
        # "børne- og ungeområdet" keeps its hyphen: what follows is a conjunction, not the rest of a word.
        if re.match(r"(og|eller|samt|til|m)\b", second):
            return f"{first} {second}"
        return first[:-1] + second
    if re.search(r"\w[-/]$", first):
        return f"{first} {second}" if re.match(r"(og|eller|samt)\b", second) else first + second
    return f"{first} {second}"


def _url(before: str, after: str) -> bool:
    last = before.rsplit(" ", 1)[-1]
    return "/" in last or "@" in last or "www" in last or after[:1].islower()
