"""The key store as a folder: <authority>/<kind>/<last two hex digits of the id>/<id>.

A file comes into being whole (written aside, then linked), so that neither a reader nor a kill meets half a key.
"""

from __future__ import annotations

import fcntl
import os
import secrets
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from uuid import UUID

from beredskab.kit.vault.store import KeyChanged, KeyExists, KeyGone, Kind


class UnsafeFolder(Exception):
    """The folder of the keys can be read by others."""


class FileKeyStore:
    """Keys in files of 0600 in folders of 0700."""

    def __init__(self, folder: Path) -> None:
        check_folder(folder)
        self.folder = folder
        self._durable: set[tuple[Path, Path]] = set()

    def put(self, authority_id: UUID, kind: Kind, key_id: UUID, blob: bytes) -> None:
        """Store durably before returning. Raises KeyExists."""
        path = self._path(authority_id, kind, key_id)
        _make_folder(path.parent)
        with _aside(path, blob) as written:
            try:
                os.link(written, path)  # unlike a rename it refuses an existing name
            except FileExistsError:
                raise KeyExists(str(key_id)) from None
        sync_folder(path.parent)
        for folder in path.parent.parents[:3]:
            # Each may be new, made by us or a moment ago by another process, that has not got so far as to sync it.
            if (folder, path.parent) not in self._durable:
                sync_folder(folder)
                self._durable.add((folder, path.parent))

    def get(self, authority_id: UUID, kind: Kind, key_id: UUID) -> bytes:
        """What is stored. Raises KeyGone."""
        return _read(self._path(authority_id, kind, key_id))

    def replace(self, authority_id: UUID, kind: Kind, key_id: UUID, blob: bytes, *, instead_of: bytes) -> None:
        """Exchange in one step, durably. Raises KeyGone and KeyChanged."""
        path = self._path(authority_id, kind, key_id)
        with self._locked(authority_id, "wraps.lock"):
            if _read(path) != instead_of:
                raise KeyChanged(str(key_id))
            with _aside(path, blob) as written:
                written.replace(path)
            sync_folder(path.parent)

    def destroy(self, authority_id: UUID, kind: Kind, key_id: UUID) -> None:
        """Overwrite and unlink, also what a killed process left aside; no error when it is gone already."""
        path = self._path(authority_id, kind, key_id)
        if not path.parent.exists():
            return
        with self._locked(authority_id, "wraps.lock"):
            if path.exists():
                # Out of sight in one step: no reader meets half of it, and a second call finds it after a kill.
                path.replace(path.with_suffix(f".{secrets.token_hex(8)}"))
                sync_folder(path.parent)
            for left in path.parent.glob(f"{path.name}.*"):
                wipe(left)
            sync_folder(path.parent)

    def ids(self, authority_id: UUID, kind: Kind) -> Iterator[UUID]:
        """The ids of what is stored, in order."""
        found = (self.folder / authority_id.hex / kind).glob("??/*")
        yield from sorted(UUID(path.name) for path in found if "." not in path.name)

    def authorities(self) -> Iterator[UUID]:
        """Those who have anything stored."""
        yield from sorted(UUID(path.name) for path in self.folder.iterdir() if len(path.name) == 32)

    def _path(self, authority_id: UUID, kind: Kind, key_id: UUID) -> Path:
        # The last digits: those of a version 7 are random, the first ones are the same for months.
        name = key_id.hex
        return Path(f"{self.folder}/{authority_id.hex}/{Kind(kind)}/{name[-2:]}/{name}")

    @contextmanager
    def held(self, authority_id: UUID, *, alone: bool) -> Iterator[None]:
        """Hold back a new master; a killed holder lets go by itself."""
        with self._locked(authority_id, "masters.lock", fcntl.LOCK_EX if alone else fcntl.LOCK_SH):
            yield

    @contextmanager
    def _locked(self, authority_id: UUID, name: str, how: int = fcntl.LOCK_EX) -> Iterator[None]:
        folder = self.folder / authority_id.hex
        _make_folder(folder)
        with open(folder / name, "a", opener=_private) as file:
            fcntl.flock(file, how)
            yield


def check_folder(folder: Path) -> None:
    """Make it if it is missing. Raises UnsafeFolder when others can look into it."""
    _make_folder(folder)
    found = folder.stat()
    if not stat.S_ISDIR(found.st_mode):
        raise UnsafeFolder("the place of the keys is not a folder")
    if stat.S_IMODE(found.st_mode) & 0o077 or found.st_uid != os.geteuid():
        raise UnsafeFolder("the folder of the keys must belong to this user and be closed to all others (0700)")


def write_private(path: Path, data: bytes) -> None:
    """A new file that only we can read, whole and durable when this returns."""
    with _aside(path, data) as written:
        written.replace(path)
    sync_folder(path.parent)


def _private(path: str, flags: int) -> int:
    return os.open(path, flags | os.O_CLOEXEC, 0o600)


def _read(path: Path) -> bytes:
    try:
        blob = path.read_bytes()
    except FileNotFoundError:
        raise KeyGone(path.name) from None
    if not any(blob) and not path.exists():  # opened the moment before it was overwritten; in place it is damage
        raise KeyGone(path.name)
    return blob


@contextmanager
def _aside(path: Path, blob: bytes) -> Iterator[Path]:
    """The bytes, durable, under a name that nobody reads; taken away at the end."""
    written = path.with_suffix(f".{secrets.token_hex(8)}")
    try:
        with open(written, "xb", opener=_private) as file:
            file.write(blob)
            file.flush()
            os.fsync(file.fileno())
        yield written
    finally:
        written.unlink(missing_ok=True)


def wipe(path: Path) -> None:
    """Overwrite and unlink. On a disk that copies on write the overwriting reaches nothing: encrypt the disk too."""
    with suppress(FileNotFoundError):  # the one who wrote it aside has taken it away
        with open(path, "r+b") as file:
            file.write(b"\0" * path.stat().st_size)
            file.flush()
            os.fsync(file.fileno())
        path.unlink()


def _make_folder(folder: Path) -> None:
    if not folder.exists():
        _make_folder(folder.parent)
        with suppress(FileExistsError):  # another process was first
            folder.mkdir(mode=0o700)


def sync_folder(folder: Path) -> None:
    """Make the names in it durable."""
    opened = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
