"""The bounded child in which files from strangers are opened: its start, its limits, and what goes over the pipes.

The child gets an empty environment, no arguments from the file, a session of its own and limits on memory, processor
time, open files, written bytes and new processes. On Linux it reaches no other file, process or network
(`documents.confine`). Both ways a frame goes over a pipe: the length of a JSON head, the head, and bodies of the sizes
that the head names. Who asks gets an answer or `ChildFailed`; the answer is still a stranger's and is to be checked.
"""

from __future__ import annotations

import contextlib
import importlib
import json
import os
import selectors
import signal
import struct
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import IO, Any, Final, Literal, TypeAlias

from beredskab.documents.files import MEGABYTE

TASKS: Final = MappingProxyType(
    {
        "read": "beredskab.documents.sandbox",
        "render": "beredskab.documents.renderings.work",
    }
)
"""What a child can be asked, and the module whose `answer(head, bodies)` does it, with all limits already in force."""

Answer: TypeAlias = tuple[dict[str, Any], list[bytes]]

_ROOT = str(Path(__file__).resolve().parents[2])
_START = "import sys; sys.path.insert(0, sys.argv[1]); from beredskab.documents.child import main; main()"
_OPEN_FILES = 64
_LENGTH = struct.Struct(">Q")


class ChildFailed(Exception):
    """There is no answer: `too_slow` by the wall clock, `too_heavy` when a limit or a crash ended the child."""

    def __init__(self, code: Literal["too_slow", "too_heavy"]) -> None:
        super().__init__(code)
        self.code = code


def ask(
    task: str,
    head: Mapping[str, Any],
    bodies: Sequence[bytes],
    *,
    seconds: float,
    memory_mb: int,
    most: int = 200 * MEGABYTE,
) -> Answer:
    """What a child of its own answers to a task of `TASKS`: a head and bodies, `most` bytes of them.

    Raises `ChildFailed`.
    """
    asked = {**head, "task": task, "seconds": seconds, "memory_mb": memory_mb}
    data = _exchange(_frame(asked, bodies), seconds, most)
    try:
        return _unframed(data)
    except (ValueError, KeyError, TypeError, AttributeError, struct.error):
        # No answer, or half of one: the child was killed by a limit or crashed.
        raise ChildFailed("too_heavy") from None


# --- frames -------------------------------------------------------------------------------------------------------


def _frame(head: Mapping[str, Any], bodies: Sequence[bytes]) -> list[bytes]:
    sized = {**head, "sizes": [len(body) for body in bodies]}
    # A file name may hold bytes that are no UTF-8; Python keeps them as surrogates.
    text = json.dumps(sized, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
    return [_LENGTH.pack(len(text)), text, *bodies]


def _unframed(data: bytes) -> Answer:
    (length,) = _LENGTH.unpack_from(data)
    at = _LENGTH.size + length
    head = json.loads(data[_LENGTH.size : at].decode("utf-8", "surrogatepass"))
    bodies = []
    for size in head["sizes"]:
        if not 0 <= size <= len(data) - at:
            raise ValueError("half an answer")
        bodies.append(data[at : at + size])
        at += size
    return head, bodies


# --- the caller's side --------------------------------------------------------------------------------------------


def _exchange(parts: Sequence[bytes], seconds: float, most: int) -> bytes:
    child = subprocess.Popen(
        [sys.executable, "-I", "-c", _START, _ROOT],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={"LC_ALL": "C.UTF-8"},
        cwd="/",
        start_new_session=True,
    )
    assert child.stdin and child.stdout
    writer = threading.Thread(target=_send, args=(child.stdin, parts), daemon=True)
    writer.start()
    try:
        return _receive(child.stdout, time.monotonic() + seconds, most)
    finally:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(child.pid, signal.SIGKILL)
        child.wait()
        writer.join(timeout=1)
        child.stdout.close()


def _send(pipe: IO[bytes], parts: Sequence[bytes]) -> None:
    # A child that died early closes the pipe; its missing answer says enough.
    with contextlib.suppress(OSError, ValueError), pipe:
        for part in parts:
            pipe.write(part)


def _receive(pipe: IO[bytes], deadline: float, most: int) -> bytes:
    parts: list[bytes] = []
    size = 0
    with selectors.DefaultSelector() as selector:
        selector.register(pipe, selectors.EVENT_READ)
        while True:
            if not selector.select(max(0.0, deadline - time.monotonic())):
                raise ChildFailed("too_slow")
            chunk = os.read(pipe.fileno(), MEGABYTE)
            if not chunk:
                return b"".join(parts)
            parts.append(chunk)
            size += len(chunk)
            if size > most:
                raise ChildFailed("too_heavy")


# --- the child's side ---------------------------------------------------------------------------------------------


def main() -> None:
    """The child: one framed question on standard input, one framed answer on standard output."""
    source, answer = sys.stdin.buffer, sys.stdout.buffer
    (length,) = _LENGTH.unpack(source.read(_LENGTH.size))
    head = json.loads(source.read(length).decode("utf-8", "surrogatepass"))
    _bind(head["seconds"], head["memory_mb"])
    bodies = [source.read(size) for size in head["sizes"]]
    for part in _frame(*importlib.import_module(TASKS[head["task"]]).answer(head, bodies)):
        answer.write(part)
    answer.flush()
    # Nothing is left to tidy; ending at once saves the time of freeing the trees.
    os._exit(0)


def _bind(seconds: float, memory_mb: int) -> None:
    import resource

    from beredskab.documents.confine import confine, readable

    processor = int(seconds) + 1
    limits = {
        "RLIMIT_AS": memory_mb * MEGABYTE,
        "RLIMIT_CPU": processor,
        "RLIMIT_NOFILE": _OPEN_FILES,
        "RLIMIT_FSIZE": 0,
        "RLIMIT_CORE": 0,
        "RLIMIT_NPROC": 0,
    }
    for name, limit in limits.items():
        # macOS refuses some of them; the wall clock of the caller still holds there.
        with contextlib.suppress(AttributeError, ValueError, OSError):
            resource.setrlimit(getattr(resource, name), (limit, limit))
    confine(readable())
