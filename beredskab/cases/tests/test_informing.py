"""The duty to inform (GDPR art. 14): decided for each before the first disclosure, and looked at again."""

from datetime import timedelta

import pytest
from django.utils import timezone

from beredskab.cases.actions import informing
from beredskab.cases.actions.closing import STAYS
from beredskab.cases.actions.tasks import finish_all
from beredskab.cases.models import Case, CasePerson, Informing, PersonKind, Task
from beredskab.cases.queries.informing import deadline, why_no_disclosure
from beredskab.cases.tests import situations
from beredskab.frameworks.law import clocks
from beredskab.kit.errors import DomainError, NotFound
from beredskab.kit.viewer import as_viewer


def decide(cast, case, person, decision="informed", **more):
    told = {"text": "Fortalt ved et møde.", **more}
    return informing.decide(by=cast["karen"], case_id=case.id, person_id=person.id, decision=decision, **told)


def in_days(days):
    return timezone.localdate() + timedelta(days=days)


def test_a_month_runs_from_the_first_report(cast):
    case = situations.at_threshold(cast)
    with as_viewer(cast["karen"]):
        task = Task.objects.get(case=case, kind="inform")
        assert (task.force, task.rule) == ("law", "inform-data-subject")
        assert task.due_at == deadline(case).at == clocks.due_at("inform-data-subject", case.created_at)


def test_nothing_is_shared_before_it_is_decided_for_everybody(cast):
    case = situations.at_threshold(cast)
    with as_viewer(cast["karen"]):
        assert why_no_disclosure(case).code == "nobody"
    one, two = situations.a_child(cast, case), situations.a_child(cast, case, "Berta Opdigtet")
    decide(cast, case, one)
    with as_viewer(cast["karen"]):
        assert why_no_disclosure(case).code == "not_informed"
    decide(cast, case, two, "exempt", basis="dbl-22", review_on=in_days(30))
    with as_viewer(cast["karen"]):
        assert why_no_disclosure(case) is None
        assert Task.objects.get(case=case, kind="inform").done_at


def test_not_yet_needs_an_exemption_a_reason_and_a_day_to_look_again(cast):
    case = situations.at_threshold(cast)
    child = situations.a_child(cast, case)
    for wrong in (
        {"basis": "", "review_on": in_days(9)},
        {"basis": "dbl-22", "review_on": None},
        {"basis": "dbl-22", "review_on": in_days(0)},
        {"basis": "dbl-22", "review_on": in_days(400)},
        {"basis": "dbl-22", "review_on": in_days(9), "text": " "},
    ):
        with pytest.raises(DomainError):
            decide(cast, case, child, "exempt", **wrong)


def test_the_day_to_look_again_is_a_task_on_that_day(cast):
    case = situations.at_threshold(cast)
    child = situations.a_child(cast, case)
    decide(cast, case, child, "exempt", basis="dbl-22", review_on=in_days(20))
    with as_viewer(cast["karen"]):
        task = Task.objects.get(case=case, kind="inform_review", subject_id=child.id)
        assert timezone.localdate(task.opened_at) == in_days(20)
    decide(cast, case, child)
    with as_viewer(cast["karen"]):
        assert Task.objects.get(id=task.id).done_at
        assert Informing.objects.filter(person=child).count() == 2


def test_a_person_of_another_case_cannot_be_decided_on(cast):
    mine, other = situations.at_threshold(cast), situations.at_threshold(cast)
    child = situations.a_child(cast, other)
    with pytest.raises(NotFound):
        decide(cast, mine, child)


def test_the_page_decides_and_keeps_what_was_typed(cast, log_in):
    case = situations.at_threshold(cast)
    karen = log_in(cast["karen"])
    assert karen.get(f"/sager/{case.id}/oplysning/").status_code == 200
    child = situations.a_child(cast, case)
    address = f"/sager/{case.id}/oplysning/{child.id}/"
    told = {"decision": "exempt", "text": "Han kan nå at skade sin søster", "basis": "dbl-22", "review_on": ""}
    refused = karen.post(address, told)
    assert refused.status_code == 422 and "skade sin søster" in refused.content.decode()
    assert karen.post(address, {**told, "review_on": in_days(14).isoformat()}).status_code == 302
    assert "skade sin søster" in karen.get(f"/sager/{case.id}/oplysning/").content.decode()


@pytest.mark.parametrize("key", ["stine", "mette", "rasmus", "poul", "nanna"])
def test_others_see_nothing_of_it(cast, log_in, key):
    case = situations.at_threshold(cast)
    decide(cast, case, situations.a_child(cast, case))
    assert log_in(cast[key]).get(f"/sager/{case.id}/oplysning/").status_code == 404
    with as_viewer(cast[key]):
        assert not Informing.objects.exists() and not CasePerson.objects.filter(kind=PersonKind.SUBJECT).exists()


def test_the_duty_outlives_the_close_of_a_case_and_can_be_met_then(cast):
    case = situations.at_threshold(cast)
    person = situations.a_child(cast, case)
    with as_viewer(cast["karen"]):
        finish_all(by=cast["karen"], case=case, outcome="closed", but=STAYS)
        assert Task.objects.get(case=case, kind="inform").done_at is None
        Case.objects.filter(id=case.id).update(stage="closed", closed_at=timezone.now())
    decide(cast, case, person)
    with as_viewer(cast["karen"]):
        assert Task.objects.get(case=case, kind="inform").done_at
