"""Keeps a handful of processes running: starts them, starts a fallen one again, and stops all of them in order."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import FrameType, TracebackType
from typing import Final

from beredskab.cli import leash
from beredskab.cli.errors import CommandError

STOP_SECONDS: Final = 12
RESTARTS: Final = 5
STEADY_SECONDS: Final = 60
STOP_SIGNALS: Final = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Interrupted(BaseException):
    """Somebody asked us to stop. Not an Exception, so that nothing on the way takes it for an error."""


@dataclass(frozen=True, slots=True)
class Program:
    """What to run, with its whole environment. Its output goes to `log`."""

    name: str
    command: Sequence[str]
    environment: Mapping[str, str]
    log: Path


@dataclass(slots=True)
class _Child:
    program: Program
    process: subprocess.Popen[bytes]
    pipe: int
    started: float
    restarts: int = 0


class Supervisor:
    """Use as a context: leaving it stops the children, the last started first."""

    def __init__(self) -> None:
        self._children: list[_Child] = []

    def start(self, program: Program) -> None:
        """Start a program and keep it running."""
        self._children.append(self._spawn(program))

    def pids(self) -> dict[str, int]:
        """The children's process ids by name."""
        return {child.program.name: child.process.pid for child in self._children}

    def watch(self, until: Callable[[], bool], pause: float = 0.1) -> None:
        """Mind the children until `until()` is true. Raises CommandError when one keeps falling."""
        while not until():
            for number, child in enumerate(self._children):
                if child.process.poll() is not None:
                    self._children[number] = self._again(child)
            time.sleep(pause)

    def stop(self) -> None:
        """Stop all: politely, then after a while for good. Safe to call twice."""
        for child in reversed(self._children):
            _signal(child, signal.SIGTERM)
            try:
                child.process.wait(STOP_SECONDS)
            except subprocess.TimeoutExpired:
                _signal(child, signal.SIGKILL)
                child.process.wait()
            _signal(child, signal.SIGKILL)  # what it may have left in its group
            os.close(child.pipe)
        self._children.clear()

    def __enter__(self) -> Supervisor:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def _spawn(self, program: Program) -> _Child:
        program.log.parent.mkdir(parents=True, exist_ok=True)
        reading, writing = os.pipe()  # only we hold the writing end: when we die, however we die, it closes
        try:
            with program.log.open("ab") as log:
                process = subprocess.Popen(
                    program.command, env={**program.environment, leash.VARIABLE: str(reading)}, pass_fds=(reading,),
                    stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True,
                )  # fmt: skip
        finally:
            os.close(reading)
        return _Child(program, process, writing, time.monotonic())

    def _again(self, child: _Child) -> _Child:
        os.close(child.pipe)
        restarts = 0 if time.monotonic() - child.started > STEADY_SECONDS else child.restarts + 1
        if restarts > RESTARTS:
            self._children.remove(child)
            name, log = child.program.name, child.program.log
            raise CommandError(
                "process-falls",
                f"Processen {name} bliver ved med at falde; årsagen står sidst i {log}.",
                f"The process {name} keeps falling; the reason stands last in {log}.",
            )
        _signal(child, signal.SIGKILL)
        again = self._spawn(child.program)
        again.restarts = restarts
        return again


def stop_on_signals() -> None:
    """Let Ctrl-C, a polite kill and a closed terminal raise Interrupted once; while we clean up, more are ignored."""

    def interrupt(number: int, frame: FrameType | None) -> None:
        for other in STOP_SIGNALS:
            signal.signal(other, signal.SIG_IGN)
        raise Interrupted

    for number in STOP_SIGNALS:
        signal.signal(number, interrupt)


def _signal(child: _Child, number: signal.Signals) -> None:
    # The child leads its own group, so its workers hear it too; SIGTERM goes to the leader, which tells them itself.
    with suppress(ProcessLookupError, PermissionError):
        if number == signal.SIGKILL:
            os.killpg(child.process.pid, number)
        elif child.process.poll() is None:
            child.process.send_signal(number)
