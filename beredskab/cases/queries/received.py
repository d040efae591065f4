"""What was sent to the viewer's authority by others: their list, and one record at a time. Never the other's case."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import connection
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from beredskab.audit.actions import access, refused
from beredskab.cases import lawful
from beredskab.cases.calendar import Entry
from beredskab.cases.models import Answer, Exchange, ExchangeKind
from beredskab.cases.permissions import CONTACTS
from beredskab.cases.queries import between
from beredskab.cases.queries.between import Shown, show
from beredskab.cases.queries.invited import Meets, meeting_of, taken_back
from beredskab.frameworks.law.model import Basis, Situation
from beredskab.kit.errors import DomainError, NotFound
from beredskab.kit.vault import KeyGone, vault
from beredskab.kit.viewer import Viewer
from beredskab.organisation.queries import authority, names_of_authorities

LABEL = "cases.Exchange"
MOST = 100
HANDED: Final = (Answer.ACCEPTED, Answer.RETURNED)
TELLS: Final = ("accepted", "decided")
__all__ = ["addressed", "answers_to", "bases_of", "how_many_wait", "inbox", "outside", "purpose_of", "stands_of"]


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that was sent, without its content: who asks, what for, by when."""

    id: UUID
    sender: str
    kind: str
    what: str
    number: str
    sent_at: datetime
    due_at: datetime | None
    waits: bool
    late: bool
    taken_at: datetime | None = None  # when the sender took it back, or called the meeting off


@dataclass(frozen=True, slots=True)
class Inbox:
    """The list: what waits for an answer, and what the viewer can still look at."""

    waiting: tuple[Line, ...]
    rest: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Received:
    """One page. Before it is opened only the cover: `one` is None."""

    row: Exchange
    cover: Line
    one: Shown | None
    thread: tuple[Shown, ...]  # what passed before and after, as far as it is the viewer's to see
    answers: tuple[Answer, ...]
    bases: tuple[Basis, ...]
    stands: str = ""  # how it stands with the viewer's authority, in one word
    meeting: Meets | None = None

    @property
    def inside(self) -> bool:
        """Whether a colleague of the viewer's own authority asks."""
        return self.row.owner_authority_id == self.row.to_authority_id

    @property
    def likely(self) -> frozenset[str]:
        """The basis that was asked on: an answer usually rests on the same. What is told back has only likely ones."""
        return frozenset({one.id for one in self.bases} if self.tells else {self.row.basis})

    @property
    def tells(self) -> bool:
        """Whether it is accepted, so that something can be told back."""
        return self.stands in TELLS


def answers_to(kind: str) -> tuple[Answer, ...]:
    """What the other side can answer itself. A hand-over is written down on its own page, everything else on one."""
    return HANDED if kind == ExchangeKind.HAND_OVER else between.answers_to(kind)


def inbox(viewer: Viewer) -> Inbox:
    """What was sent to the viewer's authority and is still open to it. Raises NotFound for who is no contact of it."""
    if not viewer.roles & CONTACTS:
        raise NotFound("page_not_found", _("This page does not exist."))
    access(viewer, "cases.inbox.read")
    lines = _lines(viewer)
    return Inbox(tuple(one for one in lines if one.waits), tuple(one for one in lines if not one.waits))


def how_many_wait(viewer: Viewer) -> int:
    """How much of it waits for an answer. For the list of those who have other work too."""
    return sum(one.waits for one in _lines(viewer)) if viewer.roles & CONTACTS else 0


def _lines(viewer: Viewer) -> list[Line]:
    rows = list(_open(viewer).order_by("due_at", "id")[:MOST])
    if not rows:
        return []
    names = names_of_authorities({row.from_authority_id for row in rows})
    stands, taken = stands_of(rows), taken_back(rows)
    return [line(row, names.get(row.from_authority_id, ""), stands.get(row.id, ""), taken.get(row.id)) for row in rows]


def entry(viewer: Viewer, exchange_id: UUID) -> Entry:
    """What a calendar may know of the meeting that one is invited to, once the invitation is opened. NotFound."""
    found = meeting_of(addressed(viewer, exchange_id))
    if found is None:
        raise NotFound("meeting_not_found", _("This page does not exist."))
    return found.entry


def line(row: Exchange, sender: str, stands: str, taken_at: datetime | None = None) -> Line:
    """A record as a line of the list. A recommendation waits until it is returned or decided."""
    waits = row.closed_at is None and bool(answers_to(row.kind)) and stands != "over"
    if row.kind == ExchangeKind.HAND_OVER:
        waits = stands in ("waits", "accepted")
    return Line(
        id=row.id, sender=sender, kind=row.kind, what=str(row.get_kind_display()), number=row.case_number,
        sent_at=row.created_at, due_at=row.due_at, waits=waits and taken_at is None,
        late=waits and row.due_at is not None and row.due_at < timezone.now(), taken_at=taken_at,
    )  # fmt: skip


def addressed(viewer: Viewer, exchange_id: UUID) -> Exchange:
    """One record that was sent to the viewer's authority, to the viewer or to its contacts. Raises NotFound."""
    row = _open(viewer).filter(id=exchange_id).first()
    if row is None:
        refused(viewer, "cases.exchange.refused", LABEL, exchange_id, "not_addressed")
        raise NotFound("exchange_not_found", _("This page does not exist."))
    return row


