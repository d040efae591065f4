"""May this person? Yes is None; no is the reason, as an exception that the caller raises."""

from typing import Final

from django.utils.translation import gettext as _

from beredskab.kit.errors import NotAllowed
from beredskab.kit.viewer import Viewer
from beredskab.organisation.models import AuthorityKind, Role

CASE_ROLES: Final = frozenset(
    {
        Role.COORDINATOR,
        Role.INTAKE,
        Role.CASE_MANAGER,
        Role.CASEWORKER,
        Role.MENTOR,
        Role.POLICE_COORDINATOR,
        Role.PARTNER,
    }
)
OUTSIDE_ROLES: Final = frozenset({Role.POLICE_COORDINATOR, Role.PARTNER})
EVERYWHERE: Final = frozenset({Role.ADMINISTRATOR, Role.DPO})


def roles_of(kind: str) -> list[Role]:
    """The roles an authority of this kind can give: a municipality names no police coordinator of its own."""
    if kind == AuthorityKind.MUNICIPALITY:
        return [role for role in Role if role not in OUTSIDE_ROLES]
    own = Role.POLICE_COORDINATOR if kind == AuthorityKind.POLICE_DISTRICT else Role.PARTNER
    return [role for role in Role if role == own or role in EVERYWHERE]


def works_on_cases(viewer: Viewer) -> bool:
    """Whether the person has any part in casework. Which cases they see is the cases' own rule."""
    return bool(viewer.roles & CASE_ROLES)


def refuse_managing_people(viewer: Viewer) -> NotAllowed | None:
    """Only an administrator adds colleagues and gives roles."""
    if Role.ADMINISTRATOR in viewer.roles:
        return None
    return NotAllowed("not_administrator", _("Only an administrator can add colleagues and give roles."))


def refuse_reading_the_record(viewer: Viewer) -> NotAllowed | None:
    """The record of who did what is for the data protection officer and the administrator."""
    if viewer.roles & {Role.DPO, Role.ADMINISTRATOR}:
        return None
    return NotAllowed("not_for_you", _("Only the data protection officer and administrators can read the record."))


def may(reason: NotAllowed | None) -> bool:
    """For templates: whether the answer was yes."""
    return reason is None


def require(reason: NotAllowed | None) -> None:
    """For actions: raise the reason if there is one."""
    if reason is not None:
        raise reason
