"""Opening hours in sentences."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.utils.dates import WEEKDAYS, WEEKDAYS_ABBR
from django.utils.translation import gettext as _

from beredskab.organisation.contacts import hours
from beredskab.organisation.contacts.hours import Opening, Week


def opening_now(opening: Opening | None, now: datetime) -> str:
    """ "Open now, until 16" or "Closed now, opens tomorrow at 9"; "" where no hours are known."""
    if opening is None:
        return ""
    if opening.until is None:
        return _("Open day and night") if opening.is_open else _("Closed now")
    values = {"day": _day(opening.until, now, opening.is_open), "clock": _clock(opening.until, opening.is_open)}
    if opening.is_open:
        today = _last_day(opening.until) == now.date()
        return _("Open now, until %(clock)s") % values if today else _("Open now, until %(day)s at %(clock)s") % values
    if opening.until.date() == now.date():
        return _("Closed now, opens at %(clock)s") % values
    return _("Closed now, opens %(day)s at %(clock)s") % values


def week_in_words(week: Week) -> str:
    """ "Mon-Thu 9-15, Fri 9-13" in the reader's language; "" where no hours are known."""
    if week == hours.ALWAYS:
        return _("Day and night, all week")
    return " · ".join(f"{_days(first, last)} {hours.show_day(spans)}" for first, last, spans in hours.groups(week))


def _days(first: int, last: int) -> str:
    names = [str(WEEKDAYS_ABBR[day]) for day in (first, last)]
    return names[0] if first == last else "-".join(names)


def _last_day(moment: datetime) -> date:
    """The day that a closing time belongs to: midnight is the end of the day before."""
    return (moment - timedelta(minutes=1)).date()


def _day(moment: datetime, now: datetime, closing: bool) -> str:
    day = moment - timedelta(minutes=1) if closing else moment
    if day.date() == now.date() + timedelta(days=1):
        return _("tomorrow")
    return str(WEEKDAYS[day.weekday()])


def _clock(moment: datetime, closing: bool) -> str:
    minutes = moment.hour * 60 + moment.minute
    return hours.show_clock(hours.MIDNIGHT if closing and not minutes else minutes)
