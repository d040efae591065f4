"""Who is looking: the person, the authority they act for, and the database settings that row-level security reads."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from uuid import UUID

from django.db import connection, transaction


@dataclass(frozen=True, slots=True)
class Viewer:
    """A person acting for one authority in some roles. Actions take it as `by=`, queries as first argument."""

    person_id: UUID
    authority_id: UUID
    roles: frozenset[str] = frozenset()
    name: str = ""
    authority_name: str = ""


@dataclass(frozen=True, slots=True)
class Scope:
    """What the database is told: whose rows may be seen in this transaction."""

    authority_id: UUID | None = None
    person_id: UUID | None = None


NOBODY = Scope()


_current: ContextVar[Scope] = ContextVar("beredskab_scope", default=NOBODY)


def current_scope() -> Scope:
    """The scope that the innermost `as_scope` has set, or NOBODY."""
    return _current.get()


@contextmanager
def as_scope(scope: Scope) -> Iterator[None]:
    """Open a transaction (or a savepoint) in which the database shows the rows of `scope` only.

    Settings are local to the transaction. Inside an outer scope they are put back on the way out, because
    PostgreSQL keeps a local setting after a released savepoint.
    """
    nested = connection.in_atomic_block
    with transaction.atomic():
        token = _current.set(scope)
        previous = token.old_value if isinstance(token.old_value, Scope) else NOBODY
        try:
            _tell_database(scope)
            yield
            if nested:
                _tell_database(previous)
        finally:
            _current.reset(token)


@contextmanager
def as_viewer(viewer: Viewer) -> Iterator[Viewer]:
    """Act as `viewer`: a transaction in which the database shows the viewer's authority's rows."""
    with as_scope(Scope(viewer.authority_id, viewer.person_id)):
        yield viewer


def narrow_to(scope: Scope) -> None:
    """Change the running scope, inside `as_scope`, which still puts back what was before it."""
    if not connection.in_atomic_block:
        raise RuntimeError("a scope needs a transaction")
    _current.set(scope)
    _tell_database(scope)


def _tell_database(scope: Scope) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "select set_config('app.authority', %s, true), set_config('app.person', %s, true)",
            [str(scope.authority_id or ""), str(scope.person_id or "")],
        )
