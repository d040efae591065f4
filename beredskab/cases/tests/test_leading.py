"""A new lead where the lead is away: named by a manager without content, told at once, looked at by somebody else."""

import pytest
from django.urls import reverse

from beredskab.audit.models import Event
from beredskab.cases.actions import access, closing, leading
from beredskab.cases.models import Case, Grant, Task
from beredskab.cases.queries.headers import opened
from beredskab.cases.tests import situations, situations_after
from beredskab.cases.tests.refusing import refused
from beredskab.kit.errors import NotAllowed
from beredskab.kit.viewer import as_viewer
from beredskab.organisation.outbox.models import Message

VERB, SEE = "Se på, hvordan en ny tovholder blev udpeget", "Se, at en kollega er tovholder nu"


def appoint(client, case, person, reason="away_weeks"):
    return client.post(reverse("cases:appoint", args=[case.id]), {"person": str(person.person_id), "reason": reason})


def text(client, name, *args):
    answer = client.get(reverse(name, args=args))
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.fixture
def named(cast):
    """A case of Karen's that Mette has given to Stine."""
    case = situations.at_threshold(cast)
    leading.appoint(by=cast["mette"], case_ids=[case.id], person_id=cast["stine"].person_id, reason="unreachable")
    return case


def test_a_manager_sees_who_leads_what_and_the_next_deadline_by_law_and_no_content(cast, log_in):
    case = situations.at_threshold(cast)
    situations.followed(cast, case, born="2020-05-05")
    assert reverse("cases:leads") in text(log_in(cast["mette"]), "cases:home")
    assert reverse("cases:leads") not in text(log_in(cast["karen"]), "cases:home")
    page = text(log_in(cast["mette"]), "cases:leads")
    assert case.number in page and cast["karen"].name in page
    assert "ingen løber" not in page
    assert "Opdigtet" not in page and "Tærskel" not in page
    with as_viewer(cast["mette"]):
        assert Event.objects.filter(event="cases.leads.read").exists()


def test_the_lead_changes_at_once_and_the_case_opens_to_the_new_one_only(cast, log_in):
    case, stine = situations.a_case(cast), cast["stine"]
    assert appoint(log_in(cast["mette"]), case, stine).status_code == 302
    with as_viewer(stine):
        row = Case.objects.get(id=case.id)
        assert (row.lead_id, row.lead_name) == (stine.person_id, stine.name)
        assert opened(stine, case.id).has("*")
    with as_viewer(cast["karen"]):
        assert opened(cast["karen"], case.id).has("*")  # until Stine ends it
        event = Event.objects.get(event="cases.lead.appointed")
        assert event.detail == {"person": str(stine.person_id), "reason": "away_weeks"}
    assert "Næste skridt" not in text(log_in(cast["mette"]), "cases:case", case.id)


def test_everybody_concerned_is_told_by_a_mail_that_says_nothing(cast, named):
    with as_viewer(cast["karen"]):
        sent = Message.objects.filter(caused_by=cast["mette"].person_id)
        told = {one.person_id: (one.template, one.link) for one in sent}
    change = reverse("cases:lead_change", args=[named.id])
    assert told[cast["stine"].person_id] == ("task", reverse("cases:case", args=[named.id]))
    assert told[cast["karen"].person_id] == ("notice", change)
    assert told[cast["dorte"].person_id] == ("task", change)


