"""`beredskab manage ...`: Django's own commands, as the owner of the tables."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from beredskab.cli import place
from beredskab.cli.errors import CommandError
from beredskab.cli.say import refuse


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Everything goes on to Django."""
    parser.add_argument("rest", nargs=argparse.REMAINDER, help="for eksempel: migrate, check, createcachetable")


def run(args: argparse.Namespace) -> int:
    """Run the command on the database of DATABASE_URL, or on the demo's."""
    try:
        folder = place.default_folder()
        if os.environ.get("DATABASE_URL") or os.environ.get("BEREDSKAB_ENV"):
            return _django(args.rest)
        if not (folder / "database").exists() and not (folder / "prepared.json").exists():
            raise CommandError(
                "no-database",
                "Der er ingen database endnu: sæt DATABASE_URL, eller kør beredskab demo først.",
                "There is no database yet: set DATABASE_URL, or run beredskab demo first.",
            )
        with place.database(folder) as addresses:
            os.environ.update(demo_environment(folder), **addresses.environment(None))
            return _django(args.rest)
    except CommandError as error:
        return refuse(error)


def demo_environment(folder: Path) -> dict[str, str]:
    """What makes the processes a demo."""
    return {
        "BEREDSKAB_ENV": "demo",
        "BEREDSKAB_DEMO": "1",
        "BEREDSKAB_SECRET_KEY": place.secret_key(folder),
        "BEREDSKAB_MAIL_FOLDER": str(folder / "mail"),
        "BEREDSKAB_STATIC": str(folder / "static"),
        "BEREDSKAB_KEYS": str(folder / "keys"),
    }


def _django(arguments: list[str]) -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "beredskab.config.settings.owner")
    from django.core.management import execute_from_command_line

    execute_from_command_line(["beredskab manage", *arguments])
    return 0
