"""Meetings with their agendas, and one case's item: who is invited, who was there, the minutes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from beredskab.audit.actions import access
from beredskab.cases.calendar import Entry
from beredskab.cases.infohus import BOARD_OPEN, CONVENING, Convening, board_open, may_convene
from beredskab.cases.models import AgendaItem, Attendance, Case, Exchange, ExchangeKind, Grant, Meeting, MeetingMove
from beredskab.cases.permissions import COORDINATOR, hidden, may_oversee
from beredskab.cases.queries.headers import Opened, not_here, opened, settings_of
from beredskab.kit.errors import NotFound
from beredskab.kit.viewer import Viewer
from beredskab.organisation.queries import names_of_authorities

SHOWN: Final = 30
"""How many meetings that were held or called off are listed."""


@dataclass(frozen=True, slots=True)
class Convened:
    """One line of the list of meetings."""

    meeting: Meeting
    cases: tuple[str, ...]  # the numbers of those that the viewer can open


@dataclass(frozen=True, slots=True)
class Meetings:
    """The meetings ahead and behind, and how this municipality calls them."""

    coming: tuple[Convened, ...]
    waiting: tuple[Convened, ...]  # their time has passed, and nobody has written what became of them
    before: tuple[Convened, ...]
    way: Convening
    may_call: bool


@dataclass(frozen=True, slots=True)
class Item:
    """A case on the agenda, as far as the viewer can open it."""

    item: AgendaItem
    case: Case
    place: str


@dataclass(frozen=True, slots=True)
class MeetingPage:
    """One meeting: when and where, its agenda, and which cases could be put on it."""

    meeting: Meeting
    items: tuple[Item, ...]
    addable: tuple[Case, ...]
    over: bool
    may_call: bool
    moves: tuple[MeetingMove, ...] = ()  # what it was before, the newest first

    @property
    def movable(self) -> bool:
        """Whether it can still be moved or called off."""
        return self.may_call and self.meeting.held_at is None and self.meeting.cancelled_at is None


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody at a case's item. `key` is stable between showing a form and taking it in."""

    key: str
    name: str
    authority: str
    exchange_id: UUID | None
    present: bool | None
    answered: str  # "", contribution, no_contribution: what they answered to the invitation


@dataclass(frozen=True, slots=True)
class MinutesPage:
    """One case at one meeting."""

    found: Opened
    item: AgendaItem
    meeting: Meeting
    text: str
    guests: tuple[Guest, ...]
    writable: bool

    @property
    def ahead(self) -> bool:
        """The meeting has not begun."""
        return self.meeting.at > timezone.now()


def day_of(meeting: Meeting) -> str:
    """Its day in Denmark, as the log keeps it."""
    return timezone.localdate(meeting.at).isoformat()


def all_meetings(viewer: Viewer) -> Meetings:
    """The list of meetings. Raises NotFound for other roles."""
    hidden(may_oversee(viewer))
    access(viewer, "cases.meetings.read")
    now = timezone.now()
    rows = Meeting.objects.filter(authority_id=viewer.authority_id)
    ahead = list(rows.filter(held_at__isnull=True, cancelled_at__isnull=True).order_by("at", "id"))
    behind = list(rows.exclude(held_at__isnull=True, cancelled_at__isnull=True).order_by("-at", "-id")[:SHOWN])
    numbers = _numbers(viewer, [*ahead, *behind])
    lines = {one.id: Convened(one, numbers.get(one.id, ())) for one in (*ahead, *behind)}
    model = settings_of(viewer.authority_id).model
    return Meetings(
        coming=tuple(lines[one.id] for one in ahead if not _over(one, now)),
        waiting=tuple(lines[one.id] for one in ahead if _over(one, now)),
        before=tuple(lines[one.id] for one in behind),
        way=CONVENING[model],
        may_call=may_convene(model, viewer.roles) is None,
    )


