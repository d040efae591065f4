"""The texts that somebody wrote and labelled without sight of the rules: what must hold on them.

The first figures on them stand in `docs/check.md`. Only the formalities learned from them afterwards.
"""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from beredskab.documents.readers import read
from beredskab.frameworks.check import check
from beredskab.frameworks.loader import load_all
from beredskab.frameworks.model import Force
from beredskab.frameworks.report import Report, Verdict

BLIND = Path(__file__).parent / "fictional" / "blind"
LABELS = json.loads((BLIND / "labels.json").read_text(encoding="utf-8"))


def answer(name: str) -> Report:
    """The check's answer on one of the texts."""
    return check(read(name, (BLIND / name).read_bytes()), load_all(), date(2026, 11, 21))


@pytest.mark.parametrize("name", LABELS)
def test_nothing_the_law_asks_is_called_covered_where_a_reader_does_not_see_it(name):
    labels = LABELS[name]["verdicts"]
    covered = {
        result.element.ref
        for result in answer(name).elements
        if result.element.force is Force.LAW and result.verdict is Verdict.COVERED
    }
    assert not {ref for ref in covered if labels.get(ref, "covered") != "covered"}


@pytest.mark.parametrize("name", ["soenderskaer-handlingsplan.md", "hvidmarken-samlet-beredskab.md"])
def test_a_title_page_that_states_the_formalities_is_believed(name):
    verdicts = {result.element.ref: result.verdict for result in answer(name).elements}
    assert {verdicts[ref] for ref in ("P2", "P3", "P4", "P5")} == {Verdict.COVERED}


def test_a_committee_and_the_intranet_are_neither_adoption_nor_publication():
    verdicts = {result.element.ref: result.verdict for result in answer("birkmose-plan.txt").elements}
    assert Verdict.COVERED not in {verdicts["P3"], verdicts["P4"]}


def test_present_against_missing_is_told_as_well_as_when_it_was_first_measured():
    found = seen = both = 0
    for name, entry in LABELS.items():
        verdicts = {result.element.ref: result.verdict for result in answer(name).elements}
        for ref, label in entry["verdicts"].items():
            present, proposed = label != "missing", verdicts[ref] is not Verdict.MISSING
            found, seen, both = found + proposed, seen + present, both + (present and proposed)
    assert 2 * both / (found + seen) >= 0.84
