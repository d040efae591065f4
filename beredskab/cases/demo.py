"""The demo's concerns: six of them, at different places on the road, made by the people themselves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, time, timedelta
from typing import Any, Final

from django.db import transaction
from django.urls import set_urlconf
from django.utils import timezone

from beredskab.cases import demo_concerns as told
from beredskab.cases import demo_history, demo_partners
from beredskab.cases.actions import (
    assessing,
    board,
    children,
    clearing,
    closing,
    deciding,
    following,
    handing,
    informing,
    keys,
    looking,
    meetings,
    notes,
    opening,
    outside,
    people,
    recommending,
    reporting,
    returning,
    settings,
)
from beredskab.cases.actions.exchanging import Disclosure, Item
from beredskab.cases.closes import Proposal
from beredskab.cases.infohus import EMPTY, checksum
from beredskab.cases.intake.submission import Submission
from beredskab.cases.models import About, Case, CasePerson, Channel, PersonKind, Report, ReporterKind, ThresholdKind
from beredskab.cases.queries.door import door_of
from beredskab.kit.viewer import Viewer, as_viewer
from beredskab.organisation import demo as organisation

Cast = Mapping[str, Viewer]
Answers = Mapping[str, tuple[str, str]]
PAGES: Final = "beredskab.config.urls_work"
SCHOOL: Final = {"name": "Lis Lærer", "unit": "Prøveskolen", "phone": "12 34 56 78"}


def load() -> None:
    """Give the demo municipality its settings, intake key and concerns. Safe to repeat: cases that are there stay.

    Needs the people of `organisation.demo`. Runs through the actions, all or nothing.
    """
    cast = organisation.cast()
    karen = cast["karen"]
    set_urlconf(PAGES)  # the owner's process has no pages, and mails link to those behind the login
    try:
        _load(cast, karen)
    finally:
        set_urlconf(None)


def _load(cast: Cast, karen: Viewer) -> None:
    with transaction.atomic(), as_viewer(karen):
        if Case.objects.filter(authority_id=karen.authority_id).exists():
            return
        settings.change(
            by=karen, values={"reads_when": "SSP og Infohus læser på hverdage kl. 8-15.", "intake_open": True}
        )
        keys.ensure_pair(by=karen)
        demo_partners.load(cast)
        made = [
            (closed(cast), 12, 3), (in_follow_up(cast), 22, 2), (at_analysis(cast), 9, 2), (hanging(cast), 5, 3),
            (at_clearance(cast), 3, 1),
        ]  # fmt: skip
        report = unread(cast)
        if demo_history.possible():
            for case, first, last in made:
                demo_history.age(case, first=first, last=last)
            demo_history.age_report(report, hours=5)


def unread(cast: Cast) -> Report:
    """An anonymous report about an online milieu; nobody has read it."""
    return _received(cast, Submission(Channel.PUBLIC, ReporterKind.ANONYMOUS, About.CHILD, told.ONLINE, child=True))


def at_clearance(cast: Cast) -> Case:
    """A pupil of 15: the duties to the child run, and the police have been asked."""
    karen = cast["karen"]
    case = _opened(cast, _professional(About.CHILD, told.PUPIL, child=True), told.PUPIL_ANSWERS)
    pupil = _person(karen, case, told.PUPIL_NAME, born=_years_ago(15))
    _sibling(karen, case, "Alma Opdigtet", _years_ago(8))
    track = children.follow(by=karen, case_id=case.id, person_id=pupil.id)
    for step in ("notified", "received", "urgent"):
        now = timezone.now()
        children.confirm(by=karen, case_id=case.id, track_id=track.id, step=step, at=now, to="Modtagelsen")
    _threshold(karen, case, ThresholdKind.THREAT, told.PUPIL_THREAT)
    _exempt(karen, case, "Politiet har bedt om at tale med de to profiler først.")
    _ask_police(karen, case, told.PUPIL_ITEMS)
    notes.add(by=karen, case_id=case.id, kind="call", text="Talt med skolen: De to elever er trygge.")
    return case


def at_analysis(cast: Cast) -> Case:
    """A grown man: the police said proceed, and the board is filled for the meeting in three working days."""
    karen = cast["karen"]
    case = _opened(
        cast, Submission(Channel.PHONE, ReporterKind.PROFESSIONAL, About.ADULT, told.ANGRY), told.ANGRY_ANSWERS
    )
    _person(karen, case, told.ANGRY_NAME, born=_years_ago(41))
    _threshold(karen, case, ThresholdKind.THREAT, told.ANGRY_THREAT)
    _informed(karen, case, "Fortalt i telefonen af jobcenterets leder, som han har tillid til.")
    _cleared(cast, case, told.ANGRY_ITEMS)
    demo_partners.bring(cast, case, told.ANGRY_ITEMS[:1], told.ANGRY_BROUGHT)
    when = demo_history.at(demo_history.working_day(-3), time(9))
    meeting = meetings.plan(by=karen, wish=meetings.Plan(when, place="Rådhuset, mødelokale 2"))[0]
    meetings.put_on_agenda(by=karen, case_id=case.id, meeting_id=meeting.id)
    for dimension, words in told.ANGRY_BOARD.items():
        content = dict(zip(("known", "source", "against", "helps"), words, strict=True))
        board.save_field(by=karen, case_id=case.id, dimension=dimension, number=0, content=content)
    return case


def in_follow_up(cast: Cast) -> Case:
    """A young woman of 17 who soon turns 18: decided, with a mentor and two goals."""
    karen, mette, rasmus = cast["karen"], cast["mette"], cast["rasmus"]
    sent = Submission(
        Channel.PUBLIC, ReporterKind.PRIVATE, About.CHILD, told.TRAVELLER, {"name": "Hanne Opdigtet"}, child=True
    )
    case = _opened(cast, sent, told.TRAVELLER_ANSWERS)
    freja = _person(karen, case, told.TRAVELLER_NAME, born=_years_ago(17, months=8))
    _duties_met(karen, case, freja)
    _threshold(karen, case, ThresholdKind.PLAN, told.TRAVELLER_PLAN)
    _informed(karen, case, "Fortalt Freja og moderen ved samtalen på gymnasiet.")
    _cleared(cast, case, told.TRAVELLER_ITEMS)
    _met(karen, case)
    was = checksum(case.number, 1, EMPTY)
    row = recommending.freeze(by=karen, case_id=case.id, was=was, content=told.TRAVELLER_TEXT)
    recommending.ask_second(by=karen, case_id=case.id, person_id=mette.person_id)
    recommending.confirm(by=mette, case_id=case.id, sha256=row.sha256)
    handing.hand_over(
        by=karen, case_id=case.id, version=_version(karen, case), person_id=rasmus.person_id,
        who="Freja Opdigtet, 17 år. Moderen Hanne træffes efter kl. 16.", necessity="Familien har sagt ja til hjælp.",
    )  # fmt: skip
    handing.accept(by=rasmus, case_id=case.id, version=_version(rasmus, case))
    deciding.decide(
        by=rasmus, case_id=case.id, version=_version(rasmus, case), outcome="granted", paragraph="barnets lov § 32",
        reasons="Freja og moderen ønsker støtten, og den er nødvendig nu.", decided_on=timezone.localdate(),
    )  # fmt: skip
    _mentored(cast, case)
    return case


def hanging(cast: Cast) -> Case:
    """Other distress than extremism: offered to Vera, who has not answered yet."""
    karen = cast["karen"]
    case = _opened(cast, _professional(About.ADULT, told.LONELY), told.LONELY_ANSWERS)
    _person(karen, case, told.LONELY_NAME, born=_years_ago(19))
    returning.offer(
        by=karen, case_id=case.id, version=_version(karen, case), text=told.LONELY_OFFER,
        person_id=cast["vera"].person_id,
    )  # fmt: skip
    return case


def closed(cast: Cast) -> Case:
    """A grandmother's worry that proved unfounded: closed by two people."""
    karen, mette = cast["karen"], cast["mette"]
    sent = Submission(
        Channel.PUBLIC,
        ReporterKind.PRIVATE,
        About.ADULT,
        told.GRANDSON,
        {"name": "Gerda Opdigtet", "phone": "12 34 56 78"},
    )
    case = _opened(cast, sent, told.GRANDSON_ANSWERS)
    _person(karen, case, told.GRANDSON_NAME, born=_years_ago(20))
    looking.before_close(by=karen, case_id=case.id, same_case_ids=[], found=0, reason="")
    made = Proposal("unfounded", "", True, told.GRANDSON_END, None)
    version = _version(karen, case)
    closing.propose(by=karen, case_id=case.id, version=version, made=made, person_id=mette.person_id)
    closing.confirm(by=mette, case_id=case.id, version=_version(mette, case))
    return case


