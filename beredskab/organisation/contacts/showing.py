"""A contact point as pages show it, true at a moment: what the link calls, whether it is open, who reads."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from beredskab.organisation.contacts import hours
from beredskab.organisation.contacts.models import ContactPoint
from beredskab.organisation.contacts.words import opening_now, week_in_words


@dataclass(frozen=True, slots=True)
class Contact:
    """Somewhere to turn. `is_open` is None where no hours are known."""

    function: str
    phone: str
    tel: str
    email: str
    url: str
    opening: str
    is_open: bool | None
    week: str
    read_by: str
    note: str


def shown(point: ContactPoint, now: datetime) -> Contact:
    """A contact point of a municipality, at a local time."""
    opening = hours.opening(point.week, now, closed_on_holidays=point.closed_on_holidays)
    return _contact(
        point.function, point.phone, opening, point.week, now,
        email=point.email, url=point.url, read_by=point.read_by, note=point.note,
    )  # fmt: skip


def known(function: str, phone: str, week: hours.Week, now: datetime) -> Contact:
    """A number that is the same everywhere and on every day, holidays too."""
    return _contact(function, phone, hours.opening(week, now, closed_on_holidays=False), week, now)


def _contact(
    function: str, phone: str, opening: hours.Opening | None, week: hours.Week, now: datetime, **more: str
) -> Contact:
    return Contact(
        function=function,
        phone=phone,
        tel=phone.replace(" ", ""),
        email=more.get("email", ""),
        url=more.get("url", ""),
        opening=opening_now(opening, now),
        is_open=opening.is_open if opening else None,
        week=week_in_words(week),
        read_by=more.get("read_by", ""),
        note=more.get("note", ""),
    )
