"""The duties to children: their clocks, who confirms, the 18th birthday, and the family's peace."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from beredskab.cases.actions import assessing, children, opening, road
from beredskab.cases.models import About, Case, CasePerson, ChildTrack, FamilyContact, Grant, Judgement, Task
from beredskab.cases.queries.children import children as read_children
from beredskab.cases.queries.children import peace
from beredskab.cases.queries.headers import opened
from beredskab.cases.queries.lists import open_tasks
from beredskab.cases.tests import situations
from beredskab.frameworks.law import clocks
from beredskab.kit.errors import DomainError, NotAllowed, NotFound
from beredskab.kit.ids import new_id
from beredskab.kit.viewer import as_viewer
from beredskab.organisation.outbox.models import Message

YOUNG = {"born": "2012-05-05"}


def ago(**span):
    return timezone.now() - timedelta(**span)


def confirm(cast, track, step, at=None, **more):
    return children.confirm(
        by=cast["karen"], case_id=track.case_id, track_id=track.id, step=step, at=at or timezone.now(), **more
    )


def received(cast, case, at):
    track = situations.followed(cast, case, **YOUNG)
    confirm(cast, track, "notified", at - timedelta(hours=1), to="Modtagelsen")
    return confirm(cast, track, "received", at, number="B-77")


def tasks(cast, case, **by):
    with as_viewer(cast["karen"]):
        return {task.kind: task for task in Task.objects.filter(case=case, done_at__isnull=True, **by)}


def contact(cast, track, key="karen"):
    return children.contact(
        by=cast[key], case_id=track.case_id, child_id=track.person_id, kind="letter", text="Kære forældre"
    )


def raw_contact(cast, track):
    """As the application, past every rule in Python."""
    karen = cast["karen"]
    with as_viewer(karen), transaction.atomic():
        row = FamilyContact(
            id=new_id(), authority_id=karen.authority_id, case_id=track.case_id, by_id=karen.person_id, by_name="K",
            child_id=track.person_id, kind="letter",
        )  # fmt: skip
        road.key_of(Case.objects.get(id=track.case_id)).seal(row, "text", "Kære forældre")
        row.save(force_insert=True)


def code_of(call):
    with pytest.raises(DomainError) as told:
        call()
    return told.value.code


def test_the_clocks_of_the_law_run_from_the_receipt_of_the_notification(cast):
    case, at = situations.a_case(cast, About.ADULT), ago(hours=2)
    track = received(cast, case, at)
    running = tasks(cast, case, subject_id=track.id)
    assert running["urgent"].due_at == clocks.due_at("urgent-assessment", at)
    assert running["acknowledge"].due_at == clocks.due_at("acknowledgement", at)
    assert {running[kind].force for kind in ("urgent", "acknowledge")} == {"law"}
    assert "notify" not in running


def test_what_has_run_since_the_report_becomes_the_childs_and_the_earlier_deadline_stays(cast):
    case = situations.a_case(cast, About.CHILD)
    before = tasks(cast, case)["urgent"].due_at
    track = received(cast, case, timezone.now())
    assert tasks(cast, case)["urgent"].due_at == before
    assert tasks(cast, case)["urgent"].subject_id == track.id
    sister = situations.a_child(cast, case, "Berta Opdigtet", born="2014-01-01")
    hers = children.follow(by=cast["karen"], case_id=case.id, person_id=sister.id)
    assert tasks(cast, case, subject_id=hers.id)["urgent"].due_at == before


def test_two_reports_of_one_child_leave_one_clock_the_earlier(cast):
    case = situations.a_case(cast, About.CHILD)
    opening.attach(by=cast["karen"], report_id=situations.a_report(cast).id, case_id=case.id)
    with as_viewer(cast["karen"]):
        due = sorted(Task.objects.filter(case=case, kind="urgent").order_by("due_at").values_list("due_at", flat=True))
    situations.followed(cast, case, **YOUNG)
    with as_viewer(cast["karen"]):
        left = Task.objects.get(case=case, kind="urgent", done_at__isnull=True)
    assert len(due) == 2 and left.due_at == due[0]


def test_four_months_run_from_the_day_the_need_was_known(cast):
    case, at = situations.a_case(cast, About.ADULT), ago(days=3)
    track = received(cast, case, at)
    confirm(cast, track, "urgent", ago(days=2))
    confirm(cast, track, "route_s20", ago(days=1))
    assert tasks(cast, case)["investigate"].due_at == clocks.due_at("child-assessment", at)
    confirm(cast, track, "preliminary")
    confirm(cast, track, "finished")
    assert not {"urgent", "investigate"} & set(tasks(cast, case))


def test_a_route_without_investigation_opens_no_clock(cast):
    case = situations.a_case(cast, About.ADULT)
    track = received(cast, case, ago(hours=1))
    confirm(cast, track, "route_none")
    assert "investigate" not in tasks(cast, case)


def test_steps_come_in_their_order_and_not_from_the_future(cast):
    track = situations.followed(cast, situations.a_case(cast))
    assert code_of(lambda: confirm(cast, track, "urgent")) == "step"
    assert code_of(lambda: confirm(cast, track, "notified", timezone.now() + timedelta(hours=2), to="x")) == "at"
    assert code_of(lambda: confirm(cast, track, "notified")) == "to"
    confirm(cast, track, "notified", to="Modtagelsen")
    assert code_of(lambda: confirm(cast, track, "received", ago(days=1))) == "at"
    assert code_of(lambda: confirm(cast, track, "notified", to="Modtagelsen")) == "step"


def test_the_track_lives_after_the_police_have_said_not_in_infohus(cast):
    asked = situations.cleared(cast, "not_infohus")
    with as_viewer(cast["karen"]):
        case = Case.objects.get(id=asked.case_id)
        child = CasePerson.objects.get(case=case)
    track = children.follow(by=cast["karen"], case_id=case.id, person_id=child.id)
    confirm(cast, track, "notified", to="Modtagelsen")
    with as_viewer(cast["karen"]):
        assert ChildTrack.objects.get(id=track.id).notified_at


def turned_18(person_id):
    """Move the row: the child turned 18 yesterday."""
    CasePerson.objects.filter(id=person_id).update(adult_on=timezone.localdate() - timedelta(days=1))


def test_on_the_18th_birthday_the_childs_clocks_end_by_themselves(cast, log_in):
    case = situations.a_case(cast, About.ADULT)
    adult_on = timezone.localdate() + timedelta(days=1)
    born = date(adult_on.year - 18, adult_on.month, adult_on.day)
    child = situations.a_child(cast, case, born=born.isoformat())
    track = children.follow(by=cast["karen"], case_id=case.id, person_id=child.id)
    confirm(cast, track, "notified", ago(hours=3), to="Modtagelsen")
    confirm(cast, track, "received", ago(hours=2))
    with as_viewer(cast["karen"]):
        stops = {task.stops_at for task in Task.objects.filter(case=case, subject_id=track.id, done_at__isnull=True)}
        assert [timezone.localtime(one).date() for one in stops] == [adult_on]
        shown = open_tasks(cast["karen"], timezone.now() + timedelta(days=2)).filter(subject_id=track.id)
        assert not shown.exists()
        turned_18(child.id)
        found = read_children(opened(cast["karen"], case.id, "children"))[0]
        assert found.of_age and not found.clocks and not found.next_steps
    page = log_in(cast["karen"]).get(f"/sager/{case.id}/boern/").content.decode()
    assert "18" in page and "bekraeft" not in page


def test_parents_get_nothing_from_the_18th_birthday(cast):
    track = situations.followed(cast, situations.a_case(cast), **YOUNG)
    children.answer_honour(by=cast["karen"], case_id=track.case_id, track_id=track.id, possible=False)
    assert contact(cast, track)
    with as_viewer(cast["karen"]):
        turned_18(track.person_id)
    assert code_of(lambda: contact(cast, track)) == "of_age"
    with pytest.raises(DatabaseError, match="not a child"):
        raw_contact(cast, track)


@pytest.mark.parametrize("possible", [True, None])
def test_no_letter_before_a_social_worker_has_assessed_the_risk(cast, possible):
    track = situations.followed(cast, situations.a_case(cast), **YOUNG)
    children.answer_honour(by=cast["karen"], case_id=track.case_id, track_id=track.id, possible=possible)
    assert code_of(lambda: contact(cast, track)) == "risk_first"
    with pytest.raises(DatabaseError, match="risk assessment first"):
        raw_contact(cast, track)


def test_one_child_in_danger_holds_back_letters_about_its_siblings(cast):
    case = situations.a_case(cast)
    track = situations.followed(cast, case, **YOUNG)
    children.answer_honour(by=cast["karen"], case_id=case.id, track_id=track.id, possible=False)
    situations.a_child(cast, case, "Berta Opdigtet", born="2014-01-01")
    assert code_of(lambda: contact(cast, track)) == "risk_first"
    with pytest.raises(DatabaseError, match="risk assessment first"):
        raw_contact(cast, track)


def test_a_named_social_worker_writes_it_and_sees_the_childs_page_only(cast, log_in):
    karen, rasmus = cast["karen"], cast["rasmus"]
    track = situations.followed(cast, situations.at_threshold(cast), **YOUNG)
    children.ask_risk(by=karen, case_id=track.case_id, track_id=track.id, person_id=rasmus.person_id)
    with as_viewer(rasmus):
        assert Grant.objects.get(person_id=rasmus.person_id).sections == ["children", "people"]
        assert not Judgement.objects.exists()
        assert Message.objects.get(person_id=rasmus.person_id).template == "task"
    client = log_in(rasmus)
    page = f"/sager/{track.case_id}/risiko/{track.id}/"
    assert client.get(page).status_code == 200
    assert client.get(f"/sager/{track.case_id}/boern/").status_code == 200
    for other in ("vurdering", "oplysning", "familie", "egne-pligter"):
        assert client.get(f"/sager/{track.case_id}/{other}/").status_code == 404
    assert client.post(page, {"text": ""}).status_code == 422
    assert client.post(page, {"text": "Mor må få det at vide, far ikke endnu."}).status_code == 302
    with as_viewer(karen):
        saved = ChildTrack.objects.get(id=track.id)
        assert saved.risk_by == "Rasmus Rådgiver"
        assert road.key_of(saved.case).open(saved, "risk").startswith("Mor må")
    assert contact(cast, track)


def test_nobody_but_a_social_worker_writes_it_even_in_the_database(cast):
    track = situations.followed(cast, situations.a_case(cast), **YOUNG)
    with pytest.raises(NotAllowed):
        children.assess_risk(by=cast["karen"], case_id=track.case_id, track_id=track.id, text="Ingen risiko")
    with as_viewer(cast["karen"]), pytest.raises(DatabaseError, match="only a social worker"), transaction.atomic():
        ChildTrack.objects.filter(id=track.id).update(risk_at=timezone.now(), risk_by="Rasmus Rådgiver")


def test_only_a_social_worker_of_the_municipality_can_be_asked(cast):
    track = situations.followed(cast, situations.a_case(cast), **YOUNG)
    for key in ("mette", "tina", "niels"):
        person = cast[key].person_id
        assert code_of(
            lambda person=person: children.ask_risk(
                by=cast["karen"], case_id=track.case_id, track_id=track.id, person_id=person
            )
        ) == "not_social_worker"  # fmt: skip


def test_while_the_police_ask_for_silence_no_letter_can_be_made(cast, log_in):
    case = situations.a_case(cast)
    track = situations.followed(cast, case, **YOUNG)
    children.answer_honour(by=cast["karen"], case_id=case.id, track_id=track.id, possible=False)
    until = timezone.localdate()
    silence = assessing.keep_silent(by=cast["karen"], case_id=case.id, text="Intet til forældrene", until=until)
    assert code_of(lambda: contact(cast, track)) == "silence"
    with pytest.raises(DatabaseError, match="silence"):
        raw_contact(cast, track)
    told = {"child": str(track.person_id), "kind": "letter", "text": "Kære forældre, kom til en samtale"}
    page = log_in(cast["karen"]).post(f"/sager/{case.id}/familie/", told)
    assert page.status_code == 422 and "kom til en samtale" in page.content.decode()
    assessing.lift_silence(by=cast["karen"], case_id=case.id, silence_id=silence.id)
    assert contact(cast, track)


def test_a_no_to_the_family_holds_letters_back(cast):
    case = situations.at_threshold(cast, family="no")
    track = situations.followed(cast, case, **YOUNG)
    children.answer_honour(by=cast["karen"], case_id=case.id, track_id=track.id, possible=False)
    with as_viewer(cast["karen"]):
        assert peace(case, track.person_id).code == "not_safe"


def test_a_letter_can_be_read_and_printed_by_those_who_hold_the_case(cast, log_in):
    track = situations.followed(cast, situations.a_case(cast), **YOUNG)
    children.answer_honour(by=cast["karen"], case_id=track.case_id, track_id=track.id, possible=False)
    made = contact(cast, track)
    address = f"/sager/{track.case_id}/familie/{made.id}/"
    assert "Kære forældre" in log_in(cast["karen"]).get(address).content.decode()
    for key in ("stine", "rasmus", "mette", "poul", "nanna"):
        assert log_in(cast[key]).get(address).status_code == 404
    with as_viewer(cast["stine"]):
        assert not FamilyContact.objects.exists() and not ChildTrack.objects.exists()


def test_a_child_is_followed_once_and_only_by_those_with_access(cast):
    case = situations.a_case(cast)
    track = situations.followed(cast, case, **YOUNG)
    again = lambda: children.follow(by=cast["karen"], case_id=case.id, person_id=track.person_id)  # noqa: E731
    assert code_of(again) == "followed"
    with pytest.raises(NotFound):
        children.follow(by=cast["stine"], case_id=case.id, person_id=track.person_id)


def test_the_pages_forms_take_what_the_receiving_side_confirms(cast, log_in):
    case = situations.a_case(cast, About.ADULT)
    child = situations.a_child(cast, case, **YOUNG)
    karen, base = log_in(cast["karen"]), f"/sager/{case.id}/boern/{child.id}"
    assert karen.post(f"{base}/foelg/").status_code == 302
    at = timezone.localtime(ago(minutes=5)).strftime("%Y-%m-%dT%H:%M")
    assert karen.post(f"{base}/bekraeft/", {"step": "notified", "at": at, "to": ""}).status_code == 422
    assert karen.post(f"{base}/bekraeft/", {"step": "notified", "at": at, "to": "Modtagelsen"}).status_code == 302
    assert karen.post(f"{base}/bekraeft/", {"step": "received", "at": at, "number": "B-77"}).status_code == 302
    assert karen.post(f"{base}/konflikt/", {"possible": "yes"}).status_code == 302
    assert karen.post(f"{base}/risiko/", {"person": str(cast["rasmus"].person_id)}).status_code == 302
    page = karen.get(f"/sager/{case.id}/boern/").content.decode()
    assert "B-77" in page and "Modtagelsen" in page and "Rasmus" in page
    assert karen.get(f"/sager/{case.id}/familie/").status_code == 200
