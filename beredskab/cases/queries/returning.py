"""The return flow: what was offered to whom, how it stands; and the receiver's page, which shows that and no more."""

from __future__ import annotations

from dataclasses import dataclass, field
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from beredskab.cases.models import Case, Exchange, ExchangeKind, Grant, Partner, ReturnFlow, Stage, Track
from beredskab.cases.policies import can_take
from beredskab.cases.queries.access import colleagues
from beredskab.cases.queries.between import shown_all
from beredskab.cases.queries.headers import Opened, not_here, opened
from beredskab.cases.queries.partners import receivers as whom
from beredskab.frameworks.law.model import UNITS
from beredskab.kit.errors import DomainError
from beredskab.kit.viewer import Viewer


@dataclass(frozen=True, slots=True)
class Offered:
    """One offer with its words and the answer's."""

    row: ReturnFlow
    text: str = field(repr=False)
    answer: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class ReturnPage:
    """The coordinator's page: a new offer, one that waits, or one that was taken."""

    found: Opened
    rows: tuple[Offered, ...]
    people: tuple[tuple[str, str], ...]
    partners: tuple[tuple[str, str], ...]  # receivers outside the municipality
    can_offer: bool
    place: bool
    given: bool  # whether the disclosure to the receiver outside is made

    @property
    def waits(self) -> Offered | None:
        """The offer that nobody has answered yet."""
        return next((one for one in self.rows if one.row.state == "offered"), None)

    @property
    def outside(self) -> bool:
        """Whether it waits for somebody outside the municipality."""
        return self.waits is not None and self.waits.row.partner_id is not None

    @property
    def taken(self) -> Offered | None:
        """The offer that was accepted, while the case is still open."""
        at = self.found.case.stage == Stage.RETURN_FLOW
        return self.rows[0] if at and self.rows and self.rows[0].row.state == "accepted" else None


def return_flow(viewer: Viewer, case_id: UUID) -> ReturnPage:
    """The page for whoever holds the case. Raises NotFound."""
    found = opened(viewer, case_id, "*")
    case = found.case
    rows = ReturnFlow.objects.filter(case=case).order_by("-created_at", "-id")
    people = tuple(
        (str(one.person_id), f"{one.person.name}, {one.unit.name}" if one.unit else one.person.name)
        for one in colleagues(viewer)
        if one.person_id != viewer.person_id
    )
    can = can_take(case.track, case.stage, "offer_return") is None and two_receivers(case) is None
    listed = tuple(_offered(found, row) for row in rows)
    outside = tuple((str(one.id), one.name) for one in outsiders(viewer, case.track))
    given = any(is_given(one.row) for one in listed if one.row.state == "offered")
    return ReturnPage(found, listed, people, outside, can, case.track == Track.PLACE, given)


def outsiders(viewer: Viewer, track: str) -> list[Partner]:
    """Those on the list who are no part of the municipality: to them a return flow comes with a disclosure."""
    return [one for one in whom(viewer, track) if one.kind not in UNITS]


def outsider(viewer: Viewer, partner_id: UUID, track: str) -> Partner:
    """One of them. Raises DomainError."""
    for one in outsiders(viewer, track):
        if one.id == partner_id:
            return one
    raise DomainError("partner_id", _("Choose from the list."), "partner_id")


def is_given(row: ReturnFlow) -> bool:
    """Whether a disclosure to the receiver outside was made since it was offered."""
    if row.partner_id is None:
        return False
    rows = Exchange.objects.filter(
        case_id=row.case_id, owner_authority_id=row.authority_id, kind=ExchangeKind.DISCLOSURE,
        created_at__gte=row.created_at,
    ).order_by("created_at", "id")  # fmt: skip
    return any(one.partner == str(row.partner_id) for one in shown_all(row.case, rows))


def receive(viewer: Viewer, case_id: UUID) -> tuple[Opened, Offered]:
    """What was offered to the viewer, and nothing else of the case. Raises NotFound."""
    found = opened(viewer, case_id, "return")
    row = newest(found.case)
    if row is None or row.to_person_id != viewer.person_id:
        raise not_here(viewer, case_id, "not_receiver")
    return found, _offered(found, row)


def _offered(found: Opened, row: ReturnFlow) -> Offered:
    return Offered(row, found.key.open(row, "text") or "", found.key.open(row, "answer") or "")


def newest(case: Case) -> ReturnFlow | None:
    """The newest offer of a case."""
    return ReturnFlow.objects.filter(case=case).order_by("-created_at", "-id").first()


def offered(case: Case) -> ReturnFlow | None:
    """The offer that waits for an answer."""
    return ReturnFlow.objects.filter(case=case, state="offered").order_by("-created_at", "-id").first()


def two_receivers(case: Case) -> DomainError | None:
    """A recommendation that waits for a decision has a receiver already: it is taken back before it goes elsewhere."""
    if case.stage != Stage.DECISION:
        return None
    return DomainError(
        "handed_over", _("The recommendation lies with a receiver. Take it back first, if it belongs elsewhere.")
    )


def name_of(viewer: Viewer, person_id: UUID) -> str:
    """A colleague by name. Raises DomainError."""
    for one in colleagues(viewer):
        if one.person_id == person_id and person_id != viewer.person_id:
            return one.person.name
    raise DomainError("person", _("Choose a colleague from the list."), "person")


def receivers_grants(case: Case, row: ReturnFlow) -> list[UUID]:
    """The live access of the colleague to whom it was offered."""
    if row.to_person_id is None:
        return []
    found = Grant.objects.filter(case=case, person_id=row.to_person_id, reason="receiver", ended_at__isnull=True)
    return list(found.filter(ends_at__gt=timezone.now()).order_by("id").values_list("id", flat=True))
