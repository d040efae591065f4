"""From a report to a case: who may, what the database shows to whom, and that the key comes first."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from beredskab.audit.models import Event
from beredskab.cases.actions import access, opening
from beredskab.cases.models import About, Case, Grant, Judgement, Report, Task
from beredskab.cases.queries.headers import opened
from beredskab.cases.tests import situations
from beredskab.kit.errors import DomainError, NotAllowed, NotFound
from beredskab.kit.ids import new_id
from beredskab.kit.vault import vault
from beredskab.kit.viewer import as_viewer


def test_the_one_who_opens_a_case_leads_it_and_holds_it_whole(cast):
    case = situations.a_case(cast)
    assert case.lead_id == cast["karen"].person_id
    with as_viewer(cast["karen"]):
        grant = Grant.objects.get(case=case)
        assert (grant.reason, grant.sections) == ("lead", ["*"])
        assert opened(cast["karen"], case.id).has("board")


def test_numbers_run_by_year_without_a_gap(cast):
    first, second = situations.a_case(cast), situations.a_case(cast)
    assert (second.year, second.sequence) == (first.year, first.sequence + 1)
    assert first.number == f"{first.year}-{first.sequence:03d}"


def test_a_report_opens_with_its_own_key_after_the_intake_pair_is_gone(cast):
    case = situations.a_case(cast)
    with as_viewer(cast["karen"]):
        report = Report.objects.get(case=case)
        vault().destroy_intake(report.authority_id, report.intake_key_id)
        key = vault().key(report.authority_id, report.id)
        assert "Bertram" in key.open(report, "answers")["who"]
        assert bytes(report.sealed_key) == b""


@pytest.mark.parametrize("key", ["pernille", "adam", "tina", "rasmus", "malik", "poul", "nanna", "mette"])
def test_only_a_coordinator_of_the_municipality_opens_a_case(cast, key):
    report = situations.a_report(cast)
    with pytest.raises((NotAllowed, NotFound)):
        opening.open_case(by=cast[key], report_id=report.id)


def test_a_report_is_placed_once(cast):
    report = situations.a_report(cast)
    opening.open_case(by=cast["karen"], report_id=report.id)
    with pytest.raises(DomainError, match="allerede"):
        opening.open_case(by=cast["karen"], report_id=report.id)


def test_a_second_report_is_added_without_changing_the_first(cast):
    case = situations.a_case(cast)
    with as_viewer(cast["karen"]):
        before = bytes(Report.objects.get(case=case).answers)
    second = situations.a_report(cast)
    opening.attach(by=cast["karen"], report_id=second.id, case_id=case.id)
    with as_viewer(cast["karen"]):
        reports = Report.objects.filter(case=case).order_by("received_at")
        assert [one.id for one in reports][1] == second.id
        assert bytes(reports[0].answers) == before


def test_a_deputy_sees_the_header_but_nothing_of_the_content(cast):
    case = situations.a_case(cast)
    with as_viewer(cast["stine"]):
        assert Case.objects.filter(id=case.id).exists()
        assert not Report.objects.filter(case=case).exists()
        with pytest.raises(NotFound):
            opened(cast["stine"], case.id)


def test_a_refusal_is_in_the_log_even_though_nothing_was_shown(cast):
    case = situations.a_case(cast)
    with as_viewer(cast["rasmus"]), pytest.raises(NotFound):
        opened(cast["rasmus"], case.id)
    with as_viewer(cast["karen"]):
        assert Event.objects.filter(event="cases.case.refused", subject_id=case.id).exists()


def test_no_grant_is_inserted_but_by_the_databases_own_functions(cast):
    case = situations.a_case(cast)
    stine = cast["stine"]
    with as_viewer(stine), pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        Grant.objects.create(
            authority_id=stine.authority_id, case=case, person_id=stine.person_id, person_name="S",
            given_by_id=stine.person_id, given_by_name="S", reason="lead", basis="task", sections=["*"],
            starts_at=case.created_at, ends_at=case.created_at,
        )  # fmt: skip


def test_the_first_grant_is_given_once(cast):
    case = situations.a_case(cast)
    refused = pytest.raises(DatabaseError, match="has had a grant")
    with as_viewer(cast["stine"]), refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("select cases_open_grant(%s, %s)", [new_id(), case.id])


def test_access_is_given_by_whoever_holds_the_case_and_ends_with_the_clock(cast, owner):
    case = situations.a_case(cast)
    karen, mette = cast["karen"], cast["mette"]
    with pytest.raises(NotFound):
        access.give(by=cast["stine"], case_id=case.id, person_id=mette.person_id, reason="second", until=timezone.now())
    until = timezone.now() + timedelta(days=7)
    grant = access.give(by=karen, case_id=case.id, person_id=mette.person_id, reason="second", until=until)
    with as_viewer(mette):
        assert opened(mette, case.id, "recommendation").sections == {"recommendation", "closing"}
        assert not Judgement.objects.filter(case=case).exists()
    access.end(by=karen, grant_id=grant)
    with as_viewer(mette), pytest.raises(NotFound):
        opened(mette, case.id, "recommendation")


def test_the_last_hold_needs_a_successor(cast):
    case = situations.a_case(cast)
    karen, stine = cast["karen"], cast["stine"]
    with as_viewer(karen):
        grant = Grant.objects.get(case=case)
    with pytest.raises(NotAllowed, match="rollen som tovholder"):
        access.end(by=karen, grant_id=grant.id)
    access.hand_lead(by=karen, case_id=case.id, person_id=stine.person_id)
    access.end(by=karen, grant_id=grant.id)
    with as_viewer(stine):
        assert opened(stine, case.id).has("*")


def test_every_open_case_has_a_task(cast):
    for about in (About.CHILD, About.ADULT, About.GROUP, About.SELF):
        case = situations.a_case(cast, about)
        with as_viewer(cast["karen"]):
            assert Task.objects.filter(case=case, done_at__isnull=True).exists(), about
