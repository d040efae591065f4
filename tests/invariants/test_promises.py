"""What the docs promise of people's safety names the test that keeps it, and that test exists."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
THREATS, HARMS = ROOT / "docs" / "threat-model.md", ROOT / "docs" / "dpia.md"
PATH = re.compile(r"`((?:beredskab|tests)/[\w/.-]+\.py)(?:::(\w+))?`")
FEWEST_HARMS = 15


def rows(page, heading):
    """The cells of each line of the table under a heading."""
    part = page.read_text(encoding="utf-8").partition(f"\n## {heading}\n")[2].partition("\n## ")[0]
    lines = [line for line in part.splitlines() if line.startswith("| ")][1:]
    return [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines]


@pytest.mark.parametrize("page", [THREATS, HARMS], ids=lambda page: page.stem)
def test_every_test_that_a_promise_names_exists(page):
    named = PATH.findall(page.read_text(encoding="utf-8"))
    assert named
    missing = [f"{path}::{name}" for path, name in named if not (ROOT / path).exists()]
    missing += [f"{p}::{n}" for p, n in named if n and f"def {n}(" not in (ROOT / p).read_text(encoding="utf-8")]
    assert missing == []


def test_every_promise_names_a_test():
    promises = rows(THREATS, "Promises and the tests that keep them")
    assert promises
    assert [row[0] for row in promises if not PATH.search(row[-1])] == []


def test_every_harm_has_a_measure_a_test_and_what_is_left():
    harms = rows(HARMS, "Harms")
    assert len(harms) >= FEWEST_HARMS
    for number, harm, measure, kept_by, left in harms:
        assert number.isdigit() and harm and measure and left, harm
        assert PATH.search(kept_by), harm
    assert [int(row[0]) for row in harms] == list(range(1, len(harms) + 1))
