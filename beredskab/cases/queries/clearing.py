"""The pages around what is shared: what a coordinator can choose from, and how it stands with the police."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import TypedDict
from uuid import UUID

from django.utils import formats, timezone
from django.utils.translation import gettext as _

from beredskab.audit.actions import access
from beredskab.cases import lawful
from beredskab.cases.models import (
    Answer,
    Case,
    CasePerson,
    Exchange,
    ExchangeKind,
    Meeting,
    Partner,
    Report,
    Stage,
    Task,
    Track,
)
from beredskab.cases.queries import between, partners, reports
from beredskab.cases.queries.assessing import threshold_of
from beredskab.cases.queries.between import Asked, Shown, shown_all
from beredskab.cases.queries.gates import Gates, gates
from beredskab.cases.queries.headers import Opened, not_here, opened
from beredskab.cases.queries.meetings import latest_item
from beredskab.frameworks.law.model import Answer as Says
from beredskab.frameworks.law.model import Basis, Party
from beredskab.frameworks.law.self_owning import Outcome
from beredskab.kit.viewer import Viewer
from beredskab.organisation.queries import names_of

DETAILS = ("name", "aliases", "cpr", "born", "address", "phone", "place", "note")


class Suggestion(TypedDict):
    """Something that could be shared: never chosen beforehand. `private` says who it is, so it opens by a click."""

    label: str
    text: str
    private: bool


@dataclass(frozen=True, slots=True)
class Choices:
    """What the form of a disclosure to one receiver offers."""

    receiver: str
    bases: tuple[Basis, ...]
    likely: frozenset[str]  # the bases that the usual purpose of the road rests on
    purposes: tuple[tuple[str, str], ...]
    gates: Gates
    suggestions: tuple[Suggestion, ...] = field(repr=False)
    outcome: Outcome | None = None  # of the three questions about a self-owning institution


@dataclass(frozen=True, slots=True)
class ClearancePage:
    """How it stands with the police. `state`: before, ask, waiting, answered, more, after."""

    found: Opened
    gates: Gates
    state: str
    unread: bool  # advice that nobody has said "I have read it" to
    thread: tuple[Shown, ...]
    last: Shown | None
    asked: Shown | None
    choices: Choices
    version: int


def clearance(viewer: Viewer, case_id: UUID) -> ClearancePage:
    """The clearance of a case. Raises NotFound, always on a track that never leads to the police."""
    found = opened(viewer, case_id, "between")
    case = found.case
    if case.track != Track.CONCERN:
        raise not_here(viewer, case_id, "other_track")
    rows = between.of_case(case, ExchangeKind.CLEARANCE, ExchangeKind.ADVICE)
    thread = tuple(shown_all(case, rows))
    by_id = {one.row.id: one for one in thread}
    newest = between.last_answer(case)
    last = by_id.get(newest.id) if newest else None
    asked = next((one for one in reversed(thread) if one.row.kind == ExchangeKind.CLEARANCE), None)
    state = _state(case, last, asked)
    district = between.police_of(viewer)
    wanted = state in ("ask", "more")
    choices = choices_for(viewer, found, Party.POLICE, district.name, suggest=wanted)
    unread = _unread(case, "read_advice")
    return ClearancePage(found, choices.gates, state, unread, thread, last, asked, choices, case.version)


def _state(case: Case, last: Shown | None, asked: Shown | None) -> str:
    if case.stage == Stage.THRESHOLD:
        return "ask"
    if case.stage != Stage.CLEARANCE:
        return "after" if asked else "before"
    if last is None:
        return "waiting"
    return "more" if last.row.answer == Answer.MORE else "answered"


def choices_for(
    viewer: Viewer, found: Opened, party: str, receiver: str, *, partner: Partner | None = None, suggest: bool = True
) -> Choices:
    """What can be shared with a receiver, and on which bases today."""
    case = found.case
    now = gates(viewer, case)
    outcome = lawful.drawn_in(partner) if partner is not None and party == Party.SELF_OWNING else None
    may = outcome is not None and outcome.answer is Says.YES
    bases = lawful.bases(now.giver, party, now.age, timezone.localdate(), drawn_in=may)
    usable = tuple(one for one in bases if now.threshold is not None or not one.needs_threshold)
    suggested = suggestions(viewer, found) if suggest else ()
    purpose = "help-sought" if case.track == Track.COUNSELLING else "crime-prevention"
    likely = lawful.likely(now.giver, party, now.age, purpose, timezone.localdate())
    return Choices(receiver, usable, likely, lawful.purposes(case.track), now, suggested, outcome)


def suggestions(viewer: Viewer, found: Opened) -> tuple[Suggestion, ...]:
    """What the case holds that could be shared: who it regards, what was stated, and what was reported."""
    access(viewer, "cases.case.read", found.case, detail={"sections": ["assessment", "people"], "reason": "disclosure"})
    made: list[Suggestion] = []
    if found.has("people"):
        for person in CasePerson.objects.filter(case=found.case).order_by("created_at", "id"):
            details = found.key.open(person, "details") or {}
            text = "\n".join(_said(name, str(details[name])) for name in DETAILS if details.get(name))
            made.append({"label": str(person.get_kind_display()), "text": text, "private": True})
    stated = threshold_of(viewer, found.case) if found.has("assessment") else None
    if stated is not None:
        text = found.key.open(stated, "text") or ""
        made.append({"label": str(stated.get_kind_display()), "text": text, "private": False})
    if found.has("reports"):
        for report in Report.objects.filter(case=found.case).order_by("received_at", "id"):
            made += _of_report(viewer, report)
    return tuple(one for one in made if one["text"])


def _said(name: str, value: str) -> str:
    """A detail of a person as it is read: a day of birth is a day, not a code."""
    if name != "born":
        return value
    return _("born %(day)s") % {"day": formats.date_format(date.fromisoformat(value), "j. F Y")}


def _of_report(viewer: Viewer, report: Report) -> list[Suggestion]:
    """The answers of one report. Who reported is never among them."""
    content = reports.read(viewer, report.id)
    return [{"label": one.label, "text": one.text, "private": one.id == "who"} for one in content.answers]


@dataclass(frozen=True, slots=True)
class GatheringPage:
    """Whom to ask, and what came back."""

    found: Opened
    asked: tuple[Asked, ...]
    others: tuple[Shown, ...]  # records to somebody who is no longer on the list
    unread: bool
    invites: bool
    called: Meeting | None  # where the case is on an agenda, until that meeting is minuted


def gathering(viewer: Viewer, case_id: UUID) -> GatheringPage:
    """The authorities of a case. Raises NotFound."""
    found = opened(viewer, case_id, "between")
    case = found.case
    shown = shown_all(case, between.of_case(case, ExchangeKind.INVITATION))
    replies: dict[UUID | None, list[Shown]] = {}
    for one in shown:
        if one.row.reply_to_id:
            replies.setdefault(one.row.reply_to_id, []).append(one)
    sent = [one for one in shown if not one.row.reply_to_id]
    listed = list(partners.in_use_today(viewer))
    names = names_of(viewer, [one.row.to_person_id for one in sent if one.row.to_person_id])
    asked = tuple(_asked(one, sent, replies, names) for one in listed)
    known = {str(one.id) for one in listed}
    rest = tuple(one for one in sent if one.partner not in known)
    invites = case.track == Track.CONCERN and case.stage in (Stage.GATHERING, Stage.ANALYSIS, Stage.RECOMMENDATION)
    return GatheringPage(found, asked, rest, _unread(case, "contribution"), invites, _called(case))


def _asked(
    partner: Partner, sent: list[Shown], replies: dict[UUID | None, list[Shown]], names: Mapping[UUID, str]
) -> Asked:  # fmt: skip
    newest = next((one for one in reversed(sent) if one.partner == str(partner.id)), None)
    if newest is None:
        return Asked(partner, None, ())
    who = names.get(newest.row.to_person_id, "") if newest.row.to_person_id else ""
    return Asked(partner, newest, tuple(replies.get(newest.row.id, ())), who)


def _called(case: Case) -> Meeting | None:
    item = latest_item(case)
    return item.meeting if item is not None and item.minutes_at is None else None


def _unread(case: Case, kind: str) -> bool:
    return Task.objects.filter(case=case, kind=kind, done_at__isnull=True).exists()


@dataclass(frozen=True, slots=True)
class PartnerPage:
    """A form to one partner: an invitation, or a plain disclosure."""

    found: Opened
    partner: Partner
    choices: Choices
    meetings: tuple[tuple[str, str], ...]
    contacts: tuple[tuple[str, str], ...] = ()  # colleagues there who can answer themselves
    called: str = ""  # the meeting that the case is on already


def to_partner(viewer: Viewer, case_id: UUID, partner_id: UUID) -> PartnerPage:
    """What the form to a partner needs. Raises NotFound."""
    found = opened(viewer, case_id, "between")
    partner = partners.in_use(viewer, partner_id)
    if partner not in partners.receivers(viewer, found.case.track):
        raise not_here(viewer, case_id, "other_track")
    choices = choices_for(viewer, found, partner.kind, partner.name, partner=partner)
    coming = tuple((str(one.id), _when(one.at)) for one in between.meetings_ahead(viewer))
    called = _called(found.case)
    contacts = partners.contacts(viewer, partner)
    return PartnerPage(found, partner, choices, coming, contacts, str(called.id) if called else "")


def _when(moment: datetime) -> str:
    return formats.date_format(timezone.localtime(moment), "j. F Y H.i")


@dataclass(frozen=True, slots=True)
class DisclosePage:
    """Whom something can be given to, and what was given to them before."""

    found: Opened
    partners: tuple[Partner, ...]
    given: tuple[Shown, ...]
    track: str


def disclosing(viewer: Viewer, case_id: UUID) -> DisclosePage:
    """The page where a receiver is chosen. Raises NotFound."""
    found = opened(viewer, case_id, "between")
    rows: list[Exchange] = between.of_case(found.case)
    track = found.case.track
    whom = () if track == Track.PLACE else tuple(partners.receivers(viewer, track))
    return DisclosePage(found, whom, tuple(shown_all(found.case, reversed(rows))), track)


def advice(viewer: Viewer, case_id: UUID) -> ClearancePage:
    """Safety advice, asked and given. Raises NotFound."""
    page = clearance(viewer, case_id)
    if page.state in ("ask", "more"):
        return page
    choices = choices_for(viewer, page.found, Party.POLICE, page.choices.receiver)
    return replace(page, choices=choices)
