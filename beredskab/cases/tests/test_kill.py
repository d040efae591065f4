"""A concern whose receipt was shown survives `kill -9` of any process at any moment: the receipt opens its text."""

import http.client
import os
import random
import secrets
import shutil
import signal
import subprocess
import tempfile
import threading
import time
import urllib.error
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psycopg
import pytest

from beredskab.cases.tests.intake_process import CONCERN, WITH_KEY, Intake, clean, run_as_work
from beredskab.cli import postgres as launcher
from beredskab.kit import roles
from tests import database
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
    """The process under gunicorn that serves, once there is one: after a kill it takes gunicorn a moment."""
    until = time.monotonic() + 60
    while True:
        with open(f"/proc/{process.pid}/task/{process.pid}/children") as file:
            children = file.read().split()
        if children:
            return int(children[0])
        assert time.monotonic() < until, "gunicorn starts no worker any more"
        time.sleep(0.005)


def kill_worker(process: subprocess.Popen) -> None:
    """The process that serves; gunicorn starts another."""
    os.kill(worker_of(process), signal.SIGKILL)


def kill_whole(process: subprocess.Popen) -> None:
    """Gunicorn and its worker."""
    worker = worker_of(process)
    process.kill()
    os.kill(worker, signal.SIGKILL)
    process.wait(20)


def end_backends(house: database.Clone) -> None:
    """The database's processes that serve the intake. Ended, not killed: a kill restarts the server under all tests."""
    with psycopg.connect(house.admin_url) as owner:
        owner.execute(
            "select pg_terminate_backend(pid) from pg_stat_activity"
            " where application_name = 'beredskab-intake' and datname = current_database()"
        )


def kill_server(folder: Path) -> None:
    """Every process of a database server at once, and start it anew over what is on the disk."""
    running = launcher.start(folder)
    with open(f"/proc/{running.pid}/task/{running.pid}/children") as file:
        children = [int(one) for one in file.read().split()]
    for pid in (running.pid, *children):
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    launcher.start(folder)


def survive(house: database.Clone, keys: Path, kills: int, kill: Callable[[int, subprocess.Popen], None]) -> None:
    """Kill as often as asked, at random moments; afterwards every receipt that was shown opens with its text."""
    run_as_work(house, keys, WITH_KEY)
    port = servers.free_port()
    base = f"http://127.0.0.1:{port}"
    process, chance = started(house, keys, port), random.Random()
    try:
        with writing(base) as kept:
            for number in range(kills):
                wait_for_one_more(kept)
                time.sleep(chance.random() / 20)
                kill(number, process)
                if process.poll() is not None:
                    process = started(house, keys, port)
        assert len(kept.receipts) >= kills
        intake = Intake(base)
        for receipt, text in kept.receipts:
            assert text in intake.post("kvittering/", {"receipt": receipt}).text, receipt
    finally:
        process.terminate()
        process.wait(20)


def wait_for_one_more(kept: Kept) -> None:
    """Until the intake takes concerns again."""
    before, until = len(kept.receipts), time.monotonic() + 60
    while len(kept.receipts) == before:
        assert time.monotonic() < until, "the intake takes nothing any more"
        time.sleep(0.005)


@pytest.fixture
def keys(tmp_path):
    tmp_path.chmod(0o700)
    return tmp_path


@pytest.fixture
def own_server() -> Iterator[tuple[Path, database.Clone]]:
    """A database server of its own, as durable as in production, migrated and with the cast."""
    folder = Path(tempfile.mkdtemp(prefix="kill-"))
    folder.chmod(0o711)
    server = launcher.start(folder)
    passwords = {role: secrets.token_hex(16) for role in roles.APPLICATION_ROLES}
    made = database.build(database.Server(server.admin_url, "beredskab_kill", passwords, ours=True))
    yield folder, made
    launcher.start(folder).stop()
    shutil.rmtree(folder, ignore_errors=True)


def test_what_was_acknowledged_survives_fifty_kills(fresh_house, keys):
    def kill(number: int, process: subprocess.Popen) -> None:
        if number % 25 == 12:
            kill_whole(process)
        elif number % 10 == 5:
            kill_worker(process)
        else:
            end_backends(fresh_house)

    survive(fresh_house, keys, 50, kill)


@pytest.mark.long
@pytest.mark.parametrize("kills", [1000])
def test_what_was_acknowledged_survives_a_thousand_kills_of_everything(own_server, keys, kills):
    folder, house = own_server

    def kill(number: int, process: subprocess.Popen) -> None:
        if number % 4 == 3:
            kill_server(folder)
        elif number % 4 == 2:
            kill_whole(process)
        else:
            kill_worker(process)

    survive(house, keys, kills, kill)
