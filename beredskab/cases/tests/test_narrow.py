"""The narrow roads: counselling never leads to the police, a place holds no person; duties that go on."""

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from beredskab.cases import states
from beredskab.cases.actions import gathering, informing, narrow, people, returning, road
from beredskab.cases.models import About, Case, CasePerson, Exchange, Note, Passed, PersonKind, ReturnFlow, Stage, Track
from beredskab.cases.queries.narrow import consents
from beredskab.cases.tests import situations
from beredskab.kit.errors import DomainError, NotAllowed, NotFound
from beredskab.kit.ids import new_id
from beredskab.kit.viewer import as_viewer

POLICE_VERBS = ("to_police", "police_done", "ask_police", "proceed", "not_infohus", "police_handle", "call_meeting")


def write(cast, verb, case, **more):
    with as_viewer(cast["karen"]):
        version = Case.objects.get(id=case.id).version
    return verb(by=cast["karen"], case_id=case.id, version=version, **more)


@pytest.mark.parametrize("track", [Track.COUNSELLING, Track.PLACE])
def test_no_verb_leads_from_a_narrow_road_to_the_police(track):
    for verb in POLICE_VERBS:
        assert not any(states.leads_on(track, stage, verb) for stage in Stage.values), verb


@pytest.mark.parametrize("about", [About.SELF, About.GROUP])
def test_no_clearance_can_be_asked_for_even_in_the_database(cast, about):
    case, karen = situations.a_case(cast, about), cast["karen"]
    with as_viewer(karen), pytest.raises(DatabaseError, match="does not lead to the police"), transaction.atomic():
        row = Exchange(
            id=new_id(), from_authority_id=karen.authority_id, to_authority_id=cast["poul"].authority_id,
            owner_authority_id=karen.authority_id, case=case, case_number=case.number, root_id=new_id(),
            kind="clearance", basis="rpl-115-1-1", purpose="x", open_until=case.created_at, by_id=karen.person_id,
            by_name=karen.name,
        )  # fmt: skip
        road.key_of(case).seal(row, "items", [])
        row.save(force_insert=True)


def test_counselling_starts_with_the_citizens_yes(cast):
    case = situations.a_case(cast, About.SELF)
    with pytest.raises(DomainError):
        write(cast, narrow.appointment, case, text="Torsdag kl. 10")
    write(cast, narrow.consent, case, text="Tovholderen, på biblioteket, mundtligt: samtaler hver uge")
    write(cast, narrow.appointment, case, text="Torsdag kl. 10")
    with as_viewer(cast["karen"]):
        assert consents(case)
        assert Passed.objects.filter(case=case, verb="consent").exists()
    write(cast, narrow.withdraw, case, text="")
    with pytest.raises(DomainError):
        write(cast, narrow.appointment, case, text="Torsdag kl. 10")


def test_the_counsellings_page_takes_the_yes_and_then_agreements(cast, log_in):
    case, karen = situations.a_case(cast, About.SELF), log_in(cast["karen"])
    address = f"/sager/{case.id}/raadgivning/"
    assert karen.post(address, {"version": "0", "text": ""}).status_code == 422
    assert karen.post(address, {"version": "0", "text": "Ja, mundtligt i dag"}).status_code == 302
    assert karen.post(address, {"version": "1", "text": "Vi ses torsdag"}).status_code == 302
    page = karen.get(address).content.decode()
    assert "Vi ses torsdag" in page and "Ja, mundtligt i dag" in page
    assert "Borgeren sagde ja til rådgivning" in karen.get(f"/sager/{case.id}/").content.decode()
    assert karen.post(f"{address}slut/", {"version": "2", "text": ""}).status_code == 302
    for other in ("politisag", "afklaring"):
        assert "Vi ses torsdag" not in karen.get(f"/sager/{case.id}/{other}/").content.decode()


def test_whoever_asks_for_help_gets_a_road_without_a_thread_to_any_concern(cast, log_in):
    karen = log_in(cast["karen"])
    answer = karen.post("/sager/raadgivning/ny/")
    assert karen.get(answer["Location"]).status_code == 200
    with as_viewer(cast["karen"]):
        assert Case.objects.get().track == Track.COUNSELLING
    with pytest.raises(NotAllowed):
        narrow.begin(by=cast["rasmus"])


def test_a_place_registers_nobody_even_in_the_database(cast):
    case, karen = situations.a_case(cast, About.GROUP), cast["karen"]
    with as_viewer(karen), pytest.raises(DatabaseError, match="no people"), transaction.atomic():
        row = CasePerson(
            id=new_id(), authority_id=karen.authority_id, case=case, by_id=karen.person_id, by_name="K", kind="other"
        )
        road.key_of(case).seal(row, "details", {"name": "Bertram"})
        row.save(force_insert=True)
    with as_viewer(karen), pytest.raises((DomainError, DatabaseError)), transaction.atomic():
        people.add(by=karen, case_id=case.id, kind=PersonKind.OTHER, details={"name": "Bertram"})


def test_work_with_a_place_is_agreed_in_words(cast, log_in):
    case, karen = situations.a_case(cast, About.GROUP), log_in(cast["karen"])
    address = f"/sager/{case.id}/sted/"
    told = {"version": "0", "party": "ssp", "text": "SSP går forbi torvet hver fredag"}
    assert karen.post(address, told).status_code == 302
    assert karen.post(address, told).status_code == 422
    page = karen.get(address).content.decode()
    assert "hver fredag" in page and page.count("SSP går forbi torvet") == 1
    assert log_in(cast["stine"]).get(address).status_code == 404


