"""Whom the municipality can invite, and what each can bring."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from beredskab.cases.models import Partner
from beredskab.kit.errors import NotFound
from beredskab.kit.viewer import Viewer


def partners(viewer: Viewer) -> QuerySet[Partner]:
    """All of the municipality's partners, ended ones too, by name."""
    own = Partner.objects.filter(authority_id=viewer.authority_id)
    return own.select_related("partner_authority").order_by("name", "id")


def in_use_today(viewer: Viewer) -> QuerySet[Partner]:
    """Those that can be invited today."""
    today = timezone.localdate()
    return partners(viewer).filter(Q(valid_to__isnull=True) | Q(valid_to__gte=today), valid_from__lte=today)


def partner(viewer: Viewer, partner_id: UUID) -> Partner:
    """One partner. Raises NotFound."""
    return _one(partners(viewer), partner_id)


def in_use(viewer: Viewer, partner_id: UUID) -> Partner:
    """One that can be invited today. Raises NotFound."""
    return _one(in_use_today(viewer), partner_id)


def _one(found: QuerySet[Partner], partner_id: UUID) -> Partner:
    one = found.filter(id=partner_id).first()
    if one is None:
        raise NotFound("partner_not_found", _("This page does not exist."))
    return one
