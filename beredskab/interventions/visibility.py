"""What may they see now? The catalogue names no person, so the rule is short: own authority, any role."""

from __future__ import annotations

from django.db.models import QuerySet

from beredskab.interventions.models import Intervention
from beredskab.interventions.permissions import refuse_reading
from beredskab.kit.viewer import Viewer


def interventions(viewer: Viewer) -> QuerySet[Intervention]:
    """All of the own authority's, drafts and retired ones too; none without a role."""
    found = Intervention.objects.filter(authority_id=viewer.authority_id)
    return found if refuse_reading(viewer) is None else found.none()
