"""What a hostile reader of the newest parts tried: to undo a trace, to widen a window, to keep what access had given.

In SQL as the application role in the attacker's own scope. Stine coordinates beside Karen, and Mette manages.
"""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.db import IntegrityError
from django.utils import timezone

from beredskab.cases.actions import (
    access,
    assessing,
    children,
    following,
    gathering,
    handing,
    handing_out,
    leading,
    outside,
)
from beredskab.cases.models import Case, Exchange, Grant, HandOver, MeetingMove, Task
from beredskab.cases.queries import lists, moving
from beredskab.cases.queries.contents import everything
from beredskab.cases.queries.headers import opened
from beredskab.cases.tests import situations
from beredskab.cases.tests import situations_after as after
from beredskab.cases.tests.situations import some_items, version_of
from beredskab.cases.visibility import FOREVER
from beredskab.kit.ids import new_id
from beredskab.kit.viewer import Viewer, as_viewer
from beredskab.organisation.models import Membership
from beredskab.organisation.tests.administering import administering
from tests.invariants.attacking import denied, sql
from tests.invariants.test_outside_attacks import REPLY, forged, told

WEEK = timedelta(days=7)
DONE = "update cases_task set done_at = now(), outcome = 'right' where case_id = %s and kind = %s and done_at is null"


def named(cast):
    """Mette has named Stine as the lead of Karen's case."""
    case = situations.a_case(cast)
    leading.appoint(by=cast["mette"], case_ids=[case.id], person_id=cast["stine"].person_id, reason="away_weeks")
    return case


# --- a look that somebody else owes ---


@pytest.mark.parametrize("key", ["mette", "stine"])
def test_neither_who_named_nor_who_was_named_takes_the_tasks_away(cast, key):
    case = named(cast)
    for kind in ("lead_review", "lead_seen"):
        assert denied(cast[key], DONE, case.id, kind), kind
        for change in ("for_id = null", "opened_at = now() + interval '1 year'", "stops_at = now()", "kind = 'read'"):
            statement = f"update cases_task set {change} where case_id = %s and kind = %s"
            assert denied(cast[key], statement, case.id, kind), (kind, change)
    leading.seen(by=cast["karen"], case_id=case.id)
    with as_viewer(cast["karen"]):
        grant = Grant.objects.get(case=case, reason="appointed")
    leading.review(by=cast["dorte"], grant_id=grant.id, outcome="right")


def test_whoever_broke_the_glass_does_not_take_the_look_at_it_away(cast):
    case, stine = situations.a_case(cast), cast["stine"]
    grant_id = access.break_glass(by=stine, case_id=case.id, reason="danger")
    assert denied(stine, DONE, case.id, "glass")
    access.review_glass(by=cast["mette"], grant_id=grant_id, outcome="right")
    with as_viewer(stine):
        assert Task.objects.get(subject_id=grant_id).done_at


def test_the_glass_is_not_broken_in_secret(cast):
    case, stine, grant_id = situations.a_case(cast), cast["stine"], new_id()
    broken = "select cases_break_glass(%s, %s, %s, %s)"
    for because in ("", "Karen er syg", None):
        assert denied(stine, broken, new_id(), case.id, because, new_id())
    sql(stine, broken, grant_id, case.id, "danger", new_id())
    with as_viewer(cast["mette"]):
        assert Task.objects.get(subject_id=grant_id, kind="glass", done_at__isnull=True).rule == "glass.danger"


def test_whoever_names_a_lead_is_not_given_the_lead_by_the_named_one(cast):
    case = named(cast)
    give = "select cases_give_grant(%s, %s, %s, 'lead', 'task', array['*'], %s)"
    assert denied(cast["stine"], give, new_id(), case.id, cast["mette"].person_id, FOREVER)


# --- an answer that nobody there gave ---


