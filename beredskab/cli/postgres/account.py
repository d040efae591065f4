"""Which account the server runs as. PostgreSQL refuses root, so root lends the work to an existing user."""

from __future__ import annotations

import hashlib
import os
import pwd
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from beredskab.cli.postgres.errors import PostgresError

CANDIDATES: Final = ("beredskab", "postgres", "nobody")
ROOT_HOME: Final = Path("/var/lib")


@dataclass(frozen=True, slots=True)
class Account:
    """A user of the system. `borrowed` means that we are root and start programs as this other user."""

    uid: int
    gid: int
    borrowed: bool

    @property
    def process(self) -> dict[str, Any]:
        """The arguments that make `subprocess` run a program as this account."""
        return {"user": self.uid, "group": self.gid, "extra_groups": []} if self.borrowed else {}

    def give(self, path: Path) -> None:
        """Hand a file or folder that we made over to the account."""
        if self.borrowed:
            os.chown(path, self.uid, self.gid)

    def reaches(self, folder: Path) -> bool:
        """Whether the account may walk through every existing folder down to `folder`."""
        if not self.borrowed:
            return True
        return all(self._walks(parent) for parent in (*reversed(folder.parents), folder) if parent.exists())

    def _walks(self, folder: Path) -> bool:
        status = folder.stat()
        if status.st_uid == self.uid:
            return bool(status.st_mode & stat.S_IXUSR)
        if status.st_gid == self.gid:
            return bool(status.st_mode & stat.S_IXGRP)
        return bool(status.st_mode & stat.S_IXOTH)


def choose(existing: Path | None = None) -> Account:
    """Our own account; as root the owner of an `existing` database, or else the first candidate that exists.

    Raises PostgresError `no-account` when root finds nobody to run the server as.
    """
    if os.geteuid() != 0:
        return Account(os.geteuid(), os.getegid(), borrowed=False)
    if existing is not None and existing.exists() and existing.stat().st_uid != 0:
        status = existing.stat()
        return Account(status.st_uid, status.st_gid, borrowed=True)
    for name in CANDIDATES:
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        if entry.pw_uid != 0:
            return Account(entry.pw_uid, entry.pw_gid, borrowed=True)
    raise PostgresError("no-account", accounts=", ".join(CANDIDATES))


def settle(wanted: Path) -> Path:
    """The folder the server can live in: `wanted`, or for root a folder of its own when the account cannot reach it.

    A checkout under /root is closed to everybody else, and we never open folders that are not ours.
    """
    wanted = wanted.resolve()
    if choose(wanted / "cluster").reaches(wanted):
        return wanted
    digest = hashlib.sha256(os.fsencode(wanted)).hexdigest()[:12]
    return ROOT_HOME / f"beredskab-{digest}"
