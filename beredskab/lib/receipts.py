"""A receipt for an anonymous concern: the only key to its inbox, short enough to be read aloud over a phone.

128 random bits as eight groups of five letters (a proquint each: consonants and vowels in turn), then three letters of
check, so that a slip of the pen is told apart from a receipt nobody knows:

    lusab-babad-gutih-tugad-mudof-sadij-pabis-nulod-kaf
"""

from __future__ import annotations

import hashlib
import re
import secrets
import unicodedata
from dataclasses import dataclass, field
from typing import Final

from beredskab.lib.crypto import derive

SECRET_BYTES: Final = 16
CONSONANTS: Final = "bdfghjklmnprstvz"
VOWELS: Final = "aiou"
LETTERS: Final = 43
SHAPE: Final = re.compile(
    f"(?:[{CONSONANTS}][{VOWELS}][{CONSONANTS}][{VOWELS}][{CONSONANTS}]){{8}}[{CONSONANTS}][{VOWELS}][{CONSONANTS}]"
)
SEPARATORS: Final = re.compile(r"[\s\-_.,;:/'\"\u2010-\u2015\u2212\u200b]+")
# The greatest prime that three letters can hold: one wrong letter, or two exchanged within a group, always shows.
CHECK: Final = 1021
STEP: Final = 10


class NotAReceipt(ValueError):
    """The text is no receipt. `code`: `length` (missing or too many), `letters` (never used), `check` (a slip)."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Receipt:
    """The secret and what is made of it. The server keeps `stored` alone, and never the text."""

    secret: bytes = field(repr=False)

    def __post_init__(self) -> None:
        if len(self.secret) != SECRET_BYTES:
            raise ValueError("a receipt has 16 bytes")

    @property
    def text(self) -> str:
        """As it is shown, read aloud and typed again."""
        words = _words(self.secret)
        return "-".join([*(_spell(word, "cvcvc") for word in words), _spell(_check(words), "cvc")])

    @property
    def lookup(self) -> bytes:
        """What the reader hands in to find the report."""
        return derive(self.secret, "beredskab receipt lookup 1")

    @property
    def stored(self) -> bytes:
        """What the database keeps: who reads it can neither look up nor open."""
        return hashlib.sha256(self.lookup).digest()

    @property
    def key(self) -> bytes:
        """The key to which the report's own key is sealed."""
        return derive(self.secret, "beredskab receipt key 1")


def new() -> Receipt:
    """A receipt nobody has seen."""
    return Receipt(secrets.token_bytes(SECRET_BYTES))


def parse(text: str) -> Receipt:
    """Read what a person typed; case, spaces and hyphens do not matter. Raises NotAReceipt."""
    letters = SEPARATORS.sub("", unicodedata.normalize("NFKC", text)).lower()
    if len(letters) != LETTERS:
        raise NotAReceipt("length")
    if SHAPE.fullmatch(letters) is None:
        raise NotAReceipt("letters")
    words = [_unspell(letters[start : start + 5]) for start in range(0, 40, 5)]
    if _unspell(letters[40:]) != _check(words):
        raise NotAReceipt("check")
    return Receipt(b"".join(word.to_bytes(2, "big") for word in words))


def _words(secret: bytes) -> list[int]:
    return [int.from_bytes(secret[start : start + 2], "big") for start in range(0, SECRET_BYTES, 2)]


def _check(words: list[int]) -> int:
    total = 1  # not 0, or a receipt of nothing but the first letter would be in order
    for word in words:
        total = (total * STEP + word) % CHECK
    return total


def _spell(number: int, shape: str) -> str:
    letters = []
    for kind in reversed(shape):
        alphabet = CONSONANTS if kind == "c" else VOWELS
        number, rest = divmod(number, len(alphabet))
        letters.append(alphabet[rest])
    return "".join(reversed(letters))


def _unspell(letters: str) -> int:
    number = 0
    for position, letter in enumerate(letters):
        alphabet = VOWELS if position % 2 else CONSONANTS
        number = number * len(alphabet) + alphabet.index(letter)
    return number
