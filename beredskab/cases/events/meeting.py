"""Meetings, the board and the recommendation, in sentences."""

from __future__ import annotations

from datetime import date, datetime
from typing import Final

from django.utils import formats
from django.utils.translation import gettext_lazy as _

from beredskab.audit.sentences import register
from beredskab.interventions.dimensions import Dimension

DIMENSIONS: Final = dict(Dimension.choices)


def _day(value: object) -> str:
    """The event's own date: whoever reads the log does not see the meeting."""
    try:
        return formats.date_format(date.fromisoformat(str(value)))
    except ValueError:
        return str(value)


def _field(value: object) -> str:
    return str(DIMENSIONS.get(str(value), value))


def _moment(value: object) -> str:
    try:
        return formats.date_format(datetime.fromisoformat(str(value)), "j. F Y H.i")
    except ValueError:
        return str(value)


register(
    sentences={
        "cases.meetings.read": _("%(who)s saw the list of meetings."),
        "cases.meeting.read": _("%(who)s saw the meeting on %(date)s."),
        "cases.meeting.planned": _("%(who)s planned a meeting on %(date)s."),
        "cases.meeting.planned:several": _("%(who)s planned %(count)s meetings, the first on %(date)s."),
        "cases.meeting.moved": _("%(who)s moved the meeting of %(meeting)s to %(date)s (%(count)s told)."),
        "cases.meeting.moved:again": _("%(who)s clicked twice to move a meeting to %(date)s; nobody was told again."),
        "cases.meeting.cancelled": _("%(who)s called off the meeting on %(date)s."),
        "cases.meeting.called": _("%(who)s put case %(what)s on the agenda of a meeting."),
        "cases.meeting.minuted": _("%(who)s wrote the minutes of case %(what)s (%(count)s there)."),
        "cases.meeting.minuted:finished": _("%(who)s finished the minutes of case %(what)s (%(count)s there)."),
        "cases.meeting.minuted:again": _("%(who)s finished the minutes of case %(what)s once more; nothing changed."),
        "cases.board.saved": _("%(who)s wrote on the board of case %(what)s: %(dimension)s."),
        "cases.board.saved:same": _("%(who)s saved the board of case %(what)s unchanged: %(dimension)s."),
        "cases.board.disagreed": _("%(who)s recorded another view on the board of case %(what)s: %(dimension)s."),
        "cases.recommendation.saved": _("%(who)s wrote recommendation %(version)s in case %(what)s."),
        "cases.recommendation.frozen": _("%(who)s froze recommendation %(version)s in case %(what)s."),
        "cases.recommendation.confirmed": _("%(who)s said yes to recommendation %(version)s in case %(what)s."),
        "cases.recommendation.returned": _("%(who)s said no to recommendation %(version)s in case %(what)s."),
        "cases.recommendation.withdrawn": _("%(who)s withdrew recommendation %(version)s in case %(what)s."),
        "cases.second.sent": _("%(who)s asked another authority to stand for the recommendation in case %(ref)s."),
        "cases.second.taken": _("%(who)s took another authority's yes in, in case %(what)s."),
        "cases.second.asked": _("%(who)s asked a colleague to be the second person in case %(what)s."),
    },
    kinds={
        "cases.meetings": _("The list of meetings"),
        "cases.meeting": _("Meetings"),
        "cases.board": _("The board"),
        "cases.recommendation": _("Recommendations"),
        "cases.second": _("Second person"),
    },
    words={"dimension": _field, "date": _day, "meeting": _moment},
)
