"""What those who were asked try: to answer what is not theirs, before it is, after it is not, or more than it is.

In SQL as the application role in the attacker's own scope, past everything that Python would say.
"""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.utils import timezone

from beredskab.cases.actions import gathering, handing, outside
from beredskab.cases.models import Case, Exchange
from beredskab.cases.tests import situations
from beredskab.cases.tests import situations_after as after
from beredskab.cases.tests.situations import version_of
from beredskab.kit.errors import Conflict
from beredskab.kit.ids import new_id
from beredskab.kit.viewer import as_viewer
from beredskab.organisation.models import Membership
from beredskab.organisation.tests.administering import administering
from tests.invariants.attacking import denied, sql

TELL = "select cases_tell_back(%s, %s, %s, 'x', 'x', %s, %s, %s)"
REPLY = "select cases_reply(%s, %s, %s, 'x', 'x', 'x', %s)"
STANDS = "select cases_stands(%s)"
COPY = "insert into cases_exchange select (jsonb_populate_record(e, %s)).* from cases_exchange e where e.id = %s"
OTHERS = ("petra", "poul", "nanna", "karen", "stine", "rasmus", "vera")


def told(row, decides=True, basis="rpl-115-1-1", purpose="crime-prevention"):
    """A telling back, as a call."""
    return TELL, new_id(), row.id, decides, basis, purpose, new_id()


def reply(row, what):
    return REPLY, new_id(), row.id, what, new_id()


def forged(row, **changes):
    """A copy of an exchange with other values, as an insert: a thread of its own unless said otherwise."""
    own = str(new_id())
    values = {"id": own, "root_id": own, "reply_to_id": None, "seen_at": None, "closed_at": None, **changes}
    return COPY, json.dumps({name: str(one) if one else one for name, one in values.items()}), row.id


def closed(cast, row):
    """The case is closed under them."""
    assert sql(cast["karen"], "update cases_case set stage = 'closed' where id = %s", row.case_id) == 1


# --- another authority that received a recommendation ---


def test_nothing_is_told_back_before_it_is_accepted(cast):
    row = after.given_out(cast)
    assert denied(cast["kurt"], *told(row))
    outside.answer(by=cast["kurt"], exchange_id=row.id, what="accepted")
    assert sql(cast["kurt"], *told(row))


def test_nobody_else_tells_it_and_nobody_else_learns_how_it_stands(cast):
    row = after.accepted_outside(cast)
    for key in OTHERS:
        assert denied(cast[key], *told(row)), key
        assert sql(cast[key], STANDS, row.id) == [(None,)], key
    assert sql(cast["kurt"], STANDS, row.id) == [("accepted",)]


def test_a_decision_is_told_once_and_stands(cast):
    row, kurt = after.accepted_outside(cast), cast["kurt"]
    sql(kurt, *told(row))
    assert denied(kurt, *told(row))
    assert denied(kurt, "update cases_exchange set items = 'y' where reply_to_id = %s", row.id)
    assert denied(kurt, "delete from cases_exchange where reply_to_id = %s", row.id)
    assert sql(kurt, "update cases_exchange set closed_at = now() where reply_to_id = %s", row.id) == 0


def test_nothing_is_told_or_answered_after_it_was_taken_back(cast):
    first, kurt, karen = after.accepted_outside(cast), cast["kurt"], cast["karen"]
    version = version_of(karen, Case(id=first.case_id))
    handing.take_back(by=karen, case_id=first.case_id, version=version, text="Det forkerte sted.")
    for call in (told(first), told(first, decides=False), reply(first, "accepted"), reply(first, "returned")):
        assert denied(kurt, *call)


def test_nothing_is_told_or_answered_after_the_case_is_closed(cast):
    accepted, kurt = after.accepted_outside(cast), cast["kurt"]
    closed(cast, accepted)
    assert denied(kurt, *told(accepted)) and denied(kurt, *told(accepted, decides=False))
    waits = after.given_out(cast)
    closed(cast, waits)
    assert denied(kurt, *reply(waits, "accepted"))


