"""A report in the coordinator's hands: sealed until somebody reads it, logged, answered, freed from a flood."""

from datetime import timedelta

import pytest
from django.urls import reverse

from beredskab.audit.models import Event
from beredskab.cases.actions import handling, keys, opening
from beredskab.cases.models import FileChunk, Grant, IntakeKey, Report, ReportFile, Task
from beredskab.cases.queries import reports
from beredskab.cases.tests import situations
from beredskab.documents.renderings import Page, Rendering
from beredskab.kit.errors import DomainError, NotAllowed, NotFound
from beredskab.kit.vault import KeyGone, vault
from beredskab.kit.viewer import as_viewer
from beredskab.lib import crypto

PICTURE = Rendering("picture", (Page("image/jpeg", b"\xff\xd8" + bytes(3 * 1024 * 1024), 10, 10),))


def open_tasks(cast, report):
    with as_viewer(cast["karen"]):
        return {one.kind: one for one in Task.objects.filter(report=report, done_at__isnull=True).order_by("kind")}


def address(name, report, *more):
    return reverse(f"cases:{name}", args=[report.id, *more])


def test_an_unread_report_shows_only_what_is_known_without_its_key(cast, log_in):
    report = situations.a_report(cast)
    page = log_in(cast["karen"]).get(address("report", report)).content.decode()
    assert reports.reference(report.id) in page
    assert "Bertram" not in page and "Gerda" not in page
    with as_viewer(cast["karen"]), pytest.raises(NotFound):
        reports.read(cast["karen"], report.id)


def test_whoever_says_i_read_it_sees_it_and_the_log_knows(cast, log_in):
    report = situations.a_report(cast)
    karen = log_in(cast["karen"])
    page = karen.post(address("take_report", report), follow=True).content.decode()
    assert "tegning af hovedindgangen" in page and "Gerda Henvender" in page
    with as_viewer(cast["karen"]):
        told = set(Event.objects.filter(subject_id=report.id).order_by("id").values_list("event", flat=True))
    assert {"cases.report.received", "cases.report.taken", "cases.report.read"} <= told


@pytest.mark.parametrize("key", ["pernille", "adam", "dorte", "tina", "rasmus", "malik", "mette", "poul", "nanna"])
def test_nobody_but_the_coordinators_finds_a_report(cast, log_in, key):
    report = situations.a_report(cast)
    for name in ("report", "inbox"):
        assert log_in(cast[key]).get(address(name, report)).status_code == 404
    assert log_in(cast[key]).post(address("take_report", report)).status_code == 404
    with as_viewer(cast[key]):
        assert not Report.objects.filter(id=report.id).exists()


def test_the_clocks_of_a_child_run_from_receipt_and_are_the_laws(cast):
    report = situations.a_report(cast)
    tasks = open_tasks(cast, report)
    assert set(tasks) == {"read", "urgent", "acknowledge"}
    assert tasks["urgent"].due_at == report.received_at + timedelta(hours=24)
    assert {tasks["urgent"].force, tasks["acknowledge"].force, tasks["read"].force} == {"law", "local"}
    assert (tasks["urgent"].rule, tasks["read"].rule) == ("urgent-assessment", "unread_hours")


def test_an_adult_has_no_childs_clock(cast):
    assert set(open_tasks(cast, situations.a_report(cast, "adult"))) == {"read"}


def test_two_reports_on_one_child_keep_their_own_clocks_in_one_case(cast):
    first = situations.a_report(cast)
    case = opening.open_case(by=cast["karen"], report_id=first.id)
    second = situations.a_report(cast)
    opening.attach(by=cast["karen"], report_id=second.id, case_id=case.id)
    with as_viewer(cast["karen"]):
        assert Task.objects.filter(case=case, kind="urgent", done_at__isnull=True).count() == 2


def test_a_file_is_kept_in_sealed_pieces_that_only_fit_where_they_were_put(cast, log_in):
    report, _ = situations.a_report_with_receipt(cast, files=(PICTURE,))
    opening.take_report(by=cast["karen"], report_id=report.id)
    karen = cast["karen"]
    with as_viewer(karen):
        file = ReportFile.objects.get(report=report)
        pieces = list(FileChunk.objects.filter(file=file).order_by("part"))
        assert len(pieces) == 4
        assert reports.picture(karen, report.id, file.id, 1) == ("image/jpeg", PICTURE.pages[0].data)
    answer = log_in(karen).get(address("report_picture", report, file.id, 1))
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/jpeg")
    assert log_in(karen).get(address("report_picture", report, file.id, 2)).status_code == 404
    key = reports.key_of(report)
    with pytest.raises(crypto.Tampered):
        key.open_bytes(bytes(pieces[0].data), "cases_filechunk", "data", pieces[0].id, reports.piece(1, 1))