def test_nobody_asks_themself_for_the_polices_clearance(cast):
    asked, karen = situations.at_clearance(cast), cast["karen"]
    for kind, what in (("clearance", "proceed"), ("advice", "advice")):
        own = new_id()
        inside = {"id": own, "root_id": own, "to_authority_id": karen.authority_id, "to_person_id": karen.person_id}
        sql(karen, *forged(asked, kind=kind, **inside))
        assert denied(karen, REPLY, new_id(), own, what, new_id()), kind


def test_what_was_answered_is_not_opened_again(cast):
    asked, karen = situations.cleared(cast), cast["karen"]
    assert denied(karen, "update cases_exchange set closed_at = null where id = %s", asked.id)
    assert denied(karen, "update cases_exchange set closed_at = now() + interval '1 day' where id = %s", asked.id)


def test_a_second_person_hands_nothing_over(cast):
    """They see the recommendation: a row of theirs would tell the receiver that it was taken back, or accepted."""
    row, mette = after.given_out(cast), cast["mette"]
    copy = """
    insert into cases_handover select (jsonb_populate_record(h, %s)).* from cases_handover h where h.exchange_id = %s
    """
    for state in ("returned", "accepted", "pending"):
        assert denied(mette, copy, json.dumps({"id": str(new_id()), "state": state}), row.id), state
    for state in ("returned", "accepted"):
        assert denied(cast["karen"], copy, json.dumps({"id": str(new_id()), "state": state}), row.id), state
    assert sql(cast["kurt"], "select cases_stands(%s)", row.id) == [("waits",)]


def test_a_task_to_take_a_decision_in_is_not_swallowed_by_the_one_who_tells_it(cast):
    row, kurt, task_id = after.accepted_outside(cast), cast["kurt"], new_id()
    call, *values, _own = told(row, decides=False)
    sql(kurt, call, *values, task_id)
    call, *values, _own = told(row)
    with pytest.raises(IntegrityError):
        sql(kurt, call, *values, task_id)
    sql(kurt, *told(row))
    with as_viewer(cast["karen"]):
        assert Task.objects.filter(case_id=row.case_id, kind="hand_over_answered", done_at__isnull=True).count() == 1


# --- a window that opens further ---


def test_a_window_follows_no_move_that_nobody_wrote_down_and_none_into_the_far_future(cast):
    row, stine = situations.invited_to_meeting(cast), cast["stine"]
    move = "update cases_meeting set at = %s, sequence = sequence + 1 where id = %s"
    changed = "select * from cases_meeting_changed(%s)"
    sql(stine, move, timezone.now() + timedelta(days=90), row.meeting_id)
    assert denied(stine, changed, row.meeting_id)
    with as_viewer(cast["karen"]):
        assert Exchange.objects.get(id=row.id).open_until == row.open_until
    sql(stine, move, timezone.now() + timedelta(days=3650), row.meeting_id)
    with as_viewer(stine):
        MeetingMove.objects.create(
            authority_id=stine.authority_id, meeting_id=row.meeting_id, sequence=1, at=timezone.now(), minutes_long=60,
            kind="ad_hoc", by_id=stine.person_id, by_name=stine.name,
        )  # fmt: skip
    assert denied(stine, changed, row.meeting_id)


# --- access that has ended ---


def test_what_one_has_sent_is_not_ones_own_when_access_has_ended(cast):
    case, karen, stine = situations.at_gathering(cast), cast["karen"], cast["stine"]
    partner = situations.a_partner(cast, "kurt", "prison-probation", name="Kriminalforsorgen")
    grant_id = access.give(
        by=karen, case_id=case.id, person_id=stine.person_id, reason="deputy", until=timezone.now() + WEEK
    )
    row = gathering.invite(by=stine, case_id=case.id, partner_id=partner.id, given=some_items())
    assert (row.id,) in sql(stine, "select id from cases_exchange")
    access.end(by=karen, grant_id=grant_id)
    assert sql(stine, "select id from cases_exchange") == []


# --- a part of a case ---


