"""Real processes to look at with a real browser, on a database of their own."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO

from django.conf import settings

from tests.database import ROOT, Clone

START_SECONDS = 60


@dataclass(frozen=True)
class Site:
    """The addresses of the processes."""

    public: str
    work: str
    intake: str


@contextmanager
def running(house: Clone) -> Iterator[Site]:
    """All that serve pages, until the block ends."""
    ports = {name: free_port() for name in ("public", "work", "intake")}
    site = Site(**{name: f"http://127.0.0.1:{port}" for name, port in ports.items()})
    environment = {
        **os.environ,
        **house.environment(),
        "BEREDSKAB_ENV": "demo",
        "BEREDSKAB_DEMO": "1",
        "BEREDSKAB_PUBLIC_URL": site.public,
        "BEREDSKAB_WORK_URL": site.work,
        "BEREDSKAB_INTAKE_URL": site.intake,
        "BEREDSKAB_KEYS": settings.KEY_FOLDER,
    }
    started = [start(name, port, environment) for name, port in ports.items()]
    try:
        for process, address in zip(started, (site.public, site.work, site.intake), strict=True):
            wait_for(process, address)
        yield site
    finally:
        for process in started:
            process.terminate()
        for process in started:
            process.wait(20)


def start(name: str, port: int, environment: dict[str, str], log: IO[bytes] | None = None) -> subprocess.Popen[bytes]:
    """One process under gunicorn, as in production; `log` takes what it prints. Only work is told of the keys."""
    command = [
        sys.executable,
        "-m",
        "gunicorn",
        "--worker-class",
        "gthread",
        "--threads",
        "4",
        "--log-level",
        "warning",
    ]
    told = {key: value for key, value in environment.items() if name == "work" or key != "BEREDSKAB_KEYS"}
    return subprocess.Popen(
        [*command, "--bind", f"127.0.0.1:{port}", f"beredskab.config.wsgi_{name}"],
        env={**told, "DJANGO_SETTINGS_MODULE": f"beredskab.config.settings.{name}"},
        cwd=ROOT,
        stdout=log,
        stderr=log,
    )


def wait_for(process: subprocess.Popen[bytes], address: str) -> None:
    """Until the process answers, or an error that says it did not."""
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until:
        if process.poll() is not None:
            raise RuntimeError(f"the process for {address} ended with {process.returncode}")
        try:
            with urllib.request.urlopen(f"{address}/healthz", timeout=5):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    raise RuntimeError(f"{address} did not answer")


def free_port() -> int:
    """A port that nobody listens on just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
