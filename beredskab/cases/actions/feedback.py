"""Telling the reporter by a fixed text, and a short review of how a case was handled."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.utils.translation import gettext as _

from beredskab.audit.actions import record
from beredskab.cases.actions import road
from beredskab.cases.actions.tasks import finish
from beredskab.cases.models import Feedback, HandlingReview, ReporterKind, ReportMessage
from beredskab.cases.queries import feedback as queries
from beredskab.cases.queries.reports import key_of
from beredskab.kit.actions import action
from beredskab.kit.errors import DomainError
from beredskab.kit.ids import new_id
from beredskab.kit.viewer import Viewer


@action(event="cases.feedback.given")
def give(*, by: Viewer, case_id: UUID, report_id: UUID, way: str) -> Feedback:
    """Tell one reporter, by the template of their kind; an inbox gets it at once. NotFound, DomainError."""
    case = road.held(by, case_id, "*")
    report = queries.of_report(case, report_id)
    template = queries.TEMPLATE_OF[ReporterKind(report.reporter_kind)]
    if way not in queries.ways_to(report):
        raise DomainError("way", _("Choose how the reporter is told."), "way")
    before = Feedback.objects.filter(case=case, report=report, way=way).first()
    if before is not None:  # a double click tells once
        record(by=by, event="cases.feedback.given", subject=case, detail={"ref": case.number, "status": "again"})
        return before
    if way == "inbox":
        message = ReportMessage(
            id=new_id(), authority_id=by.authority_id, report=report, from_reporter=False, by_id=by.person_id
        )
        key_of(report).seal(message, "text", queries.text_for(by, template))
        message.save(force_insert=True)
    row = Feedback.objects.create(
        authority_id=by.authority_id, case=case, by_id=by.person_id, by_name=by.name, report=report, template=template,
        way=way,
    )  # fmt: skip
    if not queries.left(case):
        finish(by=by, case=case, kind="feedback")
    record(by=by, event="cases.feedback.given", subject=case, detail={"ref": case.number, "kind": template})
    return row


@action(event="cases.handling.reviewed")
def review(*, by: Viewer, case_id: UUID, points: Sequence[str], text: str = "") -> HandlingReview:
    """How the case was handled: codes to learn from, and words that stay under its key. NotFound, DomainError."""
    case = road.held(by, case_id, "*")
    if not points or not set(points) <= set(queries.POINTS):
        raise DomainError("points", _("Choose at least one sentence."), "points")
    row = HandlingReview(
        id=new_id(), authority_id=by.authority_id, case=case, by_id=by.person_id, by_name=by.name,
        points=[one for one in queries.POINTS if one in points],
    )  # fmt: skip
    road.key_of(case).seal(row, "text", text.strip() or None)
    row.save(force_insert=True)
    finish(by=by, case=case, kind="learn")
    record(by=by, event="cases.handling.reviewed", subject=case, detail={"ref": case.number, "fields": row.points})
    return row
