"""The close: what it needs, who answers it, what then happens, and how it is reopened."""

import pytest

from beredskab.cases.actions import closing, returning
from beredskab.cases.models import Case, Grant, LookupEntry, Task
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
