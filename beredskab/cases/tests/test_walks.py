"""Whatever people do after the first assessment, no open case is ever without an open task."""

from __future__ import annotations

import random
from datetime import timedelta

import pytest
from django.utils import timezone

from beredskab.cases import states
from beredskab.cases.actions import closing, deciding, following, handing, looking, returning
from beredskab.cases.closes import Proposal
from beredskab.cases.models import Case, Closing, HandOver, ReturnFlow, Stage, Task
from beredskab.cases.tests import situations_after as after
from beredskab.kit.errors import DomainError
from beredskab.kit.viewer import as_viewer

LONG = 10
TRIES = (
    "offer", "accept", "back", "record", "propose", "yes", "no", "withdraw", "reopen", "give", "take", "return",
    "decide", "recall", "round", "measure",
)  # fmt: skip


class Walk:
    """One case, and what each of its people may try next. What is refused changes nothing."""

    def __init__(self, cast, case, seed):
        self.cast, self.case, self.dice = cast, case, random.Random(seed)
        self.taken = []

    @property
    def now(self):
        with as_viewer(self.cast["karen"]):
            return Case.objects.get(id=self.case.id)

    def step(self):
        name = self.dice.choice(TRIES)
        try:
            getattr(self, name)({"case_id": self.case.id, "version": self.now.version})
        except DomainError:
            return
        self.taken.append(name)

    def offer(self, at):
        person = self.dice.choice([None, self.cast["vera"].person_id])
        returning.offer(by=self.cast["karen"], **at, person_id=person, to_name="PPR", text="Han sover ikke.")

    def accept(self, at):
        returning.accept(by=self.cast["vera"], **at)

    def back(self, at):
        returning.send_back(by=self.cast["vera"], **at, text="Ikke her.")

    def record(self, at):
        returning.record_answer(by=self.cast["karen"], **at, accepted=self.dice.random() < 0.5, text="Ringede.")

    def propose(self, at):
        looking.before_close(by=self.cast["karen"], case_id=self.case.id, same_case_ids=[], found=0, reason="")
        made = Proposal("supported", "", True, "Det går godt.", timezone.localdate() + timedelta(days=30))
        closing.propose(by=self.cast["karen"], **at, made=made, person_id=self.cast["mette"].person_id)

    def yes(self, at):
        closing.confirm(by=self.cast["mette"], **at)

    def no(self, at):
        closing.refuse(by=self.cast["mette"], **at, text="Ikke endnu.")

    def withdraw(self, at):
        closing.withdraw(by=self.cast["karen"], **at)

    def reopen(self, at):
        closing.reopen(by=self.cast["karen"], **at, text="Nyt.")

    def give(self, at):
        handing.hand_over(
            by=self.cast["karen"],
            **at,
            person_id=self.cast["rasmus"].person_id,
            who=after.WHO,
            necessity="Skal beslutte.",
        )

    def take(self, at):
        handing.accept(by=self.cast["rasmus"], **at)

    def return_(self, at):
        handing.give_back(by=self.cast["rasmus"], **at, text="Ikke min.")

    def recall(self, at):
        handing.take_back(by=self.cast["karen"], **at, text="Ingen svarer.")

    def decide(self, at):
        deciding.decide(
            by=self.cast["rasmus"], **at, outcome="granted", paragraph="§ 32", reasons="Ja.",
            decided_on=timezone.localdate(),
        )  # fmt: skip

    def round(self, at):
        answers = {"situation": "Godt", "parents": "Ro", "siblings": "Ro"}
        following.hold_round(by=self.cast["karen"], **at, answers=answers)

    def measure(self, at):
        planned = following.Planned("siblings", "En samtale", contact_id=self.cast["malik"].person_id)
        following.add_measure(by=self.cast["karen"], case_id=at["case_id"], planned=planned)


setattr(Walk, "return", Walk.return_)


@pytest.mark.parametrize("begin", ["adult", "confirmed", "decided"])
@pytest.mark.parametrize("seed", range(3))
def test_no_open_case_is_ever_without_an_open_task(cast, begin, seed):
    case = after.a_case_without_child_duties(cast) if begin == "adult" else getattr(after, begin)(cast)
    walk = Walk(cast, case, f"{begin}{seed}")
    for _ in range(LONG * 3):
        walk.step()
        now = walk.now
        with as_viewer(cast["karen"]):
            waits = Task.objects.filter(case=case, done_at__isnull=True, opened_at__lte=timezone.now())
            kinds = sorted(waits.values_list("kind", flat=True))
            assert now.stage not in states.OPEN or kinds, walk.taken
            assert now.stage != Stage.CLOSING or "second_close" in kinds, walk.taken
            assert_nothing_falls_between(now, kinds, walk.taken)


def assert_nothing_falls_between(case, kinds, taken):
    """What is offered has a task that waits for it; what is closed has nothing that waits for an answer."""
    if ReturnFlow.objects.filter(case=case, state="offered").exists():
        assert "await_return" in kinds, taken
    if HandOver.objects.filter(case=case, state="pending").exists():
        assert {"await_decision", "decide"} <= set(kinds), taken
    if case.stage == Stage.CLOSED:
        assert set(kinds) <= {"feedback", "learn", "glass"}, taken
        assert Closing.objects.filter(case=case, state="confirmed").exists()
