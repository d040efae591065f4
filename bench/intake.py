"""How many whole reports a second the intake takes: form, post, sealing, tasks, log and commit, over HTTP.

`figures()` runs the real process with two workers of four threads against eight clients, and in turns with it a bare
Django view that does one AES-GCM insert, so that both meet the same machine. The clients take part of it, too.
"""

from __future__ import annotations

import socket
import tempfile
import threading
import time
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from bench import place

CLIENTS, WORKERS, SECONDS, ROUNDS = 8, 2, 4.0, 5
AIM = 300.0
FORM = "/kommune/9999/bekymring/"
REPORT = {
    "about": "adult",
    "who": "En opdigtet person, Opdigtet Vej 7",
    "seen": "Han truede i fredags med at brænde foreningens hus ned. Jeg hørte det selv, og to andre stod ved. " * 6,
    "when_where": "I fredags, på pladsen foran foreningen",
    "thinks": "Jeg tror, at han mener det, for han har aldrig talt sådan før.",
    "haste": "days",
    "anonymous": "yes",
}


class Client:
    """One kept connection, and no more of HTTP than it takes."""

    def __init__(self, address: str) -> None:
        host, _, port = address.partition(":")
        self.address, self.host = (host, int(port)), address
        self.socket = self._open()

    def _open(self) -> socket.socket:
        opened = socket.create_connection(self.address, timeout=30)
        opened.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return opened

    def ask(self, method: str, path: str, body: bytes = b"") -> bytes:
        """The answer's body; anything but 200 is an error."""
        kind = "Content-Type: application/x-www-form-urlencoded\r\n" if body else ""
        head = f"{method} {path} HTTP/1.1\r\nHost: {self.host}\r\n{kind}Content-Length: {len(body)}\r\n\r\n"
        self.socket.sendall(head.encode() + body)
        return self._answer()

    def _answer(self) -> bytes:
        got = b""
        while b"\r\n\r\n" not in got:
            got += self._more()
        head, _, rest = got.partition(b"\r\n\r\n")
        if b" 200 " not in head.split(b"\r\n")[0]:
            raise RuntimeError(head.split(b"\r\n")[0].decode())
        lines = dict(line.lower().split(b": ", 1) for line in head.split(b"\r\n")[1:])
        length = int(lines[b"content-length"])
        while len(rest) < length:
            rest += self._more()
        if lines.get(b"connection") == b"close":
            self.socket.close()
            self.socket = self._open()
        return rest

    def _more(self) -> bytes:
        data = self.socket.recv(262_144)
        if not data:
            raise RuntimeError("the server hung up")
        return data


def whole(client: Client) -> None:
    """One complete submission: get the form, send it, be given a receipt."""
    client.ask("GET", FORM)
    answer = client.ask("POST", FORM, urlencode(REPORT).encode())
    if b'id="receipt-text"' not in answer:
        raise RuntimeError("no receipt")


def bare(client: Client) -> None:
    """One post to the floor."""
    client.ask("POST", "/insert", urlencode(REPORT).encode())


def rate(address: str, work: Any, seconds: float = SECONDS) -> tuple[float, list[float]]:
    """How many a second the clients get done together, and how long each took in milliseconds."""
    taken: list[float] = []
    errors: list[Exception] = []
    until = time.perf_counter() + seconds

    def run() -> None:
        try:
            client = Client(address)
            while (started := time.perf_counter()) < until:
                work(client)
                taken.append((time.perf_counter() - started) * 1000)
        except (OSError, RuntimeError, ValueError, LookupError) as error:
            errors.append(error)

    threads = [threading.Thread(target=run) for _ in range(CLIENTS)]
    started = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if errors:
        raise errors[0]
    return len(taken) / (time.perf_counter() - started), sorted(taken)


def measure(made: Any, keys: Path) -> tuple[list[float], list[float], list[float]]:
    """Rates of the intake and of the floor, round by round in turns, and the times of the submissions."""
    env = place.environment(made, keys)
    intake_env = {key: value for key, value in env.items() if key != "BEREDSKAB_KEYS"}
    wholes, bares, taken = [], [], []
    with (
        place.served("beredskab.config.wsgi_intake", "beredskab.config.settings.intake", intake_env, WORKERS) as ours,
        place.served("bench.floor", "", env, WORKERS) as floor,
    ):
        rate(ours, whole, 1.5), rate(floor, bare, 1.0)  # warm
        for _ in range(ROUNDS):
            got, times = rate(ours, whole)
            wholes.append(got)
            taken += times
            bares.append(rate(floor, bare)[0])
    return sorted(wholes), sorted(bares), sorted(taken)


def prepare(made: Any, keys: Path) -> None:
    """The municipality's key pair, and the floor's one table."""
    import psycopg

    from beredskab.cases.tests.intake_process import WITH_KEY, run_as_work

    run_as_work(made, keys, WITH_KEY)
    with psycopg.connect(made.admin_url) as admin:
        admin.execute("create table bench_floor (id bigserial primary key, sealed bytea not null)")


def figures() -> list[dict[str, Any]]:
    """Whole reports a second, of the floor measured in turns with it and of the aim; and how long one takes."""
    with place.house() as made, tempfile.TemporaryDirectory() as keys:
        prepare(made, Path(keys))
        wholes, bares, taken = measure(made, Path(keys))
        stored = _stored(made)
    middle, bottom = place.median(wholes), place.median(bares)
    if stored < len(taken):
        raise RuntimeError(f"{len(taken)} receipts and {stored} reports")
    return [
        place.row("whole reports a second, 2 workers, 8 clients", middle, "/s", middle / bottom, "one bare insert"),
        place.row("whole reports a second, 2 workers, 8 clients", middle, "/s", middle / AIM, "the aim of 300/s"),
        place.row("the bare floor: one AES-GCM insert a request", bottom, "/s", 1.0, "itself"),
        place.row(
            "one whole report, p95", place.p95(taken), "ms", place.p95(taken) / place.median(taken), "its median"
        ),
    ]


def _stored(made: Any) -> int:
    import psycopg

    with psycopg.connect(made.admin_url) as admin:
        row = admin.execute("select count(*) from cases_report").fetchone()
    return int(row[0]) if row else 0
