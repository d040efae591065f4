"""What passed between authorities, as the municipality whose case it is sees it. For grants with `between`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from beredskab.cases import lawful
from beredskab.cases.models import Answer, Case, Exchange, ExchangeKind, Meeting, Partner
from beredskab.cases.queries.headers import Opened, opened
from beredskab.frameworks.law.bases import UnknownBasis
from beredskab.frameworks.law.bases import basis as find_basis
from beredskab.frameworks.law.model import Basis
from beredskab.frameworks.law.sharing import table
from beredskab.kit.errors import DomainError, NotFound
from beredskab.kit.vault import DataKey, KeyGone, vault
from beredskab.kit.viewer import Viewer
from beredskab.organisation.models import Authority
from beredskab.organisation.queries import authority, names_of_authorities

ANSWERS: Final[Mapping[str, tuple[Answer, ...]]] = {
    ExchangeKind.CLEARANCE: (Answer.PROCEED, Answer.NOT_INFOHUS, Answer.POLICE, Answer.MORE, Answer.ADVICE),
    ExchangeKind.ADVICE: (Answer.ADVICE,),
    ExchangeKind.INVITATION: (Answer.CONTRIBUTION, Answer.NO_CONTRIBUTION),
    ExchangeKind.CONFIRM: (Answer.ACCEPTED, Answer.RETURNED),
}


@dataclass(frozen=True, slots=True)
class Shown:
    """One record, opened: who, to whom, on which basis, for what, why, and exactly which items."""

    row: Exchange
    giver: str
    receiver: str
    basis: Basis | None
    purpose: str
    items: tuple[Mapping[str, str], ...]
    necessity: str
    asked: str
    how: str  # how a written-down answer came
    age: str
    party: str
    partner: str

    @property
    def open(self) -> bool:
        """Whether the other side can see it now."""
        return self.row.open_until > timezone.now()


def answers_to(kind: str) -> tuple[Answer, ...]:
    """What can be answered to an exchange of a kind."""
    return ANSWERS.get(kind, ())


def police_of(viewer: Viewer) -> Authority:
    """The police district of the viewer's municipality. Raises DomainError."""
    district = authority(viewer.authority_id).district
    if district is None:
        raise DomainError("no_district", _("No police district is set for this municipality. Ask your administrator."))
    return district


def of_case(case: Case, *kinds: str) -> list[Exchange]:
    """The records of a case, oldest first; answers are of the kind they answer."""
    found = Exchange.objects.filter(case=case, owner_authority_id=case.authority_id)
    if kinds:
        found = found.filter(Q(kind__in=kinds) | Q(reply_to__kind__in=kinds, kind=ExchangeKind.ANSWER))
    return list(found.select_related("reply_to").order_by("created_at", "id"))


def own(viewer: Viewer, case: Case, exchange_id: UUID) -> Exchange:
    """One record of the case. Raises NotFound."""
    found = Exchange.objects.filter(case=case, owner_authority_id=viewer.authority_id, id=exchange_id)
    row = found.select_related("reply_to").first()
    if row is None:
        raise NotFound("exchange_not_found", _("This page does not exist."))
    return row


def last_answer(case: Case) -> Exchange | None:
    """The police's answer to the newest request, advice apart. None while nobody has answered it."""
    asked = Exchange.objects.filter(case=case, kind=ExchangeKind.CLEARANCE).order_by("-created_at", "-id").first()
    if asked is None:
        return None
    answers = Exchange.objects.filter(case=case, reply_to=asked).exclude(answer=Answer.ADVICE)
    return answers.order_by("-created_at", "-id").first()


def open_invitation(case: Case, partner_id: UUID) -> Exchange | None:
    """The invitation of a partner that is still unanswered."""
    rows = Exchange.objects.filter(case=case, kind=ExchangeKind.INVITATION, closed_at__isnull=True)
    live = rows.filter(open_until__gt=timezone.now()).order_by("created_at", "id")
    return next((one.row for one in shown_all(case, live) if one.partner == str(partner_id)), None)


def invitations(case: Case) -> list[Shown]:
    """Every invitation of a case, answered or not."""
    rows = Exchange.objects.filter(case=case, kind=ExchangeKind.INVITATION)
    return shown_all(case, rows.order_by("created_at", "id"))


def shown_all(case: Case, rows: Iterable[Exchange]) -> list[Shown]:
    """Records opened with their keys, in the order given. A destroyed key leaves its records out."""
    listed = list(rows)
    keys = vault().keys(case.authority_id, {row.root_id for row in listed})
    names = names_of_authorities({one for row in listed for one in (row.from_authority_id, row.to_authority_id)})
    return [show(row, keys[row.root_id], names) for row in listed if row.root_id in keys]


