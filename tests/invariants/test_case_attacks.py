"""What somebody tries who is inside already: each way was open once, or would be with one condition less.

In SQL as the application role in the attacker's own scope, and through the actions. Stine coordinates beside Karen.
"""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from functools import partial

import psycopg
import pytest
from django.urls import reverse
from django.utils import timezone

from beredskab.cases.actions import access, children, clearing, journal, moving, storing, subject_access
from beredskab.cases.models import Case, DisposalAnswer, Exchange, Grant, Indicator, Report
from beredskab.cases.policies import require
from beredskab.cases.queries import moving as moves
from beredskab.cases.storage import Choice
from beredskab.cases.tests import situations, situations_after, situations_ended
from beredskab.cases.tests.refusing import refused
from beredskab.cases.tests.situations import some_items, version_of
from beredskab.cases.visibility import FOREVER
from beredskab.kit.errors import NotAllowed
from beredskab.kit.ids import new_id
from beredskab.kit.vault import KeyGone, vault
from beredskab.kit.viewer import as_viewer
from beredskab.organisation.models import Membership
from beredskab.organisation.tests.administering import administering
from tests.invariants import attacking
from tests.invariants.attacking import denied, sql


@pytest.fixture
def acts_as(cast):
    """Other roles for somebody in their authority, as whoever administers there could give them."""

    return partial(attacking.acts_as, cast)


# --- access that would outlive its reason ---

GIVE = "select cases_give_grant(%s, %s, %s, %s, 'task', %s, %s)"


def test_whoever_broke_the_glass_keeps_nothing_after_three_hours(cast):
    case, stine, vera = situations.a_case(cast), cast["stine"], cast["vera"]
    access.break_glass(by=stine, case_id=case.id, reason="danger")
    for whom in (stine, cast["mette"]):
        assert denied(stine, GIVE, new_id(), case.id, whom.person_id, "lead", ["*"], FOREVER)
        assert denied(stine, GIVE, new_id(), case.id, whom.person_id, "deputy", ["*"], timezone.now() + timedelta(4))
    assert denied(stine, GIVE, new_id(), case.id, vera.person_id, "risk", ["children"], timezone.now() + timedelta(1))
    with pytest.raises(NotAllowed):
        access.hand_lead(by=stine, case_id=case.id, person_id=stine.person_id)


def test_whoever_broke_the_glass_locks_nobody_out(cast):
    case, stine = situations.a_case(cast), cast["stine"]
    until = timezone.now() + timedelta(days=7)
    given = access.give(
        by=cast["karen"], case_id=case.id, person_id=cast["mette"].person_id, reason="deputy", until=until
    )
    access.break_glass(by=stine, case_id=case.id, reason="danger")
    with as_viewer(stine):
        lead = Grant.objects.get(case=case, reason="lead").id
    for grant_id in (given, lead):
        with pytest.raises(NotAllowed):
            access.end(by=stine, grant_id=grant_id)


def test_whoever_broke_the_glass_carries_nothing_out_of_the_house(cast, log_in):
    case, stine = situations.ready_for_police(cast, "adult"), cast["stine"]
    request = situations_ended.asked(cast, case)
    situations_ended.weigh_all(cast, request)
    access.break_glass(by=stine, case_id=case.id, reason="danger")
    with refused("only_by_glass"):
        journal.export(by=stine, case_id=case.id, reason="record_system")
    with refused("only_by_glass"):
        journal.archive(by=stine, case_id=case.id)
    with refused("only_by_glass"):
        subject_access.answer(by=stine, case_id=case.id, request_id=request.id)
    subject_access.answer(by=cast["karen"], case_id=case.id, request_id=request.id)
    letter = reverse("cases:access_report_pdf", args=[case.id, request.id])
    assert log_in(stine).get(letter).status_code == 403
    assert log_in(stine).post(reverse("cases:journal", args=[case.id]), {"reason": "record_system"}).status_code == 403
    assert log_in(cast["karen"]).get(letter).status_code == 200


