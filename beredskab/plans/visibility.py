"""What may they see now? The plan holds no person under concern, so the rule is short: own authority, any role."""

from __future__ import annotations

from django.db.models import QuerySet

from beredskab.kit.viewer import Viewer
from beredskab.plans.models import Edition
from beredskab.plans.permissions import may_read


def editions(viewer: Viewer) -> QuerySet[Edition]:
    """The editions a viewer may see: all of the own authority's, drafts too; none without a role."""
    found = Edition.objects.filter(authority_id=viewer.authority_id).select_related("plan")
    return found if may_read(viewer) else found.none()
