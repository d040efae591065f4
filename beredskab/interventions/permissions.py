"""May this person? Yes is None; no is the reason, as an exception that the caller raises."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext as _

from beredskab.kit.errors import NotAllowed
from beredskab.kit.viewer import Viewer

EDITORS: Final = frozenset({"plan_editor", "coordinator", "administrator"})
OUTSIDE: Final = frozenset({"police_coordinator", "partner"})  # they are sent what they need, and have no catalogue


def refuse_reading(viewer: Viewer) -> NotAllowed | None:
    """Everybody with a role in the municipality reads its catalogue: it names no person."""
    if viewer.roles - OUTSIDE:
        return None
    return NotAllowed("no_role", _("You have no role that reads the catalogue."))


def refuse_editing(viewer: Viewer) -> NotAllowed | None:
    """Those who write the plan, coordinate the casework or administer keep the catalogue."""
    if viewer.roles & EDITORS:
        return None
    return NotAllowed(
        "not_editor",
        _("Only those who write the plan, coordinators and administrators can change the catalogue. You can read it."),
    )