def test_several_cases_of_the_same_lead_are_given_on_at_once_or_not_at_all(cast, log_in):
    first, second, third, shut = (situations.a_case(cast) for _ in range(4))
    access.set_breakable(by=cast["karen"], case_id=shut.id, breakable=False)
    mette, stine = log_in(cast["mette"]), cast["stine"]
    page = text(mette, "cases:appoint", first.id)
    assert f'value="{second.id}"' in page and f'value="{shut.id}"' not in page
    address = reverse("cases:appoint", args=[first.id])
    given = {"person": str(stine.person_id), "reason": "away_weeks"}
    assert mette.post(address, {**given, "others": [str(shut.id)]}).status_code == 422
    with pytest.raises(NotAllowed):
        ids = [first.id, shut.id]
        leading.appoint(by=cast["mette"], case_ids=ids, person_id=stine.person_id, reason="away_weeks")
    with as_viewer(stine):
        assert not Grant.objects.filter(reason="appointed").exists()
    assert mette.post(address, {**given, "others": [str(second.id)]}).status_code == 302
    with as_viewer(stine):
        assert set(Case.objects.filter(lead_id=stine.person_id)) == {first, second}
        assert Event.objects.filter(event="cases.lead.appointed").count() == 2
        told = Message.objects.filter(caused_by=cast["mette"].person_id)
        assert {(one.person_id, one.link) for one in told} == {
            (cast[key].person_id, reverse("cases:home")) for key in ("stine", "karen", "dorte")
        }
        assert Case.objects.get(id=third.id).lead_name == cast["karen"].name


def test_whoever_led_sees_it_on_their_list_and_says_so(cast, log_in, named):
    karen = log_in(cast["karen"])
    assert SEE in text(karen, "cases:home")
    assert SEE not in text(log_in(cast["stine"]), "cases:case", named.id)
    page = text(karen, "cases:lead_change", named.id)
    assert cast["mette"].name in page and cast["stine"].name in page and "kan ikke træffes" in page
    assert karen.post(reverse("cases:lead_seen", args=[named.id])).status_code == 302
    assert SEE not in text(karen, "cases:home")
    assert karen.post(reverse("cases:lead_seen", args=[named.id])).status_code == 404


def test_the_data_protection_officer_looks_at_it_and_neither_who_named_nor_who_was_named(cast, log_in, named):
    dorte = log_in(cast["dorte"])
    assert VERB in text(dorte, "cases:mine")
    with as_viewer(cast["dorte"]):
        grant_id = Grant.objects.get(case=named, reason="appointed").id
    review = reverse("cases:review_lead", args=[grant_id])
    for key in ("mette", "stine"):
        assert VERB not in text(log_in(cast[key]), "cases:home")
        assert review not in text(log_in(cast[key]), "cases:lead_change", named.id)
        assert log_in(cast[key]).post(review, {"outcome": "right"}).status_code == 403
    assert review in text(dorte, "cases:lead_change", named.id)
    assert dorte.post(review, {"outcome": "not_right"}).status_code == 302
    assert VERB not in text(dorte, "cases:mine")
    with as_viewer(cast["karen"]):
        assert Event.objects.get(event="cases.lead.reviewed").detail == {"status": "not_right"}
        again = Message.objects.get(person_id=cast["mette"].person_id, template="notice")
        assert again.link == reverse("cases:appoint", args=[named.id])
        assert not Task.objects.filter(case=named, kind="lead_review", done_at__isnull=True).exists()


def test_a_naming_that_was_wrong_is_made_good_by_naming_the_former_lead(cast, named):
    leading.appoint(by=cast["mette"], case_ids=[named.id], person_id=cast["karen"].person_id, reason="other_work")
    with as_viewer(cast["karen"]):
        assert Case.objects.get(id=named.id).lead_name == cast["karen"].name
        stines = Grant.objects.get(case=named, person_id=cast["stine"].person_id).id
    access.end(by=cast["karen"], grant_id=stines)


def test_what_cannot_be_named_is_said_before_the_form(cast, log_in):
    case, mette = situations.a_case(cast), log_in(cast["mette"])
    page = text(mette, "cases:appoint", case.id)
    assert f'value="{cast["stine"].person_id}"' in page
    assert f'value="{cast["karen"].person_id}"' not in page and f'value="{cast["mette"].person_id}"' not in page
    access.set_breakable(by=cast["karen"], case_id=case.id, breakable=False)
    page = text(mette, "cases:appoint", case.id)
    assert "lukket for alle" in page and 'name="person"' not in page
    assert appoint(mette, case, cast["stine"]).status_code == 422
    with as_viewer(cast["mette"]):
        assert Case.objects.get(id=case.id).lead_name == cast["karen"].name
        assert not Event.objects.filter(event="cases.lead.appointed").exists()


