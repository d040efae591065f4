"""`beredskab keys`: new master keys, the key store's own short-lived copy, and putting such a copy back."""

from __future__ import annotations

import argparse
import os
from pathlib import Path
from typing import Final
from uuid import UUID

from beredskab.cli import place
from beredskab.cli.errors import CommandError
from beredskab.cli.say import refuse, say
from beredskab.kit.vault import BadSnapshot, FileKeyStore, MasterGone, UnsafeFolder, Vault, load, snapshot
from beredskab.lib.crypto import Tampered

BAD: Final = {
    "old": (
        "Kopien er mere end 30 dage gammel og lægges ikke tilbage: nøgler, der siden er destrueret, ville leve igen.",
        "The copy is more than 30 days old and is not put back: keys destroyed since then would live again.",
    ),
    "damaged": (
        "Kopien er ikke hel, og intet er lagt tilbage: tag en anden.",
        "The copy is not whole, and nothing was put back: take another.",
    ),
    "not-empty": (
        "Der ligger allerede nøgler: en kopi lægges kun ind i en tom mappe, så ingen nøgle overskrives.",
        "There are keys already: a copy is only put into an empty folder, so that no key is overwritten.",
    ),
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What to do with the keys."""
    what = parser.add_subparsers(dest="what", required=True, metavar="HVAD")
    rotate = what.add_parser("rotate", help="ny hovednøgle; alt pakkes om, mens stedet kører, og den gamle destrueres")
    rotate.add_argument("--authority", type=UUID, help="kun denne myndighed (UUID); ellers alle, der har nøgler")
    copy = what.add_parser("snapshot", help="kopi af nøglerne i en mappe; kopier over 30 dage destrueres")
    copy.add_argument("folder", type=Path, help="mappe, som kun denne bruger kan læse, og ikke dér, databasens kopi er")
    back = what.add_parser("restore", help="læg en kopi ind i en tom nøglemappe")
    back.add_argument("file", type=Path, help="filen med kopien")
    for each in (rotate, copy, back):
        each.add_argument("--data", type=Path, help="demoens datamappe (uden BEREDSKAB_KEYS)")


def run(args: argparse.Namespace) -> int:
    """0 when it is done, 2 with one sentence when it is not."""
    try:
        store = _store(args.data, new=args.what == "restore")
        if args.what == "rotate":
            _rotate(Vault(store), args.authority)
        elif args.what == "snapshot":
            say(f"Kopieret til {snapshot(store, args.folder.resolve())}. Den dur i 30 dage.")
        else:
            _restore(store, args.file)
    except UnsafeFolder:
        return refuse(
            CommandError(
                "unsafe-folder",
                "Mappen skal tilhøre den bruger, stedet kører som, og være lukket for alle andre (0700).",
                "The folder must belong to the user the site runs as, and be closed to all others (0700).",
            )
        )
    except CommandError as error:
        return refuse(error)
    return 0


def _store(data: Path | None, *, new: bool) -> FileKeyStore:
    given = os.environ.get("BEREDSKAB_KEYS", "")
    folder = Path(given) if given and data is None else (data or place.default_folder()).resolve() / "keys"
    if not new and not folder.is_dir():
        raise CommandError(
            "no-keys",
            "Der er ingen nøglemappe: sæt BEREDSKAB_KEYS til den mappe, stedet bruger.",
            "There is no key folder: set BEREDSKAB_KEYS to the folder that the site uses.",
        )
    return FileKeyStore(folder)


def _rotate(vault: Vault, authority_id: UUID | None) -> None:
    known = list(vault.store.authorities())
    if authority_id is not None and authority_id not in known:
        raise CommandError(
            "unknown-authority",
            "Den myndighed har ingen nøgler her.",
            "That authority has no keys here.",
        )
    for each in [authority_id] if authority_id else known:
        try:
            say(f"{each} {vault.rotate(each)}")
        except (MasterGone, Tampered):
            raise CommandError(
                "damaged-store",
                f"En nøgle hos {each} kan ikke åbnes, så ingen gammel hovednøgle er destrueret: læg en kopi tilbage.",
                f"A key of {each} does not open, so no old master was destroyed: put a copy back.",
            ) from None


def _restore(store: FileKeyStore, file: Path) -> None:
    if not file.is_file():
        raise CommandError("no-file", f"Der er ingen fil {file}.", f"There is no file {file}.")
    try:
        number = load(store, file)
    except BadSnapshot as bad:
        raise CommandError(bad.code, *BAD[bad.code]) from None
    say(f"Lagt tilbage: {number} nøgler.")
    say("Nøgler, der er destrueret siden kopien, er her igen: gentag sletningerne, før nogen logger ind:")
    say("beredskab erase replay")
