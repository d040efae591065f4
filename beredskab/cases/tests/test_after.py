"""What a case is asked for after and beside the work: a copy, access by the person, the archive, a move."""

import io
import json
import zipfile
from datetime import timedelta

import pypdfium2
import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils import timezone

from beredskab.audit.models import Event
from beredskab.cases.actions import children, journal, moving, notes, outside, people, storing, subject_access
from beredskab.cases.exemptions import Weighed
from beredskab.cases.models import (
    AccessItem,
    Case,
    CasePerson,
    DisposalAnswer,
    Exchange,
    FamilyContact,
    LookupEntry,
    Move,
    Note,
    Task,
)
from beredskab.cases.queries import moving as moves
from beredskab.cases.queries.contents import REPORTER, everything
from beredskab.cases.queries.headers import opened
from beredskab.cases.storage import Choice
from beredskab.cases.tests import situations, situations_ended
from beredskab.cases.tests.situations_ended import asked, offered, refused, weigh_all
from beredskab.kit.errors import Conflict, DomainError, NotFound
from beredskab.kit.vault import vault
from beredskab.kit.viewer import as_viewer
from beredskab.organisation.outbox.models import Message


def text_of(pdf):
    with pypdfium2.PdfDocument(pdf) as paper:
        return "\n".join(page.get_textpage().get_text_range() for page in paper)


def unpacked(data):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_the_copy_has_every_text_and_facts_without_a_name_and_both_lanes_know_it(cast):
    case, karen = situations.ready_for_police(cast, "adult"), cast["karen"]
    notes.add(by=karen, case_id=case.id, kind="call", text=situations_ended.NOTE)
    name, data = journal.export(by=karen, case_id=case.id, reason="record_system")
    files = unpacked(data)
    assert name == f"{case.number}.zip" and set(files) == {f"{case.number}.pdf", "metadata.json"}
    text = " ".join(text_of(files[f"{case.number}.pdf"]).split())
    assert "glad igen" in text and "Karen Koordinator" in text and "Gerda Henvender" in text
    facts = json.loads(files["metadata.json"])
    assert (facts["number"], facts["kle"]) == (case.number, "27.00.00")
    assert "Bertram" not in files["metadata.json"].decode() and "Gerda" not in files["metadata.json"].decode()
    with as_viewer(karen):
        assert Event.objects.get(event="cases.journal.exported").detail["reason"] == "record_system"
        assert Event.objects.filter(event="cases.journal.read", subject_id=case.id).exists()


def test_a_copy_needs_a_reason_and_the_whole_case(cast, log_in):
    case = situations.a_case(cast)
    address = reverse("cases:journal", args=[case.id])
    karen = log_in(cast["karen"])
    assert karen.post(address, {}).status_code == 422
    answer = karen.post(address, {"reason": "record_system"})
    assert answer["Content-Type"] == "application/zip" and "no-store" in answer["Cache-Control"]
    for key in ("stine", "mette", "rasmus", "poul", "nanna", "dorte"):
        assert log_in(cast[key]).post(address, {"reason": "record_system"}).status_code == 404


def test_the_archive_has_the_file_before_anybody_says_yes(cast, django_capture_on_commit_callbacks):
    case, karen = situations_ended.closed(cast), cast["karen"]
    choice = Choice(DisposalAnswer.TRANSFER, "preserved")
    row = storing.propose(by=karen, case_id=case.id, choice=choice, person_id=cast["mette"].person_id)
    with refused("not_handed"):
        storing.confirm(by=cast["mette"], disposal_id=row.id)
    _, data = journal.archive(by=karen, case_id=case.id)
    assert f"{case.number}.pdf" in unpacked(data)
    with django_capture_on_commit_callbacks(execute=True):
        storing.confirm(by=cast["mette"], disposal_id=row.id)
    with as_viewer(karen):
        assert Case.objects.get(id=case.id).stage == "erased"


def test_access_is_due_in_a_month_by_law_and_waits_for_every_thing(cast):
    case = situations.ready_for_police(cast, "adult")
    request = asked(cast, case)
    with as_viewer(cast["karen"]):
        task = Task.objects.get(case=case, kind="access")
        assert (task.force, task.rule) == ("law", "answer-access")
    with refused("unweighed"):
        subject_access.answer(by=cast["karen"], case_id=case.id, request_id=request.id)
    with pytest.raises(Conflict):
        asked(cast, case)


