"""What `beredskab check` costs with everything counted: process start, reading, checking and printing."""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

PAGES = (10, 100, 1000)
FORMATS = ("docx", "pdf")
AIM_SECONDS, AIM_MB = 2.0, 300.0
BENCH = Path(__file__).parent
MEGABYTE = 1024 * 1024 if sys.platform == "darwin" else 1024


def measure(path: Path, runs: int = 3) -> tuple[float, float]:
    """Best wall time in seconds, and the highest peak memory in MB of the command and its reading child."""
    best, peak = float("inf"), 0.0
    for _ in range(runs):
        started = time.perf_counter()
        process = subprocess.Popen(
            [sys.executable, "-m", "beredskab", "check", str(path), "--format", "json"],
            stdout=subprocess.DEVNULL,
            cwd=BENCH.parent,
        )
        # wait4 tells of this one process and what it waited for, and nothing of earlier runs.
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        best = min(best, time.perf_counter() - started)
        peak = max(peak, usage.ru_maxrss / MEGABYTE)
        if process.returncode not in (0, 1):
            raise RuntimeError(f"check {path.name} ended with {process.returncode}")
    return best, peak


def figures() -> list[dict[str, Any]]:
    """Time and memory per format and length; `ratio` is per page against 100 pages, and there of the aim."""
    rows: list[dict[str, Any]] = []
    with tempfile.TemporaryDirectory() as folder:
        for kind in FORMATS:
            measured = {}
            for pages in PAGES:
                path = Path(folder) / f"plan-{pages}.{kind}"
                subprocess.run([sys.executable, BENCH / "documents.py", kind, str(pages), path], check=True)
                measured[pages] = measure(path)
            for index, (what, unit, aim) in enumerate((("time", "s", AIM_SECONDS), ("memory", "MB", AIM_MB))):
                for pages in PAGES:
                    value = measured[pages][index]
                    of_aim = pages == 100
                    ratio = value / aim if of_aim else value / pages / (measured[100][index] / 100)
                    rows.append(
                        {
                            "name": f"check {kind}, {pages} pages, {what}",
                            "value": round(value, 3),
                            "unit": unit,
                            "ratio": round(ratio, 2),
                            "of": f"the aim of {aim:g} {unit}" if of_aim else "per page, of the 100-page file",
                        }
                    )
    return rows
