"""The supervisor: starts, starts again, stops in order, and leaves no orphan however it dies."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from beredskab.cli.errors import CommandError
from beredskab.cli.supervisor import Program, Supervisor

ROOT = Path(__file__).resolve().parents[3]
CHILD = "from beredskab.cli import leash; leash.follow(); import time; print('up', flush=True); time.sleep(600)"
NOTED = """
import signal, sys, time
def end(number, frame):
    open(sys.argv[1], "a").write(sys.argv[2] + "\\n"); sys.exit(0)
signal.signal(signal.SIGTERM, end)
print("up", flush=True)
time.sleep(600)
"""


def program(folder: Path, name: str, code: str, *arguments: str) -> Program:
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)}
    return Program(name, [sys.executable, "-c", code, *arguments], environment, folder / f"{name}.log")


def is_up(folder: Path, name: str, times: int = 1) -> bool:
    log = folder / f"{name}.log"
    return log.exists() and log.read_text().count("up") >= times


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    stat = Path(f"/proc/{pid}/stat")
    return not (stat.exists() and stat.read_text().rpartition(")")[2].split()[0] == "Z")


def test_leaving_stops_the_last_started_first(tmp_path):
    order = tmp_path / "order"
    with Supervisor() as supervisor:
        for name in ("first", "second", "third"):
            supervisor.start(program(tmp_path, name, NOTED, str(order), name))
        supervisor.watch(lambda: all(is_up(tmp_path, name) for name in ("first", "second", "third")))
        pids = supervisor.pids().values()
    assert order.read_text().split() == ["third", "second", "first"]
    assert not any(alive(pid) for pid in pids)


def test_a_killed_child_is_started_again(tmp_path):
    with Supervisor() as supervisor:
        supervisor.start(program(tmp_path, "one", CHILD))
        supervisor.watch(lambda: is_up(tmp_path, "one"))
        before = supervisor.pids()["one"]
        os.kill(before, signal.SIGKILL)
        supervisor.watch(lambda: is_up(tmp_path, "one", times=2))
        assert supervisor.pids()["one"] != before


def test_a_child_that_keeps_falling_is_given_up_in_one_sentence(tmp_path):
    with Supervisor() as supervisor, pytest.raises(CommandError) as caught:
        supervisor.start(program(tmp_path, "weak", "raise SystemExit(1)"))
        supervisor.watch(lambda: False, pause=0.01)
    assert caught.value.code == "process-falls"
    assert "weak" in caught.value.message("da")


def test_a_child_that_will_not_hear_is_ended_with_its_own_children(tmp_path, monkeypatch):
    monkeypatch.setattr("beredskab.cli.supervisor.STOP_SECONDS", 0.3)
    deaf = "import signal, subprocess, sys, time; signal.signal(15, signal.SIG_IGN)\n"
    deaf += "child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(600)'])\n"
    deaf += "print('up', child.pid, flush=True); time.sleep(600)"
    with Supervisor() as supervisor:
        supervisor.start(program(tmp_path, "deaf", deaf))
        supervisor.watch(lambda: is_up(tmp_path, "deaf"))
        pid = supervisor.pids()["deaf"]
        grandchild = int((tmp_path / "deaf.log").read_text().split()[1])
    wait_for_end(pid, grandchild)


def wait_for_end(*pids: int) -> None:
    deadline = time.monotonic() + 15
    while any(alive(pid) for pid in pids):
        assert time.monotonic() < deadline
        time.sleep(0.05)


PARENT = """
import sys
from pathlib import Path
from beredskab.cli.supervisor import Interrupted, Program, Supervisor, stop_on_signals
stop_on_signals()
folder = Path(sys.argv[1])
try:
    with Supervisor() as supervisor:
        for name in ("a", "b"):
            environment = {"PATH": "/usr/bin:/bin", "PYTHONPATH": sys.argv[2]}
            supervisor.start(Program(name, [sys.executable, "-c", sys.argv[3]], environment, folder / f"{name}.log"))
        supervisor.watch(lambda: all("up" in (folder / f"{name}.log").read_text() for name in ("a", "b")))
        print(*supervisor.pids().values(), flush=True)
        supervisor.watch(lambda: False)
except Interrupted:
    print("stopped", flush=True)
"""


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_no_child_outlives_its_parent_however_that_ends(tmp_path, number):
    parent = subprocess.Popen(
        [sys.executable, "-c", PARENT, str(tmp_path), str(ROOT), CHILD],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )
    with parent:
        assert parent.stdout is not None
        pids = [int(pid) for pid in parent.stdout.readline().split()]
        assert len(pids) == 2
        parent.send_signal(number)
        rest = parent.stdout.read()
    wait_for_end(*pids)
    assert ("stopped" in rest) == (number != signal.SIGKILL)
