"""The case as one page: where it is on the road, what comes next, who has access, what was shared, what happened."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from beredskab.cases import states
from beredskab.cases.models import (
    Case,
    Exchange,
    ExchangeKind,
    Grant,
    GrantReason,
    Note,
    Passed,
    Report,
    Stage,
    StepAid,
    Track,
)
from beredskab.cases.permissions import may_coordinate
from beredskab.cases.queries.access import why
from beredskab.cases.queries.headers import Opened, grants_of, header, not_here, opened
from beredskab.cases.queries.lists import Row, not_ones_own, open_tasks, row
from beredskab.cases.queries.reports import reference
from beredskab.cases.stations import STATIONS, Station
from beredskab.cases.taskkinds import ANSWERS, KINDS, STAGE_TASK, of_stage
from beredskab.cases.visibility import FOREVER
from beredskab.frameworks.law.bases import UnknownBasis, basis
from beredskab.kit.viewer import Viewer
from beredskab.organisation.queries import names_of_authorities

# Seeking help never shows a page of the police or of Infohus, and a place has none of a person's stations.
CONCERN_ONLY: Final = frozenset(
    {
        *("assessment", "police_first", "threshold", "clearance", "own_duties"),
        *("gathering", "analysis", "recommendation", "hand_over", "decision"),
    }
)
ON_ANOTHER: Final = {"hand_over": "hand_over", "hand_over_again": "hand_over", "ask_police": "clearance"}
"""Steps that end a station and are taken on the page of the next one, whose words explain them."""


@dataclass(frozen=True, slots=True)
class Place:
    """One station on the drawn line: done, now or later."""

    title: str
    state: str


@dataclass(frozen=True, slots=True)
class Shared:
    """One disclosure in a line: what, to or from whom, on which basis, when."""

    id: UUID
    what: str
    who: str
    basis: str
    at: datetime
    outward: bool
    recorded: bool


@dataclass(frozen=True, slots=True)
class Happened:
    """One sentence of the timeline: a step (`verb`) or a note (`text`)."""

    at: datetime
    who: str
    step: str
    stage: str
    note_kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Access:
    """Somebody who can open the case now: why, and until when where it ends by itself."""

    who: str
    why: str
    until: datetime | None
    hours: bool  # it ends within hours


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around every station's page."""

    case: Case
    station: Station
    code: str
    road: tuple[Place, ...]
    aids: tuple[StepAid, ...]
    grants: tuple[Access, ...]
    shared: tuple[Shared, ...]
    tasks: tuple[Row, ...]
    whole: bool  # the viewer holds the whole case
    by_glass: bool  # and by a break-glass only
    coordinates: bool  # a manager who stands in does the work of the case, and neither closes nor moves it


def frame(viewer: Viewer, found: Opened, code: str) -> Frame:
    """The frame of a station's page for somebody who has opened the case. NotFound where the track never goes there."""
    case = found.case
    if case.track != Track.CONCERN and code in CONCERN_ONLY:
        raise not_here(viewer, case.id, "other_track")
    now = timezone.now()
    tasks = open_tasks(viewer, now).filter(case=case)
    if not found.has("*"):  # whoever was let in to a part sees what waits for them, not what others owe
        tasks = tasks.filter(for_id=viewer.person_id)
    tasks = tasks.exclude(Q(kind__in=ANSWERS) & ~Q(for_id=viewer.person_id))  # the lead's own task waits for it
    tasks = not_ones_own(viewer, tasks)
    aids = StepAid.objects.filter(authority_id=viewer.authority_id, station=code).defer("file")
    return Frame(
        case=case,
        station=STATIONS[code],
        code=code,
        road=road(case) if found.has("*") else (),  # that the police were asked is not for everybody
        aids=tuple(aids),
        grants=tuple(live_grants(case)) if found.has("*") else (),
        shared=tuple(shared(viewer, case)) if found.has("between") else (),
        tasks=tuple(row(task, now) for task in tasks[:20]),
        whole=found.has("*"),
        by_glass=found.by_glass,
        coordinates=may_coordinate(viewer) is None,
    )


def live_grants(case: Case) -> list[Access]:
    """Everybody who can open the case now."""
    live = Grant.objects.filter(case=case, ended_at__isnull=True, ends_at__gt=timezone.now())
    return [
        Access(
            one.person_name,
            why(case, one),
            None if one.ends_at >= FOREVER else one.ends_at,
            one.reason == GrantReason.BREAK_GLASS,
        )
        for one in live.order_by("starts_at", "id")
    ]


def shared(viewer: Viewer, case: Case) -> list[Shared]:
    """What passed between authorities in this case, newest first."""
    rows = list(Exchange.objects.filter(case=case, owner_authority_id=viewer.authority_id).order_by("-created_at"))
    names = names_of_authorities({id for one in rows for id in (one.from_authority_id, one.to_authority_id)})
    return [_shared(viewer, one, names) for one in rows]