def test_each_road_has_its_own_page_only(cast, log_in):
    concern, karen = situations.a_case(cast), log_in(cast["karen"])
    assert karen.get(f"/sager/{concern.id}/sted/").status_code == 404
    assert karen.get(f"/sager/{concern.id}/raadgivning/").status_code == 404
    with pytest.raises(NotFound):
        write(cast, narrow.about_place, concern, party="ssp", text="x")


def test_the_duties_that_go_on_are_told_with_how_far_they_have_come(cast, log_in):
    asked = situations.cleared(cast, "not_infohus")
    karen, address = log_in(cast["karen"]), f"/sager/{asked.case_id}/egne-pligter/"
    assert karen.get(address).status_code == 200
    assert karen.post(address, {"text": ""}).status_code == 422
    assert karen.post(address, {"text": "Tilbudt i dag, svarer i næste uge"}).status_code == 302
    assert "svarer i næste uge" in karen.get(address).content.decode()
    with as_viewer(cast["stine"]):
        assert not Note.objects.exists()


# --- nothing of it goes to the police ---

POLICE = {"name": "Lokalpolitiet"}
DANGER = {"basis": "stl-141", "purpose": "danger-now"}


def counselled(cast):
    case = situations.a_case(cast, About.SELF)
    write(cast, narrow.consent, case, text="Ja, mundtligt i dag")
    return case


@pytest.mark.parametrize(("key", "kind"), [("poul", "police"), ("", "police"), ("poul", "school-ssp")])
def test_nothing_is_given_to_the_police_under_any_name_by_action_or_page(cast, log_in, key, kind):
    case, partner = counselled(cast), situations.a_partner(cast, key, kind, **POLICE)
    for given in (DANGER, {"basis": "consent", "purpose": "help-sought", "asked": "Borgeren sagde ja."}):
        with pytest.raises(DomainError) as refused:
            gathering.give(
                by=cast["karen"], case_id=case.id, partner_id=partner.id, given=situations.some_items(**given)
            )
        assert refused.value.code == "help_sought"
    karen, page = log_in(cast["karen"]), f"/sager/{case.id}/videregivelser/"
    shown = karen.get(page)
    assert shown.status_code == 200
    assert "Intet herfra går til politiet" in shown.content.decode() and "Lokalpolitiet" not in shown.content.decode()
    assert karen.get(f"{page}til/{partner.id}/").status_code == 404
    with as_viewer(cast["karen"]):
        assert not Exchange.objects.exists()


@pytest.mark.parametrize("kind", ["disclosure", "advice", "invitation", "hand_over", "confirm", "move"])
@pytest.mark.parametrize("to", ["poul", "karen"])
def test_the_database_records_nothing_given_to_the_police_there(cast, kind, to):
    case, karen = counselled(cast), cast["karen"]
    situations.a_partner(cast, "", "police", **POLICE)
    row_id = new_id()
    row = Exchange(
        id=row_id, from_authority_id=karen.authority_id, to_authority_id=cast[to].authority_id,
        owner_authority_id=karen.authority_id, case=case, case_number=case.number, root_id=row_id, kind=kind,
        basis="stl-141", purpose="danger-now", open_until=timezone.now(), to_name="Lokalpolitiet",
        by_id=karen.person_id, by_name=karen.name,
    )  # fmt: skip
    with as_viewer(karen):
        road.key_of(case).seal(row, "items", [])
        with pytest.raises(DatabaseError, match="does not lead to the police"), transaction.atomic():
            row.save(force_insert=True)


def test_the_matter_is_not_offered_to_the_police_either_by_page_or_by_sql(cast, log_in):
    case, karen = counselled(cast), cast["karen"]
    partner = situations.a_partner(cast, "poul", "police", **POLICE)
    with pytest.raises(DomainError):
        write(cast, returning.offer, case, text="Han skal have hjælp.", partner_id=partner.id)
    assert "Lokalpolitiet" not in log_in(karen).get(f"/sager/{case.id}/tilbageloeb/").content.decode()
    row = ReturnFlow(
        id=new_id(), authority_id=karen.authority_id, case=case, by_id=karen.person_id, by_name="K", to_name="x",
        partner_id=partner.id,
    )  # fmt: skip
    with as_viewer(karen):
        road.key_of(case).seal(row, "text", "x")
        with pytest.raises(DatabaseError, match="does not lead to the police"), transaction.atomic():
            row.save(force_insert=True)


def test_others_can_still_be_told_with_the_citizens_consent(cast):
    case = counselled(cast)
    person = people.add(by=cast["karen"], case_id=case.id, kind=PersonKind.SUBJECT, details={"name": "Asta Opdigtet"})
    informing.decide(
        by=cast["karen"], case_id=case.id, person_id=person.id, decision="informed", text="Fortalt i samtalen."
    )
    partner = situations.a_partner(cast, "", "job-centre", name="Jobcenteret")
    given = situations.some_items(basis="consent", purpose="help-sought", asked="Borgeren sagde ja i dag.")
    assert gathering.give(by=cast["karen"], case_id=case.id, partner_id=partner.id, given=given).id