def test_nothing_is_told_after_the_window_and_nothing_of_another_kind(cast):
    row, kurt, karen = after.accepted_outside(cast), cast["kurt"], cast["karen"]
    past = {"open_until": (timezone.now() - timedelta(minutes=1)).isoformat()}
    for changes in (past, {"kind": "disclosure"}, {"kind": "invitation"}, {"kind": "confirm"}):
        copy = Exchange(id=new_id())
        assert sql(karen, *forged(row, id=copy.id, root_id=copy.id, **changes)) == 1
        assert denied(kurt, *told(copy))


def test_between_two_authorities_there_is_a_basis_and_no_new_purpose(cast):
    row, kurt = after.accepted_outside(cast), cast["kurt"]
    for basis in ("", None, "internal"):
        assert denied(kurt, *told(row, basis=basis))
    for purpose in ("investigation", "general-interest", "", None):
        assert denied(kurt, *told(row, purpose=purpose))
    assert denied(kurt, *told(row, decides=None))
    sql(kurt, *told(row, basis="fvl-28-1", purpose="follow-up"))


def test_what_is_told_is_in_the_tellers_own_name_and_their_authoritys(cast):
    row, kurt = after.accepted_outside(cast), cast["kurt"]
    sql(kurt, *told(row))
    found = sql(
        cast["karen"],
        "select from_authority_id, by_id, by_name, recorded, owner_authority_id from cases_exchange"
        " where reply_to_id = %s and kind = 'told_back'",
        row.id,
    )
    assert found == [(kurt.authority_id, kurt.person_id, kurt.name, False, cast["karen"].authority_id)]


def test_no_row_goes_in_past_the_function(cast):
    row, kurt, karen = after.accepted_outside(cast), cast["kurt"], cast["karen"]
    as_told = {
        "kind": "told_back", "answer": "decided", "reply_to_id": row.id, "root_id": row.id, "by_id": kurt.person_id,
        "from_authority_id": row.to_authority_id, "to_authority_id": row.from_authority_id,
    }  # fmt: skip
    assert denied(kurt, *forged(row, **as_told))
    assert denied(karen, *forged(row, **{**as_told, "by_id": karen.person_id}))  # as if they had told it themselves
    assert denied(karen, *forged(row, **as_told, recorded="true"))  # in their name


def test_nobody_answers_for_them_in_the_hand_over_itself(cast):
    """Mette stood for the text and sees the recommendation; Karen holds the case, and takes no decision back."""
    row, mette, karen = after.given_out(cast), cast["mette"], cast["karen"]
    change = "update cases_handover set {} where exchange_id = %s"
    for what in ("state = 'accepted'", "state = 'returned'"):
        assert denied(mette, change.format(what), row.id)
    assert denied(karen, change.format("exchange_id = gen_random_uuid()"), row.id)
    assert denied(karen, change.format(f"to_person_id = '{karen.person_id}'"), row.id)
    outside.answer(by=cast["kurt"], exchange_id=row.id, what="accepted")
    sql(cast["kurt"], *told(row))
    assert denied(karen, change.format("state = 'returned'"), row.id)
    assert sql(karen, change.format("state = 'accepted'"), row.id) == 1
    assert denied(karen, change.format("state = 'pending'"), row.id)


def test_a_contribution_between_two_authorities_rests_on_something(cast):
    row, kurt = situations.invited(cast), cast["kurt"]
    for basis in ("", None, "internal"):
        assert denied(
            kurt, "select cases_reply(%s, %s, 'contribution', 'x', 'x', %s, %s)", new_id(), row.id, basis, new_id()
        )
    assert sql(kurt, *reply(row, "contribution"))


def test_an_answer_is_in_the_answerers_own_name(cast):
    row, kurt = situations.invited(cast), cast["kurt"]
    sql(kurt, *reply(row, "no_contribution"))
    asked = "select by_id, by_name from cases_exchange where reply_to_id = %s"
    assert sql(cast["karen"], asked, row.id) == [(kurt.person_id, kurt.name)]


