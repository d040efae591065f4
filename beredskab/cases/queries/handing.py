"""Handing a confirmed recommendation over: what is given, to whom it can go, and how it stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TypedDict
from uuid import UUID

from django.utils.translation import gettext as _

from beredskab.cases.models import Answer, Case, Exchange, ExchangeKind, HandOver, Partner, Recommendation, Stage
from beredskab.cases.permissions import CASEWORKER
from beredskab.cases.queries import clearing, recommending
from beredskab.cases.queries.access import colleagues
from beredskab.cases.queries.between import basis_of
from beredskab.cases.queries.clearing import PartnerPage, Suggestion
from beredskab.cases.queries.headers import Opened, not_here, opened
from beredskab.cases.queries.partners import in_use_today
from beredskab.frameworks.law.model import Basis
from beredskab.kit.errors import DomainError, NotFound
from beredskab.kit.vault import DataKey, KeyGone, vault
from beredskab.kit.viewer import Viewer
from beredskab.organisation.models import Membership
from beredskab.organisation.queries import names_of_authorities


class Item(TypedDict):
    """One part of what is given: what it is, and its words."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Told:
    """What the receiver told back: when, by whom, on which basis, and the words of the fixed form."""

    at: datetime
    who: str
    items: tuple[Item, ...] = field(repr=False)
    written_by: str = ""  # whoever here wrote it down for them
    basis: Basis | None = None


@dataclass(frozen=True, slots=True)
class Arrived:
    """What another authority answered itself, and nobody here has taken in yet."""

    at: datetime
    who: str
    what: str  # accepted, returned, decided
    items: tuple[Item, ...] = field(repr=False)
    basis: Basis | None = None


@dataclass(frozen=True, slots=True)
class Handed:
    """One hand-over: to whom, how it stands, the reason for a return, and what was given."""

    row: HandOver
    due_at: datetime | None
    items: tuple[Item, ...] = field(repr=False)
    reason: str = field(repr=False, default="")
    told: tuple[Told, ...] = ()
    arrived: Arrived | None = None
    logs_in: bool = False  # somebody of the other authority can answer here

    @property
    def outside(self) -> bool:
        """Whether nobody here has it: then the coordinator writes down what is answered."""
        return self.row.to_person_id is None


@dataclass(frozen=True, slots=True)
class HandOverPage:
    """The coordinator's page."""

    found: Opened
    items: tuple[Item, ...] = field(repr=False)
    missing: DomainError | None
    receivers: tuple[tuple[str, str], ...]
    handed: tuple[Handed, ...]
    here: bool  # the case is at the station where it is handed over
    partners: tuple[Partner, ...]  # other authorities that could decide

    @property
    def pending(self) -> Handed | None:
        """The one that waits for an answer, or is accepted and not decided yet."""
        waits = self.found.case.stage == Stage.DECISION and self.handed
        return self.handed[0] if waits and self.handed[0].row.state != "returned" else None


def hand_over(viewer: Viewer, case_id: UUID) -> HandOverPage:
    """The page for whoever holds the case. Raises NotFound."""
    found = opened(viewer, case_id, "*")
    text = recommending.handable(found.case)
    return HandOverPage(
        found,
        items_of(found.key, text) if text else (),
        missing(found.case),
        receivers(viewer),
        handed(viewer, found),
        found.case.stage == Stage.RECOMMENDATION,
        tuple(in_use_today(viewer)),
    )


def to_partner(viewer: Viewer, case_id: UUID, partner_id: UUID) -> PartnerPage:
    """The form to another authority: what can be ticked is the recommendation, word for word. Raises NotFound."""
    page = clearing.to_partner(viewer, case_id, partner_id)
    text = recommending.handable(page.found.case) if page.found.has("*") else None
    if text is None:
        raise not_here(viewer, case_id, "not_confirmed")
    parts = tuple(Suggestion(**one, private=False) for one in items_of(page.found.key, text))
    private = tuple(one for one in page.choices.suggestions if one["private"])
    return replace(page, choices=replace(page.choices, suggestions=(*parts, *private)))


def missing(case: Case) -> DomainError | None:
    """Why the recommendation cannot be handed over yet; None when it can."""
    text = recommending.newest(case)
    if text is None or text.frozen_at is None:
        return DomainError("not_frozen", _("There is no frozen recommendation. Write it, and freeze the text first."))
    if recommending.handable(case) is None:
        return DomainError("not_confirmed", _("The frozen text is not confirmed by two yet. Ask the second person."))
    return None


