"""`beredskab audit verify`: read every chain of the log from its beginning and say whether it holds."""

from __future__ import annotations

import argparse
import os
from collections import defaultdict
from pathlib import Path
from typing import Any

from beredskab.cli import place
from beredskab.cli.errors import CommandError
from beredskab.cli.manage import demo_environment
from beredskab.cli.say import refuse, say


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What to do with the log."""
    parser.add_argument("what", choices=("verify", "head"), help="verify: efterprøv; head: vis kædernes sidste led")
    parser.add_argument("--data", type=Path, help="demoens datamappe (uden DATABASE_URL)")


def run(args: argparse.Namespace) -> int:
    """0 when every chain holds, 1 when one does not, 2 when it could not be read."""
    folder = (args.data or place.default_folder()).resolve()
    try:
        with place.database(folder) as addresses:
            if "BEREDSKAB_ENV" not in os.environ and "DATABASE_URL" not in os.environ:
                os.environ.update(demo_environment(folder))
            os.environ.update(addresses.environment(None))
            chains = _chains()
            from django.db import connections

            connections.close_all()
    except CommandError as error:
        return refuse(error)
    return _heads(chains) if args.what == "head" else _verify(chains)


def _chains() -> dict[str, list[Any]]:
    os.environ["DJANGO_SETTINGS_MODULE"] = "beredskab.config.settings.owner"
    import django

    django.setup()
    from beredskab.audit.models import Event

    chains: dict[str, list[Any]] = defaultdict(list)
    for event in Event.objects.order_by("authority_id", "position").iterator():
        chains[str(event.authority_id)].append(event)
    return chains


def _heads(chains: dict[str, list[Any]]) -> int:
    for authority, events in chains.items():
        say(f"{authority} {events[-1].position} {bytes(events[-1].hash).hex()}")
    return 0


def _verify(chains: dict[str, list[Any]]) -> int:
    from beredskab.audit.chain import breaks
    from beredskab.audit.models import GENESIS

    broken = 0
    for authority, events in chains.items():
        for fault in breaks(events, GENESIS):
            broken += 1
            say(f"{authority}: led {fault.position} holder ikke ({fault.why}).")
    total = sum(len(events) for events in chains.values())
    say(f"{total} hændelser i {len(chains)} kæder; {broken} brud.")
    return 1 if broken else 0
