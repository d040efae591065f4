"""The folder of the socket: short, and closed to everybody but the server and us."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import Final

from beredskab.cli.postgres.account import Account

NAME: Final = ".s.PGSQL.5432"
# The system's limit is 103 bytes and an ending zero on macOS, 107 on Linux; the lower one holds everywhere.
LIMIT: Final = 103
PREFIX: Final = "beredskab-"


def make(folder: Path, account: Account) -> Path:
    """`folder`/socket of mode 0700, or a private folder under the system's temporary one when that is too long."""
    socket = folder / "socket"
    if len(os.fsencode(socket / NAME)) > LIMIT:
        # mkdtemp makes it 0700 and under a name that nobody could take beforehand.
        socket = Path(tempfile.mkdtemp(prefix=PREFIX, dir="/tmp"))
    socket.mkdir(mode=0o700, exist_ok=True)
    socket.chmod(0o700)
    account.give(socket)
    return socket


def remove(socket: Path) -> None:
    """Take away what a dead server left: its lock, which may name a reused number, and a temporary folder."""
    for name in (NAME, f"{NAME}.lock"):
        (socket / name).unlink(missing_ok=True)
    if socket.parent == Path("/tmp") and socket.name.startswith(PREFIX) and socket.is_dir():  # noqa: S108
        socket.rmdir()