def test_a_deputy_gives_the_whole_case_no_longer_than_they_have_it_and_never_the_lead(cast):
    case, stine, mette = situations.a_case(cast), cast["stine"], cast["mette"]
    until = timezone.now() + timedelta(days=7)
    access.give(by=cast["karen"], case_id=case.id, person_id=stine.person_id, reason="deputy", until=until)
    with pytest.raises(NotAllowed):
        access.hand_lead(by=stine, case_id=case.id, person_id=stine.person_id)
    longer = until + timedelta(days=1)
    with pytest.raises(NotAllowed):
        access.give(by=stine, case_id=case.id, person_id=mette.person_id, reason="duty", until=longer)
    access.give(by=stine, case_id=case.id, person_id=mette.person_id, reason="duty", until=until)
    access.give(by=stine, case_id=case.id, person_id=cast["vera"].person_id, reason="risk", until=longer)
    with as_viewer(stine):
        lead = Grant.objects.get(case=case, reason="lead").id
    with pytest.raises(NotAllowed):
        access.end(by=stine, grant_id=lead)


def test_a_case_that_has_moved_away_is_taken_over_by_nobody(cast):
    case, made = situations_ended.offered(cast)
    moving.accept(by=cast["nanna"], exchange_id=made.exchange_id)
    for key in ("karen", "stine"):
        with pytest.raises(NotAllowed):
            access.take_over(by=cast[key], case_id=case.id)
    with as_viewer(cast["karen"]):
        assert not Grant.objects.filter(case=case, ended_at__isnull=True).exists()


def test_another_coordinators_case_is_neither_moved_on_nor_made_breakable(cast):
    case, stine = situations.a_case(cast), cast["stine"]
    for change in ("stage = 'moved'", "breakable = not breakable", f"lead_id = '{stine.person_id}'"):
        assert denied(stine, f"update cases_case set {change} where id = %s", case.id)
    until = timezone.now() + timedelta(days=7)
    access.give(by=cast["karen"], case_id=case.id, person_id=cast["malik"].person_id, reason="mentor", until=until)
    assert denied(cast["malik"], "update cases_case set breakable = false where id = %s", case.id)


def test_what_a_moved_case_left_behind_is_destroyed_by_two_who_never_open_it(
    cast, log_in, django_capture_on_commit_callbacks
):
    case, made = situations_ended.offered(cast, "adult")
    moving.accept(by=cast["nanna"], exchange_id=made.exchange_id)
    karen, mette = cast["karen"], cast["mette"]
    address = reverse("cases:disposal", args=[case.id])
    assert address in log_in(karen).get(reverse("cases:home")).content.decode()
    assert log_in(karen).get(reverse("cases:case", args=[case.id])).content.decode().count(address) == 1
    for key, status in (("stine", 200), ("mette", 200), ("rasmus", 404), ("vera", 404), ("poul", 404), ("nanna", 404)):
        page = log_in(cast[key]).get(address)
        assert page.status_code == status and "Bertram" not in page.content.decode()
    choice = Choice(DisposalAnswer.TRANSFER, "preserved")
    with refused("nobody_opens"):
        storing.propose(by=karen, case_id=case.id, choice=choice, person_id=mette.person_id)
    row = situations_ended.to_be_destroyed(cast, case)
    with pytest.raises(NotAllowed):
        storing.confirm(by=karen, disposal_id=row.id)
    assert log_in(mette).get(address).content.decode().count("/ja/") == 1
    with django_capture_on_commit_callbacks(execute=True):
        storing.confirm(by=mette, disposal_id=row.id)
    with as_viewer(karen):
        assert Case.objects.get(id=case.id).stage == "erased"
        with pytest.raises(KeyGone):
            vault().key(karen.authority_id, case.id)
    assert log_in(karen).get(address).status_code == 200


def test_the_database_asks_for_two_at_a_moved_case_too(cast):
    case, made = situations_ended.offered(cast, "adult")
    moving.accept(by=cast["nanna"], exchange_id=made.exchange_id)
    row = situations_ended.to_be_destroyed(cast, case)
    change = "update cases_disposal set state = %s, second_id = %s where id = %s"
    for state in ("confirmed", "refused"):
        assert denied(cast["karen"], change, state, cast["mette"].person_id, row.id)
        assert denied(cast["karen"], change, state, cast["karen"].person_id, row.id)


