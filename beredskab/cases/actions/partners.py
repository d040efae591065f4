"""The municipality's own list of whom it can invite, and what each can bring."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final
from uuid import UUID

from django.utils.translation import gettext as _

from beredskab.audit.actions import record
from beredskab.cases import lawful
from beredskab.cases.models import Partner
from beredskab.cases.permissions import may_set, require
from beredskab.cases.queries.partners import partner as find
from beredskab.kit.actions import action
from beredskab.kit.errors import DomainError
from beredskab.kit.viewer import Viewer

FIELDS: Final = (
    "name", "partner_authority_id", "kind", "brings", "self_owning", "public_task", "area", "valid_from", "valid_to",
)  # fmt: skip


@action(event="cases.partner.saved")
def save(*, by: Viewer, values: Mapping[str, Any], partner_id: UUID | None = None) -> Partner:
    """Add a partner, or change one. It is never deleted: it ends on a day. Raises NotAllowed, NotFound, DomainError."""
    require(may_set(by))
    if values["kind"] not in lawful.RECEIVERS:
        raise DomainError("kind", _("Choose what kind of body it is."), "kind")
    if values["valid_to"] and values["valid_to"] < values["valid_from"]:
        raise DomainError("valid_to", _("The last day is before the first."), "valid_to")
    partner = find(by, partner_id) if partner_id else Partner(authority_id=by.authority_id)
    for name in FIELDS:
        setattr(partner, name, values[name])
    partner.save()
    record(by=by, event="cases.partner.saved", subject=partner, detail={"kind": partner.kind})
    return partner
