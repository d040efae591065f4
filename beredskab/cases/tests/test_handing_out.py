"""A recommendation that another authority decides on, answered by the authority itself."""

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from django.utils import formats, timezone

from beredskab.audit.models import Event
from beredskab.cases.actions import handing, handing_out, outside
from beredskab.cases.models import Case, Exchange, HandOver, Task
from beredskab.cases.queries import received
from beredskab.cases.tests import situations_after as after
from beredskab.cases.tests.situations import invited, version_of
from beredskab.kit.errors import Conflict, DomainError, NotFound
from beredskab.kit.ids import new_id
from beredskab.kit.viewer import as_viewer
from beredskab.organisation.outbox.models import Message

WORDS = [{"label": "Begrundelse", "text": "Han er ikke under tilsyn hos os."}]


def take_in(cast, row):
    karen = cast["karen"]
    version = version_of(karen, Case(id=row.case_id))
    return handing_out.take_in(by=karen, case_id=row.case_id, version=version)


def take_back(cast, row):
    karen = cast["karen"]
    version = version_of(karen, Case(id=row.case_id))
    handing.take_back(by=karen, case_id=row.case_id, version=version, text="Ingen svarer.")


def reply(viewer, row, what):
    """Straight to the database, past everything that Python would say."""
    values = [new_id(), row.id, what, b"x", b"x", row.basis, new_id()]
    with as_viewer(viewer), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("select cases_reply(%s, %s, %s, %s, %s, %s, %s)", values)


def test_the_other_authority_accepts_on_its_own_page_and_the_coordinator_takes_it_in(cast, log_in):
    row = after.given_out(cast)
    kurt, karen = log_in(cast["kurt"]), log_in(cast["karen"])
    place, station = reverse("cases:outside", args=[row.id]), reverse("cases:hand_over", args=[row.case_id])
    kurt.post(reverse("cases:open_received", args=[row.id]))
    assert "cases/parts/answer_take.html" in [one.name for one in kurt.get(place).templates]
    assert kurt.post(place, {"answer": "accepted"}).status_code == 302
    assert 'value="accepted"' not in kurt.get(place).content.decode()
    with as_viewer(cast["karen"]):
        assert HandOver.objects.get(case_id=row.case_id).state == "pending"
        assert Task.objects.filter(kind="hand_over_answered", done_at__isnull=True).count() == 1
        told = Message.objects.filter(person_id=cast["karen"].person_id, template="task")
        assert station in set(told.values_list("link", flat=True))
    page = karen.get(station).content.decode()
    assert 'value="take_in"' in page
    assert 'value="record"' not in page
    given = {"act": "take_in", "version": version_of(cast["karen"], Case(id=row.case_id))}
    assert karen.post(station, given).status_code == 302
    assert karen.post(station, given).status_code == 422
    with as_viewer(cast["karen"]):
        assert HandOver.objects.get(case_id=row.case_id).state == "accepted"
        assert Case.objects.get(id=row.case_id).stage == "decision"
        assert not Task.objects.filter(kind="hand_over_answered", done_at__isnull=True).exists()
        detail = Event.objects.get(event="cases.hand_over.taken_in").detail
        assert detail["status"] == "accepted"
    assert 'value="record"' in karen.get(station).content.decode()


def test_what_was_accepted_there_is_decided_there_and_written_down_here(cast):
    row, karen = after.given_out(cast), cast["karen"]
    outside.answer(by=cast["kurt"], exchange_id=row.id, what="accepted")
    take_in(cast, row)
    version = version_of(karen, Case(id=row.case_id))
    handing_out.write_down(
        by=karen, case_id=row.case_id, version=version, what="decided", how="call", text="En mentor fra uge 50."
    )
    with as_viewer(karen):
        assert Case.objects.get(id=row.case_id).stage == "follow_up"


def test_a_return_has_its_words_and_brings_the_case_back_when_it_is_taken_in(cast, log_in):
    row, kurt = after.given_out(cast), log_in(cast["kurt"])
    place = reverse("cases:outside", args=[row.id])
    kurt.post(reverse("cases:open_received", args=[row.id]))
    assert kurt.post(place, {"answer": "returned", "words": " "}).status_code == 422
    assert kurt.post(place, {"answer": "returned", "words": WORDS[0]["text"]}).status_code == 302
    karen, station = log_in(cast["karen"]), reverse("cases:hand_over", args=[row.case_id])
    assert WORDS[0]["text"] in karen.get(station).content.decode()
    with as_viewer(cast["karen"]):
        assert Case.objects.get(id=row.case_id).stage == "decision"
    take_in(cast, row)
    with as_viewer(cast["karen"]):
        assert Case.objects.get(id=row.case_id).stage == "recommendation"
        assert HandOver.objects.get(case_id=row.case_id).state == "returned"
    assert WORDS[0]["text"] in karen.get(station).content.decode()


