"""Return flow: not extremism but other distress. A named receiver accepts, or it comes back; nothing falls between."""

from __future__ import annotations

from datetime import timedelta
from typing import Final
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from beredskab.audit.actions import record
from beredskab.cases import policies
from beredskab.cases.actions import access, road
from beredskab.cases.actions.handing import end_own
from beredskab.cases.actions.tasks import finish, open_task
from beredskab.cases.models import Case, ReturnFlow
from beredskab.cases.queries import returning as queries
from beredskab.cases.queries.headers import not_here
from beredskab.kit.actions import action
from beredskab.kit.errors import Conflict, DomainError
from beredskab.kit.ids import new_id
from beredskab.kit.viewer import Viewer
from beredskab.organisation.outbox.actions import send

WINDOW: Final = timedelta(days=60)


@action(event="cases.return.offered")
def offer(
    *, by: Viewer, case_id: UUID, version: int, text: str, person_id: UUID | None = None, to_name: str = "",
    partner_id: UUID | None = None,
) -> ReturnFlow:  # fmt: skip
    """Offer the matter to a colleague, or to a unit or an authority whose answer is written down here.

    To a `partner_id` outside the municipality nothing is given by this: that is a disclosure, made on its own page.
    Raises NotFound, DomainError.
    """
    case = road.held(by, case_id, "*")
    road.unchanged(case, version)
    policies.require(policies.can_take(case.track, case.stage, "offer_return"))
    policies.require(queries.two_receivers(case))
    if partner_id and (person_id or to_name.strip()):
        raise DomainError("partner_id", _("Choose one receiver."), "partner_id")
    name = queries.name_of(by, person_id) if person_id else to_name.strip()
    name = queries.outsider(by, partner_id, case.track).name if partner_id else name
    if not name:
        raise DomainError("to_name", _("Choose a colleague, or write the unit and who was spoken to there."), "to_name")
    if not text.strip():
        raise DomainError("text", _("Write what the receiver needs to know to help."), "text")
    row = ReturnFlow(
        id=new_id(), authority_id=by.authority_id, case=case, by_id=by.person_id, by_name=by.name, to_name=name,
        to_person_id=person_id, partner_id=partner_id,
    )  # fmt: skip
    road.key_of(case).seal(row, "text", text.strip())
    row.save(force_insert=True)
    road.step(by, case, "offer_return", subject_id=row.id)
    if person_id is not None:
        until = timezone.now() + WINDOW
        access.give(by=by, case_id=case.id, person_id=person_id, reason="receiver", until=until)
        open_task(by=by, case=case, kind="receive", subject_id=row.id, for_role="", for_id=person_id)
    record(by=by, event="cases.return.offered", subject=case, detail={"ref": case.number})
    return row


@action(event="cases.return.accepted")
def accept(*, by: Viewer, case_id: UUID, version: int, text: str = "") -> ReturnFlow:
    """The receiver takes it over. The coordinator's next task is to close. Raises NotFound, Conflict."""
    case, row = _mine(by, case_id, version)
    _answered(by, case, row, "accepted", text)
    record(by=by, event="cases.return.accepted", subject=case, detail={"ref": case.number})
    _tell(by, case, row)
    end_own(by, case, "receiver")
    return row


@action(event="cases.return.sent_back")
def send_back(*, by: Viewer, case_id: UUID, version: int, text: str) -> ReturnFlow:
    """The receiver cannot take it: it comes back at once, with the reason. Raises NotFound, DomainError, Conflict."""
    case, row = _mine(by, case_id, version)
    _came_back(by, case, row, text)
    record(by=by, event="cases.return.sent_back", subject=case, detail={"ref": case.number})
    _tell(by, case, row)
    end_own(by, case, "receiver")
    return row


@action(event="cases.return.recorded")
def record_answer(
    *, by: Viewer, case_id: UUID, version: int, accepted: bool, text: str, nothing_given: bool = False
) -> ReturnFlow:
    """Write down what a receiver answered by telephone or secure mail, or take it back. NotFound, DomainError.

    A receiver outside has taken it over when what they were told is recorded as a disclosure, or nothing was told.
    """
    case = road.held(by, case_id, "*")
    row = queries.offered(case)
    if row is None:
        raise Conflict("answered", _("This has been answered already."))
    road.unchanged(case, version)
    if not text.strip():
        raise DomainError("text", _("Write who answered, when and what."), "text")
    if accepted:
        _told_on_record(row, nothing_given)
        _answered(by, case, row, "accepted", text)
    else:
        _came_back(by, case, row, text)
    _end_receivers(by, case, row)
    detail = {"ref": case.number, "status": row.state}
    record(by=by, event="cases.return.recorded", subject=case, detail=detail)
    return row


def _told_on_record(row: ReturnFlow, nothing_given: bool) -> None:
    """Nobody outside takes over what was told them past the records."""
    if row.partner_id is None:
        return
    given = queries.is_given(row)
    if given and nothing_given:
        raise DomainError("given", _("A disclosure to them is recorded. Take the tick away."), "nothing_given")
    if not given and not nothing_given:
        raise DomainError(
            "not_given", _("First record what they were told, on its own page, or tick that they were told nothing."),
            "nothing_given",
        )  # fmt: skip
    row.nothing_given = nothing_given


def _mine(by: Viewer, case_id: UUID, version: int) -> tuple[Case, ReturnFlow]:
    case = road.held(by, case_id, "return")
    row = queries.newest(case)
    if row is None or row.to_person_id != by.person_id:
        raise not_here(by, case_id, "not_receiver")
    if row.state != "offered":
        raise Conflict("answered", _("This has been answered already."))
    road.unchanged(case, version)
    return case, row


def _answered(by: Viewer, case: Case, row: ReturnFlow, state: str, text: str) -> None:
    """The answer, and for a yes the coordinator's next task in place of the waiting."""
    if text.strip():
        road.key_of(case).seal(row, "answer", text.strip())
    row.state, row.answered_at = state, timezone.now()
    row.save(update_fields=["state", "answer", "answered_at", "nothing_given"])
    finish(by=by, case=case, kind="receive", outcome=state, subject_id=row.id)
    if state == "accepted":
        open_task(by=by, case=case, kind="close_returned")
        finish(by=by, case=case, kind="await_return", outcome=state)
        case.version += 1
        case.save(update_fields=["version"])


def _came_back(by: Viewer, case: Case, row: ReturnFlow, text: str) -> None:
    if not text.strip():
        raise DomainError("text", _("Write why, so that it can reach the right place."), "text")
    _answered(by, case, row, "came_back", text)
    road.step(by, case, "came_back")


def _end_receivers(by: Viewer, case: Case, row: ReturnFlow) -> None:
    """When the coordinator writes the answer down, the receiver's access ends."""
    for grant_id in queries.receivers_grants(case, row):
        access.end(by=by, grant_id=grant_id)


def _tell(by: Viewer, case: Case, row: ReturnFlow) -> None:
    link = reverse("cases:return_flow", args=[case.id])
    send(by=by, template="notice", link=link, person_id=row.by_id, subject_id=case.id)
