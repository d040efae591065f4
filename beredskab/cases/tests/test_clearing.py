"""The police's clearance: what leaves, who sees it, what an answer does, and that silence does nothing."""

import pytest
from django.db import DatabaseError, connection, transaction

from beredskab.audit.models import Event
from beredskab.cases.actions import clearing, outside
from beredskab.cases.models import Answer, Case, Exchange, ExchangeKind, Stage, Task
from beredskab.cases.queries import between, received
from beredskab.cases.queries.clearing import clearance
from beredskab.cases.tests import situations
from beredskab.cases.tests.situations import some_items, version_of
from beredskab.kit.errors import Conflict, DomainError, NotFound
from beredskab.kit.ids import new_id
from beredskab.kit.vault import vault
from beredskab.kit.viewer import as_viewer
from beredskab.lib import crypto
from beredskab.organisation.outbox.models import Message


def stage_of(cast, case_id):
    with as_viewer(cast["karen"]):
        return Case.objects.get(id=case_id).stage


def open_kinds(cast, case_id):
    with as_viewer(cast["karen"]):
        found = Task.objects.filter(case_id=case_id, done_at__isnull=True).order_by("kind")
        return set(found.values_list("kind", flat=True))


def test_the_police_get_exactly_the_chosen_words_under_a_key_of_their_own(cast):
    asked = situations.at_clearance(cast)
    poul, karen = cast["poul"], cast["karen"]
    assert vault().key(poul.authority_id, asked.id).raw == vault().key(karen.authority_id, asked.id).raw
    assert vault().key(karen.authority_id, asked.id).raw != vault().key(karen.authority_id, asked.case_id).raw
    outside.open_received(by=poul, exchange_id=asked.id)
    with as_viewer(poul):
        page = received.outside(poul, asked.id)
        assert page.one.items == ({"label": "Det sete", "text": "Han skrev, at nogen skal mærke det."},)
        assert page.one.basis.id == "rpl-115-1-1" and page.one.basis.not_for_investigation


def test_the_police_see_nothing_else_of_the_municipality(cast):
    asked = situations.at_clearance(cast)
    with as_viewer(cast["poul"]):
        assert not Case.objects.exists() and not Task.objects.exists()
        assert list(Exchange.objects.order_by("id").values_list("id", flat=True)) == [asked.id]


@pytest.mark.parametrize("key", ["petra", "kurt", "nanna", "stine", "mette", "rasmus", "adam", "dorte"])
def test_nobody_else_sees_what_was_sent_to_the_police(cast, key):
    asked = situations.at_clearance(cast)
    with as_viewer(cast[key]):
        assert not Exchange.objects.exists()
        with pytest.raises(NotFound):
            received.addressed(cast[key], asked.id)


def test_opening_is_seen_by_the_one_who_asked_and_before_it_only_a_cover_is_shown(cast):
    asked = situations.at_clearance(cast)
    with as_viewer(cast["poul"]):
        assert received.outside(cast["poul"], asked.id).one is None
    outside.open_received(by=cast["poul"], exchange_id=asked.id)
    with as_viewer(cast["karen"]):
        assert clearance(cast["karen"], asked.case_id).asked.row.seen_at is not None


def test_words_moved_to_another_record_do_not_open(cast):
    first, second = situations.at_clearance(cast), situations.at_clearance(cast)
    with as_viewer(cast["karen"]):
        rows = {one.id: one for one in Exchange.objects.order_by("id")}
        key = vault().key(cast["karen"].authority_id, first.id)
        rows[first.id].items = rows[second.id].items
        with pytest.raises(crypto.Tampered):
            key.open(rows[first.id], "items")


def test_without_a_threshold_nothing_is_sent_to_the_police(cast):
    case = situations.a_case(cast)
    with pytest.raises(DomainError):
        clearing.ask(by=cast["karen"], case_id=case.id, given=some_items(), version=version_of(cast["karen"], case))
    with pytest.raises(DomainError) as refused:
        clearing.ask_advice(by=cast["karen"], case_id=case.id, given=some_items())
    assert refused.value.code == "no_threshold"


def test_informing_is_decided_before_anything_is_sent_unless_somebody_is_in_danger(cast):
    case = situations.a_case(cast)
    urgent = some_items(basis="stl-141", purpose="danger-now")
    given = some_items(basis="consent", purpose="child-welfare", asked="Bertram sagde ja i dag, til netop dette.")
    with pytest.raises(DomainError) as refused:
        clearing.ask_advice(by=cast["karen"], case_id=case.id, given=given)
    assert refused.value.code == "nobody"
    assert clearing.ask_advice(by=cast["karen"], case_id=case.id, given=urgent).basis == "stl-141"


