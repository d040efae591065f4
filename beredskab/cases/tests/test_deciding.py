"""From the confirmed recommendation to the authority's own decision, and what may be told back."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from beredskab.audit.models import Event
from beredskab.cases.actions import access, clearing, deciding, following, handing, handing_out, returning
from beredskab.cases.models import Case, Exchange, Goal, Grant, HandOver, Task
from beredskab.cases.queries.headers import opened
from beredskab.cases.tests import situations_after as after
from beredskab.cases.tests.situations import a_partner, cleared, some_items, version_of
from beredskab.kit.errors import DomainError, NotAllowed, NotFound
from beredskab.kit.ids import new_id
from beredskab.kit.viewer import as_viewer
from beredskab.organisation.outbox.models import Message


def test_a_recommendation_is_handed_over_accepted_and_decided(cast):
    case, rasmus = after.decided(cast), cast["rasmus"]
    with as_viewer(cast["karen"]):
        assert Case.objects.get(id=case.id).stage == "follow_up"
        assert Task.objects.filter(case=case, kind="follow", done_at__isnull=True, force="local").count() == 1
    deciding.tell_back(by=rasmus, case_id=case.id, chosen=["started"], short="Opstart i uge 49")
    with as_viewer(cast["karen"]):
        assert Exchange.objects.filter(case=case, kind="told_back").count() == 1
        assert Task.objects.filter(case=case, kind="told_back", done_at__isnull=True).exists()


def test_a_returned_recommendation_goes_back_and_the_receiver_is_out(cast):
    case = after.handed_over(cast)
    handing.give_back(by=cast["rasmus"], case_id=case.id, version=case.version, text="Hører til i Voksenområdet.")
    with as_viewer(cast["karen"]):
        assert Case.objects.get(id=case.id).stage == "recommendation"
        assert Task.objects.filter(case=case, kind="hand_over_again", done_at__isnull=True).exists()
        assert not Grant.objects.filter(case=case, reason="hand_over", ended_at__isnull=True).exists()


def test_what_nobody_answers_is_taken_back_and_the_receiver_is_out(cast):
    case, karen = after.accepted(cast), cast["karen"]
    with pytest.raises(DomainError, match=r"receiver|modtager"):
        returning.offer(
            by=karen, case_id=case.id, version=version_of(karen, case), to_name="PPR", text="Han sover ikke."
        )
    handing.take_back(by=karen, case_id=case.id, version=version_of(karen, case), text="Ingen svarer.")
    with as_viewer(karen):
        assert Case.objects.get(id=case.id).stage == "recommendation"
        assert not Task.objects.filter(case=case, kind="decide", done_at__isnull=True).exists()
        assert not Grant.objects.filter(case=case, reason="hand_over", ended_at__isnull=True).exists()
    with pytest.raises(NotFound):
        handing.accept(by=cast["rasmus"], case_id=case.id, version=version_of(karen, case))


@pytest.mark.parametrize("wrong", [
    {"outcome": "punished"}, {"paragraph": " "}, {"paragraph": "loven"}, {"reasons": ""},
    {"decided_on": date(2999, 1, 1)}, {"urgent_rule": "because"},
])  # fmt: skip
def test_a_decision_needs_a_paragraph_reasons_and_a_day_that_has_been(cast, wrong):
    case, rasmus = after.accepted(cast), cast["rasmus"]
    given = {
        "outcome": "granted", "paragraph": "barnets lov § 32", "reasons": "Ja.", "decided_on": timezone.localdate(),
        "version": version_of(rasmus, case), **wrong,
    }  # fmt: skip
    with pytest.raises(DomainError) as refused:
        deciding.decide(by=rasmus, case_id=case.id, **given)
    assert refused.value.field in wrong


def test_nobody_but_the_receiver_answers_decides_or_tells_back(cast):
    case = after.handed_over(cast)
    version = version_of(cast["karen"], case)
    for key in ("karen", "stine", "mette", "vera", "malik", "nanna", "poul"):
        with pytest.raises((NotFound, NotAllowed)):
            handing.accept(by=cast[key], case_id=case.id, version=version)
        with pytest.raises((NotFound, NotAllowed)):
            deciding.decide(
                by=cast[key], case_id=case.id, version=version, outcome="granted", paragraph="§ 32", reasons="Ja.",
                decided_on=timezone.localdate(),
            )  # fmt: skip
        with pytest.raises((NotFound, NotAllowed)):
            deciding.tell_back(by=cast[key], case_id=case.id, chosen=["started"], short="")


def test_what_is_told_back_is_a_record_with_the_fixed_sentences_only(cast):
    case, rasmus = after.decided(cast), cast["rasmus"]
    with pytest.raises(DomainError):
        deciding.tell_back(by=rasmus, case_id=case.id, chosen=["everything"], short="")
    with pytest.raises(DomainError):
        deciding.tell_back(by=rasmus, case_id=case.id, chosen=["started"], short="x" * 201)
    deciding.tell_back(by=rasmus, case_id=case.id, chosen=["started", "meet"], short="")
    with as_viewer(cast["karen"]):
        event = Event.objects.get(event="cases.decision.told_back")
        assert event.detail["fields"] == ["started", "meet"]


def test_the_database_refuses_what_is_told_back_in_anothers_name(cast):
    case = after.decided(cast)
    with as_viewer(cast["karen"]):
        hand = HandOver.objects.get(case=case)
    with as_viewer(cast["vera"]), pytest.raises(DatabaseError, match="not handed over to you"), transaction.atomic():
        handing.call(
            "cases_tell_back", new_id(), hand.exchange_id, False, b"x", b"x", "internal", "follow-up", new_id()
        )


def test_the_mail_to_the_receiver_says_nothing(cast):
    after.handed_over(cast)
    with as_viewer(cast["karen"]):
        told = Message.objects.get(person_id=cast["rasmus"].person_id)
        assert (told.template, told.link) == ("task", "/sager/mine/")


def test_a_mentors_measure_written_by_the_caseworker_waits_for_the_lead(cast):
    case, malik = after.decided(cast), cast["malik"]
    planned = following.Planned("person", "Mentor", contact_id=malik.person_id)
    following.add_measure(by=cast["rasmus"], case_id=case.id, planned=planned)
    with as_viewer(malik), pytest.raises(NotFound):
        opened(malik, case.id, "goals")
    with as_viewer(cast["karen"]):
        assert Task.objects.get(case=case, kind="mentor").for_id == cast["karen"].person_id
    following.let_mentor_in(by=cast["karen"], case_id=case.id, person_id=malik.person_id)
    with as_viewer(malik):
        assert opened(malik, case.id, "goals").sections == {"goals"}


def given_out(cast):
    """The recommendation is given to prison and probation, on a basis, and has not been answered."""
    case, karen = after.confirmed(cast), cast["karen"]
    partner = a_partner(cast, "kurt", "prison-probation", name="Kriminalforsorgen")
    given = some_items(necessity="De beslutter om en mentor.")
    handing_out.give_out(by=karen, case_id=case.id, version=version_of(karen, case), partner_id=partner.id, given=given)
    return case


def test_another_authoritys_answers_are_written_down_until_it_has_decided(cast):
    case, karen = given_out(cast), cast["karen"]
    answer = {"by": karen, "case_id": case.id, "how": "call", "text": "Kurt ringede i dag."}
    handing_out.write_down(**answer, version=version_of(karen, case), what="accepted")
    handing_out.write_down(**answer, version=version_of(karen, case), what="decided")
    with as_viewer(karen):
        assert Case.objects.get(id=case.id).stage == "follow_up"
        told = Exchange.objects.get(case=case, kind="told_back")
        assert told.recorded
        assert Exchange.objects.get(case=case, kind="hand_over").closed_at is not None
    with as_viewer(cast["kurt"]):
        assert Exchange.objects.filter(case_id=case.id, kind="hand_over").count() == 1


def test_another_authority_returns_it_and_the_case_goes_back(cast):
    case, karen = given_out(cast), cast["karen"]
    answer = {"by": karen, "case_id": case.id, "how": "secure_mail", "text": "Ikke vores."}
    version = version_of(karen, case)
    handing_out.write_down(**answer, version=version, what="returned")
    with as_viewer(karen):
        assert Case.objects.get(id=case.id).stage == "recommendation"
    with pytest.raises(DomainError):
        handing_out.write_down(**answer, version=version, what="returned")


def test_a_mentor_sees_the_goals_of_the_own_measures_only_and_none_when_they_have_ended(cast):
    goal, malik, rasmus = after.with_goal(cast), cast["malik"], cast["rasmus"]
    other = following.add_measure(
        by=rasmus, case_id=goal.case_id, planned=following.Planned("parents", "Forældrecoach", contact_name="Ukendt")
    )
    theirs = following.add_goal(
        by=rasmus, case_id=goal.case_id, measure_id=other.id, first_name="Mona", goal="At tale sammen"
    )
    with as_viewer(malik):
        assert list(Goal.objects.values_list("id", flat=True)) == [goal.id]
    with pytest.raises(NotFound):
        following.log(by=malik, case_id=goal.case_id, goal_id=theirs.id, text="Godt.")
    following.set_state(by=rasmus, case_id=goal.case_id, measure_id=goal.measure_id, state="ended")
    with as_viewer(malik):
        assert not Goal.objects.exists()
    with pytest.raises(NotFound):
        following.log(by=malik, case_id=goal.case_id, goal_id=goal.id, text="Godt.")


def test_without_infohus_the_caseworker_decides_all_the_same(cast):
    asked, karen, rasmus = cleared(cast, "not_infohus"), cast["karen"], cast["rasmus"]
    with as_viewer(karen):
        case = Case.objects.get(id=asked.case_id)
    clearing.take_answer(by=karen, case_id=case.id, version=case.version)
    until = timezone.now() + timedelta(days=30)
    access.give(by=karen, case_id=case.id, person_id=rasmus.person_id, reason="hand_over", until=until)
    given = {"outcome": "partly", "paragraph": "serviceloven § 12 b", "reasons": "Han vil gerne tale med nogen."}
    deciding.decide(
        by=rasmus, case_id=case.id, version=version_of(rasmus, case), decided_on=timezone.localdate(), **given
    )
    with as_viewer(karen):
        assert Case.objects.get(id=case.id).stage == "follow_up"
        assert Task.objects.filter(case=case, kind="follow", done_at__isnull=True).count() == 1
    with pytest.raises(NotFound):
        deciding.tell_back(by=rasmus, case_id=case.id, chosen=["started"], short="")