def test_the_reporter_stays_out_of_the_letter_until_somebody_has_weighed_it(cast, log_in):
    case = situations.ready_for_police(cast, "adult")
    request, karen = asked(cast, case), cast["karen"]
    weigh_all(cast, request)
    subject_access.answer(by=karen, case_id=case.id, request_id=request.id)
    letter = log_in(karen).get(reverse("cases:access_report_pdf", args=[case.id, request.id]))
    text = " ".join(text_of(letter.content).split())
    assert "Gerda" not in text and "12 34 56 78" not in text
    assert "§ 22, stk. 1" in text and "mærke det" in text
    with as_viewer(karen):
        told = Event.objects.get(event="cases.access_request.answered").detail
        assert told["terms"] == ["dbl-22-1"] and told["placed"] == 1
        assert not Task.objects.filter(case=case, kind="access", done_at__isnull=True).exists()


def test_giving_the_reporter_without_a_weighing_is_refused(cast):
    case, karen = situations.ready_for_police(cast, "adult"), cast["karen"]
    request = asked(cast, case)
    weigh_all(cast, request)
    with as_viewer(karen):
        found = opened(karen, case.id)
        reporter = next(one for one in everything(found) if one.kind == REPORTER)
    given = [Weighed(REPORTER, str(reporter.id), True, "", " ")]
    subject_access.weigh(by=karen, case_id=case.id, request_id=request.id, made=given)
    with refused("weigh"):
        subject_access.answer(by=karen, case_id=case.id, request_id=request.id)


def test_the_page_keeps_what_was_typed_and_says_at_each_thing_what_is_missing(cast, log_in):
    case, karen = situations.ready_for_police(cast, "adult"), log_in(cast["karen"])
    address = reverse("cases:access_report", args=[case.id])
    with as_viewer(cast["karen"]):
        person = CasePerson.objects.get(case=case)
    begun = {"person": str(person.id), "received_on": timezone.localdate().isoformat()}
    assert karen.post(address, begun).status_code == 302
    with as_viewer(cast["karen"]):
        found = opened(cast["karen"], case.id)
        things = everything(found)
    data = {f"{one.code}-given": "yes" for one in things}
    lacking = karen.post(address, {**data, f"{things[0].code}-weighing": "Skrevet her"})
    assert lacking.status_code == 422 and "Skrevet her" in lacking.content.decode()
    with as_viewer(cast["karen"]):
        assert AccessItem.objects.count() == len(things) - 1  # all but the reporter
    reporter = next(one for one in things if one.kind == REPORTER)
    data[f"{reporter.code}-weighing"] = "Hun har selv sagt ja til at blive nævnt."
    assert karen.post(address, {**data, "answer": "1"}).status_code == 302
    assert reverse("cases:access_report_pdf", args=[case.id, "0" * 8 + "-0000-0000-0000-" + "0" * 12])[:30] in (
        karen.get(address).content.decode()
    )


def test_custody_holders_get_no_report_while_the_risk_assessment_is_missing(cast):
    case, karen = situations.a_case(cast, "child"), cast["karen"]
    child = people.add(by=karen, case_id=case.id, kind="subject", details={"name": "Bertram Opdigtet"}, is_child=True)
    request = asked(cast, case, person_id=child.id, to_custody_holder=True)
    weigh_all(cast, request)
    with refused("risk_first"):
        subject_access.answer(by=karen, case_id=case.id, request_id=request.id)
    track = children.follow(by=karen, case_id=case.id, person_id=child.id)
    children.answer_honour(by=karen, case_id=case.id, track_id=track.id, possible=False)
    weigh_all(cast, request)
    subject_access.answer(by=karen, case_id=case.id, request_id=request.id)
    with as_viewer(karen):
        assert FamilyContact.objects.get(case=case).kind == "access_report"
        assert AccessItem.objects.filter(request=request).exists()