def outside(viewer: Viewer, exchange_id: UUID) -> Received:
    """One record as the other side sees it: the cover until it is opened, then what was sent. Raises NotFound."""
    row = addressed(viewer, exchange_id)
    sender = names_of_authorities({row.from_authority_id}).get(row.from_authority_id, "")
    stands = stands_of([row]).get(row.id, "")
    cover = line(row, sender, stands, taken_back([row]).get(row.id))
    if row.seen_at is None:
        return Received(row, cover, None, (), (), ())
    _in_both_logs(viewer, row)
    rows = list(_mine(viewer).filter(root_id=row.root_id).order_by("created_at", "id"))
    names = names_of_authorities({one for each in rows for one in (each.from_authority_id, each.to_authority_id)})
    try:
        key = vault().key(viewer.authority_id, row.root_id)
    except KeyGone:
        raise NotFound("exchange_erased", _("What was shared here is erased.")) from None
    shown = {one.id: show(one, key, names) for one in rows}
    rest = tuple(one for one in shown.values() if one.row.id != row.id)
    shut = row.closed_at is not None or stands != "waits"
    free = [] if shut else [one for one in answers_to(row.kind) if one is not Answer.ADVICE]
    bases = bases_of(viewer, row) if free else telling_bases(viewer, row) if stands in TELLS else ()
    return Received(row, cover, shown[row.id], rest, tuple(free), bases, stands, meeting_of(row))


def stands_of(rows: Sequence[Exchange]) -> dict[UUID, str]:
    """How each of them stands, as the database tells whoever received it."""
    if not rows:
        return {}
    with connection.cursor() as cursor:
        cursor.execute("select one, cases_stands(one) from unnest(%s::uuid[]) one", [[row.id for row in rows]])
        return {one: word for one, word in cursor.fetchall() if word}


def _in_both_logs(viewer: Viewer, row: Exchange) -> None:
    """Who saw what was shared stands in the log of the one who saw it, and of the one whose case it is."""
    detail = {"ref": row.case_number, "kind": row.kind}
    if row.owner_authority_id != viewer.authority_id:
        access(viewer, "cases.exchange.read", row, detail=detail)
    access(
        viewer, "cases.exchange.read", subject_type="cases.Case", subject_id=row.case_id, detail=detail,
        authority_id=row.owner_authority_id,
    )  # fmt: skip


def bases_of(viewer: Viewer, row: Exchange) -> tuple[Basis, ...]:
    """The bases on which the viewer's authority can give something back to the one who asked."""
    age, giver = _age(viewer, row), giver_of(viewer, row)
    drawn = row.basis == lawful.DRAWN_IN
    found = lawful.bases(giver, lawful.own_party(age), age, timezone.localdate(), drawn_in=drawn)
    return tuple(one for one in found if row.threshold_id is not None or not one.needs_threshold)


def telling_bases(viewer: Viewer, row: Exchange) -> tuple[Basis, ...]:
    """Those of them on which the table of sharing lets something be told back."""
    return tuple(one for one in bases_of(viewer, row) if _purpose(viewer, row, one.id, "asked")[0])


def purpose_of(viewer: Viewer, row: Exchange, basis: str, asked: str) -> str:
    """For which purpose it may be told back: what it was sent for, or how it goes. Raises DomainError."""
    purpose, refusal = _purpose(viewer, row, basis, asked)
    if refusal is not None:
        raise refusal
    return purpose


def _purpose(viewer: Viewer, row: Exchange, basis: str, asked: str) -> tuple[str, DomainError | None]:
    """A purpose on which the table says yes, or why it does not."""
    age, said = _age(viewer, row), None
    for purpose in (row.purpose, Situation.FOLLOW_UP):
        sharing = lawful.Sharing(
            giver=giver_of(viewer, row), receiver=lawful.own_party(age), age=age,
            purpose=purpose, basis=basis, asked=asked, threshold=row.threshold_id is not None, informed=True,
            drawn_in=row.basis == lawful.DRAWN_IN,
        )  # fmt: skip
        refusal = lawful.refusal(sharing, timezone.localdate())
        if refusal is None:
            return purpose, None
        said = said if said is not None and said.field == "asked" else refusal
    return "", said


def giver_of(viewer: Viewer, row: Exchange) -> str:
    """What the viewer's authority is to the rules of sharing; inside, the part of it that was asked."""
    if row.owner_authority_id == viewer.authority_id:
        return _why(viewer, row, "party") or lawful.own_party(_age(viewer, row))
    return lawful.party_of(authority(viewer.authority_id).kind)


def _age(viewer: Viewer, row: Exchange) -> str:
    return _why(viewer, row, "age") or "adult"


def _why(viewer: Viewer, row: Exchange, name: str) -> str:
    why = vault().key(viewer.authority_id, row.root_id).open(row, "necessity") or {}
    return str(why.get(name) or "")


def _open(viewer: Viewer) -> QuerySet[Exchange]:
    """What the other side's policy shows, said again in Python. Inside only what somebody is asked by name to bring."""
    now = timezone.now()
    theirs = ~Q(owner_authority_id=viewer.authority_id)
    to_me = Q(to_person_id=viewer.person_id) & (theirs | Q(kind=ExchangeKind.INVITATION))
    if viewer.roles & CONTACTS:
        to_me |= Q(to_person_id__isnull=True) & theirs
    found = Exchange.objects.filter(to_me, to_authority_id=viewer.authority_id, open_until__gt=now)
    return found.exclude(kind__in=(ExchangeKind.MOVE,))


def _mine(viewer: Viewer) -> QuerySet[Exchange]:
    """And the viewer's own answers in the same thread."""
    now = timezone.now()
    sent = Q(from_authority_id=viewer.authority_id, by_id=viewer.person_id)
    return Exchange.objects.filter(sent | Q(to_authority_id=viewer.authority_id), open_until__gt=now)