def test_nobody_leads_who_does_not_coordinate(cast, log_in):
    case, mette = situations.a_case(cast), log_in(cast["mette"])
    for key in ("rasmus", "karen", "mette", "nanna"):
        assert appoint(mette, case, cast[key]).status_code == 422
    with pytest.raises(NotAllowed, match="udpeger sig selv"):
        leading.appoint(by=cast["mette"], case_ids=[case.id], person_id=cast["mette"].person_id, reason="away_weeks")


def test_the_one_who_leads_cannot_lose_access_before_the_lead_is_given_on(cast, log_in, named):
    with as_viewer(cast["stine"]):
        hers = Grant.objects.get(case=named, reason="appointed").id
    end = reverse("cases:end_access", args=[hers])
    assert end not in text(log_in(cast["stine"]), "cases:access", named.id)
    assert log_in(cast["stine"]).post(end).status_code == 403
    for name in ("cases:access", "cases:case"):
        assert text(log_in(cast["stine"]), name, named.id).count("Har været tovholder") == 1  # Karen
    access.hand_lead(by=cast["stine"], case_id=named.id, person_id=cast["karen"].person_id)
    assert end in text(log_in(cast["stine"]), "cases:access", named.id)


def test_the_leads_own_tasks_go_along(cast):
    case = situations.a_case(cast)
    with as_viewer(cast["karen"]):
        Task.objects.bulk_create(
            [
                Task(
                    authority_id=case.authority_id, case=case, subject_id=case.id, kind="mentor",
                    for_id=cast["karen"].person_id, opened_at=case.created_at,
                )
            ]
        )  # fmt: skip
    leading.appoint(by=cast["mette"], case_ids=[case.id], person_id=cast["stine"].person_id, reason="away_weeks")
    with as_viewer(cast["stine"]):
        assert Task.objects.get(case=case, kind="mentor").for_id == cast["stine"].person_id


def test_the_named_one_keeps_the_case_through_its_close_and_the_look_is_still_owed(cast):
    row, mette = situations_after.proposed(cast), cast["mette"]
    leading.appoint(by=mette, case_ids=[row.case_id], person_id=cast["stine"].person_id, reason="away_weeks")
    closing.confirm(by=mette, case_id=row.case_id, version=situations.version_of(mette, row.case))
    with as_viewer(cast["stine"]):
        living = Grant.objects.filter(case=row.case, ended_at__isnull=True)
        assert {one.reason for one in living} == {"lead", "appointed"}
        assert Task.objects.filter(case=row.case, kind="lead_review", done_at__isnull=True).exists()


# --- what a break-glass does not offer ---


@pytest.fixture
def broken(cast):
    case = situations.ready_for_police(cast, "adult")
    access.break_glass(by=cast["stine"], case_id=case.id, reason="danger")
    return case


def test_whoever_broke_the_glass_is_offered_nothing_that_is_refused(cast, log_in, broken):
    stine = log_in(cast["stine"])
    page = text(stine, "cases:access", broken.id)
    for name in ("give-person", "lead-person", "breakable"):
        assert f'name="{name}"' not in page
    assert page.count("/slut/") == 1  # her own
    for name in ("cases:journal", "cases:move", "cases:access_report", "cases:archive_file"):
        page = text(stine, name, broken.id)
        assert "Du har åbnet sagen med nødadgang" in page and 'class="button button-primary"' not in page
        assert "Du har åbnet sagen med nødadgang" not in text(log_in(cast["karen"]), name, broken.id)


def test_the_look_at_ones_own_break_glass_is_not_on_ones_own_list(cast, log_in, broken):
    verb = "Se på en nødadgang"
    assert verb not in text(log_in(cast["stine"]), "cases:home")
    assert verb in text(log_in(cast["mette"]), "cases:home")
    with refused("not_giver"), as_viewer(cast["stine"]):
        grant_id = Grant.objects.get(case=broken, reason="break_glass").id
        access.review_glass(by=cast["stine"], grant_id=grant_id, outcome="right")
