"""Earlier contacts: found by number and by spelling, shown by date, opened only with access, judged by a person."""

from datetime import timedelta

import pytest
from django.utils import timezone

from beredskab.audit.models import Event
from beredskab.cases.actions import looking, people
from beredskab.cases.models import About, Case, EarlierLook, LookupEntry, PersonKind, Report
from beredskab.cases.queries.earlier import Sought, look
from beredskab.cases.tests import situations
from beredskab.kit.errors import DomainError, NotFound
from beredskab.kit.vault import vault
from beredskab.kit.viewer import as_viewer
from beredskab.organisation.outbox.models import Message

CPR = "010110-1234"


def known(cast, name="Muhammad Opdigtet", key="karen", **details):
    case = situations.a_case(cast, About.ADULT)
    people.add(by=cast[key], case_id=case.id, kind=PersonKind.SUBJECT, details={"name": name, **details})
    return case


def find(cast, report, *names, cpr="", key="karen"):
    with as_viewer(cast[key]):
        return look(cast[key], report, Sought(names, cpr), "new_report")


def test_a_name_spelt_otherwise_may_be_the_same(cast):
    case, report = known(cast), situations.a_report(cast)
    assert [one.case_id for one in find(cast, report, "opdigtet, Mohammed")] == [case.id]
    assert find(cast, report, "Gerda Andersen") == ()


def test_a_number_is_found_exactly(cast):
    case, report = known(cast, cpr=CPR), situations.a_report(cast)
    (found,) = find(cast, report, cpr="0101101234")
    assert (found.case_id, found.by_number) == (case.id, True)
    assert find(cast, report, cpr="010110-1235") == ()


def test_candidates_come_by_date_and_hold_no_name(cast):
    first, second, report = known(cast), known(cast, "Mohamed Opdigtet", cpr=CPR), situations.a_report(cast)
    found = find(cast, report, "Mohammed Opdigtet", cpr=CPR)
    assert [one.case_id for one in found] == [second.id, first.id]
    assert "Opdigtet" not in repr(found)


def test_unfounded_concerns_leave_the_look_up_after_their_time(cast):
    case, report = known(cast), situations.a_report(cast)
    today = timezone.localdate()
    with as_viewer(cast["karen"]):
        LookupEntry.objects.filter(case=case).update(leaves_on=today + timedelta(days=1))
    assert find(cast, report, "Mohammed Opdigtet")
    with as_viewer(cast["karen"]):
        LookupEntry.objects.filter(case=case).update(leaves_on=today)
    assert find(cast, report, "Mohammed Opdigtet") == ()


def test_a_case_whose_key_is_gone_is_left_out(cast):
    case, report = known(cast), situations.a_report(cast)
    vault().destroy(cast["karen"].authority_id, case.id)
    assert find(cast, report, "Mohammed Opdigtet") == ()


def test_the_log_says_that_somebody_looked_and_not_for_whom(cast):
    report = situations.a_report(cast)
    find(cast, report, "Mohammed Opdigtet", cpr=CPR)
    find(cast, report, "muhammad OPDIGTET")
    with as_viewer(cast["karen"]):
        events = list(Event.objects.filter(event="cases.earlier.searched", subject_id=report.id).order_by("id"))
    assert len(events) == 2
    assert "pdigtet" not in repr([event.detail for event in events]) and "0101" not in events[0].detail["terms"]
    assert events[0].detail["reason"] == "new_report"
    assert events[0].detail["terms"][0] == events[1].detail["terms"][0]


@pytest.mark.parametrize("key", ["mette", "rasmus", "tina", "dorte", "poul", "nanna", "pernille"])
def test_only_coordinators_of_the_municipality_may_look(cast, log_in, key):
    known(cast)
    report = situations.a_report(cast)
    with pytest.raises(NotFound):
        find(cast, report, "Mohammed Opdigtet", key=key)
    assert log_in(cast[key]).get(f"/sager/henvendelser/{report.id}/tidligere/").status_code == 404
    with as_viewer(cast[key]):
        assert not LookupEntry.objects.exists()


def test_another_municipality_is_never_looked_into(cast):
    known(cast)
    nanna = cast["nanna"]
    theirs = situations.a_report({**cast, "karen": nanna})
    with as_viewer(nanna):
        assert look(nanna, theirs, Sought(("Mohammed Opdigtet",)), "new_report") == ()


def test_the_same_person_gets_one_case_and_both_reports(cast):
    case, report = known(cast), situations.a_report(cast)
    placed = looking.place(
        by=cast["karen"], report_id=report.id, same_case_id=case.id, found=1, reason="Samme skole og søster"
    )
    assert placed.id == case.id
    with as_viewer(cast["karen"]):
        assert Report.objects.filter(case=case).count() == 2
        assert EarlierLook.objects.get(case=case).same_case_ids == [case.id]


def test_somebody_elses_case_is_not_joined_without_access(cast):
    case, report = known(cast), situations.a_report(cast)
    with pytest.raises(NotFound):
        looking.place(by=cast["stine"], report_id=report.id, same_case_id=case.id, found=1, reason="x")
    looking.ask_lead(by=cast["stine"], report_id=report.id, case_id=case.id)
    with as_viewer(cast["karen"]):
        mail = Message.objects.filter(subject_id=report.id).get()
        assert (mail.person_id, mail.link) == (
            cast["karen"].person_id, f"/sager/henvendelser/{report.id}/tidligere/",
        )  # fmt: skip


def test_a_person_says_why_when_something_was_found(cast):
    report = situations.a_report(cast)
    with pytest.raises(DomainError):
        looking.place(by=cast["karen"], report_id=report.id, same_case_id=None, found=1, reason=" ")
    assert looking.place(by=cast["karen"], report_id=report.id, same_case_id=None, found=0, reason="").number


def test_the_page_looks_and_places_and_no_address_holds_a_name(cast, log_in):
    case, report = known(cast), situations.a_report(cast)
    karen, address = log_in(cast["karen"]), f"/sager/henvendelser/{report.id}/tidligere/"
    assert karen.get(address).status_code == 200
    assert karen.post(address, {"names": "", "cpr": "", "reason": "new_report"}).status_code == 422
    typed = {"names": "Mohammed Opdigtet", "cpr": "", "reason": "new_report"}
    found = karen.post(address, typed)
    assert found.status_code == 200 and case.number in found.content.decode()
    refused = karen.post(address, {**typed, "judge": "1", "same": str(case.id), "why": ""})
    assert refused.status_code == 422
    placed = karen.post(address, {**typed, "judge": "1", "same": str(case.id), "why": "Samme skole"})
    assert placed["Location"] == f"/sager/{case.id}/"
    assert karen.get(address).status_code == 404


def test_before_a_close_the_cases_own_names_are_looked_for(cast, log_in):
    earlier, case = known(cast), known(cast, "Mohammed Emil Opdigtet")
    karen, address = log_in(cast["karen"]), f"/sager/{case.id}/tidligere/"
    assert earlier.number not in karen.get(address).content.decode()
    assert earlier.number in karen.post(address).content.decode()
    assert karen.post(address, {"judge": "1", "same": [str(earlier.id)], "why": "Samme mand"}).status_code == 302
    with as_viewer(cast["karen"]):
        assert EarlierLook.objects.get(case=case, occasion="close").same_case_ids == [earlier.id]
    assert log_in(cast["stine"]).get(address).status_code == 404
    with as_viewer(cast["stine"]):
        assert Case.objects.count() == 2 and not EarlierLook.objects.exists()