def test_an_accepted_move_is_a_case_of_their_own_and_ours_cannot_be_opened_any_more(cast):
    case, made = offered(cast)
    karen, nanna = cast["karen"], cast["nanna"]
    with as_viewer(nanna):
        assert [one.row.id for one in moves.incoming(nanna)] == [made.exchange_id]
        assert Task.objects.filter(kind="moved_in", done_at__isnull=True).count() == 1
    theirs = moving.accept(by=nanna, exchange_id=made.exchange_id)
    with as_viewer(nanna):
        found = opened(nanna, theirs.id)
        assert vault().key(nanna.authority_id, theirs.id).raw != vault().key(karen.authority_id, case.id).raw
        texts = [found.key.open(one, "text") for one in Note.objects.filter(case=theirs)]
        assert any(situations_ended.NOTE in text and "Karen Koordinator" in text for text in texts)
        assert not any("Gerda" in text for text in texts)
        person = CasePerson.objects.get(case=theirs)
        assert found.key.open(person, "details")["name"] == "Bertram Opdigtet" and person.is_child
        with pytest.raises(NotFound):
            opened(nanna, case.id)
        assert not Task.objects.filter(kind="moved_in", done_at__isnull=True).exists()
    with as_viewer(karen):
        ours = Case.objects.get(id=case.id)
        assert (ours.stage, ours.outcome) == ("moved", "moved")
        assert Move.objects.get(id=made.id).state == "accepted"
        kinds = Task.objects.filter(case=case, done_at__isnull=True).values_list("kind", flat=True)
        assert list(kinds) == ["dispose"]  # what lies here still has an end
        assert not LookupEntry.objects.filter(case=case).exists()
        with pytest.raises(NotFound):
            opened(karen, case.id)
    with pytest.raises(NotFound):
        moving.accept(by=nanna, exchange_id=made.exchange_id)


def test_a_declined_move_leaves_everything_where_it_was(cast):
    case, made = offered(cast)
    moving.decline(by=cast["nanna"], exchange_id=made.exchange_id, reason="Familien bor her ikke.")
    with as_viewer(cast["karen"]) as karen:
        assert Case.objects.get(id=case.id).stage == "threshold"
        kinds = set(Task.objects.filter(case=case, done_at__isnull=True).values_list("kind", flat=True))
        assert "ask_police" in kinds and "move" not in kinds
        assert opened(karen, case.id).has("*")
        assert Message.objects.filter(person_id=karen.person_id, template="task").exists()


def test_an_offer_is_for_the_other_coordinators_only_and_can_be_taken_back(cast):
    case, made = offered(cast)
    for key in ("niels", "poul", "petra", "stine", "karen"):
        with as_viewer(cast[key]), pytest.raises(NotFound):
            moves.one_incoming(cast[key], made.exchange_id)
    with as_viewer(cast["karen"]), pytest.raises(DatabaseError), transaction.atomic():
        Move.objects.filter(id=made.id).update(state="accepted")
    moving.take_back(by=cast["karen"], case_id=case.id)
    with as_viewer(cast["nanna"]):
        assert moves.incoming(cast["nanna"]) == []
    with pytest.raises(NotFound):
        moving.accept(by=cast["nanna"], exchange_id=made.exchange_id)


def test_an_adult_moves_by_consent_and_not_by_the_childrens_paragraph(cast):
    _, made = offered(cast, "adult")
    with as_viewer(cast["karen"]):
        assert Exchange.objects.get(id=made.exchange_id).basis == "consent"
    case, karen = situations.ready_for_police(cast, "adult"), cast["karen"]
    with pytest.raises(DomainError):
        moving.offer(
            by=karen, case_id=case.id, version=situations.version_of(karen, case), basis="bl-132", things=[],
            to_authority_id=cast["nanna"].authority_id, necessity="Flyttet.",
        )  # fmt: skip


def test_a_silent_offer_ends_by_itself(cast, owner):
    _, made = offered(cast)
    with as_viewer(cast["nanna"]):
        row = Exchange.objects.get(id=made.exchange_id)
        assert row.open_until > timezone.now() + timedelta(days=50)


def test_the_receiver_saves_what_was_sent_and_nothing_else(cast, log_in):
    row, poul = situations.at_clearance(cast), cast["poul"]
    address = reverse("cases:received_file", args=[row.id])
    assert log_in(poul).post(address).status_code == 404  # not opened yet
    outside.open_received(by=poul, exchange_id=row.id)
    files = unpacked(log_in(poul).post(address).content)
    text = " ".join(text_of(files[f"{row.case_number}.pdf"]).split())
    assert "mærke det" in text and "Bertram" not in text
    assert json.loads(files["metadata.json"])["basis"] == "rpl-115-1-1"
    assert log_in(cast["petra"]).post(address).status_code == 404


def test_the_other_municipality_reads_and_takes_over_on_two_pages(cast, log_in):
    _, made = offered(cast)
    nanna = log_in(cast["nanna"])
    address = reverse("cases:move_in", args=[made.exchange_id])
    assert address in nanna.get(reverse("cases:moves")).content.decode()
    assert "glad igen" in nanna.get(address).content.decode()
    answer = nanna.post(address, {"answer": "accept"})
    assert answer.status_code == 302 and "glad igen" in nanna.get(answer["Location"]).content.decode()
    assert nanna.get(address).status_code == 404
