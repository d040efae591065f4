"""Who keeps the contact points."""

from typing import Final

from django.utils.translation import gettext as _

from beredskab.kit.errors import NotAllowed
from beredskab.kit.viewer import Viewer
from beredskab.organisation.models import Role

KEEPERS: Final = frozenset({Role.ADMINISTRATOR, Role.PLAN_EDITOR, Role.COORDINATOR})


def refuse_keeping_contacts(viewer: Viewer) -> NotAllowed | None:
    """Those who know the numbers: the coordinator, who writes the plan, and the administrator."""
    if viewer.roles & KEEPERS:
        return None
    return NotAllowed(
        "not_keeper", _("Contact points are kept by the coordinator, those who write the plan, and the administrator.")
    )
