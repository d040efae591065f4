"""Who may, and what the state allows: truth tables over the roles and the states."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from uuid import UUID

import pytest

from beredskab.frameworks.model import Force
from beredskab.kit.errors import DomainError, NotAllowed
from beredskab.kit.viewer import Viewer
from beredskab.plans import permissions, policies, states
from beredskab.plans.models import State

NOBODY = UUID(int=1)
RULES = (permissions.may_read, permissions.may_write, permissions.may_comment, permissions.may_record)
TRUTH = {
    "plan_editor": (True, True, True, False),
    "plan_reviewer": (True, False, True, False),
    "plan_approver": (True, False, True, True),
    "administrator": (True, False, False, False),
    "dpo": (True, False, False, False),
}


def who(*roles: str) -> Viewer:
    return Viewer(NOBODY, NOBODY, frozenset(roles))


@pytest.mark.parametrize(("role", "answers"), TRUTH.items())
def test_each_role_may_do_its_own(role: str, answers: tuple[bool, ...]) -> None:
    assert tuple(bool(rule(who(role))) for rule in RULES) == answers


def test_a_person_without_a_role_may_do_nothing_and_is_told_why() -> None:
    for rule in RULES:
        ruling = rule(who())
        assert not ruling
        assert str(ruling.reason)
        with pytest.raises(NotAllowed):
            permissions.require(ruling)


@pytest.mark.parametrize("state", State.values)
def test_text_is_locked_from_the_moment_it_is_ready(state: str) -> None:
    assert bool(policies.can_be_written(state)) == (state in ("proposal", "draft", "in_review"))


@pytest.mark.parametrize("state", State.values)
def test_advice_ends_with_the_decision(state: str) -> None:
    assert bool(policies.can_be_commented(state)) == (state in ("proposal", "draft", "in_review", "ready"))


@pytest.mark.parametrize("body", ["committee", "administration"])
def test_only_the_council_can_adopt(body: str) -> None:
    with pytest.raises(DomainError) as refused:
        policies.require(policies.can_adopt(body), "body")
    assert refused.value.field == "body"
    assert "§ 15, stk. 3" in str(refused.value.message)
    assert policies.can_adopt("council")


def test_a_meeting_that_has_not_been_held_has_adopted_nothing() -> None:
    assert policies.can_be_dated(date(2026, 11, 21), date(2026, 11, 21))
    assert not policies.can_be_dated(date(2026, 11, 22), date(2026, 11, 21))


@pytest.mark.parametrize("force", Force)
def test_only_the_law_is_always_relevant(force: Force) -> None:
    assert bool(policies.can_be_answered("not_relevant", force)) == (force is not Force.LAW)
    assert policies.can_be_answered("missing", force)


def test_no_step_leads_back_from_an_adopted_text() -> None:
    for step in states.STEPS:
        if set(step.sources) & {State.ADOPTED, State.PUBLISHED, State.SUPERSEDED}:
            assert step.target in (State.PUBLISHED, State.SUPERSEDED)


def test_every_state_can_be_reached() -> None:
    assert {step.target for step in states.STEPS} | {State.PROPOSAL} == set(State)


def test_the_page_of_states_is_drawn_from_the_table() -> None:
    page = Path(__file__).resolve().parents[3] / "docs" / "plan-states.md"
    assert page.read_text() == states.page()
