"""The receiver's page: what was handed over, what they decided, and who may decide what when it cannot wait."""

from __future__ import annotations

from dataclasses import dataclass, field
from uuid import UUID

from beredskab.cases.models import Case, Decision, Stage
from beredskab.cases.permissions import CASEWORKER
from beredskab.cases.queries import urgent
from beredskab.cases.queries.handing import Handed, newest, opened_hand_over
from beredskab.cases.queries.headers import Opened, opened
from beredskab.frameworks.law.urgent import UrgentPower
from beredskab.kit.viewer import Viewer


@dataclass(frozen=True, slots=True)
class Decided:
    """One decision with its reasons."""

    row: Decision
    reasons: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class DecidePage:
    """Where the receiver stands. `state`: waits, accepted, own (no Infohus), decided, or nothing for the viewer."""

    found: Opened
    handed: Handed | None
    decisions: tuple[Decided, ...]
    urgent: tuple[UrgentPower, ...]
    state: str
    mine: bool


def decide(viewer: Viewer, case_id: UUID) -> DecidePage:
    """The page for whoever may see the decision; the forms are the caseworker's. Raises NotFound."""
    found = opened(viewer, case_id, "decision")
    row = newest(found.case)
    handed = opened_hand_over(viewer, found, row) if row else None
    made = tuple(decisions(found))
    mine = CASEWORKER in viewer.roles and (row is None or row.to_person_id == viewer.person_id)
    return DecidePage(found, handed, made, urgent.table(viewer), _state(found.case, handed), mine)


def _state(case: Case, handed: Handed | None) -> str:
    if case.stage == Stage.OWN_DUTIES:
        return "own"
    if case.stage != Stage.DECISION or handed is None:
        return "decided"
    return {"pending": "waits", "accepted": "accepted"}.get(handed.row.state, "decided")


def decisions(found: Opened) -> list[Decided]:
    """All decisions of the case, the newest first."""
    rows = Decision.objects.filter(case=found.case).order_by("-created_at", "-id")
    return [Decided(one, found.key.open(one, "reasons") or "") for one in rows]
