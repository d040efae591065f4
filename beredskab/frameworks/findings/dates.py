"""Danish dates in running text: 24. juni 2024, 24.6.2024, 2024-06-24, juni 2024 and a bare year."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from beredskab.lib.dates import MONTHS

_MONTHS = MONTHS["da"]
_SHORT = "jan feb mar apr maj jun jul aug sep okt nov dec".split()
_NUMBER = {**{name: i for i, name in enumerate(_MONTHS, 1)}, **{name: i for i, name in enumerate(_SHORT, 1)}}
_NAME = "|".join(sorted(_NUMBER, key=len, reverse=True))
_DATE = re.compile(
    rf"(?<![\d§])(?:(?P<d1>\d{{1,2}})\.?\s*(?P<m1>{_NAME})\.?\s*(?P<y1>\d{{4}})"
    r"|(?P<d2>\d{1,2})\s?[./-]\s?(?P<m2>\d{1,2})\s?[./-]\s?(?P<y2>\d{4}|\d{2})(?!\d)"
    r"|(?P<y3>\d{4})-(?P<m3>\d{2})-(?P<d3>\d{2})"
    rf"|(?P<m4>{_NAME})\s+(?P<y4>\d{{4}})"
    r"|(?P<y5>20[1-5]\d)(?![\d/-]))"
)


@dataclass(frozen=True, slots=True)
class Found:
    """A date in a text: the first and the last day it can mean, and where it stands."""

    first: date
    last: date
    start: int
    end: int


def dates(low: str) -> Iterator[Found]:
    """The dates of a lower-case text, in order; impossible ones are passed over."""
    for match in _DATE.finditer(low):
        group = match.groupdict()
        year, month, day = (
            next((group[f"{part}{i}"] for i in range(1, 6) if group.get(f"{part}{i}")), None) for part in "ymd"
        )
        span = _span(year or "", month, day)
        if span:
            yield Found(*span, match.start(), match.end())


def danish(day: date) -> str:
    """24. juni 2024."""
    return f"{day.day}. {_MONTHS[day.month - 1]} {day.year}"


def _span(year: str, month: str | None, day: str | None) -> tuple[date, date] | None:
    number = int(year) + (2000 if len(year) == 2 else 0)
    if month is None:
        return date(number, 1, 1), date(number, 12, 31)
    month_number = _NUMBER.get(month) or int(month)
    if not 1 <= month_number <= 12:
        return None
    length = monthrange(number, month_number)[1]
    if day is None:
        return date(number, month_number, 1), date(number, month_number, length)
    return (date(number, month_number, int(day)),) * 2 if 1 <= int(day) <= length else None
