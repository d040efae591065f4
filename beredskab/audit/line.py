"""A connection of its own for accesses: what it writes stands at once and survives the request's rollback.

Not an alias of Django's: nobody can put it in a transaction, and no test can roll it back.
"""

import atexit
import threading
from typing import Any, Final

import psycopg
from django.db import connections
from psycopg import sql

OURS: Final = frozenset({"server_side_binding", "assume_role"})  # Django's own options, unknown to libpq
CONNECT_SECONDS: Final = 5

_line = threading.local()


class AccessNotWritten(RuntimeError):
    """The record of an access could not be written, so what was asked for must not be shown."""


def send(statement: str, values: list[Any]) -> None:
    """Run one statement that commits by itself; a lost connection is opened again once. Raises AccessNotWritten."""
    try:
        held = _connection()
        try:
            held.execute(statement, values)
        except psycopg.OperationalError:
            if not held.broken:
                raise
            _connection().execute(statement, values)
    except psycopg.Error as error:
        raise AccessNotWritten from error


def hang_up() -> None:
    """Close this thread's connection; the next access opens a new one."""
    held = getattr(_line, "connection", None)
    if held is not None:
        held.close()
        del _line.connection


atexit.register(hang_up)


def _connection() -> psycopg.Connection:
    """This thread's connection, with the role and address that Django's has now."""
    settings = connections["default"].settings_dict
    address = {
        "dbname": settings["NAME"],
        "user": settings["USER"],
        "password": settings["PASSWORD"],
        "host": settings["HOST"],
        "port": settings["PORT"],
        **{key: value for key, value in settings["OPTIONS"].items() if key not in OURS},
    }
    held: psycopg.Connection | None = getattr(_line, "connection", None)
    if held is not None and not held.closed and _line.address == address:
        return held
    hang_up()
    _line.connection, _line.address = _open(address, settings["OPTIONS"].get("assume_role")), address
    return _line.connection  # type: ignore[no-any-return]


def _open(address: dict[str, Any], role: str | None) -> psycopg.Connection:
    wanted = {key: value for key, value in address.items() if value}
    opened = psycopg.connect(**wanted, autocommit=True, connect_timeout=CONNECT_SECONDS)
    # Durable before it returns, also where the server is told to be quick.
    opened.execute(
        "select set_config('synchronous_commit', 'on', false) where current_setting('synchronous_commit') = 'off'"
    )
    if role:
        opened.execute(sql.SQL("set role {}").format(sql.Identifier(role)))
    return opened