def _shared(viewer: Viewer, one: Exchange, names: dict[UUID, str]) -> Shared:
    # Whoever has no login here is named by the exchange, and what they say is written down between us and ourselves.
    # Between colleagues it is the colleague who is named, and what comes back to the lead came from one.
    home = one.from_authority_id == one.to_authority_id
    back = one.answer or one.kind == ExchangeKind.TOLD_BACK
    outward = one.from_authority_id == viewer.authority_id and not (home and back)
    other = one.to_authority_id if outward else one.from_authority_id
    named = one.to_name if outward or home else ""
    who = named or (one.by_name if home and back else names.get(other, ""))
    what = one.get_answer_display() if one.answer else one.get_kind_display()
    return Shared(one.id, str(what), who, basis_label(one.basis), one.created_at, outward, one.recorded)


def basis_label(basis_id: str) -> str:
    """The short name of a legal basis; its id where the data does not know it any more."""
    try:
        return basis(basis_id).label
    except UnknownBasis:
        return basis_id


def road(case: Case) -> tuple[Place, ...]:
    """The line of stations with where the case is. A side track stands on the line where it left it."""
    if case.track != Track.CONCERN:
        return ()
    passed = set(Passed.objects.filter(case=case).order_by().values_list("target", flat=True))
    here = case.stage
    places = [Place(str(Stage(stage).label), _state(stage, here, passed)) for stage in states.LINE]
    if here not in states.LINE:
        reached = max((n for n, stage in enumerate(states.LINE) if stage in passed), default=-1)
        places.insert(reached + 1, Place(str(Stage(here).label), "now"))
    return tuple(places)


def _state(stage: str, here: str, passed: set[str]) -> str:
    if stage == here:
        return "now"
    return "done" if stage in passed else "later"


@dataclass(frozen=True, slots=True)
class CasePage:
    """The case page. Without access only the header: `found` and `frame` are None."""

    case: Case
    found: Opened | None
    frame: Frame | None
    happened: tuple[Happened, ...]
    reports: tuple[tuple[UUID, str], ...] = ()


def case_page(viewer: Viewer, case_id: UUID) -> CasePage:
    """The case for whoever holds it; for a coordinator or manager without access its header. Raises NotFound.

    Whoever was let in to a part of it (a decision, goals, a return flow) has that part's own page and not this one.
    """
    case = header(viewer, case_id)
    grants = grants_of(viewer, case_id)
    if not viewer.roles & {"coordinator", "case_manager"} and not any("*" in one.sections for one in grants):
        raise not_here(viewer, case_id, "no_grant")
    if not grants:
        return CasePage(case, None, None, ())
    if case.stage == Stage.ERASED:
        return CasePage(case, None, None, ())
    found = opened(viewer, case_id)
    return CasePage(case, found, frame(viewer, found, case.stage), timeline(found), reports_of(found))


def reports_of(found: Opened) -> tuple[tuple[UUID, str], ...]:
    """The reports that became the case, by id and number, for whoever may read them."""
    if not found.has("reports"):
        return ()
    ids = Report.objects.filter(case=found.case).order_by("received_at", "id").values_list("id", flat=True)
    return tuple((id, reference(id)) for id in ids)


def timeline(found: Opened) -> tuple[Happened, ...]:
    """What happened, newest first: steps, and notes for whoever holds them."""
    steps = [
        Happened(one.created_at, one.by_name, _verb(one.verb), str(Stage(one.target).label), "", "")
        for one in Passed.objects.filter(case=found.case)
    ]
    notes = []
    if found.has("notes"):
        notes = [
            Happened(one.created_at, one.by_name, "", "", one.kind, found.key.open(one, "text") or "")
            for one in Note.objects.filter(case=found.case)
        ]
    return tuple(sorted([*steps, *notes], key=lambda one: one.at, reverse=True))


def _verb(verb: str) -> str:
    step = states.BY_VERB.get(verb)
    return str(step.label if step else states.SAID.get(verb, ""))


def next_task(found: Frame) -> Row | None:
    """The one next step: what the viewer can do now, at the station first, an answer to read before the rest."""
    own = of_stage(found.case.stage)

    def order(row: Row) -> tuple[bool, bool, bool]:
        here = at_station(found, row) or row.kind in {*own, "close_returned"}  # the answer that leads to another page
        return KINDS[row.kind].hangs, not here, row.kind in own

    rows = sorted(found.tasks, key=order)
    return rows[0] if rows else None


def explaining(found: Frame, row: Row | None) -> Station:
    """The station whose words fit the next step."""
    return STATIONS[ON_ANOTHER[row.kind]] if row is not None and row.kind in ON_ANOTHER else found.station


def at_station(found: Frame, row: Row) -> bool:
    """Whether the task is done on the page of the station where the case is, so that its words explain the task."""
    stage = STAGE_TASK.get(found.case.stage, "")
    return row.kind in ON_ANOTHER or (bool(stage) and KINDS[row.kind].route == KINDS[stage].route)


def elsewhere(found: Frame, path: str) -> Frame:
    """The frame without the tasks that are done on the page at `path` itself."""
    return replace(found, tasks=tuple(one for one in found.tasks if one.href != path))


def without(found: Frame, row: Row | None) -> Frame:
    """The frame with that task left out of what is also open."""
    return replace(found, tasks=tuple(one for one in found.tasks if one != row))