def test_a_case_on_hold_does_not_move(cast):
    case, made = situations_ended.offered(cast, "adult")
    with refused("offered"):
        storing.hold(by=cast["karen"], case_id=case.id, reason="En klage.")
    moving.take_back(by=cast["karen"], case_id=case.id)
    storing.hold(by=cast["karen"], case_id=case.id, reason="En klage.")
    with as_viewer(cast["karen"]), refused("on_hold"):
        require(moves.on_hold(Case.objects.get(id=case.id)))
    assert made.state == "offered"


# --- keys ---


def test_a_form_cannot_name_the_key_under_which_something_is_shared(cast):
    """The form's own id is a hidden field: with a case's or a report's id in it, that key would be the police's."""
    asked, karen = situations.at_clearance(cast), cast["karen"]
    victim, police = situations.a_case(cast), cast["poul"].authority_id
    for once in (victim.id, asked.case_id):
        clearing.ask_advice(by=karen, case_id=asked.case_id, given=replace(some_items(), once=once))
        with pytest.raises(KeyGone):
            vault().key(police, once)
    with as_viewer(karen):
        assert not Exchange.objects.filter(root_id__in=[victim.id, asked.case_id]).exists()


COPY = """
insert into cases_exchange select (jsonb_populate_record(e, %s)).* from cases_exchange e where e.id = %s
"""


def forged(asked, **changes):
    """A copy of an exchange with other values, as an insert."""
    values = {"id": str(new_id()), "reply_to_id": None, "seen_at": None, "closed_at": None}
    values["root_id"] = values["id"]
    return (COPY, json.dumps({**values, **{name: str(one) if one else one for name, one in changes.items()}}), asked.id)


def test_a_thread_has_a_key_of_its_own_in_the_database_too(cast):
    asked, karen = situations.at_clearance(cast), cast["karen"]
    other = situations.a_case(cast)
    kind = {"kind": "disclosure"}
    assert denied(karen, *forged(asked, root_id=other.id, id=other.id, **kind))
    assert denied(karen, *forged(asked, root_id=asked.case_id, **kind))
    assert denied(karen, *forged(asked, case_id=other.id, root_id=asked.id, threshold_id=None, basis="x", **kind))
    assert sql(karen, *forged(asked, **kind)) == 1


# --- what passes between authorities ---


def test_nobody_writes_the_polices_answer_as_if_they_had_given_it(cast):
    asked, karen = situations.at_clearance(cast), cast["karen"]
    police = asked.to_authority_id
    yes = {"kind": "answer", "answer": "proceed", "root_id": asked.id, "reply_to_id": asked.id}
    assert denied(karen, *forged(asked, **yes))  # as if asked of oneself
    swapped = {"from_authority_id": police, "to_authority_id": asked.from_authority_id}
    assert denied(karen, *forged(asked, **yes, **swapped))
    assert sql(karen, *forged(asked, recorded="true", **yes, **swapped)) == 1  # marked as written down


def test_an_answer_is_no_way_out_without_a_threshold(cast):
    """What is written down for somebody else goes to the own authority; what goes out obeys § 115."""
    asked, karen = situations.at_clearance(cast), cast["karen"]
    for kind in ("answer", "told_back"):
        out = {"kind": kind, "threshold_id": None, "root_id": asked.id, "reply_to_id": asked.id}
        assert denied(karen, *forged(asked, **out))
        assert denied(karen, *forged(asked, recorded="true", **out))
    assert denied(karen, *forged(asked, threshold_id=None, basis="consent"))  # a clearance on any basis


def test_the_police_are_not_asked_without_a_threshold_on_any_basis(cast):
    karen, case = cast["karen"], situations.at_threshold(cast, situations.About.ADULT)
    person = situations.people.add(by=karen, case_id=case.id, kind="subject", details={"name": "Bo Opdigtet"})
    situations.informing.decide(by=karen, case_id=case.id, person_id=person.id, decision="informed", text="Sagt.")
    for basis in ("consent", "rpl-115-1-1"):
        given = replace(some_items(basis=basis), asked="Bo sagde ja i dag til, at politiet spørges.")
        with refused("no_threshold"):
            clearing.ask(by=karen, case_id=case.id, given=given, version=version_of(karen, case))
    with as_viewer(karen):
        assert Case.objects.get(id=case.id).stage == "threshold"
        assert not Exchange.objects.filter(case=case).exists()


