"""The words of a report in the language of the page: the same as in every other output."""

from __future__ import annotations

from django.utils.translation import get_language

from beredskab.frameworks.model import Force
from beredskab.frameworks.render import words
from beredskab.frameworks.render.words import Lang
from beredskab.frameworks.report import Confidence, Severity


def lang() -> Lang:
    """The language of the page: `da`, or `en` when that was chosen."""
    return "en" if (get_language() or "da").startswith("en") else "da"


def verdict(value: str) -> str:
    """A verdict or a person's answer, as a word with a capital."""
    return _capital(words.VERDICT[lang()][value.replace("-", "_")])


def force(value: str) -> str:
    """How binding, as a word with a capital."""
    return _capital(words.FORCE[lang()][Force(value)])


def force_note(value: str) -> str:
    """One sentence on what the force means."""
    return words.FORCE_NOTE[lang()][Force(value)]


def severity(value: str) -> str:
    """How grave a finding is, as a word with a capital."""
    return _capital(words.SEVERITY[lang()][Severity(value)])


def confidence(value: str) -> str:
    """How plainly the words say it."""
    return words.CONFIDENCE[lang()][Confidence(value)]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