def test_whoever_was_let_in_to_a_part_does_not_shut_the_case(cast):
    case, karen = situations.a_case(cast), cast["karen"]
    until = timezone.now() + WEEK
    access.give(by=karen, case_id=case.id, person_id=cast["malik"].person_id, reason="mentor", until=until)
    access.give(by=karen, case_id=case.id, person_id=cast["rasmus"].person_id, reason="hand_over", until=until)
    for change in (
        "restricted_at = now()", "closed_at = now()", "outcome = 'unfounded'", "about = 'adult'", "track = 'place'",
        "stage = 'erased'", "stage = 'moved'",
    ):  # fmt: skip
        for key in ("malik", "rasmus"):
            assert denied(cast[key], f"update cases_case set {change} where id = %s", case.id), (key, change)
    assert denied(cast["malik"], "update cases_case set stage = 'closed' where id = %s", case.id)
    assert denied(karen, "update cases_case set stage = 'erased' where id = %s", case.id)


def test_a_social_worker_sees_what_the_family_is_not_to_hear_and_does_not_lift_it(cast):
    track, karen, rasmus = situations.followed(cast, situations.at_threshold(cast)), cast["karen"], cast["rasmus"]
    until = timezone.localdate() + timedelta(days=20)
    assessing.keep_silent(by=karen, case_id=track.case_id, text="Intet om politiets sag.", until=until)
    children.ask_risk(by=karen, case_id=track.case_id, track_id=track.id, person_id=rasmus.person_id)
    assert len(sql(rasmus, "select id from cases_familysilence where case_id = %s", track.case_id)) == 1
    for change in ("lifted_at = now()", "until = current_date - 1"):
        assert sql(rasmus, f"update cases_familysilence set {change} where case_id = %s", track.case_id) == 0, change


def test_a_colleagues_answer_is_in_their_own_name(cast):
    case, rasmus = after.handed_over(cast), cast["rasmus"]
    with as_viewer(cast["karen"]):
        hand = HandOver.objects.get(case=case)
    sql(rasmus, "select cases_answer(%s, %s, 'accepted', 'x')", new_id(), hand.exchange_id)
    found = sql(cast["karen"], "select by_name from cases_exchange where reply_to_id = %s", hand.exchange_id)
    assert found == [(rasmus.name,)]


# --- what leaves, and what stays shut ---


def test_what_was_taken_back_unopened_is_not_opened_past_the_page(cast):
    row, karen, kurt = after.given_out(cast), cast["karen"], cast["kurt"]
    version = version_of(karen, Case(id=row.case_id))
    handing.take_back(by=karen, case_id=row.case_id, version=version, text="Det forkerte sted.")
    sql(kurt, "select cases_saw_exchange(%s)", row.id)
    assert sql(kurt, "select seen_at from cases_exchange where id = %s", row.id) == [(None,)]


def test_a_copy_tells_who_was_the_contact_before_and_no_id_of_ours(cast):
    measure, karen = after.measured(cast), cast["karen"]
    following.set_contact(by=karen, case_id=measure.case_id, measure_id=measure.id, contact_name="Træner Tove")
    given = after.given_out(cast)
    with as_viewer(karen):
        told = {one.kind: one for one in everything(opened(karen, measure.case_id, "*"))}["Measure"]
        shared = [one.text for one in everything(opened(karen, given.case_id, "*")) if one.kind == "Exchange"]
    assert cast["malik"].name in told.text and "Træner Tove" in told.title
    assert shared and not any("partner" in text for text in shared)


def test_why_another_authority_returned_it_does_not_move_along(cast):
    row, karen = after.given_out(cast), cast["karen"]
    words = [{"label": "Begrundelse", "text": "Han er ikke under tilsyn hos os."}]
    outside.answer(by=cast["kurt"], exchange_id=row.id, what="returned", items=words)
    handing_out.take_in(by=karen, case_id=row.case_id, version=version_of(karen, Case(id=row.case_id)))
    with as_viewer(karen):
        found = opened(karen, row.case_id, "*")
        assert "under tilsyn" in " ".join(one.text for one in everything(found))
        assert "under tilsyn" not in " ".join(one.text for one in moving.movable(found))


