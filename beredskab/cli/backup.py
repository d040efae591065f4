"""`beredskab backup FILE`: a copy of the whole database, proven whole by counting the rows on both sides.

The owner takes it under row security: every tenant table has a policy that shows its owner all rows, and were one
missing the counts would still agree with what the owner sees, which is why `doctor` looks for missing policies.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import psycopg
from psycopg import conninfo, sql

from beredskab.cli import erase, place
from beredskab.cli.errors import CommandError
from beredskab.cli.say import refuse, say
from beredskab.kit import roles

COPY: Final = re.compile(r'^COPY (?:"?public"?)\."?([^" ]+)"? ')
TABLES: Final = "select c.relname from pg_class c where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The file, and which way."""
    parser.add_argument("file", type=Path, help="filen med kopien")
    parser.add_argument("--restore", action="store_true", help="læg kopien ind i en tom database i stedet")
    parser.add_argument("--data", type=Path, help="demoens datamappe (uden DATABASE_URL)")


def run(args: argparse.Namespace) -> int:
    """0 when every row is accounted for; 2 with one sentence otherwise, and then nothing is left half done."""
    folder = (args.data or place.default_folder()).resolve()
    verb = "Lagt tilbage" if args.restore else "Kopieret"
    try:
        with place.database(folder) as addresses:
            rows = restore(args.file, addresses) if args.restore else backup(args.file, addresses)
            say(f"{verb}: {sum(rows.values())} rækker i {len(rows)} tabeller, talt efter på begge sider.")
            return erase.after_restore(folder, addresses) if args.restore else 0
    except CommandError as error:
        return refuse(error)