def meeting(viewer: Viewer, meeting_id: UUID) -> Meeting:
    """A meeting without its agenda. Raises NotFound."""
    hidden(may_oversee(viewer))
    found = Meeting.objects.filter(authority_id=viewer.authority_id, id=meeting_id).first()
    if found is None:
        raise NotFound("meeting_not_found", _("This page does not exist."))
    return found


def meeting_page(viewer: Viewer, meeting_id: UUID) -> MeetingPage:
    """One meeting with the part of its agenda that the viewer can open. Raises NotFound."""
    one = meeting(viewer, meeting_id)
    access(viewer, "cases.meeting.read", one, detail={"date": day_of(one)})
    items = _items(viewer, one)
    on_it = {entry.case.id for entry in items}
    open_to = [case for case in _held(viewer) if case.id not in on_it] if COORDINATOR in viewer.roles else []
    return MeetingPage(
        meeting=one,
        items=items,
        addable=tuple(open_to) if one.cancelled_at is None else (),
        over=_over(one, timezone.now()),
        may_call=may_convene(settings_of(viewer.authority_id).model, viewer.roles) is None,
        moves=tuple(MeetingMove.objects.filter(authority_id=viewer.authority_id, meeting=one).order_by("-sequence")),
    )


def movable(viewer: Viewer, meeting_id: UUID) -> Meeting:
    """A meeting for whoever may move it, also when that is refused now. Raises NotFound."""
    hidden(may_convene(settings_of(viewer.authority_id).model, viewer.roles))
    return meeting(viewer, meeting_id)


def entry(viewer: Viewer, meeting_id: UUID) -> Entry:
    """What a calendar may know of a meeting. Raises NotFound."""
    one = meeting(viewer, meeting_id)
    moved = MeetingMove.objects.filter(authority_id=viewer.authority_id, meeting=one).order_by("-sequence").first()
    changed = one.cancelled_at or (moved.created_at if moved else one.created_at)
    return Entry(one.id, one.at, one.minutes_long, one.sequence, changed, one.cancelled_at is not None)


def ahead(viewer: Viewer) -> list[Meeting]:
    """Meetings that a case can be put on: not called off, not held, and not long past."""
    rows = Meeting.objects.filter(authority_id=viewer.authority_id, held_at__isnull=True, cancelled_at__isnull=True)
    return list(rows.filter(at__gt=timezone.now() - timedelta(days=31)).order_by("at", "id")[:SHOWN])


def latest_item(case: Case) -> AgendaItem | None:
    """Where the case is on an agenda: the newest meeting that is not called off."""
    rows = AgendaItem.objects.filter(case=case, meeting__cancelled_at__isnull=True).select_related("meeting")
    return rows.order_by("-meeting__at", "-id").first()


def minutes_page(viewer: Viewer, item_id: UUID) -> MinutesPage:
    """One case at one meeting, for whoever can open its board. Raises NotFound."""
    item = item_of(viewer, item_id)
    found = opened(viewer, item.case_id, "board")
    text = found.key.open(item, "minutes") or ""
    # Called off, finished or gone on: what is written stays as it is.
    writable = item.minutes_at is None and item.meeting.cancelled_at is None and found.case.stage in BOARD_OPEN
    there = guests(found, item)
    # Whoever writes is most often there too: their name stands ready, and the tick is theirs to set.
    mine = (
        ()
        if any(one.name == viewer.name for one in there)
        else (Guest("m", viewer.name, viewer.authority_name, None, None, ""),)
    )
    return MinutesPage(found, item, item.meeting, text, (*there, *mine) if writable else there, writable)


def item_of(viewer: Viewer, item_id: UUID) -> AgendaItem:
    """An agenda item of a case that the viewer can open. Raises NotFound."""
    rows = AgendaItem.objects.filter(authority_id=viewer.authority_id, id=item_id).select_related("meeting", "case")
    found = rows.first()
    if found is None:
        raise not_here(viewer, item_id, "no_grant")
    return found


