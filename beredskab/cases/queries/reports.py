"""Reports in the coordinator's hands: what is known unopened, what it says once somebody has said "I read it"."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final
from uuid import UUID

from django.utils.translation import gettext as _

from beredskab.audit.actions import access, refused
from beredskab.cases import states
from beredskab.cases.intake import guide
from beredskab.cases.models import Case, Channel, FileChunk, Grant, Report, ReportFile, ReportMessage, ReportState
from beredskab.cases.permissions import hidden, may_coordinate
from beredskab.cases.queries.receipts import Message
from beredskab.kit.errors import NotFound
from beredskab.kit.vault import DataKey, KeyGone, vault
from beredskab.kit.viewer import Viewer
from beredskab.lib import crypto

LABEL: Final = "cases.Report"
HELD_PAGE: Final = 20
LISTED: Final = 100


@dataclass(frozen=True, slots=True)
class Attached:
    """A safe rendering: its pages by number, or its text."""

    id: UUID
    kind: str
    pages: range
    text: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Content:
    """A report that somebody reads: what it says, who says it, what was sent along."""

    report: Report
    answers: tuple[guide.Answered, ...] = field(repr=False)
    reporter: tuple[guide.Answered, ...] = field(repr=False)
    files: tuple[Attached, ...] = field(repr=False)


def reference(report_id: UUID) -> str:
    """A report's number as people say it, from its id alone: it tells nothing, and needs no look at the row."""
    return f"H-{report_id.hex[-6:].upper()}"


def unopened(viewer: Viewer, report_id: UUID) -> Report:
    """What is known of a report without its key: when, by which way, about whom. Raises NotFound."""
    found = Report.objects.select_related("case").filter(authority_id=viewer.authority_id, id=report_id).first()
    if found is None:
        refused(viewer, "cases.report.refused", LABEL, report_id, "not_found")
        raise NotFound("report_not_found", _("This page does not exist."))
    return found


def read(viewer: Viewer, report_id: UUID) -> Content:
    """What the report says; written down before it is opened. Raises NotFound, also before anybody said "I read it"."""
    report = unopened(viewer, report_id)
    if report.state == ReportState.UNREAD:
        raise NotFound("report_unread", _("This page does not exist."))
    return _content(viewer, report)


def _content(viewer: Viewer, report: Report) -> Content:
    access(viewer, "cases.report.read", report)
    key = key_of(report)
    answers: Mapping[str, Any] = key.open(report, "answers") or {}
    files = ReportFile.objects.filter(authority_id=viewer.authority_id, report=report).order_by("position")
    return Content(
        report,
        guide.told(answers, asked_for_help=report.channel == Channel.SELF),
        guide.reporter_told(key.open(report, "reporter") or {}),
        tuple(Attached(one.id, one.kind, range(1, one.pages + 1), key.open(one, "text") or "") for one in files),
    )


def key_of(report: Report) -> DataKey:
    """The report's own key: sealed to the intake pair until it is placed, in the key store afterwards."""
    try:
        if not report.sealed_key:
            return vault().key(report.authority_id, report.id)
        place = crypto.place("cases_report", "sealed_key", report.id)
        return DataKey(
            vault().open_intake(report.authority_id, report.intake_key_id, bytes(report.sealed_key), aad=place)
        )
    except KeyGone:
        raise NotFound("report_erased", _("This report is erased.")) from None


def picture(viewer: Viewer, report_id: UUID, file_id: UUID, page: int) -> tuple[str, bytes]:
    """One page of a rendering as a picture, with its type. Raises NotFound."""
    report = unopened(viewer, report_id)
    file = ReportFile.objects.filter(authority_id=viewer.authority_id, report=report, id=file_id).first()
    if report.state == ReportState.UNREAD or file is None or not 1 <= page <= file.pages:
        refused(viewer, "cases.report.refused", LABEL, report_id, "no_file")
        raise NotFound("file_not_found", _("This page does not exist."))
    access(viewer, "cases.report.read", report, detail={"page": page})
    key = key_of(report)
    parts = FileChunk.objects.filter(authority_id=viewer.authority_id, file=file, page=page).order_by("part")
    data = [
        key.open_bytes(bytes(one.data), "cases_filechunk", "data", one.id, piece(one.page, one.part)) for one in parts
    ]
    return file.mime, b"".join(data)


def piece(page: int, part: int) -> int:
    """A piece's number in what its seal is bound to: pieces exchanged between pages do not open."""
    return (page << 32) | part


def messages(viewer: Viewer, report: Report) -> tuple[Message, ...]:
    """The talk with the reporter, the oldest first. Written down as a read of the report."""
    access(viewer, "cases.report.read", report, detail={"kind": "messages"})
    key = key_of(report)
    rows = ReportMessage.objects.filter(authority_id=viewer.authority_id, report=report)
    return tuple(
        Message(one.created_at, one.from_reporter, key.open(one, "text")) for one in rows.order_by("created_at", "id")
    )


def own_cases(viewer: Viewer) -> list[tuple[str, str]]:
    """Open cases that the viewer holds, by id and number with where they are: a report can be added to one."""
    held = Grant.objects.filter(
        authority_id=viewer.authority_id, person_id=viewer.person_id, ended_at__isnull=True, sections__contains=["*"]
    ).values("case_id")
    found = Case.objects.filter(authority_id=viewer.authority_id, id__in=held).exclude(stage__in=states.ENDED)
    return [(str(one.id), f"{one.number} · {one.get_stage_display()}") for one in found.order_by("-year", "-sequence")]


@dataclass(frozen=True, slots=True)
class Listed:
    """A report in a list: what is known without its key."""

    report: Report
    number: str


def listed(viewer: Viewer) -> tuple[tuple[Listed, ...], tuple[Listed, ...]]:
    """Reports without a case: those that wait, the oldest first, and the latest set aside. Raises NotFound."""
    hidden(may_coordinate(viewer))
    access(viewer, "cases.report.listed")
    found = Report.objects.filter(authority_id=viewer.authority_id, case__isnull=True, held=False).defer("answers")
    waiting = found.filter(state__in=[ReportState.UNREAD, ReportState.READ]).order_by("received_at", "id")
    aside = found.filter(state=ReportState.SET_ASIDE).order_by("-received_at", "-id")
    return tuple(_listed(one) for one in waiting[:LISTED]), tuple(_listed(one) for one in aside[:LISTED])


def _listed(report: Report) -> Listed:
    return Listed(report, reference(report.id))


def held(viewer: Viewer) -> tuple[Content, ...]:
    """The first reports of a flood, each opened to be looked at; the oldest first. Raises NotFound for other roles."""
    hidden(may_coordinate(viewer))
    waiting = Report.objects.filter(authority_id=viewer.authority_id, held=True, case__isnull=True)
    waiting = waiting.filter(state__in=[ReportState.UNREAD, ReportState.READ]).order_by("received_at", "id")
    return tuple(_content(viewer, one) for one in waiting[:HELD_PAGE])
