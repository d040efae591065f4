"""Runs pieces of Python as root and as an ordinary user, so that the launcher is tried as both."""

import os
import pwd
import shutil
import subprocess
import sys
import sysconfig
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from beredskab.cli.postgres.account import Account

ROOT = Path(__file__).resolve().parents[3]
LIBRARIES = sysconfig.get_path("purelib")
ORDINARY = "nobody"
PRELUDE = """
import os, signal, sys, time
from pathlib import Path
import psycopg
from beredskab.cli import postgres
from beredskab.cli.postgres import PostgresError
folder = Path(sys.argv[1])
def ask(server, question):
    with psycopg.connect(server.admin_url, autocommit=True) as connection:
        cursor = connection.execute(question)
        return cursor.fetchone()[0] if cursor.description else None
"""


@dataclass(frozen=True)
class Operator:
    """Somebody who runs the launcher, with a folder that is theirs."""

    folder: Path
    python: str
    process: dict[str, Any]

    def start(self, code: str) -> subprocess.Popen[str]:
        """Run a piece of Python as this person, and let it run."""
        return subprocess.Popen(
            [self.python, "-X", "dev", "-c", PRELUDE + code, str(self.folder / "db")],
            env={"PATH": "/usr/bin:/bin", "PYTHONPATH": f"{ROOT}:{LIBRARIES}", "HOME": str(self.folder)},
            cwd="/", stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, **self.process,
        )  # fmt: skip

    def run(self, code: str) -> list[str]:
        """Run it to its end, which must be a good one, and give its lines."""
        with self.start(code) as process:
            out, err = process.communicate(timeout=90)
        assert process.returncode == 0, err + self.log()
        assert "ResourceWarning" not in err, err
        return out.split("\n")[:-1]

    def log(self) -> str:
        """What the server said, for a test that failed."""
        file = self.folder / "db" / "log" / "server.log"
        return file.read_text() if file.exists() else ""

    def running(self) -> list[int]:
        """The servers that run over this person's folder."""
        found = subprocess.run(["ps", "-eww", "-o", "pid=,command="], capture_output=True, text=True, check=True)
        lines = (line.split(None, 1) for line in found.stdout.splitlines())
        return [int(pid) for pid, command in lines if f"-D {self.folder}" in command and "/bin/postgres" in command]

    def nothing_runs(self) -> bool:
        """Whether no server is left. The orphans of a killed one need a moment to see it and leave."""
        deadline = time.monotonic() + 10
        while self.running() and time.monotonic() < deadline:
            time.sleep(0.1)
        return not self.running()


def kinds() -> list[str]:
    """`root` and `ordinary` where we are root and others can read the checkout and run Python; else ourselves only."""
    if os.geteuid() != 0:
        return ["ordinary"]
    return ["root", "ordinary"] if _nobody().reaches(ROOT) and _open_python() else ["root"]


def _nobody() -> Account:
    entry = pwd.getpwnam(ORDINARY)
    return Account(entry.pw_uid, entry.pw_gid, borrowed=True)


def _open_python() -> str:
    """A Python of our version that others may run: ours may lie under /root. Empty when there is none."""
    same = f"python{sys.version_info.major}.{sys.version_info.minor}"
    for candidate in (sys.executable, f"/usr/bin/{same}", f"/usr/local/bin/{same}"):
        real = Path(candidate).resolve()
        if real.exists() and _nobody().reaches(real.parent):
            return candidate
    return ""


@contextmanager
def operator(kind: str) -> Iterator[Operator]:
    """A person of that kind with a short folder; what still runs there at the end is killed."""
    folder = Path(tempfile.mkdtemp(prefix="op-", dir="/tmp"))
    folder.chmod(0o755)
    person = Operator(folder, sys.executable, {})
    if kind == "ordinary" and os.geteuid() == 0:
        _nobody().give(folder)
        person = Operator(folder, _open_python(), _nobody().process)
    try:
        yield person
    finally:
        for pid in person.running():
            os.kill(pid, 9)
        shutil.rmtree(folder, ignore_errors=True)
