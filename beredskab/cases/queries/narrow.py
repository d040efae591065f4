"""Reads of the two narrow roads: counselling that a citizen asked for, and a place; and of the duties that go on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from beredskab.cases.models import Case, ChildTrack, Note, Passed, Track
from beredskab.cases.queries.headers import Opened, not_here, opened
from beredskab.kit.viewer import Viewer

PARTIES: Final = ("ssp", "school", "police_dialogue", "network", "street", "other")
PARTY: Final = "place_"  # what somebody does about the place: one note per agreement, by the party's code
CONSENT, WITHDRAWN, APPOINTMENT, OFFER = "consent", "consent_withdrawn", "appointment", "offer_12b"


@dataclass(frozen=True, slots=True)
class Written:
    """A note of a narrow road, as it is read."""

    kind: str
    text: str
    who: str
    at: datetime


def notes(found: Opened, *kinds: str, prefix: str = "") -> tuple[Written, ...]:
    """The case's notes of these kinds, or whose kind begins so, newest first."""
    rows = Note.objects.filter(case=found.case).order_by("-created_at", "-id")
    rows = rows.filter(kind__startswith=prefix) if prefix else rows.filter(kind__in=kinds)
    return tuple(
        Written(one.kind.removeprefix(prefix), found.key.open(one, "text") or "", one.by_name, one.created_at)
        for one in rows
    )


def consents(case: Case) -> bool:
    """Whether the citizen's yes stands: recorded, and not taken back since."""
    last = Passed.objects.filter(case=case, verb__in=(CONSENT, WITHDRAWN)).order_by("-created_at", "-id").first()
    return last is not None and last.verb == CONSENT


def counselling(viewer: Viewer, case_id: UUID) -> Opened:
    """The case opened, if it is a citizen's own request for help. Raises NotFound."""
    return _on(viewer, case_id, Track.COUNSELLING)


def place(viewer: Viewer, case_id: UUID) -> Opened:
    """The case opened, if it is about a place. Raises NotFound."""
    return _on(viewer, case_id, Track.PLACE)


def _on(viewer: Viewer, case_id: UUID, track: Track) -> Opened:
    found = opened(viewer, case_id, "notes")
    if found.case.track != track:
        raise not_here(viewer, case_id, "other_track")
    return found


@dataclass(frozen=True, slots=True)
class Duties:
    """What the municipality must do by its own laws, and how far each has come."""

    children: int
    notified: int
    informed: bool
    offers: tuple[Written, ...]


def duties(found: Opened, informed: bool) -> Duties:
    """The duties that go on whatever Infohus or the police say."""
    tracks = ChildTrack.objects.filter(case=found.case, closed_at__isnull=True)
    return Duties(
        children=tracks.count(),
        notified=tracks.filter(notified_at__isnull=False).count(),
        informed=informed,
        offers=notes(found, OFFER) if found.has("notes") else (),
    )
