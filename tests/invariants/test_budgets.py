"""Files, functions and views stay short. An exception has a reason beside it."""

import ast
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FILE, FUNCTION, VIEW, TEST_FILE = 400, 40, 20, 600
LONG_FILES: dict[str, str] = {}
LONG_FUNCTIONS: dict[str, str] = {}
SOURCES = sorted(
    path
    for folder in ("beredskab", "tests", "bench")
    for path in (ROOT / folder).rglob("*.py")
    if "/migrations/0001_" not in path.as_posix()  # written by Django
)


def name_of(path):
    return path.relative_to(ROOT).as_posix()


def lines_of(path):
    return len(path.read_text(encoding="utf-8").splitlines())


def is_test(path):
    return "/tests/" in path.as_posix() or name_of(path).startswith("tests/")


def test_a_file_can_be_read_at_one_sitting():
    lengths = {name_of(path): (lines_of(path), TEST_FILE if is_test(path) else FILE) for path in SOURCES}
    long = {name: length for name, (length, budget) in lengths.items() if length > budget and name not in LONG_FILES}
    assert long == {}


def test_a_function_fits_on_a_screen():
    long = {}
    for path in SOURCES:
        budget = VIEW if re.search(r"/views(/|\.py)", path.as_posix()) else FUNCTION
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and not is_test(path):
                length = node.end_lineno - node.lineno + 1
                if length > budget:
                    long[f"{name_of(path)}:{node.name}"] = length
    assert {name: length for name, length in long.items() if name not in LONG_FUNCTIONS} == {}
    assert set(LONG_FUNCTIONS) <= set(long), "an exception that is no longer needed"


def test_exceptions_are_still_needed():
    for name in LONG_FILES:
        assert lines_of(ROOT / name) > FILE, name


def test_there_are_at_most_twenty_direct_dependencies_each_with_a_reason():
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    block = text.split("dependencies = [", 1)[1].split("\n]", 1)[0]
    lines = [line for line in block.splitlines() if line.strip().startswith('"')]
    assert 0 < len(lines) <= 20
    assert all("#" in line for line in lines)


def test_nothing_is_left_for_later():
    marks = ("TO" + "DO", "FIX" + "ME", "XX" + "X ", "pytest.mark." + "skip", "x" + "fail")
    texts = {name_of(path): path.read_text(encoding="utf-8") for path in SOURCES}
    assert [(name, mark) for name, text in texts.items() for mark in marks if mark in text] == []