def test_they_see_the_exchange_and_no_row_of_the_case(cast):
    row, kurt = after.accepted_outside(cast), cast["kurt"]
    for table in ("handover", "decision", "recommendation", "task", "grant", "passed", "caseperson", "measure"):
        assert sql(kurt, f"select id from cases_{table}") == [], table
    assert sql(kurt, "select id from cases_case") == []
    assert {one for (one,) in sql(kurt, "select root_id from cases_exchange")} == {row.id}


def test_no_question_is_answered_once_its_case_is_closed(cast):
    """Nobody reads it there: the answer would open a task in a case that has left everybody's list."""
    for row, key, what in (
        (situations.invited(cast), "kurt", "no_contribution"), (situations.at_clearance(cast), "poul", "proceed"),
    ):  # fmt: skip
        closed(cast, row)
        assert denied(cast[key], *reply(row, what))
        with pytest.raises(Conflict):
            outside.answer(by=cast[key], exchange_id=row.id, what=what)


# --- another municipality, whose coordinators are its contacts ---


def test_whoever_coordinates_answers_only_what_came_from_elsewhere(cast):
    row, stine = situations.invited(cast), cast["stine"]
    for what in ("contribution", "no_contribution"):
        assert denied(stine, *reply(row, what)) and denied(cast["nanna"], *reply(row, what))
    for key in ("stine", "nanna"):
        assert sql(cast[key], "select id from cases_exchange") == []
    asked = situations.at_clearance(cast)
    assert denied(cast["nanna"], *reply(asked, "proceed"))


# --- a colleague inside ---


def asked_inside(cast):
    """Vera of the job centre is asked by name."""
    case, karen = situations.at_gathering(cast), cast["karen"]
    partner = situations.a_partner(cast, "", "job-centre", name="Jobcenteret")
    return gathering.invite(
        by=karen, case_id=case.id, partner_id=partner.id, given=situations.some_items(),
        person_id=cast["vera"].person_id,
    )  # fmt: skip


def test_only_the_colleague_who_was_asked_sees_and_answers_and_only_once(cast):
    row = asked_inside(cast)
    for key in ("rasmus", "malik", "mette", "stine", "karen", "nanna", "kurt"):
        assert denied(cast[key], *reply(row, "no_contribution")), key
    for key in ("rasmus", "malik", "mette", "stine", "nanna", "kurt"):
        assert sql(cast[key], "select id from cases_exchange") == [], key
    for what in ("accepted", "proceed", "advice", "returned", None):
        assert denied(cast["vera"], *reply(row, what))
    assert sql(cast["vera"], *reply(row, "contribution"))
    assert denied(cast["vera"], *reply(row, "no_contribution"))


def test_the_colleague_who_was_asked_holds_nothing_of_the_case(cast):
    row, vera = asked_inside(cast), cast["vera"]
    for table in ("case", "grant", "caseperson", "note", "passed", "boardfield", "recommendation"):
        assert sql(vera, f"select id from cases_{table}") == [], table
    assert sql(vera, "select id from cases_exchange") == [(row.id,)]
    assert denied(vera, *forged(row, kind="disclosure"))
    assert denied(vera, *told(row, decides=False, basis="internal", purpose="follow-up"))


def test_a_colleague_who_has_left_answers_nothing(cast):
    row = asked_inside(cast)
    with administering(cast, "vera"):
        left = timezone.localdate() - timedelta(days=1)
        assert Membership.objects.filter(person_id=cast["vera"].person_id).update(valid_to=left) == 1
    assert denied(cast["vera"], *reply(row, "no_contribution"))


# --- a colleague inside who received a recommendation ---


def test_a_colleague_inside_tells_back_only_what_they_have_accepted_and_never_a_decision_past_the_case(cast):
    case, rasmus = after.handed_over(cast), cast["rasmus"]
    with as_viewer(cast["karen"]):
        row = Exchange.objects.get(case=case, kind="hand_over")
    inside = {"basis": "internal", "purpose": "follow-up"}
    assert denied(rasmus, *told(row, decides=False, **inside))
    handing.accept(by=rasmus, case_id=case.id, version=version_of(rasmus, case))
    assert denied(rasmus, *told(row, **inside))
    assert denied(cast["vera"], *told(row, decides=False, **inside))
    assert sql(rasmus, *told(row, decides=False, **inside))
