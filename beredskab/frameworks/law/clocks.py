"""The clocks of a case as moments: from when something was received to when it is due, in Danish time.

The lengths and ways of counting are the framework's (`data/dk-law/framework.yaml`); here a day becomes a moment. Hours
are elapsed hours, so that the night the clocks change neither wins nor loses one. Days, months and years run to the end
of the last day: 23:59:59 in Denmark.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from types import MappingProxyType
from zoneinfo import ZoneInfo

from beredskab.frameworks import clocks, loader
from beredskab.frameworks.law.reading import read
from beredskab.frameworks.model import Citation, Clock, Force

DENMARK = ZoneInfo("Europe/Copenhagen")
_HOURS = re.compile(r"PT(\d+)H")
_END_OF_DAY = time(23, 59, 59)


class UnknownClock(LookupError):
    """The law's data has no clock with this id."""


@dataclass(frozen=True, slots=True)
class Deadline:
    """When something is due, by which rule, how it was counted, and how sure we are. `rule` is saved with the date."""

    rule: str
    at: datetime  # in Danish time
    force: Force
    counts: str  # hours | calendar | weekdays
    label: str
    counting: str  # the way of counting in one plain sentence
    certainty: str  # confirmed | unconfirmed
    source: Citation


def due_at(clock_id: str, received: datetime, *, saturday: bool = True) -> datetime:
    """The moment the clock runs out. `received` carries its time zone. Saturday as a weekday gives the earlier day.

    Raises `UnknownClock`, and ValueError for a moment without time zone.
    """
    return _moment(_clock(clock_id), received, saturday)


def deadline(clock_id: str, received: datetime, *, saturday: bool = True, language: str = "da") -> Deadline:
    """`due_at` with all that a screen has to say beside the moment."""
    clock, text = _clock(clock_id), _texts(language)[clock_id]
    return Deadline(
        rule=clock.id,
        at=_moment(clock, received, saturday),
        force=Force.LAW,
        counts="hours" if _HOURS.fullmatch(clock.every) else clock.counts,
        label=text["label"],
        counting=text["counting"] if saturday else text.get("without_saturday", text["counting"]),
        certainty=clock.certainty,
        source=clock.source,
    )


def clock_ids() -> tuple[str, ...]:
    """The ids of the law's clocks, in the order of the data."""
    return tuple(_clocks())


def _moment(clock: Clock, received: datetime, saturday: bool) -> datetime:
    if received.utcoffset() is None:
        raise ValueError("a moment without time zone: nobody knows when it was")
    hours = _HOURS.fullmatch(clock.every)
    if hours:
        return (received.astimezone(UTC) + timedelta(hours=int(hours[1]))).astimezone(DENMARK)
    start: date = received.astimezone(DENMARK).date()
    return datetime.combine(clocks.due(clock, start, saturday=saturday), _END_OF_DAY, DENMARK)


def _clock(clock_id: str) -> Clock:
    try:
        return _clocks()[clock_id]
    except KeyError:
        raise UnknownClock(clock_id) from None


@cache
def _clocks() -> Mapping[str, Clock]:
    return MappingProxyType({clock.id: clock for clock in loader.load("dk-law").clocks})


@cache
def _texts(language: str) -> Mapping[str, Mapping[str, str]]:
    return MappingProxyType({item["id"]: item for item in read("clocks", language)["clocks"]})
