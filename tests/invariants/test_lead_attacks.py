"""What somebody tries with the naming of a lead: in SQL as the application role, and through the actions.

Karen leads and is away; Mette manages; Stine coordinates beside Karen.
"""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from beredskab.cases.actions import access, leading, moving
from beredskab.cases.models import Case, Grant, Task
from beredskab.cases.tests import situations, situations_ended
from beredskab.cases.visibility import FOREVER
from beredskab.kit.errors import NotAllowed
from beredskab.kit.ids import new_id
from beredskab.kit.viewer import as_viewer
from beredskab.organisation.models import Membership, Person
from beredskab.organisation.tests.administering import administering
from tests.invariants.attacking import acts_as, denied, sql
from tests.invariants.test_case_isolation import TABLES, found, two_cases  # noqa: F401  a fixture

NAME = "select cases_appoint_lead(%s, %s, %s, %s, %s, %s)"
GIVE = "select cases_give_grant(%s, %s, %s, %s, 'task', %s, %s)"


def naming(case, who, because="away_weeks", **ids):
    """The statement with its values."""
    named = who.person_id if who else None
    return (NAME, ids.get("grant", new_id()), case.id, named, because, ids.get("review", new_id()), new_id())


def test_nobody_but_a_manager_names_a_lead(cast):
    case = situations.a_case(cast)
    for key in ("karen", "stine", "rasmus", "malik", "tina", "vera", "adam", "dorte", "poul", "nanna"):
        assert denied(cast[key], *naming(case, cast["stine"])), key


def test_nobody_names_themself_and_two_roles_are_no_way_around_it(cast):
    case, mette = situations.a_case(cast), cast["mette"]
    acts_as(cast, "mette", "case_manager", "coordinator")
    assert denied(mette, *naming(case, mette))
    assert denied(mette, *naming(case, None))
    acts_as(cast, "stine", "case_manager", "coordinator")
    sql(cast["stine"], *naming(case, mette))
    with as_viewer(mette):
        assert Case.objects.get(id=case.id).lead_id == mette.person_id


def test_only_a_coordinator_who_works_here_now_is_named(cast, owner):
    case, mette, stine = situations.a_case(cast), cast["mette"], cast["stine"]
    for key in ("rasmus", "tina", "adam", "dorte", "poul", "nanna", "niels"):
        assert denied(mette, *naming(case, cast[key])), key
    with administering(cast, "stine"):
        Membership.objects.filter(person_id=stine.person_id).update(valid_to=timezone.localdate() - timedelta(days=1))
    assert denied(mette, *naming(case, stine))


def test_a_closed_account_is_not_named(cast):
    case, stine = situations.a_case(cast), cast["stine"]
    with as_viewer(stine):
        Person.objects.filter(id=stine.person_id).update(is_active=False)
    assert denied(cast["mette"], *naming(case, stine))


def test_a_case_that_cannot_be_broken_is_not_given_on_by_a_manager(cast):
    case, mette, stine = situations.a_case(cast), cast["mette"], cast["stine"]
    access.set_breakable(by=cast["karen"], case_id=case.id, breakable=False)
    assert denied(mette, *naming(case, stine))
    with pytest.raises(NotAllowed):
        leading.appoint(by=mette, case_ids=[case.id], person_id=stine.person_id, reason="away_weeks")
    with as_viewer(stine):
        assert not Grant.objects.filter(case=case, person_id=stine.person_id).exists()


def test_neither_another_municipalitys_case_nor_one_that_has_moved_is_given_on(cast):
    case, made = situations_ended.offered(cast)
    acts_as(cast, "nanna", "case_manager", "coordinator")
    assert denied(cast["nanna"], *naming(case, cast["nanna"]))
    moving.accept(by=cast["nanna"], exchange_id=made.exchange_id)
    assert denied(cast["mette"], *naming(case, cast["stine"]))


def test_a_reason_is_one_of_the_codes(cast):
    case = situations.a_case(cast)
    for because in ("", "Karen er syg", None):
        assert denied(cast["mette"], *naming(case, cast["stine"], because))


def test_naming_without_our_pages_still_tells_the_lead_and_asks_somebody_to_look(cast):
    case, mette = situations.a_case(cast), cast["mette"]
    grant_id = new_id()
    sql(mette, *naming(case, cast["stine"], grant=grant_id))
    with as_viewer(mette):
        tasks = {one.kind: one.for_id for one in Task.objects.filter(subject_id=grant_id)}
    assert tasks == {"lead_review": cast["dorte"].person_id, "lead_seen": cast["karen"].person_id}


