"""Reads files from strangers in a child process that is bounded in time, memory and rights.

The child gets an empty environment, no arguments from the file, a session of its own and limits on memory, processor
time, open files, written bytes and new processes. On Linux it reaches no other file, process or network
(`documents.confine`). Whatever happens in it, the caller gets a document or a `ReadError`.
"""

from __future__ import annotations

import contextlib
import json
import os
import selectors
import signal
import struct
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import IO, Any

from beredskab.documents.errors import MESSAGES, ReadError, fail
from beredskab.documents.files import MAX_FILE_BYTES, MAX_FILES, MEGABYTE, FileInfo, file_info
from beredskab.documents.model import Document, Remark, Source, from_json, to_json

_ROOT = str(Path(__file__).resolve().parents[2])
_START = "import sys; sys.path.insert(0, sys.argv[1]); from beredskab.documents.sandbox import main; main()"
_MAX_ANSWER = 200 * MEGABYTE
_OPEN_FILES = 64

AT_ONCE = 3
"""Texts that one process reads and checks at the same time: each may take a processor and half a gigabyte."""
WAIT_SECONDS = 5.0
"""Shorter than the database waits for an idle transaction, the reading included."""

_places = threading.BoundedSemaphore(AT_ONCE)


@contextlib.contextmanager
def place(wait: float | None = None) -> Iterator[None]:
    """One of the few places for heavy work on a stranger's text: reading it and checking it, both in one place.

    Raises `ReadError` `busy` when none is free within `wait` seconds. Do not ask for a place inside a place.
    """
    if not _places.acquire(timeout=WAIT_SECONDS if wait is None else wait):
        fail("busy")
    try:
        yield
    finally:
        _places.release()


def read_safely(
    files: Sequence[tuple[str, bytes]], *, seconds: float = 20, memory_mb: int = 700, language: str = "da"
) -> tuple[Document, tuple[FileInfo, ...]]:
    """`readers.read_files` in a bounded child process.

    Raises `ReadError`; `too_slow` after `seconds` of wall time, `too_heavy` when the child died or ran out of memory.
    """
    if not files:
        fail("no_files")
    if len(files) > MAX_FILES:
        fail("too_many_files", limit=MAX_FILES)
    for name, data in files:
        if len(data) > MAX_FILE_BYTES:
            _blame(name, "too_large", limit=MAX_FILE_BYTES // MEGABYTE)
    head = {
        "files": [{"name": name, "size": len(data)} for name, data in files],
        "seconds": seconds,
        "memory_mb": memory_mb,
        "language": language,
    }
    answer = _ask(json.dumps(head).encode(), [data for _name, data in files], seconds)
    only = files[0][0] if len(files) == 1 else ""
    return _understood(answer, only)


# --- the caller's side --------------------------------------------------------------------------------------------


def _ask(head: bytes, bodies: Sequence[bytes], seconds: float) -> bytes | ReadError:
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
    writer = threading.Thread(target=_send, args=(child.stdin, head, bodies), daemon=True)
    writer.start()
    try:
        return _receive(child.stdout, time.monotonic() + seconds)
    finally:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(child.pid, signal.SIGKILL)
        child.wait()
        writer.join(timeout=1)
        child.stdout.close()


def _send(pipe: IO[bytes], head: bytes, bodies: Sequence[bytes]) -> None:
    # A child that died early closes the pipe; its missing answer says enough.
    with contextlib.suppress(OSError, ValueError), pipe:
        pipe.write(struct.pack(">Q", len(head)) + head)
        for body in bodies:
            pipe.write(body)


def _receive(pipe: IO[bytes], deadline: float) -> bytes | ReadError:
    parts: list[bytes] = []
    size = 0
    with selectors.DefaultSelector() as selector:
        selector.register(pipe, selectors.EVENT_READ)
        while True:
            if not selector.select(max(0.0, deadline - time.monotonic())):
                return _error("too_slow")
            chunk = os.read(pipe.fileno(), MEGABYTE)
            if not chunk:
                return b"".join(parts)
            parts.append(chunk)
            size += len(chunk)
            if size > _MAX_ANSWER:
                return _error("too_heavy")


def _understood(answer: bytes | ReadError, only_file: str) -> tuple[Document, tuple[FileInfo, ...]]:
    if isinstance(answer, ReadError):
        error = answer
    else:
        try:
            data = json.loads(answer)
            if "document" in data:
                return _document(data["document"]), tuple(file_info(info) for info in data["files"])
            error = ReadError(*(str(data["error"][key]) for key in ("code", "message_da", "message_en", "file")))
        except (ValueError, KeyError, TypeError, AttributeError):
            # No answer, or half of one: the child was killed by a limit or crashed.
            error = _error("too_heavy")
    error.file = error.file or only_file
    raise error


def _error(code: str) -> ReadError:
    return ReadError(code, *MESSAGES[code])


def _blame(name: str, code: str, **details: object) -> None:
    try:
        fail(code, **details)
    except ReadError as error:
        error.file = name
        raise


def _document(data: Mapping[str, Any]) -> Document:
    sources = {
        key: Source(str(file), page if isinstance(page, int) else None, tuple(map(str, heading)))
        for key, (file, page, heading) in data["sources"].items()
    }
    remarks = tuple(Remark(str(code), str(message), block_id) for code, message, block_id in data["remarks"])
    return Document(from_json(data["doc"]), sources, remarks)


# --- the child's side ---------------------------------------------------------------------------------------------


def main() -> None:
    """The child: framed files on standard input, one JSON answer on standard output."""
    source, answer = sys.stdin.buffer, sys.stdout.buffer
    (length,) = struct.unpack(">Q", source.read(8))
    head = json.loads(source.read(length))
    _bind(head["seconds"], head["memory_mb"])
    files = [(entry["name"], source.read(entry["size"])) for entry in head["files"]]
    text = json.dumps(_answer(files, head["language"]), ensure_ascii=False, separators=(",", ":"))
    # A file name may hold bytes that are no UTF-8; Python keeps them as surrogates.
    answer.write(text.encode("utf-8", "surrogatepass"))
    answer.flush()
    # Nothing is left to tidy; ending at once saves the time of freeing the trees.
    os._exit(0)


def _answer(files: Sequence[tuple[str, bytes]], language: str) -> dict[str, Any]:
    from beredskab.documents.readers import read_files

    try:
        document, infos = read_files(files, language=language)
    except ReadError as error:
        return {"error": {name: getattr(error, name) for name in ("code", "message_da", "message_en", "file")}}
    return {
        "document": {
            "doc": to_json(document.blocks),
            "sources": {key: [s.file, s.page, s.heading] for key, s in document.sources.items()},
            "remarks": [[remark.code, remark.message, remark.block_id] for remark in document.remarks],
        },
        "files": [info.to_json() for info in infos],
    }


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
