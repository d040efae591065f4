"""Where the benchmarks of the case side run: a durable PostgreSQL of their own, real processes, and a bare floor."""

from __future__ import annotations

import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
LAUNCH = """
import sys
from pathlib import Path
from beredskab.cli.postgres import start
print(start(Path(sys.argv[1])).admin_url)
"""


@contextmanager
def house() -> Iterator[Any]:
    """A migrated database with the demo's people, on a server that really writes to disk; gone at the end."""
    from tests import database

    with tempfile.TemporaryDirectory(prefix="bered-bench-") as folder:
        Path(folder).chmod(0o711)
        place = Path(folder) / "server"
        done = subprocess.run(
            [sys.executable, "-c", LAUNCH, str(place)], cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True
        )
        os.environ["DATABASE_URL"] = done.stdout.strip()
        database.open_folder()
        try:
            yield database.clone("bench")
        finally:
            from beredskab.cli.postgres import start

            _hang_up()
            database.close()
            del os.environ[database.FOLDER], os.environ["DATABASE_URL"]
            start(place).stop()


def _hang_up() -> None:
    from django.conf import settings
    from django.db import connections

    if settings.configured:
        connections.close_all()


def environment(made: Any, keys: Path) -> dict[str, str]:
    """What a process needs to run on this database with this key folder."""
    return {**os.environ, **made.environment(), "BEREDSKAB_KEYS": str(keys)}


def inside(made: Any, keys: Path) -> None:
    """Make this process the work process on the database, as the role that it really has."""
    os.environ.update(environment(made, keys), DJANGO_SETTINGS_MODULE="beredskab.config.settings.work")
    import django

    django.setup()


@contextmanager
def served(application: str, settings: str, env: dict[str, str], workers: int = 2) -> Iterator[str]:
    """A WSGI application under gunicorn as `beredskab serve` runs it, until the block ends."""
    from tests.browser import servers

    port = servers.free_port()
    process = subprocess.Popen(
        [
            sys.executable, "-m", "gunicorn", application, "--bind", f"127.0.0.1:{port}", "--worker-class", "gthread",
            "--workers", str(workers), "--threads", "4", "--log-level", "warning", "--no-control-socket",
        ],
        env={**env, "DJANGO_SETTINGS_MODULE": settings},
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        servers.wait_for(process, f"http://127.0.0.1:{port}")
        yield f"127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(20)


def times(work: Callable[[], object], runs: int) -> list[float]:
    """Milliseconds of each run, sorted."""
    taken = []
    for _ in range(runs):
        started = time.perf_counter()
        work()
        taken.append((time.perf_counter() - started) * 1000)
    return sorted(taken)


def own(work: Callable[[], object], runs: int) -> float:
    """Milliseconds of this process' own computing in a run: what a busy machine does not change much."""
    started = time.process_time()
    for _ in range(runs):
        work()
    return (time.process_time() - started) * 1000 / runs


def p95(sorted_times: Sequence[float]) -> float:
    """The time that nineteen of twenty do not pass."""
    return sorted_times[min(len(sorted_times) - 1, int(len(sorted_times) * 0.95))]


def median(sorted_times: Sequence[float]) -> float:
    """The middle one."""
    return statistics.median(sorted_times)


def row(name: str, value: float, unit: str, ratio: float, of: str) -> dict[str, Any]:
    """One figure, with the machine that it is of."""
    load = os.getloadavg()[0]
    return {
        "name": name, "value": round(value, 2), "unit": unit, "ratio": round(ratio, 2), "of": of,
        "machine": f"{os.cpu_count()} cores, {platform.machine()}, load {load:.1f} at the end",
    }  # fmt: skip
