"""Reading the record, and checking that nobody has touched it."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice
from typing import Any, Final
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet
from django.utils import timezone

from beredskab.audit.chain import Break, Head, Sealed, breaks
from beredskab.audit.models import GENESIS, Event, Lane, Link
from beredskab.kit.viewer import Scope, Viewer, as_scope

AT_A_TIME: Final = 2000
SEALED_WITHIN: Final = timedelta(minutes=2)  # the sealer takes a second; beyond this somebody should be told
SHOWN_BREAKS: Final = 1000
DETAIL: Final = 8  # its place among the columns; Django has psycopg hand JSON over as text
CHAIN: Final = """
select l.position, l.event_id, l.format, l.prev_hash, l.hash,
  e.id, e.authority_id, e.lane, e.at, e.person_id, e.event, e.subject_type, e.subject_id, e.detail, e.request_id
from audit_link l left join audit_event e on e.id = l.event_id
where l.authority_id = %s and l.position >= %s order by l.position
"""
# An event is pending or linked from the moment it is committed. What is neither was put in past the trigger.
INSERTED: Final = """
select e.id from audit_event e where e.authority_id = %s
  and not exists (select from audit_link l where l.event_id = e.id)
  and not exists (select from audit_pending p where p.event_id = e.id)
order by e.id limit %s
"""
UNSEALED: Final = """
select p.event_id from audit_pending p where p.authority_id = %s
  and not exists (select from audit_event e where e.id = p.event_id)
order by p.event_id limit %s
"""
AUTHORITIES: Final = "select authority_id from audit_event union select authority_id from audit_link order by 1"


@dataclass(frozen=True, slots=True)
class Seal:
    """How the latest part of a chain holds: from when, and whether that is the beginning (`whole`).

    `waiting` is the time of an event that should have been linked long ago: then nobody seals.
    """

    since: datetime | None
    whole: bool
    breaks: tuple[Break, ...]
    waiting: datetime | None = None


@dataclass(slots=True)
class _Content:
    """An event's columns as they stand in the database."""

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


def events(viewer: Viewer) -> QuerySet[Event]:
    """The events of the viewer's authority, newest first."""
    return Event.objects.filter(authority_id=viewer.authority_id).order_by("-id")


def is_access(event: Event) -> bool:
    """Whether the event tells of something that was seen, and not of a change."""
    return bool(event.lane == Lane.ACCESS)


def head(authority_id: UUID) -> Head:
    """The end of an authority's chain. Opens its own scope."""
    with as_scope(Scope(authority_id)):
        last = Link.objects.filter(authority_id=authority_id).order_by("-position").first()
    return Head(authority_id, last.position, bytes(last.hash).hex()) if last else Head(authority_id, 0, GENESIS.hex())


def seal(viewer: Viewer, limit: int = 500) -> Seal:
    """Whether the latest `limit` links of the viewer's chain hold on to each other. Few queries, bounded."""
    last = Link.objects.filter(authority_id=viewer.authority_id).order_by("-position").first()
    first = max(1, last.position - limit) if last else 1
    rows = list(_sealed(viewer.authority_id, first))
    whole = first == 1
    before, latest = (None, rows) if whole else (rows[0], rows[1:])
    start = before.hash if before else GENESIS
    found = tuple(breaks(latest, start, first if whole else first + 1))
    since = next((link.content.at for link in latest if link.content), None)
    return Seal(since, whole, found, _waiting(viewer))


def authorities() -> list[UUID]:
    """Every authority that has a chain, the house's own among them. Only the owner of the tables sees them all."""
    with connection.cursor() as cursor:
        cursor.execute(AUTHORITIES)
        return [row[0] for row in cursor.fetchall()]


def verify(authority_id: UUID, noted: Head | None = None) -> tuple[Break, ...]:
    """Where an authority's chain does not hold; empty when it does. Opens its own scope, reads row by row.

    Only the owner of the tables sees all it takes; past a thousand breaks it stops counting. With a `noted` head,
    also whether the chain still has that link with that hash: a removed or rewritten end is found in no other way.
    """
    with as_scope(Scope(authority_id)):
        found = list(islice(breaks(_sealed(authority_id), GENESIS), SHOWN_BREAKS))
        found += [Break(0, "inserted", event) for event in _ids(INSERTED, authority_id)]
        found += [Break(0, "unsealed", event) for event in _ids(UNSEALED, authority_id)]
        if noted is not None and noted.position:
            link = Link.objects.filter(authority_id=authority_id, position=noted.position).first()
            if link is None or bytes(link.hash).hex() != noted.hash:
                found.append(Break(noted.position, "missing" if link is None else "changed"))
    return tuple(found)


def _waiting(viewer: Viewer) -> datetime | None:
    due = events(viewer).filter(at__lt=timezone.now() - SEALED_WITHIN).first()
    return due.at if due and not Link.objects.filter(event_id=due.id).exists() else None


def _sealed(authority_id: UUID, first: int = 1) -> Iterator[Sealed]:
    with connection.chunked_cursor() as cursor:
        cursor.execute(CHAIN, [authority_id, first])
        while rows := cursor.fetchmany(AT_A_TIME):
            yield from (_link(row) for row in rows)


def _link(row: tuple[Any, ...]) -> Sealed:
    position, event_id, form, prev_hash, own_hash, *columns = row
    if columns[0] is None:
        return Sealed(position, event_id, form, bytes(prev_hash), bytes(own_hash), None)
    columns[DETAIL] = json.loads(columns[DETAIL])
    return Sealed(position, event_id, form, bytes(prev_hash), bytes(own_hash), _Content(*columns))


def _ids(statement: str, authority_id: UUID) -> list[UUID]:
    with connection.cursor() as cursor:
        cursor.execute(statement, [authority_id, SHOWN_BREAKS])
        return [row[0] for row in cursor.fetchall()]
