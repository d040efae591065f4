"""Adding to the record. There is no other write: the database refuses to change or remove a row.

A change is recorded in its own transaction and goes when that goes. An access is recorded before anything is shown,
on a connection of its own, and stays whatever becomes of the request.
"""

from collections.abc import Mapping
from typing import Any, Final
from uuid import UUID

from django.db import connection, models
from psycopg.types.json import Jsonb

from beredskab.audit import line
from beredskab.audit.details import checked
from beredskab.audit.models import HOUSE, Event
from beredskab.kit.actions import note_event
from beredskab.kit.ids import new_id
from beredskab.kit.requests import current_request_id
from beredskab.kit.viewer import Scope, Viewer, as_scope

ACCESS: Final = "select audit_access(%s, %s, %s, %s, %s, %s, %s, %s)"
DEPOSIT: Final = "select audit_deposit(%s, %s, %s, %s, %s, %s)"


def record(*, by: Viewer, event: str, subject: models.Model | None, detail: Mapping[str, Any] | None = None) -> Event:
    """Write that `by` did `event` to `subject`, in the transaction of the change itself.

    `detail` holds codes and numbers only (`audit.details`). Raises DetailRefused.
    """
    return _add(by.authority_id, by.person_id, event, subject, detail)


def record_house(*, person_id: UUID | None, event: str, detail: Mapping[str, Any] | None = None) -> Event:
    """Write an event that concerns no single authority, such as a login. Opens its own scope."""
    with as_scope(Scope(HOUSE, person_id)):
        return _add(HOUSE, person_id, event, None, detail)


def deposit(*, event: str, subject: models.Model, detail: Mapping[str, Any] | None = None) -> None:
    """Write that something was received from a stranger, for a process that may add to the record and not read it.

    In the transaction of the change, for the authority in scope; `event` ends in `.received`. Raises DetailRefused.
    """
    values = [new_id(), event, subject._meta.label, subject.pk, Jsonb(checked(detail or {})), current_request_id()]
    with connection.cursor() as cursor:
        cursor.execute(DEPOSIT, values)
    note_event(event)


def access(
    by: Viewer,
    event: str,
    subject: models.Model | None = None,
    *,
    subject_type: str = "",
    subject_id: UUID | None = None,
    detail: Mapping[str, Any] | None = None,
    authority_id: UUID | None = None,
) -> None:
    """Write that `by` is about to see something. Call it before the data is fetched: it stands when this returns.

    The row stands in the log of the viewer's authority, or of `authority_id`: what one authority shared is seen in
    another, and the first one's officer must be able to read who saw it. Give the subject, or its model label and id
    when it is not fetched yet. Raises DetailRefused, and AccessNotWritten: then nothing may be shown.
    """
    if subject is not None:
        subject_type, subject_id = subject._meta.label, subject.pk
    told = Jsonb(checked(detail or {}))
    request = current_request_id()
    line.send(
        ACCESS,
        [new_id(), authority_id or by.authority_id, by.person_id, event, subject_type, subject_id, told, request],
    )
    note_event(event)


def refused(by: Viewer, event: str, subject_type: str, subject_id: UUID | None, reason: str) -> None:
    """Write that `by` asked for something and was not given it. `event` ends in `.refused`, `reason` is a code.

    To be called where a NotFound or NotAllowed is raised. Raises ValueError, DetailRefused and AccessNotWritten.
    """
    if not event.endswith(".refused"):
        raise ValueError(f"a refusal is an event that ends in .refused: {event}")
    access(by, event, subject_type=subject_type, subject_id=subject_id, detail={"reason": reason})


def _add(
    authority_id: UUID,
    person_id: UUID | None,
    event: str,
    subject: models.Model | None,
    detail: Mapping[str, Any] | None,
) -> Event:
    row = Event(
        authority_id=authority_id,
        person_id=person_id,
        event=event,
        subject_type=subject._meta.label if subject is not None else "",
        subject_id=subject.pk if subject is not None else None,
        detail=checked(detail or {}),
        request_id=current_request_id(),
    )
    row.save(force_insert=True)
    note_event(event)
    return row