def test_a_task_laid_out_beforehand_does_not_swallow_the_review(cast):
    case, mette, grant_id = situations.a_case(cast), cast["mette"], new_id()
    with as_viewer(mette):
        Task.objects.bulk_create(
            [
                Task(
                    authority_id=mette.authority_id, case=case, subject_id=grant_id, kind="lead_review",
                    for_id=mette.person_id, opened_at=timezone.now(),
                )
            ]
        )  # fmt: skip
    with pytest.raises(Exception, match="task_open_once"):
        sql(mette, *naming(case, cast["stine"], grant=grant_id))


def test_the_named_one_opens_every_table_of_this_case_and_no_other_and_the_namer_none(cast, two_cases):  # noqa: F811
    case, _other = two_cases
    leading.appoint(by=cast["mette"], case_ids=[case.id], person_id=cast["stine"].person_id, reason="unreachable")
    for key, opens in (("stine", {case.id}), ("mette", set())):
        with as_viewer(cast[key]):
            assert {name: found(model) for name, model in TABLES.items()} == dict.fromkeys(TABLES, opens), key


def test_nobody_looks_at_their_own_naming_and_nobody_twice(cast):
    case, mette, stine = situations.a_case(cast), cast["mette"], cast["stine"]
    grant_id = new_id()
    sql(mette, *naming(case, stine, grant=grant_id))
    review = "select cases_review_lead(%s, %s)"
    for key in ("mette", "stine", "rasmus", "malik", "adam", "poul", "nanna"):
        assert denied(cast[key], review, grant_id, "right"), key
    assert denied(cast["dorte"], review, grant_id, "whatever")
    assert denied(cast["dorte"], review, grant_id, None)
    sql(cast["dorte"], review, grant_id, "not_right")
    assert denied(cast["karen"], review, grant_id, "right")
    assert denied(stine, "update cases_grant set reviewed_at = now() where id = %s", grant_id)


def test_whoever_led_before_neither_takes_the_lead_back_nor_locks_the_new_one_out(cast):
    case, karen, stine = situations.a_case(cast), cast["karen"], cast["stine"]
    leading.appoint(by=cast["mette"], case_ids=[case.id], person_id=stine.person_id, reason="away_weeks")
    with as_viewer(karen):
        hers = Grant.objects.get(case=case, reason="appointed").id
    assert denied(karen, GIVE, new_id(), case.id, karen.person_id, "lead", ["*"], FOREVER)
    assert denied(karen, "select cases_end_grant(%s)", hers)
    with pytest.raises(NotAllowed):
        access.hand_lead(by=karen, case_id=case.id, person_id=karen.person_id)
    access.hand_lead(by=stine, case_id=case.id, person_id=karen.person_id)
    with as_viewer(karen):
        assert Case.objects.get(id=case.id).lead_id == karen.person_id
    access.end(by=karen, grant_id=hers)


def test_the_name_of_the_lead_is_written_by_the_databases_functions_only(cast):
    case, stine, karen = situations.a_case(cast), cast["stine"], cast["karen"]
    access.break_glass(by=stine, case_id=case.id, reason="danger")
    until = timezone.now() + timedelta(days=7)
    access.give(by=karen, case_id=case.id, person_id=cast["malik"].person_id, reason="mentor", until=until)
    for key in ("stine", "malik", "karen"):
        for change in (f"lead_id = '{stine.person_id}'", "lead_name = 'Stine'"):
            assert denied(cast[key], f"update cases_case set {change} where id = %s", case.id), (key, change)


def test_whoever_broke_the_glass_does_not_close_the_case_to_the_next(cast):
    case, stine = situations.a_case(cast), cast["stine"]
    access.break_glass(by=stine, case_id=case.id, reason="danger")
    assert denied(stine, "update cases_case set breakable = false where id = %s", case.id)
    with pytest.raises(NotAllowed):
        access.set_breakable(by=stine, case_id=case.id, breakable=False)


def test_a_lead_is_given_whole_and_without_an_end(cast):
    case, karen, stine = situations.a_case(cast), cast["karen"], cast["stine"]
    assert denied(karen, GIVE, new_id(), case.id, stine.person_id, "lead", ["people"], FOREVER)
    assert denied(karen, GIVE, new_id(), case.id, stine.person_id, "lead", ["*"], timezone.now() + timedelta(days=3))
    assert denied(karen, GIVE, new_id(), case.id, stine.person_id, "appointed", ["*"], FOREVER)
