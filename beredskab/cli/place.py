"""Where things lie: the data folder, the database it holds, and what each process is told of it."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import quote, urlsplit, urlunsplit

import psycopg

from beredskab.cli import postgres
from beredskab.cli.postgres.cluster import Cluster, write_private
from beredskab.kit import roles

DATABASE: Final = "beredskab"
PACKAGE: Final = Path(__file__).resolve().parents[1]
VARIABLES: Final = {
    roles.PUBLIC: "BEREDSKAB_DB_PUBLIC",
    roles.INTAKE: "BEREDSKAB_DB_INTAKE",
    roles.WORK: "BEREDSKAB_DB_WORK",
    roles.WORKER: "BEREDSKAB_DB_WORKER",
}


@dataclass(frozen=True, slots=True)
class Addresses:
    """The administrator's address and each role's, as libpq and the settings read them. `bin` has pg_dump, if ours."""

    admin: str
    roles: Mapping[str, str]
    bin: Path | None

    def environment(self, role: str | None) -> dict[str, str]:
        """What one process may know: its own role's address, or the administrator's when `role` is None."""
        return {"DATABASE_URL": self.admin} if role is None else {VARIABLES[role]: self.roles[role]}


def default_folder() -> Path:
    """BEREDSKAB_DATA, or `var` in a checkout, or the user's folder for program data."""
    if chosen := os.environ.get("BEREDSKAB_DATA"):
        return Path(chosen)
    if (PACKAGE.parent / "Makefile").exists() and (PACKAGE.parent / "pyproject.toml").exists():
        return PACKAGE.parent / "var"
    base = os.environ.get("XDG_DATA_HOME") or str(Path.home() / ".local" / "share")
    return Path(base) / "beredskab"


def secret_key(folder: Path) -> str:
    """The demo's own key, random and made once, in a file that only we can read."""
    path = folder / "secret-key"
    if not path.exists():
        write_private(path, secrets.token_urlsafe(48))
    return path.read_text(encoding="utf-8").strip()


@contextmanager
def database(folder: Path, *, serving: bool = False) -> Iterator[Addresses]:
    """The database of DATABASE_URL, or the embedded one in `folder`/database, started or attached to.

    The embedded one gets its database and roles here. In somebody's own server nothing is touched, unless `serving`
    the demo there: then the roles are made, with passwords of ours. Raises PostgresError and psycopg.Error.
    """
    if given := os.environ.get("DATABASE_URL"):
        passwords = {role: Cluster(folder).password(role) for role in roles.APPLICATION_ROLES} if serving else {}
        if serving:
            roles.ensure_roles(given, passwords)
        yield Addresses(given, {role: _as_role(given, role, word) for role, word in passwords.items()}, None)
        return
    with postgres.start(folder / "database") as server:
        admin = server.url("postgres", DATABASE)
        _ensure_database(server.admin_url)
        roles.ensure_roles(admin, {role: server.password(role) for role in roles.APPLICATION_ROLES})
        urls = {role: server.url(role, DATABASE) for role in roles.APPLICATION_ROLES}
        yield Addresses(admin, urls, server.programs.program("pg_dump").parent)


def _ensure_database(admin_url: str) -> None:
    with psycopg.connect(admin_url, autocommit=True) as connection:
        if connection.execute("select 1 from pg_database where datname = %s", [DATABASE]).fetchone() is None:
            connection.execute(f"create database {DATABASE} template template0 encoding 'UTF8'")


def _as_role(url: str, role: str, password: str) -> str:
    parts = urlsplit(url)
    host = parts.netloc.rpartition("@")[2]
    return urlunsplit(parts._replace(netloc=f"{role}:{quote(password, safe='')}@{host}"))
