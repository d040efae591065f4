"""Moves between municipalities: what can go along, what was offered, and what another municipality offers us."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from beredskab.audit.actions import access, refused
from beredskab.cases import lawful
from beredskab.cases.models import Answer, Case, Exchange, ExchangeKind, Hold, Move, PersonKind
from beredskab.cases.permissions import hidden, may_coordinate
from beredskab.cases.policies import can_take
from beredskab.cases.queries.contents import REPORTER, Written, everything
from beredskab.cases.queries.gates import Gates, gates
from beredskab.cases.queries.headers import Opened, opened
from beredskab.frameworks.law.model import Party, Situation
from beredskab.kit.errors import DomainError, NotFound
from beredskab.kit.vault import DataKey, KeyGone, vault
from beredskab.kit.viewer import Viewer
from beredskab.organisation.queries import municipalities, names_of_authorities

PURPOSE: Final = Situation.MOVE
LEFT_HERE: Final = frozenset(
    {REPORTER, "Exchange", "HandOver", "HandlingReview", "EarlierLook", "Hold", "Informing", "CasePerson"}
)
"""What never goes along by a tick: who reported, what others gave us, why they returned it, and our own work."""


@dataclass(frozen=True, slots=True)
class Offered:
    """A move from here, with where to and how it stands."""

    row: Move
    to: str


@dataclass(frozen=True, slots=True)
class MovePage:
    """The sender's page."""

    found: Opened
    gates: Gates
    waiting: Offered | None
    before: tuple[Offered, ...]
    things: tuple[Written, ...]
    places: tuple[tuple[str, str], ...]
    bases: tuple[tuple[str, str], ...]
    open: bool


def move(viewer: Viewer, case_id: UUID) -> MovePage:
    """For whoever holds the whole case. Raises NotFound."""
    found = opened(viewer, case_id, "*", purpose="move")
    rows = list(Move.objects.filter(case=found.case).order_by("-created_at", "-id"))
    names = names_of_authorities({row.to_authority_id for row in rows})
    offered = [Offered(row, names.get(row.to_authority_id, "")) for row in rows]
    now = gates(viewer, found.case)
    bases = lawful.bases(now.giver, Party.OTHER_MUNICIPALITY, now.age, timezone.localdate())
    places = municipalities().exclude(id=viewer.authority_id)
    return MovePage(
        found=found,
        gates=now,
        waiting=next((one for one in offered if one.row.state == "offered"), None),
        before=tuple(one for one in offered if one.row.state != "offered"),
        things=movable(found),
        places=tuple((str(one.id), one.name) for one in places),
        bases=tuple((one.id, f"{one.label} ({one.paragraph})") for one in bases),
        open=can_take(found.case.track, found.case.stage, "move_away") is None,
    )


def on_hold(case: Case) -> DomainError | None:
    """A case on hold does not move: nobody here could lift it afterwards."""
    if not Hold.objects.filter(case=case, lifted_at__isnull=True).exists():
        return None
    return DomainError("on_hold", _("The case is on hold. Lift the hold first: after the move nobody here can."))


def movable(found: Opened) -> tuple[Written, ...]:
    """The texts that can go along."""
    return tuple(one for one in everything(found) if one.kind not in LEFT_HERE)


@dataclass(frozen=True, slots=True)
class Incoming:
    """A case that another municipality offers: the cover, and what it holds once somebody has opened it."""

    row: Exchange
    sender: str
    basis: str
    words: tuple[tuple[str, str], ...] = field(repr=False, default=())

    @property
    def until(self) -> datetime:
        """How long it can be accepted."""
        return self.row.open_until


def incoming(viewer: Viewer) -> list[Incoming]:
    """What waits to be accepted here. Raises NotFound for all but coordinators."""
    hidden(may_coordinate(viewer))
    access(viewer, "cases.moves.read")
    rows = list(_offers(viewer).order_by("created_at", "id"))
    names = names_of_authorities({row.from_authority_id for row in rows})
    return [Incoming(row, names.get(row.from_authority_id, ""), _basis(row)) for row in rows]


def one_incoming(viewer: Viewer, exchange_id: UUID) -> Incoming:
    """One of them with its content. Raises NotFound."""
    row, key = offer(viewer, exchange_id)
    access(viewer, "cases.exchange.read", row, detail={"ref": row.case_number, "kind": row.kind})
    sender = names_of_authorities({row.from_authority_id}).get(row.from_authority_id, "")
    kinds = {str(code): str(label) for code, label in PersonKind.choices}
    told = payload(row, key)["people"]
    people = [(kinds.get(one["kind"], one["kind"]), str(one["details"].get("name", "–"))) for one in told]
    items = [(one["label"], one["text"]) for one in key.open(row, "items") or []]
    return Incoming(row, sender, _basis(row), (*people, *items))


def offer(viewer: Viewer, exchange_id: UUID) -> tuple[Exchange, DataKey]:
    """An unanswered offer to the viewer's municipality, with its key. Raises NotFound."""
    hidden(may_coordinate(viewer))
    row = _offers(viewer).filter(id=exchange_id).first()
    if row is None:
        refused(viewer, "cases.exchange.refused", "cases.Exchange", exchange_id, "not_addressed")
        raise NotFound("exchange_not_found", _("This page does not exist."))
    try:
        return row, vault().key(viewer.authority_id, row.root_id)
    except KeyGone:
        raise NotFound("exchange_erased", _("What was shared here is erased.")) from None


def payload(row: Exchange, key: DataKey) -> dict[str, Any]:
    """What the receiver's case is made of: about whom, the people, and the texts."""
    found: dict[str, Any] = key.open(row, "necessity") or {}
    return {"about": found.get("about", "adult"), "people": found.get("people", []), "texts": found.get("texts", [])}


def _offers(viewer: Viewer) -> Any:
    return Exchange.objects.filter(
        to_authority_id=viewer.authority_id, kind=ExchangeKind.MOVE, answer=Answer.NONE, closed_at__isnull=True,
        open_until__gt=timezone.now(),
    )  # fmt: skip


def _basis(row: Exchange) -> str:
    from beredskab.cases.queries.page import basis_label

    return basis_label(row.basis)