def test_a_report_placed_from_the_page_becomes_a_case_once(cast, log_in):
    report = situations.a_report(cast)
    opening.take_report(by=cast["karen"], report_id=report.id)
    karen = log_in(cast["karen"])
    assert karen.post(address("open_case", report)).status_code == 302
    assert karen.post(address("open_case", report)).status_code == 422
    with as_viewer(cast["karen"]):
        assert Grant.objects.filter(case__isnull=False, person_id=cast["karen"].person_id).count() == 1


def test_a_report_is_added_to_a_case_that_the_viewer_holds_and_to_no_other(cast, log_in):
    case = situations.a_case(cast)
    report = situations.a_report(cast)
    opening.take_report(by=cast["stine"], report_id=report.id)
    stine = log_in(cast["stine"])
    assert stine.post(address("attach_report", report), {"case": str(case.id)}).status_code == 422
    assert case.number not in stine.get(address("report", report)).content.decode()
    karen = log_in(cast["karen"])
    assert karen.post(address("attach_report", report), {"case": str(case.id)}).status_code == 302
    assert stine.get(address("report", report)).status_code == 404, "it opens to a grant now"
    assert "Bertram" in karen.get(address("report", report)).content.decode()


def test_setting_aside_needs_a_reason_and_can_be_undone(cast, log_in):
    report = situations.a_report(cast)
    opening.take_report(by=cast["karen"], report_id=report.id)
    karen = log_in(cast["karen"])
    assert karen.post(address("set_aside", report)).status_code == 422
    assert karen.post(address("set_aside", report), {"reason": "duplicate"}).status_code == 302
    assert open_tasks(cast, report) == {}
    assert karen.post(address("open_case", report)).status_code == 302


def test_the_coordinator_answers_and_the_answer_is_sealed(cast, log_in):
    report = situations.a_report(cast)
    opening.take_report(by=cast["karen"], report_id=report.id)
    karen = log_in(cast["karen"])
    assert karen.post(address("inbox", report), {"text": ""}).status_code == 422
    assert karen.post(address("inbox", report), {"text": "Må vi ringe til dig?"}).status_code == 302
    assert "Må vi ringe til dig?" in karen.get(address("inbox", report)).content.decode()
    with as_viewer(cast["karen"]):
        assert Event.objects.filter(event="cases.message.sent", subject_id=report.id).exists()


def test_an_answer_is_not_written_before_the_report_is_read(cast, log_in):
    report = situations.a_report(cast)
    assert log_in(cast["karen"]).get(address("inbox", report))["Location"] == address("report", report)


# --- a flood ------------------------------------------------------------------------------------------------------


def test_a_flood_is_one_line_and_its_clocks_run(cast, log_in):
    held = [situations.a_report(cast, held=True) for _ in range(3)]
    karen = log_in(cast["karen"])
    page = karen.get(reverse("cases:home")).content.decode()
    assert page.count(reverse("cases:held")) == 1
    assert address("report", held[0]) not in page
    assert set(open_tasks(cast, held[0])) == {"read", "urgent", "acknowledge"}


def test_held_reports_are_read_and_dealt_with_several_at_once(cast, log_in):
    true, false, other = (situations.a_report(cast, held=True) for _ in range(3))
    karen = log_in(cast["karen"])
    page = karen.get(reverse("cases:held")).content.decode()
    assert page.count("tegning af hovedindgangen") == 3
    assert karen.post(reverse("cases:held"), {"verb": "release"}).status_code == 422
    karen.post(reverse("cases:held"), {"verb": "release", "reports": [str(true.id)]})
    karen.post(reverse("cases:held"), {"verb": "aside", "reports": [str(false.id), str(other.id)]})
    with as_viewer(cast["karen"]):
        states = {one.id: (one.state, one.held) for one in Report.objects.order_by("id")}
    assert states[true.id] == ("unread", False)
    assert states[false.id] == states[other.id] == ("set_aside", False)
    assert open_tasks(cast, false) == {}
    assert address("report", true) in karen.get(reverse("cases:home")).content.decode()


def test_a_flood_is_the_coordinators_alone(cast, log_in):
    report = situations.a_report(cast, held=True)
    for key in ("tina", "mette", "nanna", "adam"):
        with pytest.raises(DomainError):
            handling.release(by=cast[key], report_ids=[report.id])
    assert log_in(cast["tina"]).get(reverse("cases:held")).status_code == 404


# --- keys ---------------------------------------------------------------------------------------------------------