def _professional(about: str, answers: Mapping[str, str], *, child: bool = False) -> Submission:
    return Submission(Channel.PROFESSIONAL, ReporterKind.PROFESSIONAL, about, answers, SCHOOL, child=child)


def _received(cast: Cast, sent: Submission) -> Report:
    karen = cast["karen"]
    with as_viewer(karen):
        door = door_of(karen)
    receipt = reporting.receive(by=reporting.somebody(karen.authority_id), door=door, sent=sent)
    with as_viewer(karen):
        return Report.objects.get(authority_id=karen.authority_id, receipt_stored=receipt.stored)


def _opened(cast: Cast, sent: Submission, answers: Answers) -> Case:
    """Received, read, opened and assessed: the case stands at the threshold."""
    karen, report = cast["karen"], _received(cast, sent)
    opening.take_report(by=karen, report_id=report.id)
    case = opening.open_case(by=karen, report_id=report.id)
    given = [assessing.Given(code, answer, "none", reason) for code, (answer, reason) in answers.items()]
    return assessing.answer(by=karen, case_id=case.id, version=_version(karen, case), given=given)


def _person(by: Viewer, case: Case, name: str, *, born: date) -> CasePerson:
    details = {"name": name, "born": born.isoformat()}
    return people.add(by=by, case_id=case.id, kind=PersonKind.SUBJECT, details=details)


