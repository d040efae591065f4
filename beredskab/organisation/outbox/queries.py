"""Reads: where a mail leads, what became of it, and what the sender has to do."""

from datetime import datetime
from typing import Final
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from beredskab.kit.errors import NotFound
from beredskab.kit.viewer import Viewer
from beredskab.organisation.outbox.models import ABANDONED, KEPT, SETTLED, Message, MessageState

AT_A_TIME: Final = 50


def link_of(viewer: Viewer, message_id: UUID) -> str:
    """The path that a mail to the viewer leads to. Raises NotFound for anybody else."""
    found = Message.objects.filter(id=message_id, person_id=viewer.person_id).first()
    if found is None:
        raise NotFound("message_not_found", _("This page does not exist."))
    return found.link


def about(viewer: Viewer, subject_id: UUID) -> QuerySet[Message]:
    """What the viewer's authority has sent about a thing, newest first: to whom, when, and whether it went."""
    own = Message.objects.filter(authority_id=viewer.authority_id, subject_id=subject_id)
    return own.select_related("person").order_by("-created_at", "-id")


def due(now: datetime) -> list[tuple[UUID, UUID]]:
    """Authority and id of messages to send, oldest first. Only the worker's role sees more than one authority's."""
    waiting = Message.objects.filter(state=MessageState.WAITING, due_at__lte=now).order_by("due_at", "id")
    return list(waiting.values_list("authority_id", "id")[:AT_A_TIME])


def untidy(now: datetime) -> list[UUID]:
    """Authorities with messages that a sender left behind, or that are old. For the worker."""
    left = Q(state=MessageState.SENDING, due_at__lt=now - ABANDONED)
    old = Q(state__in=SETTLED, settled_at__lt=now - KEPT)
    found = Message.objects.filter(left | old).order_by("authority_id").values_list("authority_id", flat=True)
    return list(found.distinct())
