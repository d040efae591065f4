"""Writes: a message is put in, claimed by the sender, settled, and thrown away when it is old."""

import re
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.db import connection
from django.db.models import F
from django.utils import timezone

from beredskab.kit.viewer import Scope, Viewer, as_scope, current_scope
from beredskab.organisation.outbox.models import ABANDONED, KEPT, SETTLED, Message, MessageState, Template

LINK: Final = re.compile(r"/(?!/)[a-z0-9/_-]*")
WAITS: Final = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 720))
"""How long after each failure it is tried again; after the last one it is given up."""


def send(
    *,
    by: Viewer,
    template: str,
    link: str,
    person_id: UUID | None = None,
    email: str = "",
    subject_id: UUID | None = None,
    exercise: bool = False,
) -> Message:
    """Tell a person by mail that something waits at `link`, a path behind the login.

    Call it inside an action: the message is written in the action's transaction, so that it goes out if, and only if,
    the act stands; the action's own row in the record tells of it. Raises RuntimeError outside a transaction of
    `by`'s, ValueError for an unknown template, a link that is not a plain path, or anything but one recipient.
    """
    if not connection.in_atomic_block or current_scope().authority_id != by.authority_id:
        raise RuntimeError("a message is written inside the action that causes it")
    if template not in Template.values or LINK.fullmatch(link) is None:
        raise ValueError("unknown template, or a link that is more than a path")
    if (person_id is None) == (not email):
        raise ValueError("a message has one recipient: a person or an address")
    return Message.objects.create(
        authority_id=by.authority_id,
        person_id=person_id,
        email=email,
        template=template,
        link=link,
        subject_id=subject_id,
        caused_by=by.person_id,
        exercise=exercise,
    )


def claim(authority_id: UUID, message_id: UUID, now: datetime) -> Message | None:
    """Take a message that is due, so that no other sender does. None when somebody was faster."""
    with as_scope(Scope(authority_id)):
        due = Message.objects.filter(id=message_id, state=MessageState.WAITING, due_at__lte=now)
        if not due.update(state=MessageState.SENDING, attempts=F("attempts") + 1, due_at=now):
            return None
        return Message.objects.select_related("authority", "person").get(id=message_id)


def settle(message: Message, state: str, problem: str = "") -> None:
    """Write what became of a claimed message."""
    with as_scope(Scope(message.authority_id)):
        claimed = Message.objects.filter(id=message.id, state=MessageState.SENDING)
        claimed.update(state=state, problem=problem, settled_at=timezone.now())


def try_later(message: Message, problem: str) -> None:
    """Put a claimed message back for another attempt, or give it up after the last."""
    if message.attempts > len(WAITS):
        settle(message, MessageState.FAILED, problem)
        return
    due_at = timezone.now() + WAITS[message.attempts - 1]
    with as_scope(Scope(message.authority_id)):
        claimed = Message.objects.filter(id=message.id, state=MessageState.SENDING)
        claimed.update(state=MessageState.WAITING, problem=problem, due_at=due_at)


def tidy(authority_ids: Sequence[UUID], now: datetime) -> None:
    """Say *unsure* of what a sender took and never settled, and throw away what was settled a month ago."""
    for authority_id in authority_ids:
        with as_scope(Scope(authority_id)):
            own = Message.objects.filter(authority_id=authority_id)
            left = own.filter(state=MessageState.SENDING, due_at__lt=now - ABANDONED)
            left.update(state=MessageState.UNSURE, problem="sender_stopped", settled_at=now)
            own.filter(state__in=SETTLED, settled_at__lt=now - KEPT).delete()
