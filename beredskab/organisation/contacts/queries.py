"""Reading contact points: for the public guide by authority, for those who keep them by viewer."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from beredskab.kit.errors import NotFound
from beredskab.kit.viewer import Viewer
from beredskab.organisation.contacts.models import ContactKind, ContactPoint

_ORDER = {str(kind): place for place, kind in enumerate(ContactKind)}


def contact_points(authority_id: UUID, today: date | None = None) -> tuple[ContactPoint, ...]:
    """What an authority tells everybody, as it is in force. Needs no viewer."""
    found = ContactPoint.objects.filter(_in_force(today or timezone.localdate()), authority_id=authority_id)
    return _sorted(found.filter(is_public=True).order_by("kind", "function", "id"))


def kept(viewer: Viewer) -> tuple[ContactPoint, ...]:
    """All that the viewer's authority has in force, shown to the public or not."""
    found = ContactPoint.objects.filter(not_ended(timezone.localdate()), authority_id=viewer.authority_id)
    return _sorted(found.order_by("kind", "function", "id"))


def contact(viewer: Viewer, contact_id: UUID) -> ContactPoint:
    """One of the viewer's authority. Raises NotFound."""
    found = ContactPoint.objects.filter(authority_id=viewer.authority_id, id=contact_id).first()
    if found is None:
        raise NotFound("contact_not_found", _("This contact point is not here any more."))
    return found


def not_ended(today: date) -> Q:
    """In force on a day, or to come; the last day counts."""
    return Q(valid_to__isnull=True) | Q(valid_to__gte=today)


def _in_force(today: date) -> Q:
    return Q(valid_from__lte=today) & not_ended(today)


def _sorted(rows: QuerySet[ContactPoint]) -> tuple[ContactPoint, ...]:
    """In the order in which `ContactKind` is written, then by function."""
    return tuple(sorted(rows, key=lambda one: _ORDER[one.kind]))