def show(row: Exchange, key: DataKey, names: Mapping[UUID, str]) -> Shown:
    """A record with its content."""
    why: Mapping[str, Any] = key.open(row, "necessity") or {}
    answered = row.kind in (ExchangeKind.ANSWER, ExchangeKind.TOLD_BACK)
    giver, receiver = names.get(row.from_authority_id, ""), names.get(row.to_authority_id, "")
    return Shown(
        row=row,
        giver=_answerer(row, giver) if answered else giver,
        receiver=receiver if answered else (row.to_name or receiver),
        basis=basis_of(row.basis),
        purpose=_purposes().get(row.purpose, row.purpose),
        items=tuple(key.open(row, "items") or ()),
        necessity=str(why.get("text", "")), asked=str(why.get("asked", "")), how=str(why.get("how", "")),
        age=str(why.get("age", "")), party=str(why.get("party", "")), partner=str(why.get("partner", "")),
    )  # fmt: skip


def _answerer(row: Exchange, giver: str) -> str:
    """Who answered: a body without a login by its name, a colleague inside by theirs, else the authority."""
    home = row.from_authority_id == row.to_authority_id and not row.recorded
    return row.to_name or (row.by_name if home else giver)


def basis_of(basis_id: str) -> Basis | None:
    """The basis as the data knows it; None for one that it never knew."""
    try:
        return find_basis(basis_id, lawful.language())
    except UnknownBasis:
        return None


def _purposes() -> dict[str, str]:
    return {one.id: one.label for one in table(lawful.language()).situations}


@dataclass(frozen=True, slots=True)
class Record:
    """One record's page: itself, what it answers, and what was answered to it."""

    found: Opened
    one: Shown
    answers: tuple[Shown, ...]

    @property
    def how(self) -> str:
        """How a written-down answer came, in words."""
        words = {"call": _("by telephone"), "secure_mail": _("by secure mail"), "meeting": _("at a meeting")}
        return words.get(self.one.how, "")

    @property
    def answerable(self) -> bool:
        """Whether an answer to it can still be written down."""
        row = self.one.row
        advice = row.kind in (ExchangeKind.CLEARANCE, ExchangeKind.ADVICE)
        return bool(answers_to(row.kind)) and (row.closed_at is None or advice)


def record_page(viewer: Viewer, case_id: UUID, exchange_id: UUID) -> Record:
    """One disclosure, for whoever may see what was shared in the case. Raises NotFound."""
    found = opened(viewer, case_id, "between")
    row = own(viewer, found.case, exchange_id)
    try:
        key = vault().key(viewer.authority_id, row.root_id)
    except KeyGone:
        raise NotFound("exchange_erased", _("What was shared here is erased.")) from None
    replies = Exchange.objects.filter(case=found.case, reply_to=row).order_by("created_at", "id")
    rows = [row, *replies]
    names = names_of_authorities({one for row in rows for one in (row.from_authority_id, row.to_authority_id)})
    first, *answers = (show(one, key, names) for one in rows)
    return Record(found, first, tuple(answers))


def meetings_ahead(viewer: Viewer) -> list[Meeting]:
    """Meetings that are still to be held, the next first."""
    coming = Meeting.objects.filter(authority_id=viewer.authority_id, held_at__isnull=True, cancelled_at__isnull=True)
    return list(coming.filter(at__gt=timezone.now()).order_by("at", "id")[:20])


def meeting_at(viewer: Viewer, meeting_id: UUID) -> datetime:
    """When a meeting is. Raises DomainError for one that is over or not ours."""
    found = next((one for one in meetings_ahead(viewer) if one.id == meeting_id), None)
    if found is None:
        raise DomainError("meeting", _("Choose a meeting that is still to be held."), "meeting")
    return found.at


@dataclass(frozen=True, slots=True)
class Asked:
    """A partner and how it stands: not asked, invited, answered."""

    partner: Partner
    newest: Shown | None
    answers: tuple[Shown, ...]
    who: str = ""  # the colleague who was asked by name

    @property
    def state(self) -> str:
        """A code for the page."""
        if self.newest is None:
            return "not_asked"
        if self.answers:
            return "answered"
        if self.newest.row.closed_at is not None:  # its meeting was called off
            return "off"
        return "waits" if self.newest.open else "lapsed"
