"""`beredskab doctor`: is this installation safe to serve? Each thing that is not is one sentence."""

from __future__ import annotations

import argparse
import json
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

import psycopg

from beredskab.cli.errors import CommandError
from beredskab.cli.place import PACKAGE, VARIABLES
from beredskab.cli.say import refuse, say
from beredskab.kit import roles

PROCESSES: Final = {"public": roles.PUBLIC, "intake": roles.INTAKE, "work": roles.WORK, "worker": roles.WORKER}
HOLD_KEYS: Final = {"work", "worker"}
OWN_TABLES: Final = """
    select c.relname, c.relrowsecurity and c.relforcerowsecurity
           and exists (select 1 from pg_policy p where p.polrelid = c.oid)
    from pg_class c join pg_attribute a on a.attrelid = c.oid
    where c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace and not a.attisdropped
      and a.attname in ('authority_id', 'from_authority_id', 'to_authority_id')
"""
WHO: Final = """
    select current_user, rolsuper, rolbypassrls, pg_has_role(current_user, %s, 'member'),
           exists (select 1 from pg_class where relowner = pg_roles.oid and relnamespace = 'public'::regnamespace)
    from pg_roles where rolname = current_user
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """All processes, or one."""
    parser.add_argument("process", nargs="?", choices=tuple(PROCESSES), help="kun denne proces (standard alle)")


def run(args: argparse.Namespace) -> int:
    """0 and one line when all is well; 3 with one sentence per fault."""
    found = problems([args.process] if args.process else list(PROCESSES))
    if found:
        return refuse(*found, code=3)
    say("Alt i orden: roller, politikker, nøgle og filer er, som de skal være.")
    return 0


def problems(processes: Sequence[str]) -> list[CommandError]:
    """Everything that makes these processes unsafe to serve, from the environment as it is."""
    found = [*_settings(), *_assets(), *_keys(processes)]
    for process in processes:
        found += _database(process)
    return list({error.message("en"): error for error in found}.values())


def _settings() -> Iterator[CommandError]:
    key = os.environ.get("BEREDSKAB_SECRET_KEY", "")
    if len(key) < 40 or len(set(key)) < 12 or "demo" in key:
        yield CommandError(
            "default-secret",
            "BEREDSKAB_SECRET_KEY mangler eller er for let at gætte: sæt mindst 40 tilfældige tegn.",
            "BEREDSKAB_SECRET_KEY is missing or too easy to guess: set at least 40 random characters.",
        )
    environment = os.environ.get("BEREDSKAB_ENV", "production")
    if environment != "production" or os.environ.get("BEREDSKAB_DEMO"):
        yield CommandError(
            "not-production",
            f"BEREDSKAB_ENV er {environment}: demo og prøve må ikke betjene andre end dem selv.",
            f"BEREDSKAB_ENV is {environment}: demo and test must not serve others than themselves.",
        )
    if _debug():
        yield CommandError(
            "debug",
            "DEBUG er slået til: fejlsider ville vise personoplysninger.",
            "DEBUG is on: error pages would show personal data.",
        )


def _debug() -> bool:
    from django.conf import settings
    from django.core.exceptions import ImproperlyConfigured

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "beredskab.config.settings.public")
    try:
        return bool(settings.DEBUG)
    except ImproperlyConfigured:
        return False  # what is missing is said by the other checks


def _keys(processes: Sequence[str]) -> Iterator[CommandError]:
    from beredskab.kit.vault import UnsafeFolder, check_folder

    folder = os.environ.get("BEREDSKAB_KEYS", "")
    if not HOLD_KEYS & set(processes):
        if folder:
            yield CommandError(
                "keys-in-the-open",
                "BEREDSKAB_KEYS er sat for en proces uden login: kun work og worker må kende nøglerne.",
                "BEREDSKAB_KEYS is set for a process without login: only work and worker may know the keys.",
            )
        return
    if not folder or not Path(folder).is_dir():
        yield CommandError(
            "no-keys",
            "BEREDSKAB_KEYS peger ikke på en mappe: uden nøgler kan ingen bekymring eller sag åbnes.",
            "BEREDSKAB_KEYS does not name a folder: without keys no concern or case can be opened.",
        )
        return
    try:
        check_folder(Path(folder))
    except UnsafeFolder:
        yield CommandError(
            "open-keys",
            "Mappen i BEREDSKAB_KEYS skal tilhøre den bruger, stedet kører som, og være lukket for alle andre (0700).",
            "The folder of BEREDSKAB_KEYS must belong to the user the site runs as, and be closed to others (0700).",
        )


def _assets() -> Iterator[CommandError]:
    if not (PACKAGE / "web" / "static" / "dist" / "site.css").exists():
        yield CommandError(
            "no-assets",
            "Sidens stil og programmer mangler i pakken: byg dem med npm run build, eller installér en færdig pakke.",
            "The site's styles and scripts are missing: build them with npm run build, or install a built wheel.",
        )
    collected = Path(os.environ.get("BEREDSKAB_STATIC", PACKAGE.parent / "var" / "static")) / "staticfiles.json"
    if not collected.exists() or not json.loads(collected.read_text(encoding="utf-8")).get("paths"):
        yield CommandError(
            "not-collected",
            "De statiske filer er ikke samlet: kør beredskab manage collectstatic.",
            "The static files are not collected: run beredskab manage collectstatic.",
        )


def _database(process: str) -> Iterator[CommandError]:
    variable = VARIABLES[PROCESSES[process]]
    url = os.environ.get(variable, "")
    if not url:
        yield CommandError("no-address", f"{variable} er ikke sat.", f"{variable} is not set.")
        return
    try:
        with psycopg.connect(url, connect_timeout=10) as connection:
            yield from _role(connection, process)
            yield from _policies(connection)
    except psycopg.OperationalError:
        yield CommandError(
            "no-connection",
            f"Databasen i {variable} svarer ikke eller afviser brugeren.",
            f"The database of {variable} does not answer or refuses the user.",
        )


def _role(connection: psycopg.Connection, process: str) -> Iterator[CommandError]:
    known = connection.execute("select 1 from pg_roles where rolname = %s", [roles.OWNER]).fetchone()
    row = connection.execute(WHO, [roles.OWNER if known else "pg_database_owner"]).fetchone()
    assert row is not None
    name, superuser, bypasses, member, owns = row
    if superuser or bypasses:
        yield CommandError(
            "superuser",
            f"{process} er logget på databasen som {name}, der går uden om adskillelsen mellem kommuner.",
            f"{process} logs in to the database as {name}, who passes by the separation of municipalities.",
        )
    elif member or owns:
        yield CommandError(
            "owner",
            f"{process} er logget på databasen som {name}, der ejer tabellerne: brug rollen {PROCESSES[process]}.",
            f"{process} logs in to the database as {name}, who owns the tables: use the role {PROCESSES[process]}.",
        )


def _policies(connection: psycopg.Connection) -> Iterator[CommandError]:
    tables = connection.execute(OWN_TABLES).fetchall()
    if not tables:
        yield CommandError(
            "no-tables",
            "Databasen har ingen tabeller: kør beredskab manage migrate.",
            "The database has no tables: run beredskab manage migrate.",
        )
    for name in sorted({name for name, guarded in tables if not guarded}):
        yield CommandError(
            "no-policy",
            f"Tabellen {name} mangler sin politik: kør beredskab manage migrate, og meld det, hvis det ikke hjælper.",
            f"The table {name} lacks its policy: run beredskab manage migrate, and report it if that does not help.",
        )