def test_a_colleague_of_the_police_coordinator_neither_sees_nor_answers_a_clearance(cast, acts_as):
    asked, poul = situations.at_clearance(cast), cast["poul"]
    acts_as("poul", "partner")
    assert sql(poul, "select id from cases_exchange") == []
    reply = "select cases_reply(%s, %s, 'proceed', 'x', 'x', 'x', %s)"
    assert denied(poul, reply, new_id(), asked.id, new_id())
    assert denied(poul, "select cases_saw_exchange(%s)", asked.id)
    acts_as("poul", "police_coordinator")
    assert len(sql(poul, "select id from cases_exchange")) == 1


def test_a_partner_inside_the_municipality_reads_none_of_what_came_back_to_it(cast, acts_as):
    asked, rasmus = situations.cleared(cast), cast["rasmus"]
    acts_as("rasmus", "partner", "police_coordinator")
    assert sql(rasmus, "select id from cases_exchange") == []
    with as_viewer(cast["karen"]):
        answer = Exchange.objects.get(reply_to=asked)
    assert denied(rasmus, "select cases_saw_exchange(%s)", answer.id)


def test_the_police_answer_by_what_fits_the_question_and_no_other_way(cast):
    asked, poul = situations.at_clearance(cast), cast["poul"]
    for what in ("proceed", "accepted"):
        assert denied(poul, "select cases_answer(%s, %s, %s, 'x')", new_id(), asked.id, what)
    reply = "select cases_reply(%s, %s, %s, 'x', 'x', 'x', %s)"
    for what in ("contribution", "accepted", None):
        assert denied(poul, reply, new_id(), asked.id, what, new_id())


def test_a_row_stays_in_its_case_when_the_other_one_is_not_held(cast):
    """Updating is no way to carry content out of a case, or into one."""
    case, stine, karen = situations.at_gathering(cast), cast["stine"], cast["karen"]
    until = timezone.now() + timedelta(days=7)
    other = situations.a_case(cast)
    access.give(by=karen, case_id=case.id, person_id=stine.person_id, reason="deputy", until=until)
    assert denied(stine, "update cases_caseperson set case_id = %s where case_id = %s", other.id, case.id)
    assert denied(stine, "update cases_report set case_id = %s where case_id = %s", other.id, case.id)


def test_nobody_adds_a_report_to_a_case_that_they_never_saw(cast):
    case, rasmus = situations.a_case(cast), cast["rasmus"]
    with as_viewer(cast["karen"]):
        like = Report.objects.get(case=case)
    copy = """
    insert into cases_report (id, created_at, authority_id, received_at, channel, reporter_kind, about, urgent,
      screened, held, state, case_id, intake_key_id, sealed_key, answers, set_aside_reason)
    values (%s, now(), %s, now(), 'phone', 'private', 'child', false, false, false, %s, %s, %s, 'x', 'x', '')
    """
    values = (rasmus.authority_id, "attached", case.id, like.intake_key_id)
    assert denied(rasmus, copy, new_id(), *values)
    assert sql(rasmus, copy, new_id(), values[0], "unread", None, values[3]) == 1


def test_the_glass_page_says_why_nothing_can_be_given(cast):
    case, stine = situations.a_case(cast), cast["stine"]
    access.break_glass(by=stine, case_id=case.id, reason="danger")
    with refused("not_giver"):
        access.give(
            by=stine, case_id=case.id, person_id=cast["mette"].person_id, reason="duty",
            until=timezone.now() + timedelta(days=1),
        )  # fmt: skip


# --- what headers and functions would tell ---


def test_whoever_was_let_in_to_a_part_does_not_read_that_the_police_were_asked(cast, log_in):
    case = situations_after.handed_over(cast)
    rasmus = cast["rasmus"]
    assert sql(rasmus, "select stage from cases_case where id = %s", case.id) == [("decision",)]
    assert sql(rasmus, "select verb from cases_passed where case_id = %s", case.id) == []
    assert sql(rasmus, "select stage from cases_indicator where case_id = %s", case.id) == []
    assert sql(cast["karen"], "select 1 from cases_passed where case_id = %s and verb = 'ask_police'", case.id)
    page = log_in(rasmus).get(reverse("cases:decide", args=[case.id]))
    assert page.status_code == 200 and 'class="road"' not in page.content.decode()
    assert 'class="road"' in log_in(cast["karen"]).get(reverse("cases:case", args=[case.id])).content.decode()


