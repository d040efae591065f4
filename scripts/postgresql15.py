"""Run a command against a fresh Debian PostgreSQL 15, the oldest we support, given to it as DATABASE_URL."""

from __future__ import annotations

import os
import secrets
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Final
from urllib.parse import quote

import psycopg

from beredskab.cli.postgres import account

BIN: Final = Path(os.environ.get("POSTGRESQL15", "/usr/lib/postgresql/15/bin"))


def main(command: list[str]) -> int:
    """The command's exit code; 2 with one sentence when there is no PostgreSQL 15."""
    if not (BIN / "postgres").exists():
        print(
            "PostgreSQL 15 mangler: apt-get install postgresql-15 (Debian 12), eller sæt POSTGRESQL15 til mappen bin.",
            file=sys.stderr,
        )
        return 2
    runner = account.choose()
    folder = Path(tempfile.mkdtemp(prefix="pg15-", dir="/tmp"))
    folder.chmod(0o700)
    secret = folder / "password"
    secret.write_text(secrets.token_urlsafe(24))
    for path in (folder, secret):
        runner.give(path)
    data = folder / "data"
    how = {"cwd": "/", "env": {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"}, **runner.process}
    options = ["-U", "postgres", "--auth=scram-sha-256", f"--pwfile={secret}", "--encoding=UTF8", "--locale=C.UTF-8"]
    subprocess.run([BIN / "initdb", "-D", data, *options], check=True, stdout=subprocess.DEVNULL, **how)
    settings = [f"unix_socket_directories={folder}", "listen_addresses=", "fsync=off", "max_connections=100"]
    flags = [part for setting in settings for part in ("-c", setting)]
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen([BIN / "postgres", "-D", data, *flags], stdout=log, stderr=log, **how)
        try:
            url = f"postgresql://postgres:{quote(secret.read_text())}@/postgres?host={quote(str(folder))}"
            _wait(url)
            return subprocess.run(command, env={**os.environ, "DATABASE_URL": url}, check=False).returncode
        finally:
            server.terminate()
            server.wait(30)
            shutil.rmtree(folder)


def _wait(url: str) -> None:
    for _ in range(200):
        try:
            psycopg.connect(url).close()
        except psycopg.OperationalError:
            time.sleep(0.1)
        else:
            return
    raise SystemExit("PostgreSQL 15 svarer ikke.")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
