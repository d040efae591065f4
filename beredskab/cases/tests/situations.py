"""Situations on the road, each built on the one before through the actions, as the people themselves would.

A report is sealed as the intake process seals it; from there on everything is an action.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from beredskab.cases.actions import (
    assessing,
    board,
    children,
    clearing,
    gathering,
    informing,
    keys,
    meetings,
    opening,
    outside,
    partners,
    people,
    recommending,
    reporting,
    road,
)
from beredskab.cases.actions.exchanging import Disclosure, Item
from beredskab.cases.infohus import EMPTY, Content, checksum
from beredskab.cases.intake.submission import Submission
from beredskab.cases.models import (
    About,
    AgendaItem,
    Case,
    CasePerson,
    Channel,
    ChildTrack,
    Exchange,
    Meeting,
    Partner,
    PersonKind,
    Question,
    Recommendation,
    Report,
    ReporterKind,
    ThresholdKind,
)
from beredskab.cases.queries.door import door_of
from beredskab.documents.renderings import Rendering
from beredskab.kit.viewer import Viewer, as_viewer
from beredskab.lib.receipts import Receipt

Cast = Mapping[str, Viewer]
ANSWERS = {
    "who": "Bertram Opdigtet, 16 år, Prøveskolen",
    "seen": "Han skrev til sin bror, at nogen skal mærke det, og viste en tegning af hovedindgangen.",
    "when_where": "I går aftes i køkkenet. Broderen så det.",
}
REPORTER = {"name": "Gerda Henvender", "phone": "12 34 56 78"}


def a_report(cast: Cast, about: str = About.CHILD, *, held: bool = False, **answers: str) -> Report:
    """An unread report of a named citizen to Eksempel Kommune, as the intake process takes it."""
    return a_report_with_receipt(cast, about, held=held, **answers)[0]


def a_report_with_receipt(
    cast: Cast, about: str = About.CHILD, *, held: bool = False, files: tuple[Rendering, ...] = (), **answers: str
) -> tuple[Report, Receipt]:
    """The same, with the receipt that the citizen was shown."""
    karen = cast["karen"]
    with as_viewer(karen):
        keys.ensure_pair(by=karen)
        here = door_of(karen)
    sent = Submission(
        Channel.PUBLIC, ReporterKind.PRIVATE, about, {**ANSWERS, **answers}, REPORTER, files,
        child=about in {About.CHILD, About.PARENT},
    )  # fmt: skip
    receipt = reporting.receive(by=reporting.somebody(karen.authority_id), door=here, sent=sent, held=held)
    with as_viewer(karen):
        return Report.objects.get(receipt_stored=receipt.stored), receipt


def a_case(cast: Cast, about: str = About.CHILD) -> Case:
    """A case that Karen has opened with a report and leads."""
    return opening.open_case(by=cast["karen"], report_id=a_report(cast, about).id)


def at_threshold(cast: Cast, about: str = About.CHILD, **answers: str) -> Case:
    """A case with the four answers given, calm unless said otherwise."""
    karen, case = cast["karen"], a_case(cast, about)
    told = {"danger": "no", "crime": "no", "child": "yes", "family": "unknown", **answers}
    given = [assessing.Given(code, answer, "none", "Det fortæller broderen.") for code, answer in told.items()]
    return assessing.answer(by=karen, case_id=case.id, version=version_of(karen, case), given=given)


def a_child(cast: Cast, case: Case, name: str = "Bertram Opdigtet", **details: str) -> CasePerson:
    """The child whom the case regards, of an age that nobody knows unless said otherwise."""
    told = {"name": name, **details}
    return people.add(by=cast["karen"], case_id=case.id, kind=PersonKind.SUBJECT, details=told, is_child=True)


def followed(cast: Cast, case: Case, **details: str) -> ChildTrack:
    """A child whose duties are followed."""
    child = a_child(cast, case, **details)
    return children.follow(by=cast["karen"], case_id=case.id, person_id=child.id)


def ready_for_police(cast: Cast, about: str = About.CHILD) -> Case:
    """A case with all that comes before the police: four answers, a threshold, and the decision on informing."""
    karen, case = cast["karen"], a_case(cast, about)
    person = people.add(
        by=karen, case_id=case.id, kind=PersonKind.SUBJECT, details={"name": "Bertram Opdigtet"},
        is_child=about == About.CHILD,
    )  # fmt: skip
    words = "Ingen tegn i det, broderen fortæller."
    given = [assessing.Given(code, "no", "none", words) for code in Question.values]
    case = assessing.answer(by=karen, case_id=case.id, version=version_of(karen, case), given=given)
    assessing.state_threshold(
        by=karen, case_id=case.id, version=version_of(karen, case), kind=ThresholdKind.THREAT,
        text="Han har skrevet, at nogen skal mærke det.",
    )  # fmt: skip
    informing.decide(
        by=karen, case_id=case.id, person_id=person.id, decision="informed", text="Fortalt ved et møde på skolen."
    )
    return case


def version_of(viewer: Viewer, case: Case) -> int:
    """The version that a form would hold now."""
    with as_viewer(viewer):
        return Case.objects.get(id=case.id).version


def some_items(**changes: str) -> Disclosure:
    """What Karen chooses to share."""
    values = {"basis": "rpl-115-1-1", "purpose": "crime-prevention", "necessity": "Politiet skal se, om noget hindrer."}
    items = (Item(label="Det sete", text="Han skrev, at nogen skal mærke det."),)
    return Disclosure(items=items, **{**values, **changes})


def at_clearance(cast: Cast, about: str = About.CHILD) -> Exchange:
    """The police have been asked and have not opened it yet. Gives the request."""
    case = ready_for_police(cast, about)
    karen = cast["karen"]
    return clearing.ask(by=karen, case_id=case.id, given=some_items(), version=version_of(karen, case))


def cleared(cast: Cast, what: str = "proceed", about: str = About.CHILD) -> Exchange:
    """Poul has opened and answered. Gives the request."""
    asked = at_clearance(cast, about)
    outside.open_received(by=cast["poul"], exchange_id=asked.id)
    items = (Item(label="Politiet spørger", text="Hvilken skole?"),) if what in ("more", "advice") else ()
    outside.answer(by=cast["poul"], exchange_id=asked.id, what=what, items=items)
    return asked


def at_gathering(cast: Cast, about: str = About.CHILD) -> Case:
    """The police have said proceed, and Karen has gone on."""
    asked, karen = cleared(cast, about=about), cast["karen"]
    with as_viewer(karen):
        version = Case.objects.get(id=asked.case_id).version
    return clearing.take_answer(by=karen, case_id=asked.case_id, version=version)


def a_partner(cast: Cast, key: str = "petra", kind: str = "psychiatry", **changes: Any) -> Partner:
    """Somebody whom Eksempel Kommune can invite; `key` is one of theirs, or "" for nobody with a login."""
    values = {
        "name": "Psykiatrien", "partner_authority_id": cast[key].authority_id if key else None, "kind": kind,
        "brings": "Kender til behandling.", "self_owning": None, "public_task": None, "area": "",
        "valid_from": date(2026, 1, 1), "valid_to": None, **changes,
    }  # fmt: skip
    return partners.save(by=cast["karen"], values=values)


def invited(cast: Cast, key: str = "kurt", kind: str = "prison-probation") -> Exchange:
    """An authority is invited and has not opened it yet. Gives the invitation."""
    case = at_gathering(cast)
    partner = a_partner(cast, key, kind, name="Kriminalforsorgen")
    return gathering.invite(by=cast["karen"], case_id=case.id, partner_id=partner.id, given=some_items())


def invited_to_meeting(cast: Cast, key: str = "kurt", kind: str = "prison-probation") -> Exchange:
    """An authority is invited to a meeting that has a time and a place. Gives the invitation."""
    case, meeting = at_gathering(cast), a_meeting(cast, in_days=10)
    partner = a_partner(cast, key, kind, name="Kriminalforsorgen")
    return gathering.invite(
        by=cast["karen"], case_id=case.id, partner_id=partner.id, given=some_items(), meeting_id=meeting.id
    )


# --- the meeting and the recommendation ---

TEXT: Content = {
    "problems": "Han truer, når han er alene, og er ved at miste skolen.",
    "resources": "Broderen, fodboldtræneren og en mor, der gerne vil have hjælp.",
    "dimensions": ["convictions", "education"],
    "measures": [
        {
            "what": "Støtteperson, der følger ham i skole.", "intervention": "", "name": "", "for_whom": "person",
            "to": "Børn og Familie", "by": "2027-01-15",
        }
    ],
    "surroundings": "Moderen får forældrevejledning. Søsteren spørges, hvordan hun har det.",
}  # fmt: skip


def to_gathering(cast: Cast) -> Case:
    """A case where the police have said proceed."""
    karen, case = cast["karen"], ready_for_police(cast)
    with as_viewer(karen):
        for verb in ("ask_police", "proceed"):
            case = road.step(karen, Case.objects.get(id=case.id), verb)
    return case


def a_meeting(cast: Cast, *, in_days: int = 3) -> Meeting:
    """A meeting that Karen has planned."""
    when = timezone.now().replace(second=0, microsecond=0) + timedelta(days=in_days)
    return meetings.plan(by=cast["karen"], wish=meetings.Plan(when, place="Mødelokale 2"))[0]


def on_agenda(cast: Cast) -> AgendaItem:
    """A case on the agenda of a meeting: at the analysis, with the board open."""
    case, meeting = to_gathering(cast), a_meeting(cast)
    return meetings.put_on_agenda(by=cast["karen"], case_id=case.id, meeting_id=meeting.id)


def met(cast: Cast) -> Case:
    """The meeting was held: a board with one field, minutes, and who was there."""
    karen, item = cast["karen"], on_agenda(cast)
    words = {"known": "Han taler om hævn.", "source": "Broderen har hørt det selv.", "helps": "Træneren."}
    board.save_field(by=karen, case_id=item.case_id, dimension="convictions", number=0, content=words)
    seats = [meetings.Seat("Petra Psykiatri", "Psykiatrien", present=True)]
    meetings.write_minutes(by=karen, item_id=item.id, text="Enige om en støtteperson.", seats=seats, finish=True)
    with as_viewer(karen):
        return Case.objects.get(id=item.case_id)


def frozen(cast: Cast) -> Recommendation:
    """A recommendation that Karen has frozen and stands for."""
    karen, case = cast["karen"], met(cast)
    was = checksum(case.number, 1, EMPTY)
    return recommending.freeze(by=karen, case_id=case.id, was=was, content=TEXT)


def second_asked(cast: Cast) -> Recommendation:
    """Mette, from another unit, is asked to be the second person."""
    row = frozen(cast)
    return recommending.ask_second(by=cast["karen"], case_id=row.case_id, person_id=cast["mette"].person_id)


def confirmed(cast: Cast) -> Case:
    """Two people stand for the recommendation: it can be handed over."""
    row = second_asked(cast)
    recommending.confirm(by=cast["mette"], case_id=row.case_id, sha256=row.sha256)
    with as_viewer(cast["karen"]):
        return Case.objects.get(id=row.case_id)