def guests(found: Opened, item: AgendaItem) -> tuple[Guest, ...]:
    """Those already written down, then those invited and not written down yet."""
    there = list(Attendance.objects.filter(item=item).order_by("created_at", "id"))
    invited = _invited(found, item)
    answers = {row.id: answer for row, _name, answer in invited}
    known = {one.exchange_id for one in there if one.exchange_id}
    noted = [
        Guest(
            f"a{one.id.hex}", one.name, one.authority_name, one.exchange_id, one.present,
            answers.get(one.exchange_id, "") if one.exchange_id else "",
        )
        for one in there
    ]  # fmt: skip
    asked = [
        Guest(f"e{row.id.hex}", "", name, row.id, None, answer) for row, name, answer in invited if row.id not in known
    ]
    return (*noted, *asked)


def _invited(found: Opened, item: AgendaItem) -> list[tuple[Exchange, str, str]]:
    """Invitations to this meeting, or to none in particular, with whom they went to and what was answered."""
    if not found.has("between"):
        return []
    rows = Exchange.objects.filter(case=found.case, owner_authority_id=found.case.authority_id)
    sent = list(rows.filter(kind=ExchangeKind.INVITATION).order_by("created_at", "id"))
    off = Meeting.objects.filter(id__in={one.meeting_id for one in sent}, cancelled_at__isnull=False).order_by("id")
    ours = [one for one in sent if one.meeting_id in (None, item.meeting_id)]
    asked = {(one.to_authority_id, one.to_name) for one in ours}
    # Whoever said they bring something to a meeting that was called off is still thought of.
    gone = set(off.values_list("id", flat=True))
    sent = ours + [one for one in sent if one.meeting_id in gone and (one.to_authority_id, one.to_name) not in asked]
    answers = {one.reply_to_id: one.answer for one in rows.filter(reply_to__in=sent).order_by("created_at", "id")}
    names = names_of_authorities({one.to_authority_id for one in sent})
    return [(one, one.to_name or names.get(one.to_authority_id, ""), answers.get(one.id, "")) for one in sent]


def _over(one: Meeting, now: datetime) -> bool:
    return one.at + timedelta(minutes=one.minutes_long) < now


def _items(viewer: Viewer, one: Meeting) -> tuple[Item, ...]:
    rows = AgendaItem.objects.filter(authority_id=viewer.authority_id, meeting=one).select_related("case")
    return tuple(Item(row, row.case, str(row.case.get_stage_display())) for row in rows.order_by("position", "id"))


def _numbers(viewer: Viewer, rows: list[Meeting]) -> dict[UUID, tuple[str, ...]]:
    found = AgendaItem.objects.filter(authority_id=viewer.authority_id, meeting__in=rows).select_related("case")
    numbers: dict[UUID, list[str]] = {}
    for item in found.order_by("position", "id"):
        numbers.setdefault(item.meeting_id, []).append(item.case.number)
    return {key: tuple(value) for key, value in numbers.items()}


def _held(viewer: Viewer) -> list[Case]:
    """Cases at the right place of the road whose board the viewer can open."""
    now = timezone.now()
    mine = Grant.objects.filter(
        authority_id=viewer.authority_id, person_id=viewer.person_id, ended_at__isnull=True, ends_at__gt=now,
        sections__overlap=["*", "board"],
    ).order_by()  # fmt: skip
    rows = Case.objects.filter(authority_id=viewer.authority_id, stage__in=BOARD_OPEN, id__in=mine.values("case_id"))
    return list(rows.order_by("year", "sequence"))


def addable(viewer: Viewer, meeting_id: UUID, chosen: str) -> UUID:
    """The case that was chosen for an agenda, among those that can be. Raises NotFound."""
    for case in meeting_page(viewer, meeting_id).addable:
        if str(case.id) == chosen:
            return case.id
    raise NotFound("case_not_found", _("This page does not exist."))


def callable_now(found: Opened) -> bool:
    """Whether the case is where a meeting can be called for it."""
    return board_open(found.case.stage) is None
