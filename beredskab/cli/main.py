"""The entry point: finds the subcommand and runs it. Imports nothing heavy, so that `check` starts at once."""

from __future__ import annotations

import argparse
import importlib
import sys
from collections.abc import Sequence
from typing import Final

import beredskab

COMMANDS: Final = {
    "check": "tjek en plan mod lov, vejledning, anbefalinger og koncept (kræver ingen database)",
    "demo": "start det hele med en opdigtet kommune",
    "serve": "kør én proces: public, work eller worker",
    "doctor": "se efter, om en installation er sikker at køre",
    "backup": "tag en sikkerhedskopi, eller læg en tilbage",
    "keys": "skift hovednøgler, og tag eller læg en kopi af nøglerne tilbage",
    "erase": "vis sletninger, gør afbrudte færdige, og gentag dem efter en tilbagelægning",
    "audit": "efterprøv loggens kæde",
    "manage": "Djangos egne kommandoer",
}


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line; the exit code is the subcommand's (see `docs/check.md`), 2 for a wrong call."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    _write_utf8()
    if not arguments or arguments[0] in ("-h", "--help"):
        _overview()
        return 0 if arguments else 2
    if arguments[0] == "--version":
        print(f"beredskab {beredskab.__version__}")  # noqa: T201
        return 0
    name, *rest = arguments
    if name not in COMMANDS:
        print(f"beredskab: ukendt kommando '{name}'. Prøv: beredskab --help", file=sys.stderr)  # noqa: T201
        return 2
    module = importlib.import_module(f"beredskab.cli.{name}")
    parser = argparse.ArgumentParser(prog=f"beredskab {name}", description=COMMANDS[name].capitalize() + ".")
    module.add_arguments(parser)
    return int(module.run(parser.parse_args(rest)))


def _write_utf8() -> None:
    # A plan is full of æøå; a terminal with LANG=C must not end in a traceback.
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")


def _overview() -> None:
    lines = ["Brug: beredskab KOMMANDO [...]", ""]
    lines += [f"  {name:<8} {text}" for name, text in COMMANDS.items()]
    lines += ["", "Hjælp til én kommando: beredskab KOMMANDO --help"]
    print("\n".join(lines))  # noqa: T201