def test_an_answer_is_given_once_and_never_under_what_was_written_down(cast):
    row, karen, kurt = after.given_out(cast), cast["karen"], cast["kurt"]
    outside.answer(by=kurt, exchange_id=row.id, what="accepted")
    with pytest.raises(Conflict):
        outside.answer(by=kurt, exchange_id=row.id, what="returned", items=WORDS)
    with pytest.raises(DatabaseError, match="answered"):
        reply(kurt, row, "returned")
    version = version_of(karen, Case(id=row.case_id))
    with pytest.raises(Conflict, match=r"themselves|selv"):
        handing_out.write_down(
            by=karen, case_id=row.case_id, version=version, what="returned", how="call", text="Kurt ringede."
        )


def test_what_is_taken_back_can_no_longer_be_answered_there(cast):
    row, karen = after.given_out(cast), cast["karen"]
    handing.take_back(
        by=karen, case_id=row.case_id, version=version_of(karen, Case(id=row.case_id)), text="Ingen svarer."
    )
    with pytest.raises(Conflict):
        outside.answer(by=cast["kurt"], exchange_id=row.id, what="accepted")
    with pytest.raises(Conflict):
        take_in(cast, row)


def test_nothing_is_taken_in_before_it_is_answered(cast):
    row = after.given_out(cast)
    with pytest.raises(Conflict):
        take_in(cast, row)


def test_a_third_authority_or_the_own_cannot_answer_for_them(cast):
    row = after.given_out(cast)
    for key in ("petra", "poul", "nanna", "karen", "rasmus"):
        with pytest.raises(NotFound):
            outside.answer(by=cast[key], exchange_id=row.id, what="accepted")
        with pytest.raises(DatabaseError, match="not asked of you"):
            reply(cast[key], row, "accepted")


def test_only_accepting_and_returning_answer_a_hand_over(cast):
    row, kurt = after.given_out(cast), cast["kurt"]
    for what in ("proceed", "contribution", "no_contribution", "advice"):
        with pytest.raises(DomainError):
            outside.answer(by=kurt, exchange_id=row.id, what=what)
        with pytest.raises(DatabaseError, match="no answer to this"):
            reply(kurt, row, what)
    with as_viewer(kurt), pytest.raises(DatabaseError, match="no answer to this"), transaction.atomic():
        handing.call("cases_answer", new_id(), row.id, "accepted", b"x")


def test_another_kind_of_question_is_not_answered_as_a_hand_over(cast):
    row = invited(cast)
    with pytest.raises(DatabaseError, match="no answer to this"):
        reply(cast["kurt"], row, "accepted")


def test_the_colleague_who_decides_inside_answers_in_the_case_and_not_past_it(cast):
    case = after.handed_over(cast)
    with as_viewer(cast["karen"]):
        row = Exchange.objects.get(case=case, kind="hand_over")
    with pytest.raises(DatabaseError, match="no answer to this"):
        reply(cast["rasmus"], row, "accepted")


@pytest.mark.parametrize("opened", [True, False])
def test_what_was_taken_back_is_said_to_be_so_and_when_and_is_told_once(cast, log_in, opened):
    row, karen = after.given_out(cast), cast["karen"]
    if opened:
        outside.open_received(by=cast["kurt"], exchange_id=row.id)
    take_back(cast, row)
    with as_viewer(karen):
        when = HandOver.objects.get(case_id=row.case_id).answered_at
        assert Message.objects.filter(subject_id=row.id, template="notice").count() == 1
    kurt = log_in(cast["kurt"])
    page = kurt.get(reverse("cases:outside", args=[row.id])).content.decode()
    day = formats.date_format(timezone.localtime(when), "j. F Y H.i")
    assert f"tog det tilbage den {day}" in page and "Det er besvaret" not in page
    assert reverse("cases:open_received", args=[row.id]) not in page
    with as_viewer(cast["kurt"]):
        box = received.inbox(cast["kurt"])
        assert box.waiting == () and box.rest[0].taken_at == when
    if not opened:
        with pytest.raises(Conflict):
            outside.open_received(by=cast["kurt"], exchange_id=row.id)


def test_it_is_said_also_where_they_had_accepted_it(cast):
    row = after.accepted_outside(cast)
    take_back(cast, row)
    with as_viewer(cast["kurt"]):
        page = received.outside(cast["kurt"], row.id)
        assert page.cover.taken_at is not None and page.answers == () and not page.tells


def test_what_they_returned_themselves_was_not_taken_back(cast):
    row = after.given_out(cast)
    outside.answer(by=cast["kurt"], exchange_id=row.id, what="returned", items=WORDS)
    take_in(cast, row)
    with as_viewer(cast["kurt"]):
        assert received.inbox(cast["kurt"]).rest[0].taken_at is None


def test_nor_what_the_coordinator_wrote_down_as_decided(cast):
    row, karen = after.given_out(cast), cast["karen"]
    handing_out.write_down(
        by=karen, case_id=row.case_id, version=version_of(karen, Case(id=row.case_id)), what="decided", how="call",
        text="Kurt ringede.",
    )  # fmt: skip
    with as_viewer(cast["kurt"]):
        assert received.inbox(cast["kurt"]).rest[0].taken_at is None
