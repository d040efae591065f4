"""Danish order: æ, ø, å last, and aa as å. The same without ICU on every machine."""

from __future__ import annotations

from typing import Final

_LETTERS: Final = str.maketrans("æäøöåéü", "{{||}ey")  # the three signs that follow z


def danish(text: str) -> str:
    """A key that sorts texts as a Danish reader expects: "Zoo" before "Ærø" before "Aarhus"."""
    return text.casefold().replace("aa", "å").translate(_LETTERS)