def test_a_form_that_was_opened_before_somebody_moved_the_case_sends_nothing(cast):
    case = situations.ready_for_police(cast)
    with pytest.raises(DomainError) as refused:
        clearing.ask(by=cast["karen"], case_id=case.id, given=some_items(), version=0)
    assert refused.value.code == "moved_on"
    with as_viewer(cast["karen"]):
        assert not Exchange.objects.exists()


def test_a_second_click_asks_nobody_a_second_time(cast):
    asked = situations.at_clearance(cast)
    version = version_of(cast["karen"], Case(id=asked.case_id))
    with pytest.raises(DomainError):
        clearing.ask(by=cast["karen"], case_id=asked.case_id, given=some_items(), version=version)
    with as_viewer(cast["karen"]):
        assert Exchange.objects.filter(kind=ExchangeKind.CLEARANCE).count() == 1


def test_silence_is_never_consent(cast):
    asked = situations.at_clearance(cast)
    with pytest.raises(DomainError) as refused:
        clearing.take_answer(
            by=cast["karen"], case_id=asked.case_id, version=version_of(cast["karen"], Case(id=asked.case_id))
        )
    assert refused.value.code == "no_answer"
    assert stage_of(cast, asked.case_id) == Stage.CLEARANCE
    assert "await_police" in open_kinds(cast, asked.case_id)


@pytest.mark.parametrize(
    ("what", "stage"),
    [("proceed", Stage.GATHERING), ("not_infohus", Stage.OWN_DUTIES), ("police", Stage.OWN_DUTIES)],
)
def test_each_answer_leads_where_the_page_says_after_the_coordinators_click(cast, what, stage):
    asked = situations.cleared(cast, what)
    assert stage_of(cast, asked.case_id) == Stage.CLEARANCE
    assert {"police_answered"} <= open_kinds(cast, asked.case_id)
    assert "await_police" not in open_kinds(cast, asked.case_id)
    version = version_of(cast["karen"], Case(id=asked.case_id))
    clearing.take_answer(by=cast["karen"], case_id=asked.case_id, version=version)
    assert stage_of(cast, asked.case_id) == stage
    assert "police_answered" not in open_kinds(cast, asked.case_id)


def test_when_more_is_needed_the_clock_starts_anew_with_what_is_sent(cast):
    asked = situations.cleared(cast, "more")
    karen, case = cast["karen"], Case(id=asked.case_id)
    assert "more_asked" in open_kinds(cast, case.id) and "await_police" not in open_kinds(cast, case.id)
    with pytest.raises(DomainError):
        clearing.take_answer(by=karen, case_id=case.id, version=version_of(karen, case))
    sent = clearing.add(by=karen, case_id=case.id, given=some_items(), version=version_of(karen, case))
    assert sent.root_id == asked.id and sent.due_at >= asked.due_at
    assert "await_police" in open_kinds(cast, case.id) and "more_asked" not in open_kinds(cast, case.id)
    with as_viewer(karen):
        assert between.last_answer(case) is None
    outside.open_received(by=cast["poul"], exchange_id=sent.id)
    outside.answer(by=cast["poul"], exchange_id=sent.id, what="proceed")
    with as_viewer(karen):
        assert clearance(karen, case.id).state == "answered"


def test_the_police_answer_once(cast):
    asked = situations.cleared(cast, "proceed")
    with pytest.raises(Conflict):
        outside.answer(by=cast["poul"], exchange_id=asked.id, what="police")
    values = [new_id(), asked.id, "police", b"x", b"x", asked.basis, new_id()]
    with as_viewer(cast["poul"]), pytest.raises(DatabaseError, match="answered"), transaction.atomic():
        connection.cursor().execute("select cases_reply(%s, %s, %s, %s, %s, %s, %s)", values)


@pytest.mark.parametrize("key", ["petra", "nanna", "karen", "stine", "rasmus"])
def test_the_database_takes_an_answer_from_nobody_who_was_not_asked(cast, key):
    asked = situations.at_clearance(cast)
    values = [new_id(), asked.id, "proceed", b"x", b"x", asked.basis, new_id()]
    with as_viewer(cast[key]), pytest.raises(DatabaseError, match="not asked of you"), transaction.atomic():
        connection.cursor().execute("select cases_reply(%s, %s, %s, %s, %s, %s, %s)", values)


@pytest.mark.parametrize("what", ["contribution", "accepted", "yes", ""])
def test_the_police_cannot_answer_with_something_else(cast, what):
    asked = situations.at_clearance(cast)
    with pytest.raises(DomainError):
        outside.answer(by=cast["poul"], exchange_id=asked.id, what=what)


