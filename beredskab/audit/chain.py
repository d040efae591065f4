"""The chain: what is hashed of an event, and how one event holds on to the one before it."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final, Protocol
from uuid import UUID

FIRST: Final = 1  # before there were two lanes
FORMAT: Final = 2  # the lane is hashed too
FORMATS: Final = frozenset({FIRST, FORMAT})


class Content(Protocol):
    """The hashed columns of an event."""

    id: UUID
    authority_id: UUID
    lane: str
    at: datetime
    person_id: UUID | None
    event: str
    subject_type: str
    subject_id: UUID | None
    detail: dict[str, Any]
    request_id: UUID | None


@dataclass(frozen=True, slots=True)
class Sealed:
    """A link with the event it holds; without one when the event is gone."""

    position: int
    event_id: UUID
    format: int
    prev_hash: bytes
    hash: bytes
    content: Content | None


@dataclass(frozen=True, slots=True)
class Break:
    """A place where the chain does not hold, and why.

    `changed`: the event is not as it was. `removed`: the event is gone. `missing`: the link is gone. `unlinked`: the
    link does not hold on to the one before. `inserted` (position 0): an event that came in behind our back.
    `unsealed` (position 0): an event that was removed before it was linked.
    """

    position: int
    why: str
    event_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Head:
    """The end of a chain: how many links, and the last hash in hex. Noted elsewhere, it shows a cut-off end."""

    authority_id: UUID
    position: int
    hash: str


def digest(content: Content, position: int, previous: bytes, form: int = FORMAT) -> bytes:
    """SHA-256 over the previous hash and the event's columns as canonical JSON."""
    hashed = {
        "id": str(content.id),
        "authority": str(content.authority_id),
        "position": position,
        "at": content.at.astimezone(UTC).isoformat(timespec="microseconds"),
        "person": _text(content.person_id),
        "event": content.event,
        "subject_type": content.subject_type,
        "subject": _text(content.subject_id),
        "detail": content.detail,
        "request": _text(content.request_id),
    }
    if form != FIRST:
        hashed |= {"lane": content.lane, "format": form}
    canonical = json.dumps(hashed, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(previous + canonical.encode()).digest()


def breaks(links: Iterable[Sealed], start: bytes, first: int = 1) -> Iterator[Break]:
    """Where a chain, read in order of position, was changed, lost a row, or was put together anew.

    `start` is the hash before the link at position `first`.
    """
    expected_position, previous = first, start
    for link in links:
        if link.position != expected_position:
            yield Break(expected_position, "missing")
        elif link.prev_hash != previous:
            yield Break(link.position, "unlinked", link.event_id)
        if link.content is None:
            yield Break(link.position, "removed", link.event_id)
        elif not _as_it_was(link, link.content):
            yield Break(link.position, "changed", link.event_id)
        expected_position, previous = link.position + 1, link.hash


def _as_it_was(link: Sealed, content: Content) -> bool:
    # Format 1 did not hash the lane, because there was only one.
    if link.format not in FORMATS or (link.format == FIRST and content.lane != "change"):
        return False
    return digest(content, link.position, link.prev_hash, link.format) == link.hash


def _text(value: UUID | None) -> str | None:
    return None if value is None else str(value)
