"""Who can open a case and who may change that: for those who hold it and, without content, for who oversees."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from beredskab.audit.actions import access
from beredskab.cases.models import Case, Grant
from beredskab.cases.permissions import hidden, may_oversee
from beredskab.cases.queries.headers import grants_of, header
from beredskab.cases.queries.page import live_grants
from beredskab.kit.viewer import Viewer


@dataclass(frozen=True, slots=True)
class AccessPage:
    """Everybody who can open the case now; `whole` when the viewer holds all of it and may give access."""

    case: Case
    live: tuple[Grant, ...]
    whole: bool


def access_page(viewer: Viewer, case_id: UUID) -> AccessPage:
    """The page on who can open the case. Raises NotFound."""
    hidden(may_oversee(viewer))
    case = header(viewer, case_id)
    access(viewer, "cases.grants.read", case)
    whole = any("*" in grant.sections for grant in grants_of(viewer, case_id))
    return AccessPage(case, tuple(live_grants(case)), whole)


def breakable(viewer: Viewer, case_id: UUID) -> Case:
    """The header of a case that can be opened by break-glass, for those who may. Raises NotFound."""
    hidden(may_oversee(viewer))
    return header(viewer, case_id)
