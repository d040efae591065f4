"""Opening hours as data, and what is true at a moment. Knows no Django.

A week is seven days from Monday; a day is spans in minutes from midnight, 1440 being its end.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from typing import Final

from beredskab.frameworks.clocks import is_weekday

Span = tuple[int, int]
Week = tuple[tuple[Span, ...], ...]

DAYS: Final = 7
MIDNIGHT: Final = 24 * 60
NEVER: Final[Week] = ((),) * DAYS
ALWAYS: Final[Week] = (((0, MIDNIGHT),),) * DAYS
SUNDAY: Final = 6
LOOK_AHEAD: Final = 21
"""Days to look for the next opening: longer than any run of holidays."""

_CLOCK = r"(\d{1,2})(?:[.:](\d{2}))?"
_SPAN = re.compile(rf"{_CLOCK}\s*[-–]\s*{_CLOCK}")
_BETWEEN = re.compile(r"\s*(?:,|;|&|\bog\b|\band\b)\s*")


@dataclass(frozen=True, slots=True)
class Opening:
    """Open or closed now, and until when. `until` is None where no end is known: always open, or never."""

    is_open: bool
    until: datetime | None


def parse_day(text: str) -> tuple[Span, ...]:
    """ "9-12, 13-15.30" as spans; "" is closed. Raises ValueError."""
    spans = tuple(_span(part) for part in _BETWEEN.split(text.strip()) if part)
    for (_, before), (after, _) in pairwise(spans):
        if after < before:
            raise ValueError("spans overlap")
    return spans


def show_day(spans: Sequence[Span]) -> str:
    """Spans as people write them: "9-12, 13-15.30"."""
    return ", ".join(f"{show_clock(start)}-{show_clock(end)}" for start, end in spans)


def show_clock(minutes: int) -> str:
    """ "9" or "15.30"."""
    hour, minute = divmod(minutes, 60)
    return f"{hour}.{minute:02}" if minute else str(hour)


def load(data: Sequence[Sequence[Sequence[int]]]) -> Week:
    """A week as JSON holds it."""
    return tuple(tuple((int(start), int(end)) for start, end in day) for day in data) if data else NEVER


def opening(week: Week, now: datetime, *, closed_on_holidays: bool) -> Opening | None:
    """Whether it is open at a local time. None when no hours are known: then nothing may be said."""
    if not any(week):
        return None
    ending = None
    for start, end in _spans(week, now, closed_on_holidays):
        if ending is None:
            if start > now:
                return Opening(False, start)
            if end > now:
                ending = end
        elif start > ending:
            return Opening(True, ending)
        else:  # 24 o'clock is the next day's 0: it has not closed in between
            ending = end
    if ending is None:
        return Opening(False, None)
    return Opening(True, None if ending - now > timedelta(days=DAYS) else ending)


def groups(week: Week) -> list[tuple[int, int, tuple[Span, ...]]]:
    """First and last day of each run of equal days, closed days left out."""
    found: list[tuple[int, int, tuple[Span, ...]]] = []
    for day, spans in enumerate(week):
        if not spans:
            continue
        if found and found[-1][1] == day - 1 and found[-1][2] == spans:
            found[-1] = (found[-1][0], day, spans)
        else:
            found.append((day, day, spans))
    return found


def is_holiday(day: date) -> bool:
    """A public holiday on another day than Sunday."""
    return day.weekday() != SUNDAY and not is_weekday(day)


def _spans(week: Week, now: datetime, closed_on_holidays: bool) -> Iterator[tuple[datetime, datetime]]:
    for ahead in range(LOOK_AHEAD):
        day = now.date() + timedelta(days=ahead)
        if closed_on_holidays and is_holiday(day):
            continue
        for start, end in week[day.weekday()]:
            yield _moment(day, start, now), _moment(day, end, now)


def _moment(day: date, minutes: int, now: datetime) -> datetime:
    """The moment by the clock on the wall, whatever summer time does."""
    days, rest = divmod(minutes, MIDNIGHT)
    return datetime.combine(day + timedelta(days=days), time(*divmod(rest, 60)), now.tzinfo)


def _span(text: str) -> Span:
    found = _SPAN.fullmatch(text)
    if found is None:
        raise ValueError("not a span")
    start, end = (int(hour) * 60 + int(minute or 0) for hour, minute in (found.group(1, 2), found.group(3, 4)))
    if not 0 <= start < end <= MIDNIGHT or any(int(minute or 0) > 59 for minute in found.group(2, 4)):
        raise ValueError("not within a day")
    return start, end
