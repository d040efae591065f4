"""What a coordinator does with reports beside placing them: answer, and look through a flood."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from beredskab.audit.actions import record
from beredskab.cases.actions.tasks import finish
from beredskab.cases.models import Report, ReportMessage, ReportState, Task
from beredskab.cases.permissions import may_coordinate, require
from beredskab.cases.queries.reports import key_of, unopened
from beredskab.kit.actions import action
from beredskab.kit.errors import DomainError
from beredskab.kit.ids import new_id
from beredskab.kit.viewer import Viewer


@action(event="cases.message.sent")
def answer(*, by: Viewer, report_id: UUID, text: str) -> None:
    """Write to the reporter, who reads it with the receipt. Raises NotAllowed, NotFound, DomainError."""
    require(may_coordinate(by))
    report = unopened(by, report_id)
    if not report.receipt_stored:
        raise DomainError("no_receipt", _("This reporter has no receipt. Use what they told about themselves."))
    message = ReportMessage(
        id=new_id(), authority_id=by.authority_id, report=report, from_reporter=False, by_id=by.person_id
    )
    key_of(report).seal(message, "text", text)
    message.save(force_insert=True)
    finish(by=by, report=report, kind="inbox")
    record(by=by, event="cases.message.sent", subject=report)


@action(event="cases.message.seen")
def seen(*, by: Viewer, report_id: UUID) -> None:
    """The reporter's message needs no answer. Raises NotAllowed, NotFound."""
    require(may_coordinate(by))
    report = unopened(by, report_id)
    finish(by=by, report=report, kind="inbox", outcome="seen")
    record(by=by, event="cases.message.seen", subject=report)


@action(event="cases.flood.released")
def release(*, by: Viewer, report_ids: Sequence[UUID]) -> int:
    """These are concerns after all: on the list with the rest. How many. Raises NotAllowed, DomainError."""
    found = _held(by, report_ids)
    for report in found:
        report.held = False
        report.save(update_fields=["held"])
    record(by=by, event="cases.flood.released", subject=None, detail={"count": len(found)})
    return len(found)


@action(event="cases.flood.set_aside")
def set_flood_aside(*, by: Viewer, report_ids: Sequence[UUID]) -> int:
    """These are none: out of daily view, and they can be taken back. How many. Raises NotAllowed, DomainError."""
    found = _held(by, report_ids)
    for report in found:
        report.state, report.set_aside_reason, report.held = ReportState.SET_ASIDE, "flood", False
        report.read_at = report.read_at or timezone.now()
        report.save(update_fields=["state", "set_aside_reason", "held", "read_at"])
    Task.objects.filter(authority_id=by.authority_id, report__in=found, done_at__isnull=True).update(
        done_at=timezone.now(), done_by_id=by.person_id, outcome="set_aside"
    )
    record(by=by, event="cases.flood.set_aside", subject=None, detail={"count": len(found)})
    return len(found)


def _held(by: Viewer, report_ids: Sequence[UUID]) -> list[Report]:
    require(may_coordinate(by))
    found = Report.objects.select_for_update().filter(authority_id=by.authority_id, held=True, id__in=report_ids)
    reports = list(found.filter(case__isnull=True).order_by("id"))
    if not reports:
        raise DomainError("none_chosen", _("Choose at least one report."), "reports")
    return reports
