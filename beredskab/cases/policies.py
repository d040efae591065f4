"""Does the state of the thing allow it? Pure rules; yes is None, no is a DomainError that the caller raises."""

from __future__ import annotations

from django.utils.translation import gettext as _

from beredskab.cases import states
from beredskab.kit.errors import DomainError


def can_take(track: str, stage: str, verb: str) -> DomainError | None:
    """Whether the table of states has this step for the case."""
    if states.leads_on(track, stage, verb):
        return None
    return DomainError(
        "wrong_stage", _("The case is not at that step. Open the case to see where it is and what comes next.")
    )


def require(reason: DomainError | None) -> None:
    """Raise the reason if there is one."""
    if reason is not None:
        raise reason
