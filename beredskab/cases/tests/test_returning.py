"""A return flow to somebody outside the municipality: what they are told is a disclosure, made on its own page."""

from dataclasses import replace

import pytest
from django.urls import reverse

from beredskab.cases.actions import gathering, informing, people, returning
from beredskab.cases.models import Exchange, ReturnFlow, Task
from beredskab.cases.tests import situations_after as after
from beredskab.cases.tests.situations import a_partner, some_items, version_of
from beredskab.kit.errors import DomainError
from beredskab.kit.viewer import as_viewer


def told(cast, row, partner_id=None):
    """Karen gives them exactly these words, with his yes."""
    karen = cast["karen"]
    person = people.add(by=karen, case_id=row.case_id, kind="subject", details={"name": "Bo Opdigtet"})
    informing.decide(by=karen, case_id=row.case_id, person_id=person.id, decision="informed", text="Sagt.")
    given = replace(some_items(basis="consent"), asked="Bo sagde ja i dag til, at Psykiatrien får det at vide.")
    return gathering.give(by=karen, case_id=row.case_id, partner_id=partner_id or row.partner_id, given=given)


def says(cast, row, *, accepted=True, **more):
    karen = cast["karen"]
    version = version_of(karen, row.case)
    return returning.record_answer(
        by=karen, case_id=row.case_id, version=version, accepted=accepted, text="Petra ringede.", **more
    )


def test_nobody_outside_takes_over_before_what_they_were_told_is_recorded(cast):
    row = after.offered_outside(cast)
    with pytest.raises(DomainError) as no:
        says(cast, row)
    assert (no.value.code, no.value.field) == ("not_given", "nothing_given")
    told(cast, row)
    assert says(cast, row).state == "accepted"
    with as_viewer(cast["karen"]):
        assert not ReturnFlow.objects.get(id=row.id).nothing_given
        assert Task.objects.filter(case=row.case, kind="close_returned", done_at__isnull=True).exists()


def test_it_is_taken_over_when_one_says_that_they_were_told_nothing(cast):
    row = after.offered_outside(cast)
    assert says(cast, row, nothing_given=True).state == "accepted"
    with as_viewer(cast["karen"]):
        assert ReturnFlow.objects.get(id=row.id).nothing_given
        assert not Exchange.objects.filter(case=row.case, kind="disclosure").exists()


def test_one_does_not_say_nothing_against_the_record(cast):
    row = after.offered_outside(cast)
    told(cast, row)
    with pytest.raises(DomainError) as no:
        says(cast, row, nothing_given=True)
    assert no.value.code == "given"


def test_what_another_receiver_was_told_does_not_count(cast):
    row = after.offered_outside(cast)
    other = a_partner(cast, "kurt", "prison-probation", name="Kriminalforsorgen")
    told(cast, row, other.id)
    with pytest.raises(DomainError):
        says(cast, row)


def test_a_no_from_outside_needs_no_disclosure(cast):
    row = after.offered_outside(cast)
    assert says(cast, row, accepted=False).state == "came_back"


def test_one_receiver_is_chosen_and_a_unit_of_the_municipality_is_not_outside(cast):
    case, karen = after.a_case_without_child_duties(cast), cast["karen"]
    inside, outside = a_partner(cast, "", "job-centre", name="Jobcentret"), a_partner(cast)
    at = {"by": karen, "case_id": case.id, "version": version_of(karen, case), "text": "Han er alene."}
    with pytest.raises(DomainError):
        returning.offer(**at, partner_id=inside.id)
    with pytest.raises(DomainError):
        returning.offer(**at, partner_id=outside.id, to_name="PPR")
    with pytest.raises(DomainError):
        returning.offer(**at, partner_id=outside.id, person_id=cast["vera"].person_id)


def test_the_page_leads_to_the_disclosure_and_then_says_that_it_is_made(cast, log_in):
    case, partner = after.a_case_without_child_duties(cast), a_partner(cast)
    karen, page = log_in(cast["karen"]), reverse("cases:return_flow", args=[case.id])
    given = {"act": "offer", "partner_id": str(partner.id), "text": "Han er alene.", "version": case.version}
    assert karen.post(page, given).status_code == 302
    give = reverse("cases:give", args=[case.id, partner.id])
    assert give in karen.get(page).content.decode()
    assert karen.get(give).status_code == 200
    with as_viewer(cast["karen"]):
        row = ReturnFlow.objects.get(case=case)
    answer = {"act": "record", "accepted": "yes", "text": "Petra ringede.", "version": version_of(cast["karen"], case)}
    refused = karen.post(page, answer)
    assert refused.status_code == 422
    assert "Petra ringede." in refused.content.decode()
    told(cast, row)
    shown = karen.get(page).content.decode()
    assert give not in shown
    assert reverse("cases:disclose", args=[case.id]) in shown
    assert karen.post(page, answer).status_code == 302
    with as_viewer(cast["karen"]):
        assert ReturnFlow.objects.get(case=case).state == "accepted"


def test_a_colleague_is_asked_for_no_disclosure(cast, log_in):
    row = after.offered(cast)
    page = log_in(cast["karen"]).get(reverse("cases:return_flow", args=[row.case_id])).content.decode()
    assert 'name="nothing_given"' not in page