def test_advice_on_safety_is_given_with_an_answer_and_after_it(cast):
    asked = situations.cleared(cast, "not_infohus")
    advice = situations.Item(label="Råd", text="Mød ham to sammen.")
    outside.answer(by=cast["poul"], exchange_id=asked.id, what="advice", items=(advice,))
    karen = cast["karen"]
    with as_viewer(karen):
        page = clearance(karen, asked.case_id)
        assert page.last.row.answer == Answer.NOT_INFOHUS
        assert page.unread and page.thread[-1].items[0]["text"] == "Mød ham to sammen."
    clearing.read(by=karen, case_id=asked.case_id, kind="read_advice")
    with as_viewer(karen):
        assert not clearance(karen, asked.case_id).unread


def test_advice_alone_is_no_answer_to_the_request(cast):
    asked = situations.cleared(cast, "advice")
    assert stage_of(cast, asked.case_id) == Stage.CLEARANCE
    assert "await_police" in open_kinds(cast, asked.case_id)
    with as_viewer(cast["karen"]):
        assert clearance(cast["karen"], asked.case_id).state == "waiting"


def test_advice_can_be_asked_when_infohus_does_not_deal_with_it(cast):
    asked = situations.cleared(cast, "not_infohus")
    karen, case = cast["karen"], Case(id=asked.case_id)
    clearing.take_answer(by=karen, case_id=case.id, version=version_of(karen, case))
    question = clearing.ask_advice(by=karen, case_id=case.id, given=some_items())
    outside.open_received(by=cast["poul"], exchange_id=question.id)
    outside.answer(
        by=cast["poul"], exchange_id=question.id, what="advice", items=(situations.Item(label="R", text="Ring først."),)
    )
    with as_viewer(karen):
        assert clearance(karen, case.id).thread[-1].items[0]["text"] == "Ring først."
        assert stage_of(cast, case.id) == Stage.OWN_DUTIES


def test_an_answer_by_telephone_is_written_down_as_such(cast):
    asked = situations.at_clearance(cast)
    karen = cast["karen"]
    row = clearing.record_answer(by=karen, case_id=asked.case_id, exchange_id=asked.id, what="proceed", how="call")
    assert row.recorded and row.from_authority_id == cast["poul"].authority_id and row.by_id == karen.person_id
    with as_viewer(karen):
        page = clearance(karen, asked.case_id)
        assert page.state == "answered" and page.last.how == "call"
    with pytest.raises(Conflict):
        outside.answer(by=cast["poul"], exchange_id=asked.id, what="police")


def test_the_mail_to_the_police_says_only_that_something_waits(cast):
    asked = situations.at_clearance(cast)
    with as_viewer(cast["karen"]):
        message = Message.objects.get(subject_id=asked.id)
    assert (message.person_id, message.template) == (cast["poul"].person_id, "task")
    assert message.link == f"/sager/til-os/{asked.id}/"
    situations_answered = situations.cleared(cast)
    with as_viewer(cast["poul"]):
        back = Message.objects.get(subject_id=situations_answered.id, caused_by=cast["poul"].person_id)
    assert back.person_id == cast["karen"].person_id


def test_everything_that_passes_is_in_the_record_without_a_word_of_it(cast):
    asked = situations.cleared(cast)
    with as_viewer(cast["karen"]):
        told = {one.event: one for one in Event.objects.filter(subject_id=asked.case_id)}
        assert told["cases.clearance.asked"].detail["basis"] == "rpl-115-1-1"
        assert told["cases.clearance.asked"].detail["to"] == str(cast["poul"].authority_id)
        assert "mærke" not in str([one.detail for one in told.values()])
    with as_viewer(cast["poul"]):
        events = set(Event.objects.filter(subject_id=asked.id).values_list("event", flat=True))
        assert {"cases.exchange.opened", "cases.exchange.answered"} <= events


@pytest.mark.parametrize("about", ["self", "group"])
def test_neither_seeking_help_nor_a_place_leads_to_the_police(cast, about):
    case = situations.a_case(cast, about)
    karen = cast["karen"]
    for given in (some_items(), some_items(basis="consent", purpose="help-sought", asked="Ja, i dag.")):
        with pytest.raises(DomainError):
            clearing.ask(by=karen, case_id=case.id, given=given, version=version_of(karen, case))
        with pytest.raises(DomainError):
            clearing.ask_advice(by=karen, case_id=case.id, given=given)
    with as_viewer(karen):
        assert not Exchange.objects.exists()
