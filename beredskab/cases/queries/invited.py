"""What the other side is told of an invitation's meeting, and of what was taken back: by the database's own functions.

They see neither the meeting, which has other cases on its agenda, nor whether a colleague of theirs has answered.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection

from beredskab.cases.calendar import Entry
from beredskab.cases.models import Exchange


@dataclass(frozen=True, slots=True)
class Meets:
    """The meeting of an invitation as those invited may know it. `was_at` is the time before the last move."""

    entry: Entry
    place: str
    was_at: datetime | None


def meeting_of(row: Exchange) -> Meets | None:
    """When and where those invited meet. None for what is no invitation to a meeting, or is not opened."""
    if row.meeting_id is None:
        return None
    with connection.cursor() as cursor:
        cursor.execute("select * from cases_meeting_of(%s)", [row.id])
        found = cursor.fetchone()
    if found is None:
        return None
    meeting_id, at, minutes_long, place, sequence, cancelled_at, changed_at, was_at = found
    known = was_at if changed_at > row.created_at else None  # whoever was invited later knows no other time
    return Meets(Entry(meeting_id, at, minutes_long, sequence, changed_at, cancelled_at is not None), place, known)


def taken_back(rows: Sequence[Exchange]) -> dict[UUID, datetime]:
    """Which of them the sender took back, and when."""
    closed = [row.id for row in rows if row.closed_at is not None]
    if not closed:
        return {}
    with connection.cursor() as cursor:
        cursor.execute("select taken, taken_at from cases_taken_back(%s)", [closed])
        return dict(cursor.fetchall())
