"""May this person? Pure rules over the viewer's roles; each gives yes (None), or the reason for no."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext as _

from beredskab.kit.errors import NotAllowed, NotFound
from beredskab.kit.viewer import Viewer

COORDINATOR, MANAGER, INTAKE = "coordinator", "case_manager", "intake"
CASEWORKER, MENTOR = "caseworker", "mentor"
POLICE, PARTNER = "police_coordinator", "partner"
ADMINISTRATOR, DPO = "administrator", "dpo"
OUTSIDE: Final = frozenset({POLICE, PARTNER})
CONTACTS: Final = OUTSIDE | {COORDINATOR}  # who gets what other authorities send: in a municipality who coordinates
INSIDE: Final = frozenset({COORDINATOR, MANAGER, INTAKE, CASEWORKER, MENTOR})
REGISTERS: Final = frozenset({COORDINATOR, INTAKE, MANAGER, CASEWORKER})


def own_place(roles: frozenset[str]) -> str:
    """The route where somebody with these roles does their own work; "" for the list of all that waits."""
    if roles & {COORDINATOR, MANAGER}:
        return ""
    places = ((OUTSIDE, "cases:inbox_outside"), ({CASEWORKER, MENTOR, DPO}, "cases:mine"), ({INTAKE}, "cases:register"))
    return next((route for who, route in places if roles & who), "")


def may_coordinate(viewer: Viewer) -> NotAllowed | None:
    """Whoever coordinates reads reports, opens cases and leads them along the road."""
    if COORDINATOR in viewer.roles:
        return None
    return NotAllowed("not_coordinator", _("Only those who coordinate concerns can do this."))


def may_oversee(viewer: Viewer) -> NotAllowed | None:
    """Coordinators and managers see the list of what must be done."""
    if viewer.roles & {COORDINATOR, MANAGER}:
        return None
    return NotAllowed("not_coordinator", _("Only those who coordinate concerns can do this."))


def may_manage(viewer: Viewer) -> NotAllowed | None:
    """A manager is the second person, looks at break-glass afterwards, and names a new lead where the lead is away."""
    if MANAGER in viewer.roles:
        return None
    return NotAllowed("not_manager", _("Only a manager can do this."))


def may_look_after(viewer: Viewer) -> NotAllowed | None:
    """Who looks at what somebody else has done with access: those who oversee, and the data protection officer."""
    if viewer.roles & {COORDINATOR, MANAGER, DPO}:
        return None
    return NotAllowed("not_for_you", _("Only those who coordinate, manage or protect data can look at this."))


def may_decide(viewer: Viewer) -> NotAllowed | None:
    """The authority decides through its caseworkers; whoever coordinates Infohus does not decide for them."""
    if CASEWORKER in viewer.roles:
        return None
    return NotAllowed("not_caseworker", _("Only the caseworker who received it decides, under their own law."))


def may_register(viewer: Viewer) -> NotAllowed | None:
    """Whoever takes concerns by phone or in person writes them down here."""
    if viewer.roles & REGISTERS:
        return None
    return NotAllowed("not_intake", _("Only those who take concerns can register one."))


def may_set(viewer: Viewer) -> NotAllowed | None:
    """Coordinators and administrators set local deadlines and aids."""
    if viewer.roles & {COORDINATOR, ADMINISTRATOR}:
        return None
    return NotAllowed("not_coordinator", _("Only coordinators and administrators can change the settings."))


def require(reason: NotAllowed | None) -> None:
    """For actions: raise the reason if there is one."""
    if reason is not None:
        raise reason


def hidden(reason: NotAllowed | None) -> None:
    """For pages whose existence is told to nobody else: the same 404 as for what is not there."""
    if reason is not None:
        raise NotFound("page_not_found", _("This page does not exist."))
