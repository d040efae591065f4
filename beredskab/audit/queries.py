"""Reading the record, and checking that nobody has touched it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import cast
from uuid import UUID

from django.db.models import QuerySet

from beredskab.audit.chain import Break, Sealed, breaks
from beredskab.audit.models import GENESIS, Event
from beredskab.kit.viewer import Scope, Viewer, as_scope


@dataclass(frozen=True, slots=True)
class Head:
    """The end of a chain: how many events, and the last hash in hex. Noted elsewhere, it shows a cut-off end."""

    authority_id: UUID
    position: int
    hash: str


@dataclass(frozen=True, slots=True)
class Seal:
    """How the latest part of a chain holds: from when, and whether that is the beginning (`whole`)."""

    since: datetime | None
    whole: bool
    breaks: tuple[Break, ...]


def events(viewer: Viewer) -> QuerySet[Event]:
    """The events of the viewer's authority, newest first."""
    return Event.objects.filter(authority_id=viewer.authority_id).order_by("-position")


def head(authority_id: UUID) -> Head:
    """The end of an authority's chain. Opens its own scope."""
    with as_scope(Scope(authority_id)):
        last = Event.objects.filter(authority_id=authority_id).order_by("-position").first()
    return Head(authority_id, last.position, bytes(last.hash).hex()) if last else Head(authority_id, 0, GENESIS.hex())


def seal(viewer: Viewer, limit: int = 2000) -> Seal:
    """Whether the latest `limit` events of the viewer's chain hold on to each other. One query, bounded."""
    rows = list(events(viewer)[: limit + 1])[::-1]
    if not rows:
        return Seal(None, whole=True, breaks=())
    whole = len(rows) <= limit
    before, latest = (None, rows) if whole else (rows[0], rows[1:])
    start, first = (bytes(before.hash), before.position + 1) if before else (GENESIS, 1)
    found = breaks(cast("Iterable[Sealed]", latest), start, first)
    return Seal(latest[0].at, whole=whole, breaks=tuple(found))


def verify(authority_id: UUID, noted: Head | None = None) -> tuple[Break, ...]:
    """Where an authority's chain does not hold; empty when it does. Opens its own scope.

    With a `noted` head, also whether the chain still has that event with that hash: a removed or rewritten end
    is found in no other way.
    """
    with as_scope(Scope(authority_id)):
        chain = Event.objects.filter(authority_id=authority_id).order_by("position")
        sealed = cast("Iterable[Sealed]", chain.iterator(chunk_size=2000))
        found = list(breaks(sealed, GENESIS))
        if noted is not None and noted.position:
            event = chain.filter(position=noted.position).first()
            if event is None or bytes(event.hash).hex() != noted.hash:
                found.append(Break(noted.position, "missing" if event is None else "changed"))
    return tuple(found)