def test_after_a_change_of_keys_old_reports_open_and_the_old_key_can_be_destroyed(
    cast, django_capture_on_commit_callbacks
):
    karen = cast["karen"]
    report = situations.a_report(cast)
    old = report.intake_key_id
    new = keys.new_pair(by=karen)
    assert keys.destroy_old(by=karen) == 0, "a pair rests for two hours"
    with as_viewer(karen):
        IntakeKey.objects.filter(id=old).update(retired_at=new.created_at - timedelta(hours=3))
    with django_capture_on_commit_callbacks(execute=True):
        assert keys.destroy_old(by=karen) == 1
    with pytest.raises(KeyGone):
        vault().open_intake(karen.authority_id, old, b"x" * 60, aad=b"")
    opening.take_report(by=karen, report_id=report.id)
    with as_viewer(karen):
        assert "Bertram" in reports.read(karen, report.id).answers[0].text


@pytest.mark.parametrize("key", ["tina", "mette", "pernille", "poul"])
def test_only_coordinators_and_administrators_make_keys(cast, key):
    with pytest.raises(NotAllowed):
        keys.new_pair(by=cast[key])


def test_an_administrator_makes_a_key_and_never_destroys_one(cast):
    keys.new_pair(by=cast["adam"])
    with pytest.raises(NotAllowed):
        keys.destroy_old(by=cast["adam"])


# --- what staff write down ----------------------------------------------------------------------------------------

CALL = {"channel": "phone", "about": "adult", "seen": "Naboen ringede om råb i gården.", "reporter_kind": "anonymous"}


@pytest.fixture
def letter_box(cast):
    keys.ensure_pair(by=cast["karen"])


def test_staff_get_a_number_and_cannot_read_what_they_wrote(cast, log_in, letter_box):
    tina = log_in(cast["tina"])
    answer = tina.post(reverse("cases:register"), CALL, follow=True)
    number = answer.redirect_chain[0][0].rstrip("/").rpartition("/")[2]
    assert number in answer.content.decode() and "Naboen ringede" not in answer.content.decode()
    with as_viewer(cast["karen"]):
        report = Report.objects.get()
    assert reports.reference(report.id) == number
    assert (report.channel, report.receipt_stored) == ("phone", None)
    assert tina.get(address("report", report)).status_code == 404
    with as_viewer(cast["tina"]):
        assert not Report.objects.exists()
        assert Event.objects.filter(event="cases.report.registered", person_id=cast["tina"].person_id).exists()


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"name": "Gerda Henvender"}, "ikke et navn"),
        ({"reporter_kind": "professional", "name": "Lone Lærer"}, "aldrig anonyme"),
        ({"screened": "on"}, "afklaret på forhånd"),
        ({"seen": ""}, "Mere skal der ikke til"),
    ],
)
def test_a_slip_is_told_at_its_field_and_nothing_typed_is_lost(cast, log_in, letter_box, more, said):
    answer = log_in(cast["tina"]).post(reverse("cases:register"), {**CALL, "fears": "At nogen slås.", **more})
    assert answer.status_code == 422
    assert said in answer.content.decode() and "At nogen slås." in answer.content.decode()


def test_what_the_police_had_cleared_is_marked_and_a_child_in_the_home_starts_the_clocks(cast, log_in, letter_box):
    police = {**CALL, "channel": "police", "screened": "on", "children": "yes", "haste": "today"}
    log_in(cast["karen"]).post(reverse("cases:register"), police)
    with as_viewer(cast["karen"]):
        report = Report.objects.get()
    assert report.screened and report.urgent
    assert set(open_tasks(cast, report)) == {"read", "urgent", "acknowledge"}
    assert "haster" in log_in(cast["karen"]).get(reverse("cases:home")).content.decode()


def test_without_a_key_nothing_is_taken_and_the_text_stays(cast, log_in):
    answer = log_in(cast["tina"]).post(reverse("cases:register"), CALL)
    assert answer.status_code == 422
    assert "Naboen ringede" in answer.content.decode()


def test_what_was_set_aside_is_found_again(cast, log_in):
    report = situations.a_report(cast)
    opening.take_report(by=cast["karen"], report_id=report.id)
    opening.set_aside(by=cast["karen"], report_id=report.id, reason="test")
    page = log_in(cast["stine"]).get(reverse("cases:reports")).content.decode()
    assert address("report", report) in page and "Lagt til side" in page


def test_a_childs_clocks_run_on_from_receipt_when_a_report_set_aside_becomes_a_case_after_all(cast):
    report = situations.a_report(cast)
    due = open_tasks(cast, report)["urgent"].due_at
    opening.take_report(by=cast["karen"], report_id=report.id)
    opening.set_aside(by=cast["karen"], report_id=report.id, reason="test")
    case = opening.open_case(by=cast["karen"], report_id=report.id)
    with as_viewer(cast["karen"]):
        assert Task.objects.get(case=case, kind="urgent", done_at__isnull=True).due_at == due
