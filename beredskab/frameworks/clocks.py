"""Legal clocks: from a day to the day something is due, and the warnings ahead of it.

Years, months and hours run in calendar time, through weekends and holidays. Weekdays (hverdage) skip Sundays and
public holidays; Saturday counts as a weekday unless one says otherwise, which gives the earlier date: the law's own
word does not settle it, so we warn too early rather than too late.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from beredskab.frameworks.model import Clock

_DURATION = re.compile(r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)D)?(?:T(\d+)H)?")


@dataclass(frozen=True, slots=True)
class Duration:
    """An ISO 8601 duration of years and months, days and hours; hours count as whole days, rounded up."""

    months: int
    days: int


@dataclass(frozen=True, slots=True)
class ClockWarning:
    """A warning ahead of a due date: how long before (an ISO 8601 duration) and on which day."""

    before: str
    on: date


def parse(text: str) -> Duration:
    """The duration that `P4Y`, `P12M`, `P6D` or `PT24H` stands for. Raises ValueError for anything else."""
    match = _DURATION.fullmatch(text)
    if not match or not any(match.groups()):
        raise ValueError(f"not a duration we use: {text!r}")
    years, months, days, hours = (int(group or 0) for group in match.groups())
    return Duration(months=12 * years + months, days=days + -(-hours // 24))


def due(clock: Clock, start: date, *, saturday: bool = True) -> date:
    """The day the clock runs out, counted from `start` (barnets lov § 15, stk. 3: four years from the adoption).

    29 February becomes 28 February in a year without one. `saturday` says whether Saturday is a weekday.
    """
    duration = parse(clock.every)
    if clock.counts == "weekdays":
        return _after_weekdays(start, duration.days, saturday)
    return add_months(start, duration.months) + timedelta(days=duration.days)


def warnings(clock: Clock, start: date) -> tuple[ClockWarning, ...]:
    """The clock's warnings in the order they fall."""
    day = due(clock, start)
    found = (ClockWarning(before, _back(day, parse(before))) for before in clock.warn)
    return tuple(sorted(found, key=lambda warning: warning.on))


def reached(clock: Clock, start: date, on: date) -> ClockWarning | None:
    """The latest warning that has fallen on a day, None before the first."""
    fallen = [warning for warning in warnings(clock, start) if warning.on <= on]
    return fallen[-1] if fallen else None


def add_months(day: date, months: int) -> date:
    """The same day of the month some months later or earlier, or the month's last day where it has no such day."""
    year, month0 = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month0 + 1, min(day.day, monthrange(year, month0 + 1)[1]))


def is_weekday(day: date, *, saturday: bool = True) -> bool:
    """Whether a day is a weekday (hverdag): neither Sunday nor a public holiday, nor Saturday if that is left out."""
    if day.weekday() == 6 or (day.weekday() == 5 and not saturday):
        return False
    return day not in _holidays(day.year)


def _back(day: date, duration: Duration) -> date:
    return add_months(day, -duration.months) - timedelta(days=duration.days)


def _after_weekdays(start: date, count: int, saturday: bool) -> date:
    day = start
    while count:
        day += timedelta(days=1)
        count -= is_weekday(day, saturday=saturday)
    return day


@cache
def _holidays(year: int) -> frozenset[date]:
    """The Danish public holidays of a year; Great Prayer Day is none since 2024."""
    easter = _easter(year)
    moving = {easter + timedelta(days=days) for days in (-3, -2, 0, 1, 39, 49, 50, *((26,) if year < 2024 else ()))}
    return frozenset(moving | {date(year, 1, 1), date(year, 12, 25), date(year, 12, 26)})


def _easter(year: int) -> date:
    """Easter Sunday by the Gregorian rule (Meeus, Jones, Butcher)."""
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    k = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * k) // 451
    month, day0 = divmod(h + k - 7 * m + 114, 31)
    return date(year, month, day0 + 1)
