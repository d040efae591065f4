"""The close: what it needs, who answers it, what then happens, and how it is reopened."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from beredskab.cases import closes
from beredskab.cases.actions import closing, people, returning
from beredskab.cases.actions.handing import call
from beredskab.cases.infohus import Stand
from beredskab.cases.models import Case, Closing, Grant, LookupEntry, Task
from beredskab.cases.tests import situations_after as after
from beredskab.cases.tests.situations import a_case, version_of
from beredskab.kit.errors import DomainError, NotFound
from beredskab.kit.viewer import as_viewer


def test_an_unfounded_concern_leaves_daily_view_at_once_and_all_access_but_the_leads_ends(cast):
    row = after.proposed(cast)
    mette = cast["mette"]
    closing.confirm(by=mette, case_id=row.case_id, version=version_of(mette, row.case))
    with as_viewer(cast["karen"]):
        case = Case.objects.get(id=row.case_id)
        assert (case.stage, case.outcome) == ("closed", "unfounded")
        assert case.restricted_at is not None
        living = Grant.objects.filter(case=case, ended_at__isnull=True)
        assert [one.reason for one in living] == ["lead"]
        assert all(one.leaves_on for one in LookupEntry.objects.filter(case=case))
        kinds = set(Task.objects.filter(case=case, done_at__isnull=True).values_list("kind", flat=True))
        assert kinds == {"feedback", "learn", "dispose"}


def test_a_no_sends_the_case_back_to_where_it_was(cast):
    row = after.proposed(cast)
    closing.refuse(
        by=cast["mette"], case_id=row.case_id, version=version_of(cast["mette"], row.case), text="Ring først."
    )
    with as_viewer(cast["karen"]):
        assert Case.objects.get(id=row.case_id).stage == "assessment"
        assert Task.objects.filter(case=row.case, kind="assess", done_at__isnull=True).exists()


def test_a_childs_clocks_block_the_close_and_the_sentence_says_which(cast):
    case = a_case(cast)
    with pytest.raises(DomainError, match="24"):
        after.proposed(cast, case=case)


def test_without_the_look_at_earlier_contacts_there_is_no_close(cast):
    case, karen = after.a_case_without_child_duties(cast), cast["karen"]
    made = after.Proposal("unfounded", "", True, "Misforståelse.", None)
    with pytest.raises(DomainError, match=r"earlier|tidligere"):
        closing.propose(by=karen, case_id=case.id, version=0, made=made, person_id=cast["mette"].person_id)


def test_the_proposer_cannot_be_the_second_person(cast):
    row = after.proposed(cast)
    with pytest.raises(DomainError):
        closing.confirm(by=cast["karen"], case_id=row.case_id, version=version_of(cast["karen"], row.case))


def test_a_closed_case_is_reopened_with_its_history(cast):
    row = after.proposed(cast)
    mette, karen = cast["mette"], cast["karen"]
    closing.confirm(by=mette, case_id=row.case_id, version=version_of(mette, row.case))
    case = closing.reopen(by=karen, case_id=row.case_id, version=version_of(karen, row.case), text="Ny henvendelse.")
    with as_viewer(karen):
        assert (case.stage, case.restricted_at) == ("assessment", None)
        assert Task.objects.filter(case=case, kind="assess", done_at__isnull=True).exists()


def test_a_return_flow_is_accepted_and_then_the_case_closes(cast):
    row = after.offered(cast)
    vera = cast["vera"]
    returning.accept(by=vera, case_id=row.case_id, version=version_of(vera, row.case))
    with as_viewer(cast["karen"]):
        kinds = set(Task.objects.filter(case=row.case, done_at__isnull=True).values_list("kind", flat=True))
        assert "close_returned" in kinds
        assert "await_return" not in kinds
    with pytest.raises(NotFound):
        returning.accept(by=vera, case_id=row.case_id, version=1)


def test_a_return_flow_that_is_sent_back_comes_back(cast):
    row = after.offered(cast)
    vera = cast["vera"]
    returning.send_back(by=vera, case_id=row.case_id, version=version_of(vera, row.case), text="Han bor ikke her.")
    with as_viewer(cast["karen"]):
        assert Case.objects.get(id=row.case_id).stage == "assessment"


def test_what_was_unfounded_leaves_the_look_at_earlier_contacts_after_the_municipalitys_own_term(cast):
    case, karen, mette = after.a_case_without_child_duties(cast), cast["karen"], cast["mette"]
    people.add(by=karen, case_id=case.id, kind="subject", details={"name": "Viggo Opdigtet"})
    after.proposed(cast, case=case)
    closing.confirm(by=mette, case_id=case.id, version=version_of(mette, case))
    with as_viewer(karen):
        leaves = LookupEntry.objects.get(case=case).leaves_on
        assert leaves == closing.months_after(timezone.localdate(), 12)
        closing.reopen(by=karen, case_id=case.id, version=version_of(karen, case), text="Ny henvendelse.")
        assert LookupEntry.objects.get(case=case).leaves_on is None


@pytest.mark.parametrize(("day", "months", "then"), [
    (date(2026, 1, 31), 1, date(2026, 2, 28)), (date(2027, 12, 31), 2, date(2028, 2, 29)),
    (date(2026, 11, 26), 60, date(2031, 11, 26)),
])  # fmt: skip
def test_months_are_counted_to_the_same_day_or_the_last(day, months, then):
    assert closing.months_after(day, months) == then


def test_the_database_itself_wants_two_people(cast):
    row = after.proposed(cast)
    with as_viewer(cast["karen"]), pytest.raises(DatabaseError, match="second person"), transaction.atomic():
        Closing.objects.filter(id=row.id).update(state="confirmed", second_id=cast["mette"].person_id)
    with as_viewer(cast["karen"]), pytest.raises(DatabaseError, match="does not change"), transaction.atomic():
        Closing.objects.filter(id=row.id).update(outcome="supported")
    with as_viewer(cast["karen"]), pytest.raises(DatabaseError, match="not closed by you"), transaction.atomic():
        call("cases_end_grants_at_close", row.case_id)
    with as_viewer(cast["mette"]), pytest.raises(DatabaseError, match="not closed by you"), transaction.atomic():
        call("cases_leaves_lookup", row.case_id, date(2026, 1, 1))


RULE = [
    ("same person", "a", "u1", "coordinator", "other_unit", "same_person"),
    ("a caseworker", "b", "u2", "caseworker", "other_unit", "not_second"),
    ("a deputy of the same unit", "b", "u1", "coordinator", "other_unit", "same_unit"),
    ("a manager of the same unit", "b", "u1", "case_manager", "other_unit", "same_unit"),
    ("a manager of the same unit, small municipality", "b", "u1", "case_manager", "manager", None),
    ("a manager of another unit", "b", "u2", "case_manager", "other_unit", None),
    ("a coordinator of another unit", "b", "u2", "coordinator", "other_unit", None),
]


@pytest.mark.parametrize(("who", "person", "unit", "role", "rule", "refused"), RULE, ids=[one[0] for one in RULE])
def test_who_can_be_the_second_person(who, person, unit, role, rule, refused):
    ids = {name: UUID(int=n) for n, name in enumerate(["a", "b", "u1", "u2"], 1)}
    proposer = Stand(ids["a"], ids["u1"], frozenset({"coordinator"}))
    found = closes.second(proposer, Stand(ids[person], ids[unit], frozenset({role})), rule)
    assert (found.code if found else None) == refused


@pytest.mark.parametrize(("made", "field"), [
    (("none", "", True, "Ja", None), "outcome"), (("supported", "", False, "Ja", None), "receiver"),
    (("supported", "PPR", True, "Ja", None), "receiver"), (("ordinary", "", True, "Ja", None), "receiver"),
    (("supported", "", True, " ", None), "reason"), (("supported", "", True, "Ja", date(2026, 1, 1)), "review_on"),
    (("supported", "PPR", False, "Ja", date(2026, 2, 2)), None),
])  # fmt: skip
def test_a_proposal_has_a_receiver_or_nothing_further_an_outcome_and_a_reason(made, field):
    found = closes.complete(closes.Proposal(*made), date(2026, 1, 1))
    assert (found.field if found else None) == field


@pytest.mark.parametrize("kind", sorted(closes.BLOCKS))
def test_each_thing_that_blocks_a_close_has_its_sentence(kind):
    assert closes.blocked({kind, "learn"}) == [str(closes.BLOCKS[kind])]


def test_a_day_to_look_again_is_a_task_on_that_day_and_the_case_can_stay_closed(cast):
    case, karen, mette = after.looked(cast, after.a_case_without_child_duties(cast)), cast["karen"], cast["mette"]
    made = closes.Proposal("supported", "", True, "Det går godt.", timezone.localdate() + timedelta(days=30))
    closing.propose(by=karen, case_id=case.id, version=version_of(karen, case), made=made, person_id=mette.person_id)
    closing.confirm(by=mette, case_id=case.id, version=version_of(mette, case))
    with as_viewer(karen):
        assert Task.objects.get(case=case, kind="review_case").opened_at > timezone.now()
        assert Case.objects.get(id=case.id).restricted_at is None
    closing.look_again(by=karen, case_id=case.id)
    with pytest.raises(DomainError):
        closing.look_again(by=karen, case_id=case.id)


def test_a_proposal_that_nobody_answers_is_taken_back_and_another_is_asked(cast):
    row, karen = after.proposed(cast), cast["karen"]
    for key in ("mette", "stine", "malik"):
        with pytest.raises((NotFound, DomainError)):
            closing.withdraw(by=cast[key], case_id=row.case_id, version=version_of(karen, row.case))
    closing.withdraw(by=karen, case_id=row.case_id, version=version_of(karen, row.case))
    with as_viewer(karen):
        assert Case.objects.get(id=row.case_id).stage == "assessment"
        assert not Grant.objects.filter(case_id=row.case_id, reason="second", ended_at__isnull=True).exists()
    with pytest.raises(NotFound):
        closing.confirm(by=cast["mette"], case_id=row.case_id, version=version_of(karen, row.case))
    assert after.proposed(cast, case=row.case).id != row.id
