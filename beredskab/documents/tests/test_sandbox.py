"""The sandbox: the same answers as the reader, from a child that is bounded and always ends."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from beredskab.documents import child, sandbox
from beredskab.documents.errors import ReadError
from beredskab.documents.readers import read_files
from beredskab.documents.sandbox import read_safely
from beredskab.documents.tests.read_samples import OUTLINE, every_format, html_of, shape


@pytest.mark.parametrize("name", sorted(every_format()))
def test_the_child_answers_what_the_reader_answers(name: str) -> None:
    files = [(name, every_format()[name])]
    assert read_safely(files) == read_files(files)


def test_several_files_go_through_together() -> None:
    files = sorted(every_format().items())
    document, infos = read_safely(files, language="en")
    assert (document, infos) == read_files(files, language="en")
    assert len(shape(document)) == len(OUTLINE) * len(files)


def test_a_file_name_that_is_no_utf8_goes_through() -> None:
    name = b"plan-\xe6.txt".decode("utf-8", "surrogateescape")
    document, infos = read_safely([(name, b"Her er tekst.")])
    assert infos[0].name == name == document.sources["b1"].file


def test_a_read_error_comes_through_with_its_code_and_file() -> None:
    with pytest.raises(ReadError) as caught:
        read_safely([("god.txt", b"Her er tekst."), ("tom.txt", b"")])
    assert (caught.value.code, caught.value.file) == ("empty_file", "tom.txt")


def test_a_file_that_is_too_large_never_reaches_the_child() -> None:
    with pytest.raises(ReadError) as caught:
        read_safely([("a.txt", bytes(26 * 1024 * 1024))])
    assert caught.value.code == "too_large"


def test_a_child_that_wants_too_much_memory_ends_as_too_heavy() -> None:
    page = html_of([("p", "Beredskabet gælder alle. " * 40)] * 20_000)
    bounded = sys.platform != "darwin"  # macOS does not bound address space
    try:
        read_safely([("a.html", page)], memory_mb=80)
        ended = False
    except ReadError as error:
        ended = error.code == "too_heavy"
    assert ended == bounded


def test_a_child_that_takes_too_long_is_killed_with_its_group() -> None:
    started = time.monotonic()
    with pytest.raises(ReadError) as caught:
        read_safely([("a.txt", b"Her er tekst.")], seconds=0.001)
    assert caught.value.code == "too_slow"
    assert time.monotonic() - started < 5


def test_a_child_that_crashes_is_an_answer_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(child, "_START", "import os; os.abort()")
    with pytest.raises(ReadError) as caught:
        read_safely([("a.txt", b"Her er tekst.")])
    assert (caught.value.code, caught.value.file) == ("too_heavy", "a.txt")


def test_the_child_sees_no_secrets_of_its_parent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BEREDSKAB_SECRET", "hemmeligt")
    code = "import os, sys; sys.stdout.write(str('BEREDSKAB_SECRET' in os.environ))"
    monkeypatch.setattr(child, "_START", code)
    assert child._exchange([], 5, 1000) == b"False"


def test_the_child_starts_without_what_reading_does_not_need(monkeypatch: pytest.MonkeyPatch) -> None:
    code = (
        "import sys; sys.path.insert(0, sys.argv[1]); import beredskab.documents.readers, beredskab.documents.sandbox; "
        "unwanted = {'django', 'jsonschema', 'typst', 'docx', 'yaml', 'lxml'} & set(sys.modules); "
        "sys.stdout.write(' '.join(sorted(unwanted)))"
    )
    monkeypatch.setattr(child, "_START", code)
    assert child._exchange([], 10, 1000) == b""


def children() -> set[str]:
    """The numbers of this process's children, dead ones too, but for the `ps` that asks."""
    listing = subprocess.Popen(["ps", "-A", "-o", "pid=,ppid="], stdout=subprocess.PIPE, text=True)
    rows = [line.split() for line in listing.communicate()[0].splitlines()]
    return {pid for pid, parent in rows if int(parent) == os.getpid()} - {str(listing.pid)}


def test_no_child_is_left_behind() -> None:
    before = children()
    read_safely([("a.txt", b"Her er tekst.")])
    assert children() == before


ESCAPE = """
import os, socket, subprocess, sys
sys.path.insert(0, sys.argv[1])
from beredskab.documents.confine import confine, readable
paths = readable()
print(confine(paths), flush=True)

def tried(name, what):
    try:
        what()
    except (OSError, subprocess.SubprocessError):
        return
    print("reached", name)

tried("files", lambda: open("/etc/passwd").read())
tried("data beside the package", lambda: os.listdir(sys.argv[1]))
tried("the parent's keys", lambda: open(f"/proc/{os.getppid()}/environ").read())
tried("programs", lambda: subprocess.run(["/bin/true"]))
tried("writing", lambda: open("/tmp/beredskab-escape", "w"))
tried("the network", lambda: socket.create_connection(("127.0.0.1", int(sys.argv[2])), 1))
import decimal, sqlite3, lxml.etree, pypdfium2
print("still imports")
"""


def test_a_hijacked_child_reaches_no_file_no_key_no_program_and_no_network() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        command = [sys.executable, "-I", "-c", ESCAPE, str(Path(sandbox.__file__).parents[2])]
        port = str(server.getsockname()[1])
        done = subprocess.run([*command, port], capture_output=True, text=True, check=True, timeout=60)
    confined, *said = done.stdout.splitlines()
    assert said == ["still imports"] or (confined == "False" and said[-1] == "still imports")
