"""Writes: contact points are added, changed, said to be right, and ended. None is deleted: a card may name it."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any, Final
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from beredskab.audit.actions import record
from beredskab.kit.actions import action
from beredskab.kit.errors import DomainError, NotFound
from beredskab.kit.viewer import Viewer
from beredskab.organisation.contacts.models import ContactKind, ContactPoint
from beredskab.organisation.contacts.permissions import refuse_keeping_contacts
from beredskab.organisation.contacts.queries import not_ended
from beredskab.organisation.permissions import require

FIELDS: Final = (
    "kind", "function", "phone", "email", "url", "hours", "closed_on_holidays", "read_by", "note", "is_public",
    "valid_from", "valid_to",
)  # fmt: skip


@action(event="organisation.contact.added")
def add_contact(*, by: Viewer, values: Mapping[str, Any]) -> ContactPoint:
    """A new contact point, right as of today. Raises NotAllowed, DomainError (`no_way_to_reach`, `ends_first`)."""
    require(refuse_keeping_contacts(by))
    today = timezone.localdate()
    made = ContactPoint(authority_id=by.authority_id, valid_from=today, verified_on=today)
    _write(made, values)
    made.save(force_insert=True)
    record(by=by, event="organisation.contact.added", subject=made, detail={"kind": made.kind})
    return made


@action(event="organisation.contact.changed")
def change_contact(*, by: Viewer, contact_id: UUID, values: Mapping[str, Any]) -> ContactPoint:
    """Other words or numbers, right as of today.

    Raises NotAllowed, NotFound, DomainError (`no_way_to_reach`, `ends_first`).
    """
    require(refuse_keeping_contacts(by))
    found = _locked(by, contact_id)
    _write(found, values)
    found.verified_on = timezone.localdate()
    found.save(update_fields=[*FIELDS, "verified_on"])
    record(by=by, event="organisation.contact.changed", subject=found, detail={"kind": found.kind})
    return found


@action(event="organisation.contact.verified")
def verify_contact(*, by: Viewer, contact_id: UUID) -> ContactPoint:
    """Say that it has been tried and is right. Raises NotAllowed, NotFound."""
    require(refuse_keeping_contacts(by))
    found = _locked(by, contact_id)
    found.verified_on = timezone.localdate()
    found.save(update_fields=["verified_on"])
    record(by=by, event="organisation.contact.verified", subject=found, detail={"kind": found.kind})
    return found


@action(event="organisation.contact.ended")
def end_contact(*, by: Viewer, contact_id: UUID) -> ContactPoint:
    """Take it off the pages, from now. Raises NotAllowed, NotFound."""
    require(refuse_keeping_contacts(by))
    found = _locked(by, contact_id)
    found.valid_to = timezone.localdate() - timedelta(days=1)
    found.valid_from = min(found.valid_from, found.valid_to)
    found.save(update_fields=["valid_from", "valid_to"])
    record(by=by, event="organisation.contact.ended", subject=found, detail={"kind": found.kind})
    return found


def _write(point: ContactPoint, values: Mapping[str, Any]) -> None:
    for name in FIELDS:
        if name in values:
            setattr(point, name, values[name])
    if point.kind == ContactKind.FORM and not point.url:
        raise DomainError("no_way_to_reach", _("Give the address of the form."), field="url")
    if point.kind != ContactKind.FORM and not (point.phone or point.email):
        raise DomainError("no_way_to_reach", _("Give a telephone number or a mailbox."), field="phone")
    _check_days(point)


def _check_days(point: ContactPoint) -> None:
    if point.valid_to is not None and point.valid_to < point.valid_from:
        raise DomainError("ends_first", _("The last day comes before the first."), field="valid_to")


def _locked(by: Viewer, contact_id: UUID) -> ContactPoint:
    """The authority's own, not ended, held until the transaction ends."""
    own = ContactPoint.objects.select_for_update().filter(authority_id=by.authority_id)
    found = own.filter(not_ended(timezone.localdate()), id=contact_id).first()
    if found is None:
        raise NotFound("contact_not_found", _("This contact point is not here any more."))
    return found
