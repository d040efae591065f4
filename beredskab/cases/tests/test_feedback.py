"""Feedback to reporters: fixed texts that can hold nothing of a case."""

import inspect
import re
from datetime import date

import pytest
from django.utils import timezone

from beredskab.cases import feedback as texts
from beredskab.cases.actions import feedback
from beredskab.cases.models import Feedback, Report, ReportMessage, Task
from beredskab.cases.queries import feedback as queries
from beredskab.cases.queries.reports import key_of
from beredskab.cases.tests import situations
from beredskab.cases.tests import situations_after as after
from beredskab.kit.errors import DomainError, NotFound
from beredskab.kit.viewer import as_viewer
from beredskab.organisation.contacts.queries import contact_points

PLACES = {"day", "municipality", "phone"}


def test_a_template_can_be_given_a_day_a_municipality_and_a_number_and_nothing_else():
    """The proof is the shape: there is no way to hand a case, a report or a person to the function."""
    taken = inspect.signature(texts.words).parameters
    assert set(taken) - {"template"} == PLACES
    assert {str(one.annotation) for one in taken.values()} == {"str", "date"}
    for text in texts.TEXTS.values():
        assert set(re.findall(r"%\((\w+)\)s", str(text))) == PLACES
    source = inspect.getsource(texts)
    assert "cases.models" not in source
    assert "cases.queries" not in source


@pytest.mark.parametrize("template", sorted(texts.TEXTS))
def test_nothing_of_the_case_is_in_what_is_told(cast, template):
    case = after.decided(cast)
    karen = cast["karen"]
    with as_viewer(karen):
        text = queries.text_for(karen, template)
    assert case.number not in text
    written = [
        *situations.ANSWERS.values(),
        *situations.REPORTER.values(),
        after.WHO,
        after.TEXT["problems"],
        "Bertram",
    ]
    assert not [one for one in written if one in text]
    with as_viewer(karen):
        phone = next(one.phone for one in contact_points(karen.authority_id) if one.phone)
    assert text == texts.words(template, day=timezone.localdate(), municipality=karen.authority_name, phone=phone)


def test_a_professional_is_sent_to_the_side_that_received_the_notification():
    text = texts.words(texts.PROFESSIONAL, day=date(2026, 11, 26), municipality="Eksempel Kommune", phone="12345678")
    assert "underretning" in text
    assert "undersøgelse" in text


def test_a_reporter_with_a_receipt_reads_it_in_the_inbox(cast):
    case, karen = situations.a_case(cast), cast["karen"]
    with as_viewer(karen):
        report = Report.objects.get(case=case)
    for _ in range(2):  # a double click tells once
        feedback.give(by=karen, case_id=case.id, report_id=report.id, way="inbox")
    with as_viewer(karen):
        message = ReportMessage.objects.get(report=report, from_reporter=False)
        assert key_of(report).open(message, "text") == queries.text_for(karen, texts.PRIVATE)
        assert Feedback.objects.get(case=case).template == texts.PRIVATE


def test_the_task_ends_when_everybody_has_been_told(cast):
    case, karen = after.closed(cast), cast["karen"]
    with as_viewer(karen):
        assert Task.objects.filter(case=case, kind="feedback", done_at__isnull=True).exists()
        report = Report.objects.get(case=case)
    feedback.give(by=karen, case_id=case.id, report_id=report.id, way="phone")
    with as_viewer(karen):
        assert not Task.objects.filter(case=case, kind="feedback", done_at__isnull=True).exists()


def test_a_way_that_does_not_fit_and_a_report_of_another_case_are_refused(cast):
    case, other, karen = situations.a_case(cast), situations.a_case(cast), cast["karen"]
    with as_viewer(karen):
        report = Report.objects.get(case=case)
    with pytest.raises(DomainError, match=r"how|hvordan"):
        feedback.give(by=karen, case_id=case.id, report_id=report.id, way="not_possible")
    with pytest.raises(NotFound):
        feedback.give(by=karen, case_id=other.id, report_id=report.id, way="phone")


def test_a_review_holds_codes_and_its_words_stay_under_the_key(cast):
    case, karen = after.closed(cast), cast["karen"]
    row = feedback.review(by=karen, case_id=case.id, points=["child_late", "quick"], text="Vi ringede for sent.")
    assert row.points == ["quick", "child_late"]
    assert b"ringede" not in bytes(row.text)
    with pytest.raises(DomainError):
        feedback.review(by=karen, case_id=case.id, points=["Bertram"])