def test_what_runs_as_the_owner_of_the_tables_has_its_own_names_and_is_called_by_nobody_unasked(owner):
    found = owner.execute(
        """
        select p.proname, p.proconfig, has_function_privilege('beredskab_public', p.oid, 'execute')
        from pg_proc p join pg_namespace n on n.oid = p.pronamespace
        where n.nspname = 'public' and p.prosecdef
        """
    ).fetchall()
    assert len(found) > 40
    open_to_all = {name for name, _, anybody in found if anybody}
    assert {name for name, own, _ in found if not any(one.startswith("search_path=") for one in own or ())} == set()
    assert open_to_all == {"cases_intake_door"}


# --- roles ---


def test_nobody_but_an_administrator_gives_a_role_or_ends_a_membership(cast):
    change = "update organisation_membership set {} where person_id = %s and authority_id = %s"
    for key in ("rasmus", "stine", "mette", "dorte"):
        for whose in (key, "karen"):
            who = (cast[whose].person_id, cast["karen"].authority_id)
            for what in ("roles = '{coordinator,case_manager}'", "valid_to = current_date - 1", "unit_id = null"):
                assert denied(cast[key], change.format(what), *who), (key, whose, what)
    assert sql(cast["adam"], change.format("unit_id = null"), cast["karen"].person_id, cast["karen"].authority_id) == 1


def test_an_invitation_is_accepted_in_the_roles_that_it_gives(cast):
    niels = Viewer(cast["niels"].person_id, cast["adam"].authority_id)
    with as_viewer(cast["adam"]):
        Membership.objects.create(
            authority_id=niels.authority_id, person_id=niels.person_id, roles=["mentor"], valid_from="2026-01-01"
        )
    change = "update organisation_membership set {} where person_id = %s and authority_id = %s"
    who = (niels.person_id, niels.authority_id)
    assert denied(niels, change.format("accepted_at = now(), roles = '{coordinator}'"), *who)
    assert denied(cast["stine"], change.format("accepted_at = now()"), *who)
    assert sql(niels, change.format("accepted_at = now()"), *who) == 1
    assert denied(niels, change.format("roles = '{coordinator}'"), *who)


def test_whom_something_goes_to_and_the_key_that_reports_are_sealed_to_are_set_by_those_who_set(cast):
    partner, karen = situations.a_partner(cast, "kurt", "prison-probation"), cast["karen"]
    situations.a_report(cast)
    forge = """
    insert into cases_intakekey select (jsonb_populate_record(k, jsonb_build_object('id', %s::uuid))).*
      from cases_intakekey k where k.authority_id = %s limit 1
    """
    for key in ("rasmus", "malik", "mette", "dorte"):
        mine = cast[key]
        assert sql(mine, "select 1 from cases_partner where id = %s", partner.id) == [(1,)]
        assert sql(mine, "update cases_partner set partner_authority_id = null where id = %s", partner.id) == 0, key
        assert sql(mine, "update cases_intakekey set retired_at = now()") == 0, key
        assert sql(mine, "update cases_casesettings set decision_days = 300") == 0, key
        assert denied(mine, forge, new_id(), mine.authority_id), key
    assert sql(karen, "update cases_partner set brings = '' where id = %s", partner.id) == 1


def test_a_look_owed_by_somebody_who_has_left_is_anybodys_but_theirs_who_named(cast):
    case = named(cast)

    def asked(key):
        with as_viewer(cast[key]):
            rows = lists.morning(cast[key])
        return "lead_review" in {one.kind for part in (rows.today, rows.week, rows.hanging) for one in part}

    assert not any(asked(key) for key in ("karen", "stine", "mette"))  # Dorte is asked
    with administering(cast, "dorte"):
        left = timezone.localdate() - timedelta(days=1)
        assert Membership.objects.filter(person_id=cast["dorte"].person_id).update(valid_to=left) == 1
    assert [key for key in ("karen", "stine", "mette") if asked(key)] == ["karen"]
    with as_viewer(cast["karen"]):
        grant = Grant.objects.get(case=case, reason="appointed")
    leading.review(by=cast["karen"], grant_id=grant.id, outcome="not_right")
    assert not asked("karen")
