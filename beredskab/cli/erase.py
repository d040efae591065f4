"""`beredskab erase`: note what was erased, finish what a kill stopped, and do it all again after a restore.

A copy of the database or of the keys brings back what was erased since. The ledger is in the database and goes back
with it, so what `list` prints is kept outside, as the log's heads are.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from beredskab.cli import place
from beredskab.cli.errors import CommandError
from beredskab.cli.manage import demo_environment
from beredskab.cli.say import refuse, say

if TYPE_CHECKING:
    from beredskab.cases.actions.erasing import Gone


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What to do with the ledger."""
    parser.add_argument(
        "what", choices=("list", "finish", "replay"),
        help="list: vis sletningerne; finish: gør afbrudte færdige; replay: gentag alle efter en tilbagelægning",
    )  # fmt: skip
    parser.add_argument("--noted", type=Path, help="replay: gentag også det, der er noteret med list efter kopien")
    parser.add_argument("--data", type=Path, help="demoens datamappe (uden DATABASE_URL)")


def run(args: argparse.Namespace) -> int:
    """0 when it is done, 2 with one sentence when it is not."""
    folder = (args.data or place.default_folder()).resolve()
    work: dict[str, Callable[[], int]] = {
        "list": _list, "finish": _finish, "replay": lambda: _replay(_read(args.noted) if args.noted else []),
    }  # fmt: skip
    try:
        with place.database(folder) as addresses:
            return as_owner(folder, addresses, work[args.what])
    except CommandError as error:
        return refuse(error)


def after_restore(folder: Path, addresses: place.Addresses) -> int:
    """Do the ledger's erasures again on a database that was just restored. Without the keys: say what must follow."""
    if not (os.environ.get("BEREDSKAB_KEYS") or (folder / "keys").is_dir()):
        say("Her er ingen nøglemappe: kør beredskab erase replay, hvor nøglerne er, før nogen logger ind.")
        return 0
    return as_owner(folder, addresses, lambda: _replay([]))


def as_owner(folder: Path, addresses: place.Addresses, work: Callable[[], int]) -> int:
    """Run as the owner of the tables, with the keys."""
    if "BEREDSKAB_ENV" not in os.environ and "DATABASE_URL" not in os.environ:
        os.environ.update(demo_environment(folder))
    os.environ.update(addresses.environment(None))
    os.environ.setdefault("BEREDSKAB_KEYS", str(folder / "keys"))
    os.environ["DJANGO_SETTINGS_MODULE"] = "beredskab.config.settings.owner"
    import django

    django.setup()
    from django.db import connections

    try:
        return work()
    finally:
        connections.close_all()


def _list() -> int:
    from beredskab.cases.actions import erasing

    for one in erasing.ledger():
        say(f"{one.authority_id} {one.case_id} {one.number} {','.join(str(key) for key in one.key_ids)}")
    return 0


def _finish() -> int:
    from beredskab.cases.actions import erasing

    say(f"Afbrudte sletninger gjort færdige: {erasing.finish_all()}.")
    return 0


def _replay(noted: list[Gone]) -> int:
    from beredskab.cases.actions import erasing

    done = erasing.replay(noted)
    say(
        f"{done.lines} sletninger gentaget: {done.keys} nøgler destrueret igen, {done.cases} sager taget væk igen,"
        f" {done.finished} afbrudte gjort færdige."
    )
    return 0


def _read(file: Path) -> list[Gone]:
    """What `erase list` printed once. Raises CommandError."""
    from beredskab.cases.actions.erasing import Gone

    noted = []
    try:
        for line in file.read_text(encoding="utf-8").splitlines():
            if line.strip():
                authority, case, number, keys = line.split()
                noted.append(Gone(UUID(authority), UUID(case), number, tuple(UUID(key) for key in keys.split(","))))
    except (OSError, ValueError):
        raise CommandError(
            "not-noted",
            f"Filen {file} kan ikke læses: den skal indeholde linjerne fra beredskab erase list.",
            f"The file {file} cannot be read: it must hold the lines of beredskab erase list.",
        ) from None
    return noted
