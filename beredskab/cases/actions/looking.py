"""A person's answer to *may be the same*: it belongs to that case, or to none; at intake and before a close."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from beredskab.audit.actions import record
from beredskab.cases.actions import opening, road
from beredskab.cases.models import Case, EarlierLook
from beredskab.cases.permissions import may_coordinate, require
from beredskab.cases.queries.earlier import unplaced_report
from beredskab.cases.queries.headers import header
from beredskab.kit.actions import action
from beredskab.kit.errors import DomainError
from beredskab.kit.ids import new_id
from beredskab.kit.viewer import Viewer
from beredskab.organisation.outbox.actions import send

INTAKE, CLOSE = "intake", "close"


@action(event="cases.earlier.judged")
def place(*, by: Viewer, report_id: UUID, same_case_id: UUID | None, found: int, reason: str) -> Case:
    """After the look: add the report to the case of the same person, or open one of its own. A person decides.

    Raises NotAllowed, NotFound, DomainError.
    """
    require(may_coordinate(by))
    _asked_why(reason, found)
    if same_case_id is None:
        case = opening.open_case(by=by, report_id=report_id)
    else:
        case = opening.attach(by=by, report_id=report_id, case_id=same_case_id)
    _write(by, case, INTAKE, found, [same_case_id] if same_case_id else [], reason)
    record(by=by, event="cases.earlier.judged", subject=case, detail={"count": found, "kind": INTAKE})
    return case


@action(event="cases.earlier.judged_at_close")
def before_close(*, by: Viewer, case_id: UUID, same_case_ids: Sequence[UUID], found: int, reason: str) -> EarlierLook:
    """Write down the look before a close, and which cases regard the same person. Raises NotFound, DomainError."""
    case = road.held(by, case_id, "closing")
    _asked_why(reason, found)
    for one in same_case_ids:
        header(by, one)
    look = _write(by, case, CLOSE, found, list(same_case_ids), reason)
    detail = {"count": found, "kind": CLOSE}
    record(by=by, event="cases.earlier.judged_at_close", subject=case, detail=detail)
    return look


@action(event="cases.earlier.lead_asked")
def ask_lead(*, by: Viewer, report_id: UUID, case_id: UUID) -> Case:
    """Ask the lead of an earlier case to look at the report: a mail that says no more. Raises NotAllowed, NotFound."""
    require(may_coordinate(by))
    report, case = unplaced_report(by, report_id), header(by, case_id)
    link = reverse("cases:earlier", args=[report.id])
    send(by=by, template="task", link=link, person_id=case.lead_id, subject_id=report.id)
    record(by=by, event="cases.earlier.lead_asked", subject=case, detail={"person": str(case.lead_id)})
    return case


def _asked_why(reason: str, found: int) -> None:
    if found and not reason.strip():
        raise DomainError("reason", _("Write in a sentence why it is, or is not, the same person."), "reason")


def _write(by: Viewer, case: Case, occasion: str, found: int, same: list[UUID], reason: str) -> EarlierLook:
    look = EarlierLook(
        id=new_id(), authority_id=by.authority_id, case=case, by_id=by.person_id, by_name=by.name, occasion=occasion,
        found=found, same_case_ids=same,
    )  # fmt: skip
    road.key_of(case).seal(look, "reason", reason.strip() or None)
    look.save(force_insert=True)
    return look
