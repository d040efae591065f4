"""The sealer: links committed events into their authority's chain, so that no writer waits for a place in it."""

import hashlib
import logging
import threading
from collections.abc import Iterator, Sequence
from typing import Final
from uuid import UUID

from django.db import close_old_connections, connection

from beredskab.audit.chain import FORMAT, digest
from beredskab.audit.models import GENESIS, Event, Link, Pending
from beredskab.kit.viewer import Scope, as_scope

AT_A_TIME: Final = 1000
PAUSE_SECONDS: Final = 0.5
FAULT_SECONDS: Final = 2.0

logger = logging.getLogger(__name__)


def seal(authority_id: UUID) -> int:
    """Link the authority's committed events that are not linked yet, in order of id, and give their number.

    Safe to run from several processes at once. Opens its own scope; the role must be the worker's or the owner's.
    """
    linked, after = 0, UUID(int=0)
    while True:
        waiting, batch = _seal_some(authority_id, after)
        linked += batch
        if len(waiting) < AT_A_TIME:
            return linked
        after = waiting[-1]


def seal_all() -> int:
    """Seal every authority that has events waiting, and give the number of events."""
    with connection.cursor() as cursor:
        cursor.execute("select audit_unsealed()")
        waiting = [row[0] for row in cursor.fetchall()]
    return sum(seal(authority_id) for authority_id in waiting)


def keep_sealing(stop: threading.Event) -> None:
    """Seal twice a second until told to stop. A fault is logged and tried again: events wait, none is lost."""
    while not stop.wait(PAUSE_SECONDS):
        try:
            close_old_connections()
            seal_all()
        except Exception:  # whatever it was, the next round may go well
            logger.exception("sealing")
            connection.close()
            stop.wait(FAULT_SECONDS)
    connection.close()


def _seal_some(authority_id: UUID, after: UUID) -> tuple[list[UUID], int]:
    """The next events in line, and how many of them were linked."""
    with as_scope(Scope(authority_id)):
        _lock(authority_id)
        line = Pending.objects.filter(authority_id=authority_id, event_id__gt=after).order_by("event_id")
        waiting = list(line.values_list("event_id", flat=True)[:AT_A_TIME])
        events = list(Event.objects.filter(id__in=waiting).order_by("id"))
        last = Link.objects.filter(authority_id=authority_id).order_by("-position").first()
        links = list(_links(authority_id, events, last.position if last else 0, bytes(last.hash) if last else GENESIS))
        Link.objects.bulk_create(links)
        # One whose event is gone stays in line, so that `verify` tells of it.
        Pending.objects.filter(event_id__in=[event.id for event in events]).delete()
    return waiting, len(events)


def _links(authority_id: UUID, events: Sequence[Event], position: int, previous: bytes) -> Iterator[Link]:
    for event in events:
        position += 1
        own = digest(event, position, previous)
        yield Link(
            event_id=event.id,
            authority_id=authority_id,
            position=position,
            format=FORMAT,
            prev_hash=previous,
            hash=own,
        )
        previous = own


def _lock(authority_id: UUID) -> None:
    """One sealer at a time per chain, until the transaction ends: a position is taken once and in order."""
    key = int.from_bytes(hashlib.sha256(b"audit" + authority_id.bytes).digest()[:8], signed=True)
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(%s)", [key])
