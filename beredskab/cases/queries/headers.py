"""The case as a header, and the case opened: with its key, for a section that the viewer has a live grant to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from beredskab.audit.actions import access, refused
from beredskab.cases.models import Case, CaseSettings, Grant, GrantReason
from beredskab.kit.errors import NotAllowed, NotFound
from beredskab.kit.vault import DataKey, KeyGone, vault
from beredskab.kit.viewer import Viewer

LABEL: Final = "cases.Case"


@dataclass(frozen=True, slots=True)
class Opened:
    """A case whose content the viewer may read now, with the key that opens it, and the sections of their grants."""

    case: Case
    key: DataKey
    sections: frozenset[str]
    by_glass: bool = False  # the whole case, by a break-glass only

    def has(self, section: str) -> bool:
        """Whether the viewer's grants open a section."""
        return bool(self.sections & {"*", section})


def not_here(viewer: Viewer, case_id: UUID, reason: str) -> NotFound:
    """The same answer for what does not exist and what is not for the viewer; the refusal is in the log."""
    refused(viewer, "cases.case.refused", LABEL, case_id, reason)
    return NotFound("case_not_found", _("This page does not exist."))


def header(viewer: Viewer, case_id: UUID) -> Case:
    """Number, stage and dates. Raises NotFound."""
    found = Case.objects.filter(authority_id=viewer.authority_id, id=case_id).first()
    if found is None:
        raise not_here(viewer, case_id, "no_header")
    return found


def grants_of(viewer: Viewer, case_id: UUID) -> list[Grant]:
    """The viewer's own live grants to a case."""
    now = timezone.now()
    return list(
        Grant.objects.filter(
            case_id=case_id, person_id=viewer.person_id, ended_at__isnull=True, ends_at__gt=now
        ).order_by("starts_at", "id")
    )


def only_by_glass(viewer: Viewer, case_id: UUID) -> NotAllowed | None:
    """Whether a break-glass is all that opens the whole case: for three hours, and nothing leaves the house by it."""
    if not _by_glass(grants_of(viewer, case_id)):
        return None
    return NotAllowed(
        "only_by_glass",
        _("You have opened the case in an emergency. A copy, a letter or a move is for those who lead it or stand in."),
    )


def _by_glass(grants: Sequence[Grant]) -> bool:
    return not any("*" in one.sections and one.reason != GrantReason.BREAK_GLASS for one in grants)


def opened(viewer: Viewer, case_id: UUID, *sections: str, purpose: str = "casework") -> Opened:
    """The case with its key, if the viewer has a live grant to one of the sections. Raises NotFound.

    Writes who opened which sections and why before anything is fetched, and survives a rollback.
    """
    case = header(viewer, case_id)
    grants = grants_of(viewer, case_id)
    held = frozenset(section for grant in grants for section in grant.sections)
    wanted = frozenset(sections)
    if not held or (wanted and "*" not in held and not held & wanted):
        raise not_here(viewer, case_id, "no_grant")
    access(
        viewer,
        "cases.case.read",
        case,
        detail={"sections": sorted(wanted or {"*"}), "reason": purpose},
    )
    try:
        key = vault().key(viewer.authority_id, case_id)
    except KeyGone:
        raise NotFound("case_erased", _("This case is erased. Only its number is left.")) from None
    return Opened(case, key, held, "*" in held and _by_glass(grants))


def settings_of(authority_id: UUID) -> CaseSettings:
    """The municipality's own settings, or the standard ones."""
    found = CaseSettings.objects.filter(authority_id=authority_id).first()
    return found or CaseSettings(authority_id=authority_id)
