"""The number of the request being served, for the log and the audit."""

from contextvars import ContextVar
from uuid import UUID

request_id: ContextVar[UUID | None] = ContextVar("beredskab_request_id", default=None)


def current_request_id() -> UUID | None:
    """The running request's id; None in the worker and in commands."""
    return request_id.get()
