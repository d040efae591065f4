"""From a report to a case: read it, open a case with it, add it to one, or set it aside."""

from __future__ import annotations

from uuid import UUID

from django.db import connection
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from beredskab.audit.actions import record, refused
from beredskab.cases import states
from beredskab.cases.actions import road
from beredskab.cases.actions.tasks import finish, open_task
from beredskab.cases.models import About, Case, Indicator, Report, ReportState, Task, Track
from beredskab.cases.permissions import may_coordinate, require
from beredskab.cases.taskkinds import STAGE_TASK
from beredskab.kit.actions import action
from beredskab.kit.errors import DomainError, NotFound
from beredskab.kit.ids import new_id
from beredskab.kit.vault import vault
from beredskab.kit.viewer import Viewer
from beredskab.lib import crypto

SET_ASIDE_REASONS = ("not_a_concern", "test", "duplicate", "flood")


@action(event="cases.report.taken")
def take_report(*, by: Viewer, report_id: UUID) -> Report:
    """Say "I read this one": from now on it is read, and by whom is in the log. Raises NotAllowed, NotFound."""
    require(may_coordinate(by))
    report = _held_report(by, report_id)
    if report.state == ReportState.UNREAD:
        report.state, report.read_at = ReportState.READ, timezone.now()
        report.save(update_fields=["state", "read_at"])
    record(by=by, event="cases.report.taken", subject=report)
    return report


@action(event="cases.case.opened")
def open_case(*, by: Viewer, report_id: UUID) -> Case:
    """Open a case with a report: number, key, first grant, first task. The one who opens it leads it.

    The case's key is durable in the key store before the row exists. Raises NotAllowed, NotFound, DomainError.
    """
    require(may_coordinate(by))
    report = _placeable(by, report_id)
    case = new_case(by, about=report.about, channel=report.channel, track=_track(report.about))
    _attach(by, report, case)
    _carry_tasks(report, case)
    record(by=by, event="cases.case.opened", subject=case, detail={"ref": case.number, "kind": case.track})
    return case


@action(event="cases.report.attached")
def attach(*, by: Viewer, report_id: UUID, case_id: UUID) -> Case:
    """Add a report to a case that the viewer holds. The originals stay as they are. Raises NotFound, DomainError."""
    require(may_coordinate(by))
    report = _placeable(by, report_id)
    case = road.held(by, case_id, "reports")
    if case.stage in states.ENDED:
        raise DomainError("ended", _("That case has ended. Reopen it first, or open a new one."))
    _attach(by, report, case)
    _carry_tasks(report, case)
    record(by=by, event="cases.report.attached", subject=case, detail={"ref": case.number})
    return case


@action(event="cases.report.set_aside")
def set_aside(*, by: Viewer, report_id: UUID, reason: str) -> Report:
    """Not a concern: out of daily view, with a coded reason; it can still be found and taken back. Raises NotFound."""
    require(may_coordinate(by))
    report = _placeable(by, report_id)
    if reason not in SET_ASIDE_REASONS:
        raise DomainError("reason", _("Choose a reason."), "reason")
    report.state, report.set_aside_reason = ReportState.SET_ASIDE, reason
    report.save(update_fields=["state", "set_aside_reason"])
    Task.objects.filter(authority_id=by.authority_id, report=report, done_at__isnull=True).update(
        done_at=timezone.now(), done_by_id=by.person_id, outcome="set_aside"
    )
    record(by=by, event="cases.report.set_aside", subject=report, detail={"reason": reason})
    return report


def new_case(by: Viewer, *, about: str, channel: str, track: str = Track.CONCERN) -> Case:
    """A case row with its key, first grant, indicator and first task. Call inside an action."""
    now = timezone.now()
    year = timezone.localdate().year
    case = Case(
        id=new_id(), authority_id=by.authority_id, year=year, sequence=_next(by.authority_id, year), track=track,
        stage=states.FIRST[Track(track)], stage_since=now, about=about, lead_id=by.person_id, lead_name=by.name,
    )  # fmt: skip
    vault().new_key(by.authority_id, case.id)  # before the row: a case without a key could not be written in
    case.save(force_insert=True)
    with connection.cursor() as cursor:
        cursor.execute("select cases_open_grant(%s, %s)", [new_id(), case.id])
    month = timezone.localdate().replace(day=1)
    Indicator.objects.create(
        authority_id=by.authority_id,
        case=case,
        month=month,
        channel=channel,
        about=about,
        track=track,
        stage=case.stage,
    )
    road.trace(by, case, "open", "")
    open_task(by=by, case=case, kind=STAGE_TASK[case.stage])
    return case


def _track(about: str) -> str:
    return {About.GROUP: Track.PLACE, About.SELF: Track.COUNSELLING}.get(About(about), Track.CONCERN)


def _held_report(by: Viewer, report_id: UUID) -> Report:
    found = Report.objects.select_for_update().filter(authority_id=by.authority_id, id=report_id).first()
    if found is None:
        refused(by, "cases.report.refused", "cases.Report", report_id, "not_found")
        raise NotFound("report_not_found", _("This page does not exist."))
    return found


def _placeable(by: Viewer, report_id: UUID) -> Report:
    report = _held_report(by, report_id)
    if report.state == ReportState.ATTACHED:
        raise DomainError("placed", _("This report already belongs to a case."))
    return report


def _attach(by: Viewer, report: Report, case: Case) -> None:
    """Take the report's own key into the key store; the intake pair is no longer needed for it."""
    place = crypto.place("cases_report", "sealed_key", report.id)
    raw = vault().open_intake(by.authority_id, report.intake_key_id, bytes(report.sealed_key), aad=place)
    vault().adopt(by.authority_id, report.id, raw)
    report.state, report.case, report.sealed_key = ReportState.ATTACHED, case, b""
    report.read_at = report.read_at or timezone.now()
    report.save(update_fields=["state", "case", "sealed_key", "read_at"])
    finish(by=by, report=report, kind="read")


def _carry_tasks(report: Report, case: Case) -> None:
    """What ran since receipt (a child's clocks, a message) runs on, on the case, and what setting aside had ended."""
    ended = Task.objects.filter(report=report, case__isnull=True, outcome="set_aside").exclude(kind="read")
    ended.update(done_at=None, done_by_id=None, outcome="")
    Task.objects.filter(report=report, case__isnull=True, done_at__isnull=True).update(case=case)


def _next(authority_id: UUID, year: int) -> int:
    """The next number of the year, one at a time per authority until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtextextended('case' || %s::text, 0))", [str(authority_id)])
    last = Case.objects.filter(authority_id=authority_id, year=year).aggregate(last=Max("sequence"))["last"]
    return (last or 0) + 1
