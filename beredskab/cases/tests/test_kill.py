"""A concern whose receipt was shown survives `kill -9` of any process at any moment: the receipt opens its text."""

import http.client
import os
import random
import signal
import subprocess
import threading
import time
import urllib.error
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
import pytest

from beredskab.cases.tests.intake_process import CONCERN, WITH_KEY, Intake, clean, run_as_work
from tests.browser import servers

WRITERS = 3


class Kept:
    """What was shown to the writers: each receipt with the text it must open."""

    def __init__(self) -> None:
        self.receipts: list[tuple[str, str]] = []
        self.stop = threading.Event()
        self.number = 0

    def write(self, base: str) -> None:
        """Send concerns until told to stop; what got no receipt was never acknowledged."""
        intake = Intake(base)
        while not self.stop.is_set():
            self.number += 1
            text = f"Bekymring nummer {self.number} fra tråd {threading.get_ident()}."
            try:
                answer = intake.post("bekymring/", {**CONCERN, "seen": text})
            except (OSError, urllib.error.URLError, http.client.HTTPException):
                time.sleep(0.02)
                continue
            if answer.status == 200:
                self.receipts.append((answer.receipt.text, text))


def started(house, keys, port):
    """The real intake under gunicorn, in a group of its own that can be killed whole."""
    base = f"http://127.0.0.1:{port}"
    process = servers.start("intake", port, {**clean(house, keys), "BEREDSKAB_INTAKE_URL": base})
    servers.wait_for(process, base)
    return process


@contextmanager
def writing(base: str) -> Iterator[Kept]:
    """Some writers at once, while the block lasts."""
    kept = Kept()
    threads = [threading.Thread(target=kept.write, args=(base,)) for _ in range(WRITERS)]
    for one in threads:
        one.start()
    try:
        yield kept
    finally:
        kept.stop.set()
        for one in threads:
            one.join(30)


def worker_of(process: subprocess.Popen) -> int:
    """The process under gunicorn that serves."""
    with open(f"/proc/{process.pid}/task/{process.pid}/children") as file:
        return int(file.read().split()[0])


def kill_backends(house) -> None:
    """SIGTERM to the server processes that serve the intake: the same as a server that loses them at that moment."""
    with psycopg.connect(house.admin_url) as owner:
        owner.execute(
            "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'beredskab-intake'"
        )


def kill_somebody(house, process: subprocess.Popen, number: int) -> None:
    """In turn the worker under gunicorn, gunicorn with it, and the database's own processes."""
    if number % 3 == 2:
        kill_backends(house)
    elif number % 3 == 1:
        os.kill(worker_of(process), signal.SIGKILL)
    else:
        worker = worker_of(process)
        process.kill()
        os.kill(worker, signal.SIGKILL)
        process.wait(20)


def survive(house, keys, kills: int) -> None:
    """Kill as often as asked, at random moments; afterwards every receipt that was shown opens with its text."""
    run_as_work(house, keys, WITH_KEY)
    port = servers.free_port()
    base = f"http://127.0.0.1:{port}"
    process, chance = started(house, keys, port), random.Random()
    try:
        with writing(base) as kept:
            for number in range(kills):
                before = len(kept.receipts)
                until = time.monotonic() + 30
                while len(kept.receipts) == before and time.monotonic() < until:
                    time.sleep(0.005)
                assert len(kept.receipts) > before, "the intake takes nothing any more"
                time.sleep(chance.random() / 10)
                kill_somebody(house, process, number)
                if process.poll() is not None:
                    process = started(house, keys, port)
        assert len(kept.receipts) >= kills
        intake = Intake(base)
        for receipt, text in kept.receipts:
            assert text in intake.post("kvittering/", {"receipt": receipt}).text, receipt
    finally:
        process.terminate()
        process.wait(20)


@pytest.fixture
def keys(tmp_path):
    tmp_path.chmod(0o700)
    return tmp_path


def test_what_was_acknowledged_survives_a_few_kills(fresh_house, keys):
    survive(fresh_house, keys, 6)


@pytest.mark.long
def test_what_was_acknowledged_survives_a_thousand_kills(fresh_house, keys):
    survive(fresh_house, keys, 1000)
