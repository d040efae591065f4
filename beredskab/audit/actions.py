"""Adding to the record. There is no other write: the database refuses to change or remove a row."""

import hashlib
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import connection, models

from beredskab.audit.chain import digest
from beredskab.audit.details import checked
from beredskab.audit.models import GENESIS, HOUSE, Event
from beredskab.kit.actions import note_event
from beredskab.kit.requests import current_request_id
from beredskab.kit.viewer import Scope, Viewer, as_scope


def record(*, by: Viewer, event: str, subject: models.Model | None, detail: Mapping[str, Any] | None = None) -> Event:
    """Write that `by` did `event` to `subject`, in the transaction of the change itself.

    `detail` holds codes and numbers only (`audit.details`). Raises DetailRefused.
    """
    return _append(by.authority_id, by.person_id, event, subject, detail)


def record_house(*, person_id: UUID | None, event: str, detail: Mapping[str, Any] | None = None) -> Event:
    """Write an event that concerns no single authority, such as a login. Opens its own scope."""
    with as_scope(Scope(HOUSE, person_id)):
        return _append(HOUSE, person_id, event, None, detail)


def _append(
    authority_id: UUID,
    person_id: UUID | None,
    event: str,
    subject: models.Model | None,
    detail: Mapping[str, Any] | None,
) -> Event:
    _lock(authority_id)
    last = Event.objects.filter(authority_id=authority_id).order_by("-position").only("position", "hash").first()
    previous = bytes(last.hash) if last else GENESIS
    row = Event(
        authority_id=authority_id,
        position=last.position + 1 if last else 1,
        person_id=person_id,
        event=event,
        subject_type=subject._meta.label if subject is not None else "",
        subject_id=subject.pk if subject is not None else None,
        detail=checked(detail or {}),
        request_id=current_request_id(),
        prev_hash=previous,
    )
    row.hash = digest(row, previous)
    row.save(force_insert=True)
    note_event(event)
    return row


def _lock(authority_id: UUID) -> None:
    """One writer at a time per chain, until the transaction ends: a position is taken once and in order."""
    key = int.from_bytes(hashlib.sha256(b"audit" + authority_id.bytes).digest()[:8], signed=True)
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(%s)", [key])
