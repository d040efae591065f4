"""The folder on disk: made once, recognised as ours, and refused in one sentence when it is not."""

from __future__ import annotations

import json
import os
import pwd
import secrets
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from beredskab.cli.postgres.account import Account
from beredskab.cli.postgres.engine import Engine
from beredskab.cli.postgres.errors import PostgresError

ADMIN: Final = "postgres"
MARK: Final = "beredskab-database.json"
INITDB: Final = (
    f"--username={ADMIN}",
    "--auth=scram-sha-256",
    "--encoding=UTF8",
    "--locale-provider=builtin",
    "--locale=C.UTF-8",
    "--data-checksums",
    "--no-instructions",
)
# Nothing of the programs' surroundings: PGHOST and its like would send them to another server.
ENVIRONMENT: Final = {"PATH": "/usr/bin:/bin", "LC_ALL": "C", "TZ": "UTC"}


@dataclass(frozen=True, slots=True)
class Cluster:
    """One data folder: `data` is PostgreSQL's own, the rest is what the launcher keeps beside it."""

    folder: Path

    @property
    def data(self) -> Path:
        return self.folder / "cluster"

    @property
    def log(self) -> Path:
        return self.folder / "log" / "server.log"

    @property
    def pid_file(self) -> Path:
        return self.data / "postmaster.pid"

    def password(self, role: str) -> str:
        """The role's random password, made when it is first asked for and kept in a file of mode 0600."""
        path = self.folder / "passwords.json"
        known: dict[str, str] = json.loads(path.read_text()) if path.exists() else {}
        if role not in known:
            known[role] = secrets.token_urlsafe(32)
            unfinished = path.with_suffix(f".{os.getpid()}")
            write_private(unfinished, json.dumps(known, indent=1))
            unfinished.replace(path)
        return known[role]


def write_private(path: Path, text: str) -> None:
    """Write a file that only its owner can read, and that never was readable by another."""
    path.unlink(missing_ok=True)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text)


def open_folder(folder: Path) -> Cluster:
    """Claim an empty or new folder, or recognise one that we made. Raises PostgresError `not-ours`."""
    mark = folder / MARK
    if not mark.exists():
        if folder.exists() and any(folder.iterdir()):
            raise PostgresError("not-ours", path=folder)
        folder.mkdir(parents=True, exist_ok=True)
        folder.chmod(0o755)  # the server's account walks through it; what is secret inside is closed by itself
        mark.write_text(json.dumps({"made_by": "beredskab"}) + "\n")
    return Cluster(folder)


def ensure(cluster: Cluster, engine: Engine, account: Account) -> None:
    """Make the database unless it is there; refuse another version's or another user's.

    Raises PostgresError `other-version`, `other-owner` or `no-initdb`.
    """
    version_file = cluster.data / "PG_VERSION"
    if cluster.data.exists() and cluster.data.stat().st_uid != account.uid:
        raise PostgresError("other-owner", path=cluster.data, found=_owner(cluster.data))
    if version_file.exists():
        found = version_file.read_text().strip()
        if found != engine.major:
            raise PostgresError("other-version", path=cluster.data, found=found, expected=engine.major)
        return
    _create(cluster, engine, account)


def _create(cluster: Cluster, engine: Engine, account: Account) -> None:
    cluster.log.parent.mkdir(mode=0o700, exist_ok=True)
    account.give(cluster.log.parent)
    # Made under another name first: an initdb that was killed half-way must not look like a database.
    unfinished = cluster.folder / "unfinished"
    shutil.rmtree(unfinished, ignore_errors=True)
    unfinished.mkdir(mode=0o700)
    account.give(unfinished)
    secret = cluster.folder / "admin-password"
    write_private(secret, cluster.password(ADMIN))
    account.give(secret)
    try:
        done = subprocess.run(
            [engine.program("initdb"), "-D", unfinished, f"--pwfile={secret}", *INITDB],
            capture_output=True, text=True, cwd="/", env=ENVIRONMENT, check=False, **account.process,
        )  # fmt: skip
    finally:
        secret.unlink()
    if done.returncode != 0:
        raise PostgresError("no-initdb", path=cluster.data, reason=" ".join(done.stderr.split())[-300:])
    unfinished.rename(cluster.data)


def _owner(path: Path) -> str:
    uid = path.stat().st_uid
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return str(uid)
