"""The database's roles: one that owns, four that work. Used by the launcher, the operator and the test harness."""

from collections.abc import Mapping
from typing import Final

import psycopg
from psycopg import sql

OWNER: Final = "beredskab_owner"
PUBLIC: Final = "beredskab_public"
INTAKE: Final = "beredskab_intake"
WORK: Final = "beredskab_work"
WORKER: Final = "beredskab_worker"
APPLICATION_ROLES: Final = (PUBLIC, INTAKE, WORK, WORKER)
LARGE_OBJECTS: Final = ("lo_create(oid)", "lo_creat(integer)", "lo_from_bytea(oid, bytea)")
OTHER_DATABASES: Final = ("postgres", "template1")


def ensure_roles(admin_dsn: str, passwords: Mapping[str, str]) -> None:
    """Create the five roles and let them into the database that `admin_dsn` names. Safe to repeat.

    `passwords` gives each application role's password; a role without one keeps what it has. The owner cannot
    log in: migrations log in as the administrator and take the owner's role. Raises psycopg.Error when the
    administrator may not create roles.
    """
    with psycopg.connect(admin_dsn) as connection:
        connection.execute("select pg_advisory_xact_lock(7214905538)")
        _ensure_owner(connection)
        for role in APPLICATION_ROLES:
            _ensure_application_role(connection, role, passwords.get(role))
        _open_database(connection)
        _close_the_rest(connection)


def _ensure_owner(connection: psycopg.Connection) -> None:
    _create_if_missing(connection, OWNER)
    connection.execute(sql.SQL("alter role {} nologin nocreatedb nocreaterole").format(sql.Identifier(OWNER)))
    row = connection.execute("select current_user, pg_has_role(current_user, %s, 'member')", [OWNER]).fetchone()
    if row is not None and not row[1]:
        connection.execute(sql.SQL("grant {} to current_user").format(sql.Identifier(OWNER)))


def _ensure_application_role(connection: psycopg.Connection, role: str, password: str | None) -> None:
    _create_if_missing(connection, role)
    name = sql.Identifier(role)
    connection.execute(sql.SQL("alter role {} login nocreatedb nocreaterole noinherit").format(name))
    if password is not None:
        connection.execute(sql.SQL("alter role {} password {}").format(name, sql.Literal(password)))


def _create_if_missing(connection: psycopg.Connection, role: str) -> None:
    if connection.execute("select 1 from pg_roles where rolname = %s", [role]).fetchone() is None:
        connection.execute(sql.SQL("create role {} nosuperuser nobypassrls").format(sql.Identifier(role)))


def _open_database(connection: psycopg.Connection) -> None:
    row = connection.execute("select current_database()").fetchone()
    assert row is not None
    database = sql.Identifier(row[0])
    roles = sql.SQL(", ").join(sql.Identifier(role) for role in (OWNER, *APPLICATION_ROLES))
    connection.execute(sql.SQL("revoke connect, temporary on database {} from public").format(database))
    connection.execute(sql.SQL("grant connect on database {} to {}").format(database, roles))
    connection.execute(sql.SQL("grant create on database {} to {}").format(database, sql.Identifier(OWNER)))
    connection.execute(sql.SQL("grant usage on schema public to {}").format(roles))
    connection.execute(sql.SQL("grant create on schema public to {}").format(sql.Identifier(OWNER)))


def _close_the_rest(connection: psycopg.Connection) -> None:
    """What PostgreSQL lets everybody do and no role of ours needs: large objects, and the server's own databases.

    A managed server may not let its administrator take this away; then it stays as it was, and nothing fails.
    """
    for name in LARGE_OBJECTS:
        function = sql.SQL("pg_catalog." + name)
        _if_allowed(connection, sql.SQL("grant execute on function {} to {}").format(function, sql.Identifier(OWNER)))
        _if_allowed(connection, sql.SQL("revoke execute on function {} from public").format(function))
    open_ones = connection.execute(
        "select datname from pg_database where datname = any(%s) and datname <> current_database()"
        " and has_database_privilege(%s, oid, 'connect')",
        [list(OTHER_DATABASES), PUBLIC],
    ).fetchall()
    for (name,) in open_ones:
        database = sql.Identifier(name)
        _if_allowed(connection, sql.SQL("grant connect on database {} to current_user").format(database))
        _if_allowed(connection, sql.SQL("revoke connect on database {} from public").format(database))


def _if_allowed(connection: psycopg.Connection, statement: sql.Composed) -> None:
    try:
        with connection.transaction():
            connection.execute(statement)
    except (psycopg.errors.InsufficientPrivilege, psycopg.errors.InternalError_):
        # InternalError: somebody else changed the same row of the catalogue at the same moment, to the same end.
        return
