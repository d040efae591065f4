"""Whom the municipality can invite, and what each can bring."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from beredskab.cases import lawful
from beredskab.cases.lawful import party_of
from beredskab.cases.models import Partner, Track
from beredskab.cases.permissions import INSIDE
from beredskab.cases.queries.access import colleagues
from beredskab.frameworks.law.model import Party
from beredskab.kit.errors import NotFound
from beredskab.kit.viewer import Viewer
from beredskab.organisation.models import Authority


def partners(viewer: Viewer) -> QuerySet[Partner]:
    """All of the municipality's partners, ended ones too, by name."""
    own = Partner.objects.filter(authority_id=viewer.authority_id)
    return own.select_related("partner_authority").order_by("name", "id")


def in_use_today(viewer: Viewer) -> QuerySet[Partner]:
    """Those that can be invited today."""
    today = timezone.localdate()
    return partners(viewer).filter(Q(valid_to__isnull=True) | Q(valid_to__gte=today), valid_from__lte=today)


def receivers(viewer: Viewer, track: str) -> list[Partner]:
    """Those to whom something can be given on this road: never the police where a citizen has asked for help."""
    found = list(in_use_today(viewer))
    return [one for one in found if not is_police(one)] if track == Track.COUNSELLING else found


def is_police(one: Partner) -> bool:
    """Whether they are the police, by what they are called on the list or by the authority behind it."""
    other = one.partner_authority
    return one.kind == Party.POLICE or (other is not None and party_of(other.kind) is Party.POLICE)


def partner(viewer: Viewer, partner_id: UUID) -> Partner:
    """One partner. Raises NotFound."""
    return _one(partners(viewer), partner_id)


def in_use(viewer: Viewer, partner_id: UUID) -> Partner:
    """One that can be invited today. Raises NotFound."""
    return _one(in_use_today(viewer), partner_id)


def contacts(viewer: Viewer, one: Partner) -> tuple[tuple[str, str], ...]:
    """Colleagues who can be asked by name in a part of the own municipality: id, and name with unit."""
    if one.partner_authority_id is not None or one.kind not in lawful.IN_HOUSE:
        return ()
    return tuple(
        (str(each.person_id), f"{each.person.name}, {each.unit.name}" if each.unit else each.person.name)
        for each in colleagues(viewer)
        if set(each.roles) & INSIDE and each.person_id != viewer.person_id
    )


def _one(found: QuerySet[Partner], partner_id: UUID) -> Partner:
    one = found.filter(id=partner_id).first()
    if one is None:
        raise NotFound("partner_not_found", _("This page does not exist."))
    return one


@dataclass(frozen=True, slots=True)
class PartnerPage:
    """The form of one partner: what it starts with, and the authorities to choose from."""

    partner: Partner | None
    authorities: tuple[tuple[str, str], ...]
    initial: Mapping[str, Any]


def partner_page(viewer: Viewer, partner_id: UUID | None) -> PartnerPage:
    """A partner to change, or an empty one. Raises NotFound."""
    one = partner(viewer, partner_id) if partner_id else None
    others = Authority.objects.exclude(id=viewer.authority_id).order_by("kind", "name", "id")
    return PartnerPage(one, tuple((str(each.id), each.name) for each in others), _initial(one))


def _initial(one: Partner | None) -> Mapping[str, Any]:
    if one is None:
        return {"valid_from": timezone.localdate()}
    words = {True: "yes", False: "no", None: ""}
    return {
        "name": one.name, "kind": one.kind, "partner_authority": str(one.partner_authority_id or ""),
        "brings": one.brings, "self_owning": words[one.self_owning], "public_task": words[one.public_task],
        "area": one.area, "valid_from": one.valid_from, "valid_to": one.valid_to,
    }  # fmt: skip
