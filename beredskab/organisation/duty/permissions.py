"""Who sees the rota, and who keeps it."""

from django.utils.translation import gettext as _

from beredskab.kit.errors import NotAllowed
from beredskab.kit.viewer import Viewer
from beredskab.organisation.models import Role
from beredskab.organisation.permissions import CASE_ROLES, OUTSIDE_ROLES


def refuse_seeing_the_rota(viewer: Viewer) -> NotAllowed | None:
    """Whoever works on the municipality's concerns may have to call the one on duty; the administrator keeps it."""
    if viewer.roles & (CASE_ROLES - OUTSIDE_ROLES) or Role.ADMINISTRATOR in viewer.roles:
        return None
    return NotAllowed("not_for_you", _("The duty rota is for those who work on concerns."))


def refuse_keeping_the_rota(viewer: Viewer) -> NotAllowed | None:
    """The coordinator and the administrator."""
    if viewer.roles & {Role.COORDINATOR, Role.ADMINISTRATOR}:
        return None
    return NotAllowed("not_keeper", _("The duty rota is kept by the coordinator and the administrator."))
