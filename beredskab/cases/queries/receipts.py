"""Reading by receipt, in the intake process: what was sent, and the messages both ways. The receipt is the only key."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db import connection
from django.utils.translation import gettext as _

from beredskab.cases.models import Report, ReportMessage
from beredskab.kit.errors import DomainError
from beredskab.kit.vault import DataKey
from beredskab.lib import crypto, receipts


@dataclass(frozen=True, slots=True)
class Message:
    """One message of the inbox."""

    at: datetime
    from_reporter: bool
    text: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Inbox:
    """What a receipt opens."""

    report_id: UUID
    authority_id: UUID
    received_at: datetime
    is_read: bool
    key: DataKey = field(repr=False)
    answers: Mapping[str, str] = field(repr=False)
    messages: tuple[Message, ...] = field(repr=False)

    def ends_with(self, text: str) -> bool:
        """Whether the reporter's last message is this very text."""
        return bool(self.messages) and self.messages[-1].from_reporter and self.messages[-1].text == text


def inbox(receipt: receipts.Receipt) -> Inbox:
    """The report that the receipt opens. Raises DomainError for one that nobody knows, or whose report is erased."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select id, authority_id, receipt_key, received_at, state from cases_by_receipt(%s)", [receipt.stored]
        )
        row = cursor.fetchone()
        if row is None or not row[2]:
            raise DomainError(
                "receipt_unknown", _("Nobody knows this receipt. Look at each letter once more."), "receipt"
            )
        report_id, authority_id, sealed, received_at, state = row
        place = crypto.place("cases_report", "receipt_key", report_id)
        key = DataKey(crypto.open_sealed(receipt.key, bytes(sealed), aad=place))
        cursor.execute("select answers from cases_sent(%s)", [receipt.stored])
        sent = Report(id=report_id, answers=cursor.fetchone()[0])
        cursor.execute("select id, created_at, from_reporter, text from cases_inbox(%s)", [receipt.stored])
        messages = tuple(_message(key, *one) for one in cursor.fetchall())
    return Inbox(
        report_id, authority_id, received_at, state != "unread", key, key.open(sent, "answers") or {}, messages
    )


def _message(key: DataKey, message_id: UUID, at: datetime, from_reporter: bool, text: bytes) -> Message:
    row = ReportMessage(id=message_id, text=text)
    return Message(at, from_reporter, key.open(row, "text"))
