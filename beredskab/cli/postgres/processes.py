"""Is the server that a `postmaster.pid` names alive, and is it ours? Asked without a process library."""

from __future__ import annotations

import os
import subprocess
from contextlib import suppress
from pathlib import Path
from typing import Final

# No system gives out this number, so PostgreSQL takes the file for a dead server's and still checks the memory.
NOBODY: Final = 2**31 - 2


def read(pid_file: Path) -> tuple[int, Path] | None:
    """The process id and the socket folder of a `postmaster.pid`, or None when there is no whole file."""
    try:
        lines = pid_file.read_text().splitlines()
        return int(lines[0]), Path(lines[4])
    except (FileNotFoundError, ValueError, IndexError):
        return None


def serves(pid: int, data: Path) -> bool:
    """Whether `pid` is a living server over the folder `data`; a number reused by another program is not."""
    reap(pid)
    command = _command(pid)
    return "postgres" in command and str(data) in command


def reap(pid: int) -> None:
    """Take leave of a dead child, which otherwise counts as running."""
    with suppress(ChildProcessError):
        os.waitpid(pid, os.WNOHANG)


def disown(pid_file: Path) -> None:
    """Say in a dead server's file that nobody runs it: a zombie or a reused number would stop the next start."""
    try:
        lines = pid_file.read_text().splitlines()
    except FileNotFoundError:
        return  # it ended well meanwhile
    # The folder is the account's own: root writes only to what is a file there, never through a link.
    handle = os.open(pid_file, os.O_WRONLY | os.O_TRUNC | os.O_NOFOLLOW)
    with os.fdopen(handle, "w") as file:
        file.write("\n".join([str(NOBODY), *lines[1:]]) + "\n")


def _command(pid: int) -> str:
    proc = Path(f"/proc/{pid}")
    if Path("/proc/self/cmdline").exists():
        with suppress(OSError):
            return (proc / "cmdline").read_bytes().replace(b"\0", b" ").decode("utf-8", "replace")  # empty for a zombie
        return ""
    listing = subprocess.run(
        ["ps", "-ww", "-o", "command=", "-p", str(pid)], capture_output=True, text=True, check=False
    )
    return listing.stdout.strip()
