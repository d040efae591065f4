"""The key store's own backup: one file, kept apart from the database's copies and for at most 30 days.

Short-lived, or a key destroyed with its case would live on in a copy. The file is as secret as the store itself.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final
from uuid import UUID

from beredskab.kit.vault.files import check_folder, sync_folder, wipe, write_private
from beredskab.kit.vault.store import KeyGone, KeyStore, Kind

LONGEST: Final = timedelta(days=30)
FORMAT: Final = "beredskab keys 1"
PATTERN: Final = "keys-*.snapshot"
# Masters first: a rotation under way may destroy one while we read, and the wraps may need either.
ORDER: Final = (Kind.MASTER, Kind.DATA, Kind.INTAKE, Kind.INDEX)


class BadSnapshot(Exception):
    """The file is too old, not whole, or the store is not empty. `code` says which: `old`, `damaged`, `not-empty`."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def snapshot(store: KeyStore, folder: Path, *, now: datetime | None = None) -> Path:
    """Write a copy into `folder`, and wipe the copies there that are too old to be used."""
    moment = (now or datetime.now(UTC)).astimezone(UTC)
    check_folder(folder)
    lines = [json.dumps({"format": FORMAT, "taken_at": moment.isoformat()}), *_lines(store)]
    body = "".join(f"{line}\n" for line in lines)
    path = folder / f"keys-{moment:%Y%m%dT%H%M%S%f}Z.snapshot"
    write_private(path, f"{body}{hashlib.sha256(body.encode()).hexdigest()}\n".encode())
    forget_old(folder, now=moment)
    return path


def forget_old(folder: Path, *, now: datetime) -> int:
    """Wipe what is older than 30 days; a file whose age cannot be read counts as old."""
    old = [path for path in folder.glob(PATTERN) if now - _taken_at(path) > LONGEST]
    for path in old:
        wipe(path)
    sync_folder(folder)
    return len(old)


def load(store: KeyStore, path: Path, *, now: datetime | None = None) -> int:
    """Put a copy's keys into an empty store and return how many there were. Raises BadSnapshot.

    Keys destroyed since then are back: the erasures in the ledger must be done again before anybody logs in.
    """
    moment = now or datetime.now(UTC)
    entries = list(_entries(path))
    if moment - _taken_at(path) > LONGEST:
        raise BadSnapshot("old")
    if any(True for _ in store.authorities()):
        raise BadSnapshot("not-empty")
    for authority_id, kind, key_id, blob in entries:
        store.put(authority_id, kind, key_id, blob)
    return len(entries)


def _lines(store: KeyStore) -> Iterator[str]:
    for authority_id in list(store.authorities()):
        with store.held(authority_id, alone=False):
            for kind in ORDER:
                for key_id in list(store.ids(authority_id, kind)):
                    try:
                        blob = store.get(authority_id, kind, key_id)
                    except KeyGone:
                        continue  # destroyed meanwhile
                    yield json.dumps([str(authority_id), kind, str(key_id), blob.hex()])


def _entries(path: Path) -> Iterator[tuple[UUID, Kind, UUID, bytes]]:
    try:
        *lines, digest = path.read_text(encoding="utf-8").splitlines(keepends=True)
        if hashlib.sha256("".join(lines).encode()).hexdigest() != digest.strip():
            raise BadSnapshot("damaged")
        if json.loads(lines[0])["format"] != FORMAT:
            raise BadSnapshot("damaged")
        for line in lines[1:]:
            authority_id, kind, key_id, blob = json.loads(line)
            yield UUID(authority_id), Kind(kind), UUID(key_id), bytes.fromhex(blob)
    except (ValueError, KeyError, IndexError, TypeError):
        raise BadSnapshot("damaged") from None


def _taken_at(path: Path) -> datetime:
    try:
        with path.open(encoding="utf-8") as file:
            return datetime.fromisoformat(json.loads(file.readline())["taken_at"]).astimezone(UTC)
    except (ValueError, KeyError, TypeError, OSError):
        return datetime.min.replace(tzinfo=UTC)
