"""The municipality's own settings and aids."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext as _

from beredskab.cases.models import StepAid
from beredskab.cases.permissions import INSIDE
from beredskab.kit.errors import NotFound
from beredskab.kit.viewer import Viewer


def aid(viewer: Viewer, aid_id: UUID) -> StepAid:
    """A file that the municipality attached at a station, for those who work with concerns. Raises NotFound."""
    found = StepAid.objects.filter(authority_id=viewer.authority_id, id=aid_id, file__isnull=False).first()
    if found is None or not viewer.roles & INSIDE:
        raise NotFound("aid_not_found", _("This page does not exist."))
    return found
