"""Databases for tests: one server per run, one template made by the owner, one clone per worker.

The server is the one `DATABASE_URL` names, or our own launcher's. Everything is made when the first test asks.
"""

import fcntl
import json
import os
import secrets
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from urllib.parse import quote, urlencode

import psycopg
from psycopg import sql

from beredskab.cli import postgres as launcher
from beredskab.config.database import parse_url
from beredskab.kit import roles

FOLDER = "BEREDSKAB_TEST_FOLDER"
ROOT = Path(__file__).resolve().parents[1]
BUILD = """
import django
django.setup()
from django.core.management import call_command
from beredskab.audit import sealing
from beredskab.organisation import demo
call_command("migrate", verbosity=0, skip_checks=True)
demo.create()
sealing.seal_all()
"""


@dataclass(frozen=True)
class Server:
    """Where the run's databases lie."""

    admin_url: str
    template: str
    passwords: dict[str, str]
    ours: bool


@dataclass(frozen=True)
class Clone:
    """One database, and the address of each role in it."""

    name: str
    server: Server

    @property
    def admin_url(self) -> str:
        """The administrator's address of this database."""
        return address(self.server.admin_url, self.name)

    def url(self, role: str) -> str:
        """An application role's address of this database."""
        return address(self.server.admin_url, self.name, role, self.server.passwords[role])

    def environment(self) -> dict[str, str]:
        """What a process needs to run on this database."""
        return {
            "BEREDSKAB_ENV": "test",
            "DATABASE_URL": self.admin_url,
            "BEREDSKAB_DB_PUBLIC": self.url(roles.PUBLIC),
            "BEREDSKAB_DB_INTAKE": self.url(roles.INTAKE),
            "BEREDSKAB_DB_WORK": self.url(roles.WORK),
            "BEREDSKAB_DB_WORKER": self.url(roles.WORKER),
        }


def address(url: str, name: str, user: str | None = None, password: str | None = None) -> str:
    """The same server with another database, and another user if given."""
    parts = parse_url(url)
    who = quote(user if user is not None else parts["USER"], safe="")
    word = quote(password if password is not None else parts["PASSWORD"], safe="")
    query = urlencode({key: value for key, value in (("host", parts["HOST"]), ("port", parts["PORT"])) if value})
    return f"postgresql://{who}:{word}@/{name}?{query}"


def folder() -> Path:
    """The run's own folder, shared by all workers."""
    return Path(os.environ[FOLDER])


def open_folder() -> None:
    """Make the run's folder, in the process that started the run."""
    if FOLDER not in os.environ:
        os.environ[FOLDER] = tempfile.mkdtemp(prefix="bered-")
        folder().chmod(0o711)  # root starts the server as another user, who must get through


@contextmanager
def _lock() -> Iterator[None]:
    with (folder() / "lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def server() -> Server:
    """The run's server with its template, made by whoever asks first."""
    note = folder() / "server.json"
    with _lock():
        if note.exists():
            return Server(**json.loads(note.read_text()))
        made = _make_server()
        note.write_text(json.dumps(asdict(made)))
        return made


def _make_server() -> Server:
    given = os.environ.get("DATABASE_URL", "")
    admin_url = given or _launch()
    template = f"beredskab_test_{secrets.token_hex(4)}"
    passwords = {role: secrets.token_hex(16) for role in roles.APPLICATION_ROLES}
    made = Server(admin_url, template, passwords, ours=not given)
    build(made)
    return made


def build(made: Server) -> Clone:
    """The template of a server: migrated, with the cast."""
    _create(made, made.template)
    process = subprocess.run(
        [sys.executable, "-c", BUILD],
        env={
            **os.environ,
            **Clone(made.template, made).environment(),
            "DJANGO_SETTINGS_MODULE": "beredskab.config.settings.owner",
        },
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    if process.returncode:
        raise RuntimeError(f"the template could not be made:\n{process.stderr}")
    return Clone(made.template, made)


def clone(name: str) -> Clone:
    """A fresh copy of the template: migrated, with the cast in it and nothing else."""
    made = server()
    full = f"{made.template}_{name}"
    with _lock():  # PostgreSQL copies a template only while nobody is connected to it
        _create(made, full, made.template)
    return Clone(full, made)


def drop(database: Clone) -> None:
    """Take a clone away, whoever is still connected."""
    with psycopg.connect(database.server.admin_url, autocommit=True) as connection:
        connection.execute(sql.SQL("drop database if exists {} with (force)").format(sql.Identifier(database.name)))


def close() -> None:
    """Take away what the run has made. Called once, by the process that started the run."""
    note = folder() / "server.json"
    if note.exists():
        made = Server(**json.loads(note.read_text()))
        if made.ours:
            _stop()
        else:
            _drop_all(made)
    shutil.rmtree(folder())


def _create(made: Server, name: str, template: str = "template0") -> None:
    with psycopg.connect(made.admin_url, autocommit=True) as connection:
        connection.execute(
            sql.SQL("create database {} template {} encoding 'UTF8'").format(
                sql.Identifier(name), sql.Identifier(template)
            )
        )
    roles.ensure_roles(address(made.admin_url, name), made.passwords)


def _drop_all(made: Server) -> None:
    with psycopg.connect(made.admin_url, autocommit=True) as connection:
        rows = connection.execute(
            "select datname from pg_database where starts_with(datname, %s)", [made.template]
        ).fetchall()
        for (name,) in rows:
            connection.execute(sql.SQL("drop database {} with (force)").format(sql.Identifier(name)))


LAUNCH = """
import sys
from pathlib import Path
from beredskab.cli.postgres import start
print(start(Path(sys.argv[1]), durable=False).admin_url)
"""


def _launch() -> str:
    """Start the embedded server from a process of its own, so that no worker is its parent; `close` stops it."""
    command = [sys.executable, "-c", LAUNCH, str(folder() / "server")]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True)
    return done.stdout.strip()


def _stop() -> None:
    launcher.start(folder() / "server", durable=False).stop()
