"""The chain: what is hashed of an event, and how one event holds on to the one before it."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Protocol
from uuid import UUID


class Link(Protocol):
    """The hashed columns of an event."""

    id: UUID
    authority_id: UUID
    position: int
    at: datetime
    person_id: UUID | None
    event: str
    subject_type: str
    subject_id: UUID | None
    detail: dict[str, Any]
    request_id: UUID | None


@dataclass(frozen=True, slots=True)
class Break:
    """A place where the chain does not hold: the position, and why (`changed`, `missing`, `unlinked`)."""

    position: int
    why: str


class Sealed(Link, Protocol):
    """An event with its place in the chain."""

    prev_hash: bytes
    hash: bytes


def digest(link: Link, previous: bytes) -> bytes:
    """SHA-256 over the previous hash and the event's columns as canonical JSON."""
    content = {
        "id": str(link.id),
        "authority": str(link.authority_id),
        "position": link.position,
        "at": link.at.astimezone(UTC).isoformat(timespec="microseconds"),
        "person": _text(link.person_id),
        "event": link.event,
        "subject_type": link.subject_type,
        "subject": _text(link.subject_id),
        "detail": link.detail,
        "request": _text(link.request_id),
    }
    canonical = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(previous + canonical.encode()).digest()


def breaks(events: Iterable[Sealed], start: bytes, first: int = 1) -> Iterator[Break]:
    """Where a chain, read in order of position, was changed, lost a row, or was put together anew.

    `start` is the hash before the event at position `first`.
    """
    expected_position, previous = first, start
    for event in events:
        if event.position != expected_position:
            yield Break(expected_position, "missing")
        elif bytes(event.prev_hash) != previous:
            yield Break(event.position, "unlinked")
        if digest(event, bytes(event.prev_hash)) != bytes(event.hash):
            yield Break(event.position, "changed")
        expected_position, previous = event.position + 1, bytes(event.hash)


def _text(value: UUID | None) -> str | None:
    return None if value is None else str(value)
