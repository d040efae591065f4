"""The close: what stands in its way, who can be the second person, and the proposal that was made."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from beredskab.cases import closes
from beredskab.cases.infohus import Stand
from beredskab.cases.models import Case, Closing, EarlierLook, Feedback, ReturnFlow, Stage, Task, Track
from beredskab.cases.policies import can_take
from beredskab.cases.queries.access import colleagues
from beredskab.cases.queries.headers import Opened, not_here, opened, settings_of
from beredskab.cases.queries.recommending import stand_of
from beredskab.kit.errors import DomainError, NotAllowed
from beredskab.kit.viewer import Viewer


@dataclass(frozen=True, slots=True)
class Proposed:
    """A proposal with its words and the answer's."""

    row: Closing
    reason: str = field(repr=False)
    answer: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class ClosePage:
    """The proposer's page."""

    found: Opened
    blocks: tuple[str, ...]
    looked_at: datetime | None
    needs_look: bool
    people: tuple[tuple[str, str], ...]
    taken_by: str  # who has accepted the return flow, where there is one
    rows: tuple[Proposed, ...]
    open: bool  # it can be proposed at this stage


def close(viewer: Viewer, case_id: UUID) -> ClosePage:
    """The page for whoever holds the case. Raises NotFound."""
    found = opened(viewer, case_id, "*")
    case = found.case
    looked_at = look(case)
    missing = closes.looked(case.track, looked_at, timezone.now()) is not None
    taken = ReturnFlow.objects.filter(case=case, state="accepted").order_by("-created_at").first()
    return ClosePage(
        found, tuple(closes.blocked(open_kinds(case))), looked_at, missing, tuple(seconds(viewer)),
        taken.to_name if taken and case.stage == Stage.RETURN_FLOW else "", tuple(proposals(found)),
        can_take(case.track, case.stage, "propose_close") is None,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class SecondPage:
    """The second person's page: the proposal, and whether they may answer it."""

    found: Opened
    one: Proposed
    refused: NotAllowed | None

    def require(self) -> None:
        """For an answer: raise why it is not the viewer's to give."""
        if self.refused is not None:
            raise self.refused

    @property
    def waits(self) -> bool:
        """Whether the proposal is unanswered."""
        return self.one.row.state == "proposed"


def second(viewer: Viewer, case_id: UUID) -> SecondPage:
    """The newest proposal, for whoever may read it. Raises NotFound."""
    found = opened(viewer, case_id, "closing")
    row = newest(found.case)
    if row is None:
        raise not_here(viewer, case_id, "no_proposal")
    return SecondPage(found, _proposed(found, row), answer_refused(viewer, row))


def proposals(found: Opened) -> list[Proposed]:
    """All proposals of the case, the newest first."""
    return [_proposed(found, row) for row in Closing.objects.filter(case=found.case).order_by("-created_at", "-id")]


def _proposed(found: Opened, row: Closing) -> Proposed:
    return Proposed(row, found.key.open(row, "reason") or "", found.key.open(row, "answer") or "")


def newest(case: Case) -> Closing | None:
    """The newest proposal."""
    return Closing.objects.filter(case=case).order_by("-created_at", "-id").first()


def asked_second(case: Case) -> UUID | None:
    """Whom the proposal that waits was sent to."""
    waits = Task.objects.filter(case=case, kind="second_close", done_at__isnull=True).order_by("opened_at").first()
    return waits.for_id if waits else None


def agreed_look(found: Opened) -> bool:
    """Whether the day has come on which somebody was to look again."""
    due = Task.objects.filter(case=found.case, kind="review_case", done_at__isnull=True)
    return due.filter(opened_at__lte=timezone.now()).exists()


def look(case: Case) -> datetime | None:
    """When somebody last looked for earlier contacts before a close."""
    found = EarlierLook.objects.filter(case=case, occasion="close").order_by("-created_at").first()
    return found.created_at if found else None


def open_kinds(case: Case) -> set[str]:
    """The kinds of the case's open tasks, planned ones too."""
    return set(Task.objects.filter(case=case, done_at__isnull=True).order_by("kind").values_list("kind", flat=True))


def seconds(viewer: Viewer) -> list[tuple[str, str]]:
    """Colleagues who can answer the viewer's proposal: id, and name with unit."""
    return [
        (str(one.person_id), f"{one.person.name}, {one.unit.name}" if one.unit else one.person.name)
        for one in colleagues(viewer)
        if second_refused(viewer, one.person_id) is None
    ]


def second_refused(viewer: Viewer, person_id: UUID) -> DomainError | None:
    """Why a colleague cannot be the second person for the viewer's proposal; None when they can."""
    return _two(viewer, viewer.person_id, person_id)


def answer_refused(viewer: Viewer, row: Closing) -> NotAllowed | None:
    """Why the viewer cannot answer a proposal; None when they can."""
    found = _two(viewer, row.by_id, viewer.person_id)
    return NotAllowed("not_second", found.message) if found else None


def _two(viewer: Viewer, proposer_id: UUID, other_id: UUID) -> DomainError | None:
    stands = {one.person_id: stand_of(one) for one in colleagues(viewer)}
    other = stands.get(other_id)
    if other is None:
        return DomainError("person", _("Choose a colleague from the list."), "person")
    # A proposer who has left stands for nobody: the second person then only has to be somebody else.
    proposer = stands.get(proposer_id) or Stand(proposer_id, proposer_id)
    return closes.second(proposer, other, settings_of(viewer.authority_id).second_person)


def owes_feedback(case: Case) -> bool:
    """Whether somebody who reported is still to be told. Whoever asked for help knows already."""
    return case.track != Track.COUNSELLING and not Feedback.objects.filter(case=case).exists()
