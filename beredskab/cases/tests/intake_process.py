"""The intake as it really runs: its own process and database role, spoken to over HTTP as a browser would."""

import re
import subprocess
import sys
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from beredskab.lib import receipts
from tests.browser import servers
from tests.database import ROOT, Clone

CODE = "9999"
CONCERN = {
    "about": "adult",
    "who": "Karl Hemmelig, 010203-1234, Skjulestræde 7",
    "seen": "Han truede med at brænde foreningens hus ned i fredags.",
    "haste": "days",
    "anonymous": "yes",
}
WITH_KEY = """
import django; django.setup()
from beredskab.organisation import demo
from beredskab.cases.actions import keys
cast = demo.cast()
keys.ensure_pair(by=cast["karen"])
"""


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    text: str
    headers: Any

    @property
    def receipt(self) -> receipts.Receipt:
        """The receipt that the page shows."""
        found = re.search(r'id="receipt-text" value="([^"]+)"', self.text)
        assert found, self.text
        return receipts.parse(found[1])


@dataclass(frozen=True)
class Intake:
    """A running intake. `get("bekymring/")`, `post("bekymring/", CONCERN)`."""

    base: str
    code: str = CODE

    def elsewhere(self, code: str) -> "Intake":
        return Intake(self.base, code)

    def get(self, path: str) -> Answer:
        return self._ask(urllib.request.Request(f"{self.base}/kommune/{self.code}/{path}"))

    def post(self, path: str, data: dict[str, str], files: dict[str, tuple[str, bytes]] | None = None) -> Answer:
        body, kind = _multipart(data, files) if files else (urllib.parse.urlencode(data).encode(), None)
        headers = {"Content-Type": kind} if kind else {}
        return self._ask(urllib.request.Request(f"{self.base}/kommune/{self.code}/{path}", body, headers))

    def _ask(self, request: urllib.request.Request) -> Answer:
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:
                return Answer(answer.status, answer.read().decode(), answer.headers)
        except urllib.error.HTTPError as error:
            return Answer(error.code, error.read().decode(), error.headers)


def run_as_work(house: Clone, keys: Path, code: str) -> str:
    """Run something on the work side of a database of its own; what it prints."""
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**clean(house, keys), "DJANGO_SETTINGS_MODULE": "beredskab.config.settings.work"},
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def clean(house: Clone, keys: Path) -> dict[str, str]:
    """The environment of a process on this database."""
    import os

    return {**os.environ, **house.environment(), "BEREDSKAB_KEYS": str(keys)}


@contextmanager
def running(house: Clone, keys: Path, setup: str = WITH_KEY) -> Iterator[Intake]:
    """The intake process on a database of its own, with a key pair, until the block ends."""
    run_as_work(house, keys, setup)
    port = servers.free_port()
    base = f"http://127.0.0.1:{port}"
    process = servers.start("intake", port, {**clean(house, keys), "BEREDSKAB_INTAKE_URL": base})
    try:
        servers.wait_for(process, base)
        yield Intake(base)
    finally:
        process.terminate()
        process.wait(20)


def _multipart(data: dict[str, str], files: dict[str, tuple[str, bytes]]) -> tuple[bytes, str]:
    edge = "edge-of-a-part"
    parts = [
        f'--{edge}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        for name, value in data.items()
    ]
    for name, (filename, content) in files.items():
        head = f'--{edge}\r\nContent-Disposition: form-data; name="{name}"; filename="{filename}"\r\n\r\n'
        parts.append(head.encode() + content + b"\r\n")
    return b"".join([*parts, f"--{edge}--\r\n".encode()]), f"multipart/form-data; boundary={edge}"