def _sibling(by: Viewer, case: Case, name: str, born: date) -> CasePerson:
    details = {"name": name, "born": born.isoformat()}
    return people.add(by=by, case_id=case.id, kind=PersonKind.SIBLING, details=details)


def _duties_met(by: Viewer, case: Case, child: CasePerson) -> None:
    """The receiving side has confirmed what it has done: looked at within a day, acknowledged, investigating."""
    track = children.follow(by=by, case_id=case.id, person_id=child.id)
    for step in ("notified", "received", "urgent", "acknowledged", "route_s20"):
        now = timezone.now()
        children.confirm(by=by, case_id=case.id, track_id=track.id, step=step, at=now, to="Modtagelsen", number="42")


def _threshold(by: Viewer, case: Case, kind: str, text: str) -> None:
    assessing.state_threshold(by=by, case_id=case.id, version=_version(by, case), kind=kind, text=text)


def _informed(by: Viewer, case: Case, text: str) -> None:
    for one in _everybody(by, case):
        informing.decide(by=by, case_id=case.id, person_id=one.id, decision="informed", text=text)


def _exempt(by: Viewer, case: Case, text: str) -> None:
    again = timezone.localdate() + timedelta(days=14)
    for one in _everybody(by, case):
        informing.decide(
            by=by, case_id=case.id, person_id=one.id, decision="exempt", text=text, basis="dbl-22", review_on=again
        )


def _everybody(by: Viewer, case: Case) -> Sequence[CasePerson]:
    with as_viewer(by):
        return list(CasePerson.objects.filter(case=case).order_by("created_at", "id"))


def _ask_police(by: Viewer, case: Case, items: Sequence[tuple[str, str]]) -> Any:
    given = Disclosure(
        basis="rpl-115-1-1", purpose="crime-prevention",
        necessity="Politiet skal afklare, om noget er i vejen for, at Infohus arbejder med det.",
        items=tuple(Item(label=label, text=text) for label, text in items),
    )  # fmt: skip
    return clearing.ask(by=by, case_id=case.id, given=given, version=_version(by, case))


def _cleared(cast: Cast, case: Case, items: Sequence[tuple[str, str]]) -> None:
    """Karen asks, Poul opens and says proceed, and Karen goes on."""
    karen, poul = cast["karen"], cast["poul"]
    asked = _ask_police(karen, case, items)
    outside.open_received(by=poul, exchange_id=asked.id)
    outside.answer(by=poul, exchange_id=asked.id, what="proceed")
    clearing.take_answer(by=karen, case_id=case.id, version=_version(karen, case))


def _met(by: Viewer, case: Case) -> None:
    """A meeting that was held the working day before."""
    when = demo_history.at(demo_history.working_day(1), time(13))
    meeting = meetings.plan(by=by, wish=meetings.Plan(when, place="Rådhuset, mødelokale 2"))[0]
    item = meetings.put_on_agenda(by=by, case_id=case.id, meeting_id=meeting.id)
    words = {
        "known": "Taler om pligt, og kun med dem på nettet.",
        "source": "Freja selv.",
        "helps": "Mormor.",
    }
    board.save_field(by=by, case_id=case.id, dimension="convictions", number=0, content=words)
    seats = [
        meetings.Seat("Poul Politikoordinator", "Politiet", present=True),
        meetings.Seat("Petra Psykiatri", "Psykiatrien", present=True),
    ]
    text = "Enige om, at sorgen kommer først. Mentor og samtaler anbefales."
    meetings.write_minutes(by=by, item_id=item.id, text=text, seats=seats, finish=True)


def _mentored(cast: Cast, case: Case) -> None:
    """A measure with Malik, two goals agreed with Freja, and what Malik wrote."""
    karen, rasmus, malik = cast["karen"], cast["rasmus"], cast["malik"]
    planned = following.Planned(
        "person", "Mentor to gange om ugen", "Aftalt med Freja på gymnasiet", contact_id=malik.person_id,
        starts_on=timezone.localdate(), state="running",
    )  # fmt: skip
    measure = following.add_measure(by=karen, case_id=case.id, planned=planned)
    for goal, (text, reached) in told.TRAVELLER_GOALS:
        made = following.add_goal(by=rasmus, case_id=case.id, measure_id=measure.id, first_name="Freja", goal=goal)
        following.log(by=malik, case_id=case.id, goal_id=made.id, text=text, reached=reached)


def _version(by: Viewer, case: Case) -> int:
    """The version that a form would hold now."""
    with as_viewer(by):
        return Case.objects.get(authority_id=by.authority_id, id=case.id).version


def _years_ago(years: int, *, months: int = 3) -> date:
    """A birthday that makes somebody so many years and months old."""
    return people.months_before(timezone.localdate(), years * 12 + months)