def test_a_step_is_taken_in_the_own_name_and_leads_back_without_reading_the_road(cast):
    case, decides = situations_after.handed_over(cast), cast["rasmus"]
    step = """
    insert into cases_passed (id, created_at, authority_id, case_id, verb, source, target, by_id, by_name)
    values (%s, now(), %s, %s, 'returned', 'decision', 'recommendation', %s, 'X')
    """
    assert denied(decides, step, new_id(), case.authority_id, case.id, cast["karen"].person_id)
    assert denied(cast["malik"], step, new_id(), case.authority_id, case.id, cast["malik"].person_id)
    assert denied(cast["malik"], "select cases_came_from(%s)", case.id)
    assert sql(decides, "select cases_came_from(%s)", case.id) == [("recommendation",)]
    assert sql(decides, step, new_id(), case.authority_id, case.id, decides.person_id) == 1


def test_the_figures_follow_a_case_by_whomever_it_was_moved_on(cast):
    case = situations_ended.closed(cast)
    with as_viewer(cast["karen"]):
        one = Indicator.objects.get(case=case)
    assert (one.stage, one.outcome) == ("closed", case.outcome) and case.outcome


def test_a_function_that_reads_past_the_policies_answers_coordinators_and_managers_only(cast):
    case = situations.a_case(cast)
    asks = ("cases_concerns_child", "cases_on_hold", "cases_key_ids")
    storing.hold(by=cast["karen"], case_id=case.id, reason="En klage.")
    for key in ("rasmus", "malik", "poul", "nanna"):
        assert not any(sql(cast[key], f"select {one}(%s)", case.id)[0][0] for one in asks)
    assert all(sql(cast["mette"], f"select {one}(%s)", case.id)[0][0] for one in asks)


def test_nobody_but_a_social_worker_takes_the_risk_assessment_away(cast):
    karen, rasmus = cast["karen"], cast["rasmus"]
    track = situations.followed(cast, situations.at_threshold(cast), born="2020-05-05")
    children.ask_risk(by=karen, case_id=track.case_id, track_id=track.id, person_id=rasmus.person_id)
    children.assess_risk(by=rasmus, case_id=track.case_id, track_id=track.id, text="Mor må få det at vide.")
    assert denied(karen, "update cases_childtrack set risk_at = null where id = %s", track.id)


def test_a_yes_needs_a_membership_that_holds_today(cast):
    row, karen = situations.frozen(cast), cast["karen"]
    with administering(cast, "karen"):
        Membership.objects.filter(person_id=karen.person_id).update(valid_to=timezone.localdate() - timedelta(days=1))
    again = """
    insert into cases_confirmed select (jsonb_populate_record(c, jsonb_build_object('id', %s::uuid))).*
      from cases_confirmed c where c.recommendation_id = %s
    """
    assert denied(karen, again, new_id(), row.id)


def test_a_receipt_writes_no_more_than_a_message(owner):
    with pytest.raises(psycopg.errors.InsufficientPrivilege, match="too long"):
        values = [b"x" * 32, new_id(), b"x" * 100_000, new_id()]
        owner.execute("select cases_write_by_receipt(%s, %s, %s, %s)", values)


def test_nobody_begins_a_move_of_a_case_they_do_not_hold(cast):
    case, stine = situations.a_case(cast), cast["stine"]
    begin = """
    insert into cases_move (id, created_at, authority_id, case_id, to_authority_id, exchange_id, basis, state, by_id,
      by_name) values (%s, now(), %s, %s, %s, %s, 'consent', 'offered', %s, 'S')
    """
    values = [case.authority_id, case.id, cast["nanna"].authority_id, new_id()]
    assert denied(stine, begin, new_id(), *values, stine.person_id)
    assert denied(cast["karen"], begin, new_id(), *values, stine.person_id)
    assert sql(cast["karen"], begin, new_id(), *values, cast["karen"].person_id) == 1
