"""`beredskab audit verify` and `head`: does every chain of the log hold, and where does it end? Both seal first."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final
from uuid import UUID

from beredskab.cli import place
from beredskab.cli.errors import CommandError
from beredskab.cli.manage import demo_environment
from beredskab.cli.say import refuse, say

if TYPE_CHECKING:
    from beredskab.audit.chain import Break, Head

WHY: Final = {
    "changed": "er ikke, som det blev skrevet",
    "removed": "peger på en hændelse, der er fjernet",
    "missing": "mangler",
    "unlinked": "hænger ikke sammen med det forrige",
    "inserted": "er sat ind uden om systemet",
    "unsealed": "blev fjernet, før den kom i kæden",
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What to do with the log."""
    parser.add_argument("what", choices=("verify", "head"), help="verify: efterprøv; head: vis kædernes sidste led")
    parser.add_argument("--noted", type=Path, help="verify: sammenlign også med led, der er noteret med head før")
    parser.add_argument("--data", type=Path, help="demoens datamappe (uden DATABASE_URL)")


def run(args: argparse.Namespace) -> int:
    """0 when every chain holds, 1 when one does not, 2 when it could not be read."""
    folder = (args.data or place.default_folder()).resolve()
    try:
        noted = _read(args.noted) if args.noted else {}
        with place.database(folder) as addresses:
            if "BEREDSKAB_ENV" not in os.environ and "DATABASE_URL" not in os.environ:
                os.environ.update(demo_environment(folder))
            os.environ.update(addresses.environment(None))
            return _as_owner(_heads if args.what == "head" else lambda: _verify(noted))
    except CommandError as error:
        return refuse(error)


def _as_owner(work: Callable[[], int]) -> int:
    os.environ["DJANGO_SETTINGS_MODULE"] = "beredskab.config.settings.owner"
    import django

    django.setup()
    from django.db import connections

    from beredskab.audit import sealing

    try:
        sealing.seal_all()
        return work()
    finally:
        connections.close_all()


def _heads() -> int:
    from beredskab.audit import queries

    for authority_id in queries.authorities():
        end = queries.head(authority_id)
        say(f"{end.authority_id} {end.position} {end.hash}")
    return 0


def _verify(noted: dict[UUID, Head]) -> int:
    from beredskab.audit import queries

    broken = total = 0
    known = queries.authorities()
    for authority_id in sorted({*known, *noted}):
        found = queries.verify(authority_id, noted.get(authority_id))
        for fault in found:
            say(f"{authority_id}: {_sentence(fault)}")
        broken += len(found)
        total += queries.head(authority_id).position
    compared = f"; sammenlignet med {len(noted)} noterede led" if noted else ""
    say(f"{total} hændelser i {len(known)} kæder; {broken} brud{compared}.")
    return 1 if broken else 0


def _sentence(fault: Break) -> str:
    what = f"led {fault.position}" if fault.position else f"hændelse {fault.event_id}"
    event = f" (hændelse {fault.event_id})" if fault.position and fault.event_id else ""
    return f"{what} {WHY[fault.why]} [{fault.why}]{event}."


def _read(file: Path) -> dict[UUID, Head]:
    """What `audit head` printed once. Raises CommandError."""
    from beredskab.audit.chain import Head

    noted = {}
    try:
        for line in file.read_text(encoding="utf-8").splitlines():
            if line.strip():
                authority, position, end = line.split()
                noted[UUID(authority)] = Head(UUID(authority), int(position), end)
    except (OSError, ValueError):
        raise CommandError(
            "not-noted",
            f"Filen {file} kan ikke læses: den skal indeholde linjerne fra beredskab audit head.",
            f"The file {file} cannot be read: it must hold the lines of beredskab audit head.",
        ) from None
    return noted
