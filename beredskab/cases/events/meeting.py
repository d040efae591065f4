"""Meetings, the board and the recommendation, in sentences."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from beredskab.audit.sentences import register
from beredskab.cases.models import Dimension, Meeting
from beredskab.kit.viewer import Viewer

DIMENSIONS: Final = dict(Dimension.choices)


def _days(viewer: Viewer, ids: Sequence[UUID]) -> Mapping[UUID, str]:
    found = Meeting.objects.filter(authority_id=viewer.authority_id, id__in=ids).order_by("id")
    return {one.id: timezone.localtime(one.at).strftime("%d.%m.%Y %H.%M") for one in found}


def _field(value: object) -> str:
    return str(DIMENSIONS.get(str(value), value))


register(
    sentences={
        "cases.meetings.read": _("%(who)s saw the list of meetings."),
        "cases.meeting.read": _("%(who)s saw the meeting of %(what)s."),
        "cases.meeting.planned": _("%(who)s planned the meeting of %(what)s (%(count)s in all)."),
        "cases.meeting.cancelled": _("%(who)s called off the meeting of %(what)s."),
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
    names={"cases.Meeting": _days},
    words={"dimension": _field},
)
