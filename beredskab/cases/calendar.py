"""The calendar file of a meeting. It lands in calendars that we do not know: a time and a link, and no content."""

from __future__ import annotations

from datetime import UTC, timedelta

from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from beredskab.cases.models import Meeting


def file_of(meeting: Meeting, link: str) -> bytes:
    """The file. Not even the place is in it: a place can tell who is met."""
    event = Event()
    event.add("uid", f"{meeting.id}@beredskab")
    event.add("dtstamp", meeting.created_at.astimezone(UTC))
    event.add("dtstart", meeting.at.astimezone(UTC))
    event.add("dtend", (meeting.at + timedelta(minutes=meeting.minutes_long)).astimezone(UTC))
    event.add("summary", _("Meeting in Beredskab"))
    event.add("description", _("Log in to see what it is about: %(link)s") % {"link": link})
    event.add("url", link)
    event.add("class", "PRIVATE")
    event.add("status", "CANCELLED" if meeting.cancelled_at else "CONFIRMED")
    whole = Calendar()
    whole.add("prodid", "-//Beredskab//da")
    whole.add("version", "2.0")
    whole.add_component(event)
    return bytes(whole.to_ical())