def items_of(key: DataKey, text: Recommendation) -> tuple[Item, ...]:
    """The recommendation as the parts that are given: the words that were frozen, and no others."""
    parts = recommending.parts_of(recommending.content_of(key, text))
    made = [(one.title, "\n".join([one.text, *(" · ".join(line) for line in one.lines)]).strip()) for one in parts]
    return tuple(Item(label=label, text=text) for label, text in made if text)


def receivers(viewer: Viewer) -> tuple[tuple[str, str], ...]:
    """Caseworkers of the own municipality, who can decide: id, and name with unit."""
    return tuple(
        (str(one.person_id), f"{one.person.name}, {one.unit.name}" if one.unit else one.person.name)
        for one in colleagues(viewer)
        if CASEWORKER in one.roles and one.person_id != viewer.person_id
    )


def colleague(viewer: Viewer, person_id: UUID, role: str) -> Membership:
    """A colleague with a role. Raises DomainError."""
    for one in colleagues(viewer):
        if one.person_id == person_id and role in one.roles:
            return one
    raise DomainError("person", _("Choose a colleague from the list."), "person")


def handed(viewer: Viewer, found: Opened) -> tuple[Handed, ...]:
    """The hand-overs of a case, the newest first, with what was given and told back."""
    rows = HandOver.objects.filter(case=found.case).order_by("-created_at", "-id")
    return tuple(opened_hand_over(viewer, found, row) for row in rows)


def opened_hand_over(viewer: Viewer, found: Opened, row: HandOver) -> Handed:
    """One hand-over with its content."""
    thread = list(Exchange.objects.filter(root_id=row.exchange_id).order_by("created_at", "id"))
    try:
        key = vault().key(viewer.authority_id, row.exchange_id)
    except KeyGone:
        raise NotFound("exchange_erased", _("What was shared here is erased.")) from None
    first = next((one for one in thread if one.id == row.exchange_id), None)
    names = names_of_authorities({one.from_authority_id for one in thread})
    told = tuple(_told(viewer, one, key, names) for one in thread if one.kind == ExchangeKind.TOLD_BACK)
    given = tuple(key.open(first, "items") or ()) if first else ()
    reason = found.key.open(row, "reason") or ""
    abroad = first is not None and first.to_authority_id != first.from_authority_id
    came_in = _arrived(viewer, row, key, names)
    return Handed(row, first.due_at if first else None, given, reason, told, came_in, abroad)


def _told(viewer: Viewer, one: Exchange, key: DataKey, names: Mapping[UUID, str]) -> Told:
    items, basis = tuple(key.open(one, "items") or ()), basis_of(one.basis)
    if one.recorded:
        return Told(one.created_at, one.to_name or names.get(one.from_authority_id, ""), items, one.by_name, basis)
    inside = one.from_authority_id == viewer.authority_id
    return Told(one.created_at, one.by_name if inside else _who(one, names), items, "", None if inside else basis)


def _who(one: Exchange, names: Mapping[UUID, str]) -> str:
    return f"{one.by_name}, {names.get(one.from_authority_id, '')}"


def _arrived(viewer: Viewer, row: HandOver, key: DataKey, names: Mapping[UUID, str]) -> Arrived | None:
    one = came(row)
    if one is None:
        return None
    basis = basis_of(one.basis) if one.answer == Answer.DECIDED else None
    return Arrived(one.created_at, _who(one, names), one.answer, tuple(key.open(one, "items") or ()), basis)


def came(row: HandOver) -> Exchange | None:
    """What the other authority answered itself and nobody here has taken in: its decision, else its yes or no."""
    theirs = Exchange.objects.filter(reply_to_id=row.exchange_id, recorded=False)
    theirs = theirs.exclude(from_authority_id=row.authority_id).order_by("created_at", "id")
    if row.state == "returned":
        return None
    decided = theirs.filter(kind=ExchangeKind.TOLD_BACK, answer=Answer.DECIDED).first()
    if decided is not None or row.state == "accepted":
        return decided
    return theirs.filter(kind=ExchangeKind.ANSWER).first()


def newest(case: Case) -> HandOver | None:
    """The newest hand-over of a case. For actions."""
    return HandOver.objects.filter(case=case).order_by("-created_at", "-id").first()
