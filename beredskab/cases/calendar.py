"""The calendar file of a meeting. It lands in calendars that we do not know: a time and a link, and no content."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final
from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext as _
from icalendar import Calendar, Event, vCalAddress

METHODS: Final = {False: "PUBLISH", True: "CANCEL"}


@dataclass(frozen=True, slots=True)
class Entry:
    """What a calendar may know. `sequence` and `changed_at` let it tell a newer file from an older (RFC 5546)."""

    meeting_id: UUID
    at: datetime
    minutes_long: int
    sequence: int
    changed_at: datetime
    cancelled: bool


def file_of(entry: Entry, link: str) -> bytes:
    """The file. Not even the place is in it: a place can tell who is met. Nobody is named as having called it."""
    event = Event()
    event.add("uid", f"{entry.meeting_id}@beredskab")
    event.add("sequence", entry.sequence)
    event.add("dtstamp", entry.changed_at.astimezone(UTC))
    event.add("dtstart", entry.at.astimezone(UTC))
    event.add("dtend", (entry.at + timedelta(minutes=entry.minutes_long)).astimezone(UTC))
    event.add("organizer", vCalAddress(f"mailto:{settings.DEFAULT_FROM_EMAIL}"))  # both methods ask for one
    event.add("summary", _("Meeting in Beredskab"))
    event.add("description", _("Log in to see what it is about: %(link)s") % {"link": link})
    event.add("url", link)
    event.add("class", "PRIVATE")
    event.add("status", "CANCELLED" if entry.cancelled else "CONFIRMED")
    whole = Calendar()
    whole.add("prodid", "-//Beredskab//da")
    whole.add("version", "2.0")
    whole.add("method", METHODS[entry.cancelled])
    whole.add_component(event)
    return bytes(whole.to_ical())
