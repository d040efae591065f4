"""Situations after the analysis meeting: confirmed, handed over, decided, followed, handed on, proposed to close."""

from __future__ import annotations

from django.utils import timezone

from beredskab.cases.actions import (
    closing,
    deciding,
    following,
    handing,
    handing_out,
    looking,
    outside,
    recommending,
    returning,
    road,
)
from beredskab.cases.closes import Proposal
from beredskab.cases.infohus import EMPTY, Content, checksum
from beredskab.cases.models import About, Case, Closing, Exchange, Goal, Measure, ReturnFlow
from beredskab.cases.queries import recommending as texts
from beredskab.cases.tests.situations import Cast, a_case, a_partner, at_gathering, some_items, version_of
from beredskab.kit.viewer import as_viewer

WHO = "Bertram Opdigtet, 16 år. Moderen: 12 34 56 78."
TEXT: Content = {
    **EMPTY,
    "problems": "Han er alene og søger fællesskab på nettet.",
    "resources": "Storebroren og en træner i klubben.",
    "dimensions": ["network"],
    "measures": [
        {"what": "En mentor to timer om ugen", "intervention": "", "name": "", "for_whom": "person", "to": "", "by": ""}
    ],
}


def at_recommendation(cast: Cast, about: str = About.CHILD) -> Case:
    """The meeting has been held, and the recommendation can be written."""
    case, karen = at_gathering(cast, about), cast["karen"]
    with as_viewer(karen):
        for verb in ("call_meeting", "met"):
            road.step(karen, road.held(karen, case.id), verb)
        return Case.objects.get(id=case.id)


def confirmed(cast: Cast, about: str = About.CHILD) -> Case:
    """Karen has written and frozen it; Mette has said yes to the same text."""
    case, karen, mette = at_recommendation(cast, about), cast["karen"], cast["mette"]
    empty = checksum(case.number, 1, EMPTY)
    row = recommending.freeze(by=karen, case_id=case.id, was=empty, content=TEXT)
    recommending.ask_second(by=karen, case_id=case.id, person_id=mette.person_id)
    recommending.confirm(by=mette, case_id=case.id, sha256=row.sha256)
    with as_viewer(karen):
        assert texts.handable(case) is not None
        return Case.objects.get(id=case.id)


def handed_over(cast: Cast, about: str = About.CHILD) -> Case:
    """Rasmus has been given the recommendation and has not answered."""
    case, karen = confirmed(cast, about), cast["karen"]
    handing.hand_over(
        by=karen, case_id=case.id, version=version_of(karen, case), person_id=cast["rasmus"].person_id, who=WHO,
        necessity="Han skal beslutte, om familien får hjælp.",
    )  # fmt: skip
    with as_viewer(karen):
        return Case.objects.get(id=case.id)


def accepted(cast: Cast) -> Case:
    """Rasmus has taken it, and has not decided."""
    case = handed_over(cast)
    handing.accept(by=cast["rasmus"], case_id=case.id, version=case.version)
    return case


def decided(cast: Cast) -> Case:
    """Rasmus has decided: the case is followed."""
    case, rasmus = accepted(cast), cast["rasmus"]
    deciding.decide(
        by=rasmus, case_id=case.id, version=version_of(rasmus, case), outcome="granted",
        paragraph="barnets lov § 32", reasons="Han og moderen vil gerne have hjælp.", decided_on=timezone.localdate(),
    )  # fmt: skip
    with as_viewer(cast["karen"]):
        return Case.objects.get(id=case.id)


def measured(cast: Cast) -> Measure:
    """A measure with Malik as the contact, written by Karen, so that he is let in."""
    case = decided(cast)
    planned = following.Planned(
        "person", "Mentor to timer om ugen", "Aftalt hjemme", contact_id=cast["malik"].person_id
    )
    return following.add_measure(by=cast["karen"], case_id=case.id, planned=planned)


def with_goal(cast: Cast) -> Goal:
    """A goal that is agreed with the citizen."""
    measure = measured(cast)
    return following.add_goal(
        by=cast["rasmus"], case_id=measure.case_id, measure_id=measure.id, first_name="Bertram",
        goal="At gå til boksning hver tirsdag",
    )  # fmt: skip


def given_out(cast: Cast) -> Exchange:
    """The recommendation lies with prison and probation, unanswered. Gives what was sent."""
    case, karen = confirmed(cast), cast["karen"]
    partner = a_partner(cast, "kurt", "prison-probation", name="Kriminalforsorgen")
    given = some_items(necessity="De beslutter om en mentor.")
    handing_out.give_out(by=karen, case_id=case.id, version=version_of(karen, case), partner_id=partner.id, given=given)
    with as_viewer(karen):
        return Exchange.objects.get(case=case, kind="hand_over")


def accepted_outside(cast: Cast) -> Exchange:
    """Kurt has accepted it, and Karen has taken that in."""
    row, karen = given_out(cast), cast["karen"]
    outside.answer(by=cast["kurt"], exchange_id=row.id, what="accepted")
    handing_out.take_in(by=karen, case_id=row.case_id, version=version_of(karen, Case(id=row.case_id)))
    return row


def offered(cast: Cast) -> ReturnFlow:
    """Vera is offered what is not extremism but other distress."""
    case, karen = a_case(cast), cast["karen"]
    return returning.offer(
        by=karen, case_id=case.id, version=version_of(karen, case), person_id=cast["vera"].person_id,
        text="Han sover dårligt og er faldet ud af skolen.",
    )  # fmt: skip


def offered_outside(cast: Cast) -> ReturnFlow:
    """Psychiatry, outside the municipality, is offered what regards an adult, and has been told nothing."""
    case, karen = a_case_without_child_duties(cast), cast["karen"]
    partner = a_partner(cast, "petra", "psychiatry")
    return returning.offer(
        by=karen, case_id=case.id, version=version_of(karen, case), partner_id=partner.id, text="Han er meget alene."
    )


def looked(cast: Cast, case: Case) -> Case:
    """Karen has looked for earlier contacts before a close."""
    looking.before_close(by=cast["karen"], case_id=case.id, same_case_ids=[], found=0, reason="")
    return case


def proposed(cast: Cast, outcome: str = "unfounded", case: Case | None = None) -> Closing:
    """Karen proposes to close, and Mette is the second person."""
    case, karen = looked(cast, case or a_case_without_child_duties(cast)), cast["karen"]
    made = Proposal(outcome, "", True, "Det var en misforståelse.", None)
    return closing.propose(
        by=karen, case_id=case.id, version=version_of(karen, case), made=made, person_id=cast["mette"].person_id
    )


def a_case_without_child_duties(cast: Cast) -> Case:
    """A case about an adult, at the first assessment: no child clock stands in the way."""
    return a_case(cast, About.ADULT)


def closed(cast: Cast) -> Case:
    """Mette has said yes: the case is closed as unfounded."""
    row, mette = proposed(cast), cast["mette"]
    return closing.confirm(by=mette, case_id=row.case_id, version=version_of(mette, row.case))
