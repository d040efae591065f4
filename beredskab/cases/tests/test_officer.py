"""The officer reads who opened which case and why, in a sentence, and finds a case by its number."""

from datetime import timedelta

import pytest
from django.utils import timezone, translation

from beredskab.audit.sentences import FINDERS
from beredskab.cases.actions import access
from beredskab.cases.queries.headers import opened
from beredskab.cases.tests import situations
from beredskab.kit.errors import NotFound
from beredskab.kit.viewer import as_viewer
from beredskab.privacy import queries
from beredskab.privacy.queries import Wanted


def told(viewer, case):
    with as_viewer(viewer), translation.override("da"):
        page = queries.page(viewer, Wanted(of="cases.Case", about=case.id))
        return [one.sentence for one in page.entries]


def test_who_opened_which_part_of_a_case_and_why_is_one_sentence(cast):
    case = situations.a_case(cast)
    with as_viewer(cast["karen"]):
        opened(cast["karen"], case.id, "people", purpose="meeting")
    with as_viewer(cast["rasmus"]), pytest.raises(NotFound):
        opened(cast["rasmus"], case.id, "board")
    sentences = told(cast["dorte"], case)
    number = case.number
    assert f"Karen Koordinator åbnede sag {number}: hvem det handler om (for at forberede et møde)." in sentences
    assert any(one.startswith(f"Rasmus Rådgiver bad om sag {number} og fik den ikke") for one in sentences)
    assert f"Karen Koordinator oprettede sag {number} og er tovholder." in sentences


def test_a_break_glass_names_who_why_and_what_was_thought_of_it(cast):
    case = situations.a_case(cast)
    grant = access.break_glass(by=cast["stine"], case_id=case.id, reason="danger")
    access.review_glass(by=cast["mette"], grant_id=grant, outcome="not_right")
    sentences = told(cast["dorte"], case)
    opening = f"Stine Stedfortræder åbnede sag {case.number} med nødadgang i tre timer (nogen var i fare)."
    review = f"Mette Myndighedsleder så på nødadgangen til sag {case.number}: Den var ikke i orden."
    assert opening in sentences and review in sentences


def test_access_given_names_the_colleague_and_the_parts(cast):
    case = situations.a_case(cast)
    until = timezone.now() + timedelta(days=7)
    access.give(by=cast["karen"], case_id=case.id, person_id=cast["malik"].person_id, reason="mentor", until=until)
    sentence = f"Karen Koordinator gav Malik Mentor adgang til sag {case.number}: målene med borgeren"
    assert any(one.startswith(sentence) for one in told(cast["dorte"], case))


@pytest.mark.parametrize("written", ["{year}-{sequence:03d}", " {year}-{sequence} ", "{year}/{sequence}"])
def test_a_case_is_found_by_its_number_as_people_write_it(cast, written):
    case = situations.a_case(cast)
    with as_viewer(cast["dorte"]):
        number = written.format(year=case.year, sequence=case.sequence)
        assert FINDERS["cases.Case"](cast["dorte"], number) == case.id


@pytest.mark.parametrize("written", ["", "Bertram", "2026", "2026-999", "010180-1234"])
def test_nothing_else_is_found(cast, written):
    situations.a_case(cast)
    with as_viewer(cast["dorte"]):
        assert FINDERS["cases.Case"](cast["dorte"], written) is None


def test_a_case_of_another_municipality_is_not_found(cast):
    case = situations.a_case(cast)
    with as_viewer(cast["nanna"]):
        assert FINDERS["cases.Case"](cast["nanna"], case.number) is None
