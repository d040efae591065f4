"""Taking a concern in: sealed before it is stored, with its tasks and its row in the record, all or nothing.

The clocks of the law run from receipt, held or not. The same way serves the intake process and colleagues who write
down what comes by telephone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.db import DatabaseError, connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from beredskab.audit.actions import deposit, record
from beredskab.cases.intake.submission import Door, Submission
from beredskab.cases.models import FileChunk, Force, Report, ReportFile, ReportMessage, Task
from beredskab.cases.permissions import may_register, require
from beredskab.cases.queries.reports import piece
from beredskab.documents.renderings import Rendering
from beredskab.frameworks.law import clocks
from beredskab.kit.actions import action
from beredskab.kit.errors import DomainError
from beredskab.kit.ids import new_id
from beredskab.kit.vault import DataKey
from beredskab.kit.viewer import Viewer
from beredskab.lib import crypto, receipts

CHUNK: Final = 1024 * 1024
STRANGER: Final = UUID(int=0)
CHILD_CLOCKS: Final = {"urgent": "urgent-assessment", "acknowledge": "acknowledgement"}


def somebody(authority_id: UUID) -> Viewer:
    """Whoever sends something through the intake: nobody the house knows."""
    return Viewer(person_id=STRANGER, authority_id=authority_id)


@action(event="cases.report.received")
def receive(*, by: Viewer, door: Door, sent: Submission, held: bool = False) -> receipts.Receipt:
    """Store what came through the open forms. The receipt is the only way back to it, and is kept nowhere."""
    receipt = receipts.new()
    report = _store(door, sent, held=held, receipt=receipt)
    deposit(event="cases.report.received", subject=report, detail={"kind": sent.channel})
    return receipt


@action(event="cases.report.registered")
def register(*, by: Viewer, door: Door, sent: Submission) -> UUID:
    """Write down what came by telephone or in person; only coordinators read it afterwards. Raises NotAllowed."""
    require(may_register(by))
    report = _store(door, sent)
    record(by=by, event="cases.report.registered", subject=report, detail={"kind": sent.channel})
    return report.id


@action(event="cases.message.received")
def write_back(*, by: Viewer, receipt: receipts.Receipt, key: DataKey, report_id: UUID, text: str) -> None:
    """The reporter writes again. A receipt pasted where the message belongs is refused: others read the inbox."""
    if _is_a_receipt(text):
        raise DomainError("receipt", _("This is the receipt itself. Write your message here instead."), "text")
    message = ReportMessage(id=new_id(), authority_id=by.authority_id, report_id=report_id, from_reporter=True)
    key.seal(message, "text", text)
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                "select cases_write_by_receipt(%s, %s, %s, %s)", [receipt.stored, message.id, message.text, new_id()]
            )
    except DatabaseError as error:
        if getattr(error.__cause__, "sqlstate", "") != "42501":
            raise
        raise DomainError(
            "full", _("No more messages can be sent here. Call the municipality instead."), "text"
        ) from error
    deposit(event="cases.message.received", subject=Report(id=report_id))


def _is_a_receipt(text: str) -> bool:
    try:
        receipts.parse(text)
    except receipts.NotAReceipt:
        return False
    return True


def _store(door: Door, sent: Submission, *, held: bool = False, receipt: receipts.Receipt | None = None) -> Report:
    """The report with its files and tasks: a few inserts, no read, for the intake may not read."""
    if door.key_id is None:
        raise DomainError("closed", _("This municipality does not take concerns in writing here. Call instead."))
    key, now = DataKey(crypto.new_key()), timezone.now()
    report = Report(
        id=new_id(), authority_id=door.authority_id, received_at=now, channel=sent.channel,
        reporter_kind=sent.reporter_kind, about=sent.about, urgent=sent.urgent, screened=sent.screened, held=held,
        intake_key_id=door.key_id,
    )  # fmt: skip
    place = crypto.place("cases_report", "sealed_key", report.id)
    report.sealed_key = crypto.seal_to(door.public, key.raw, aad=place)
    if receipt is not None:
        report.receipt_stored = receipt.stored
        report.receipt_key = crypto.seal(receipt.key, key.raw, aad=receipt_place(report.id))
    key.seal(report, "answers", dict(sent.answers))
    key.seal(report, "reporter", dict(sent.reporter) or None)
    report.save(force_insert=True)
    _store_files(report, key, sent.files)
    Task.objects.bulk_create(_tasks(door, report, sent, now))
    return report


def receipt_place(report_id: UUID) -> bytes:
    """What binds the receipt's seal to its row."""
    return crypto.place("cases_report", "receipt_key", report_id)


def _tasks(door: Door, report: Report, sent: Submission, now: datetime) -> Iterator[Task]:
    # The subject keeps two reports of one case apart: each has its own clocks.
    common = {"authority_id": door.authority_id, "report": report, "subject_id": report.id, "opened_at": now}
    unread = now + timedelta(hours=door.unread_hours)
    yield Task(kind="read", force=Force.LOCAL, rule="unread_hours", due_at=unread, **common)
    if sent.child:
        for kind, clock in CHILD_CLOCKS.items():
            due = clocks.due_at(clock, now, saturday=door.saturday_counts)
            yield Task(kind=kind, force=Force.LAW, rule=clock, due_at=due, **common)


def _store_files(report: Report, key: DataKey, renderings: Sequence[Rendering]) -> None:
    """Pages as sealed pieces of a mebibyte, numbered in what the seal is bound to."""
    for position, rendering in enumerate(renderings, start=1):
        file = ReportFile(
            id=new_id(), authority_id=report.authority_id, report=report, position=position, kind=rendering.kind,
            pages=len(rendering.pages), mime=rendering.pages[0].mime if rendering.pages else "",
        )  # fmt: skip
        key.seal(file, "text", rendering.text or None)
        file.save(force_insert=True)
        FileChunk.objects.bulk_create(
            [
                chunk
                for number, page in enumerate(rendering.pages, start=1)
                for chunk in _chunks(file, key, number, page.data)
            ]
        )


def _chunks(file: ReportFile, key: DataKey, page: int, data: bytes) -> Iterator[FileChunk]:
    for part, start in enumerate(range(0, len(data), CHUNK)):
        chunk = FileChunk(id=new_id(), authority_id=file.authority_id, file=file, page=page, part=part)
        chunk.data = key.seal_bytes(data[start : start + CHUNK], "cases_filechunk", "data", chunk.id, piece(page, part))
        yield chunk
