"""Dates as people write them, without a locale of the machine."""

from __future__ import annotations

from datetime import date
from typing import Final

MONTHS: Final = {
    "da": "januar februar marts april maj juni juli august september oktober november december".split(),
    "en": "January February March April May June July August September October November December".split(),
}


def long_date(day: date, language: str) -> str:
    """`24. juni 2024` in Danish (`da`), `24 June 2024` in English (`en`)."""
    dot = "." if language == "da" else ""
    return f"{day.day}{dot} {MONTHS[language][day.month - 1]} {day.year}"