def backup(file: Path, addresses: place.Addresses) -> dict[str, int]:
    """Write the copy and return the rows per table. Raises CommandError; the file is then removed."""
    if file.exists():
        raise CommandError(
            "file-exists",
            f"Filen {file} findes allerede. Vælg et andet navn, så den gamle kopi ikke går tabt.",
            f"There is a file {file} already. Choose another name, so that the old copy is not lost.",
        )
    unfinished = file.with_name(f"{file.name}.unfinished")
    with _snapshot(addresses.admin) as (connection, snapshot):
        seen = count(connection)
        unfinished.unlink(missing_ok=True)
        with os.fdopen(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as target:
            command = [program("pg_dump", addresses, connection), "--format=custom", "--enable-row-security"]
            command += [f"--role={roles.OWNER}", f"--snapshot={snapshot}", f"--dbname={_open(addresses.admin)}"]
            _call(command, "backup", stdout=target, secret=addresses.admin)
        copied = counted_in(unfinished, program("pg_restore", addresses, connection))
    if copied != seen:
        unfinished.unlink()
        raise _miscount(seen, copied)
    unfinished.replace(file)
    return seen


def restore(file: Path, addresses: place.Addresses) -> dict[str, int]:
    """Read a copy into an empty database in one transaction and return the rows per table. Raises CommandError."""
    if not file.is_file():
        raise CommandError("no-file", f"Filen {file} findes ikke.", f"There is no file {file}.")
    with psycopg.connect(addresses.admin) as connection:
        if connection.execute(TABLES).fetchone() is not None:
            raise CommandError(
                "not-empty",
                "Databasen er ikke tom: læg kopien i en ny database, og peg DATABASE_URL på den.",
                "The database is not empty: restore into a new database, and point DATABASE_URL at it.",
            )
        tool = program("pg_restore", addresses, connection)
    wanted = counted_in(file, tool)
    roles.ensure_roles(addresses.admin, {})  # the copy names them in its policies and grants
    command = [tool, "--exit-on-error", "--single-transaction", "--no-owner", f"--role={roles.OWNER}"]
    _call([*command, f"--dbname={_open(addresses.admin)}", str(file)], "restore", secret=addresses.admin)
    with psycopg.connect(addresses.admin) as connection:
        got = count(connection)
    if got != wanted:
        raise _miscount(wanted, got)
    return got


def count(connection: psycopg.Connection) -> dict[str, int]:
    """The rows of each table as its owner sees them."""
    connection.execute(sql.SQL("set role {}").format(sql.Identifier(roles.OWNER)))
    found: dict[str, int] = {}
    for (name,) in connection.execute(TABLES).fetchall():
        row = connection.execute(sql.SQL("select count(*) from public.{}").format(sql.Identifier(name))).fetchone()
        found[name] = row[0] if row else 0
    connection.execute("reset role")
    return found


def counted_in(file: Path, tool: str) -> dict[str, int]:
    """The rows of each table as the copy holds them, by reading it through. Raises CommandError for a broken copy."""
    found: dict[str, int] = {}
    table = ""
    with subprocess.Popen(
        [tool, "--data-only", "--file=-", str(file)], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
        encoding="utf-8",
    ) as reading:  # fmt: skip
        assert reading.stdout is not None
        for line in reading.stdout:
            if table and line == "\\.\n":
                table = ""
            elif table:
                found[table] += 1
            elif start := COPY.match(line):
                table = start[1]
                found[table] = 0
    if reading.returncode != 0:
        raise CommandError("broken", f"Kopien {file} kan ikke læses.", f"The copy {file} cannot be read.")
    return found


def program(name: str, addresses: place.Addresses, connection: psycopg.Connection) -> str:
    """The oldest `pg_dump` or `pg_restore` on this machine that knows the server's version. Raises CommandError."""
    needed = connection.info.server_version // 10000
    folders = [addresses.bin] if addresses.bin else []
    folders += [Path("/usr/lib/postgresql") / str(number) / "bin" for number in range(needed, needed + 20)]
    folders += [Path(folder) for folder in os.environ.get("PATH", "").split(os.pathsep) if folder]
    for folder in folders:
        found = shutil.which(name, path=str(folder))
        if found and _version(found) >= needed:
            return found
    raise CommandError(
        "no-tool",
        f"Her er ingen {name} til PostgreSQL {needed}: installér pakken postgresql-client-{needed}.",
        f"There is no {name} for PostgreSQL {needed} here: install the package postgresql-client-{needed}.",
    )


@contextmanager
def _snapshot(url: str) -> Iterator[tuple[psycopg.Connection, str]]:
    """One moment of the database, which the counting and the copy share."""
    with psycopg.connect(url) as connection:
        connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        row = connection.execute("select pg_export_snapshot()").fetchone()
        assert row is not None
        yield connection, str(row[0])
        connection.rollback()


def _open(url: str) -> str:
    """The address without its password: what stands on a command line can be read by everybody on the machine."""
    parts = {name: str(value) for name, value in conninfo.conninfo_to_dict(url).items() if name != "password"}
    return conninfo.make_conninfo("", **parts)


def _call(command: list[str], code: str, *, secret: str, stdout: object = subprocess.DEVNULL) -> None:
    password = conninfo.conninfo_to_dict(secret).get("password")
    environment = {**os.environ, **({"PGPASSWORD": str(password)} if password else {})}
    done = subprocess.run(  # type: ignore[call-overload]
        command, stdout=stdout, stderr=subprocess.PIPE, text=True, check=False, env=environment
    )
    if done.returncode != 0:
        reason = " ".join(done.stderr.split())[:300]
        raise CommandError(
            f"{code}-failed",
            f"{Path(command[0]).name} gik ikke godt: {reason}",
            f"{Path(command[0]).name} failed: {reason}",
        )


def _version(path: str) -> int:
    told = subprocess.run([path, "--version"], capture_output=True, text=True, check=False).stdout
    found = re.search(r"(\d+)", told)
    return int(found[1]) if found else 0


def _miscount(expected: dict[str, int], found: dict[str, int]) -> CommandError:
    tables = sorted(name for name in expected.keys() | found.keys() if expected.get(name, 0) != found.get(name, 0))
    names = ", ".join(tables) or "?"
    return CommandError(
        "miscount",
        f"Antallet af rækker stemmer ikke i {names}: kopien bruges ikke.",
        f"The number of rows does not agree in {names}: the copy is not used.",
    )
