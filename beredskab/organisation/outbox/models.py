"""The messages that wait, were sent, or could not be."""

from datetime import timedelta
from typing import ClassVar, Final

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from beredskab.kit.models import TenantModel
from beredskab.kit.privacy import PrivacyClass


class Template(models.TextChoices):
    """What a mail may say. There is one per code, and none of them tells what it is about."""

    TASK = "task", _("Something new waits")
    REMINDER = "reminder", _("Something still waits")
    NOTICE = "notice", _("Something has happened that you must see")


class MessageState(models.TextChoices):
    """waiting → sending → sent; sending → waiting (tried again) or failed; sending → unsure (never tried again)."""

    WAITING = "waiting", _("Waits to be sent")
    SENDING = "sending", _("Being sent")
    SENT = "sent", _("Sent")
    FAILED = "failed", _("Could not be sent")
    UNSURE = "unsure", _("Perhaps sent")


SETTLED: Final = (MessageState.SENT, MessageState.FAILED, MessageState.UNSURE)
ABANDONED: Final = timedelta(minutes=10)  # a message still being sent after this was left by its sender
KEPT: Final = timedelta(days=30)  # how long a settled message is kept


class Message(TenantModel):
    """One mail to one person (or to an address without an account), from an authority.

    `link` is a path behind the login, and never leaves the database: the mail holds the message's own address.
    """

    person = models.ForeignKey("organisation.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    email = models.EmailField(blank=True, default="", max_length=254)
    template = models.CharField(max_length=20, choices=Template.choices)
    link = models.CharField(max_length=200)
    subject_id = models.UUIDField(null=True, blank=True)
    caused_by = models.UUIDField()
    exercise = models.BooleanField(default=False)
    state = models.CharField(max_length=10, choices=MessageState.choices, default=MessageState.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField(default=timezone.now)
    settled_at = models.DateTimeField(null=True, blank=True)
    problem = models.CharField(blank=True, default="", max_length=60)

    class Meta:
        ordering = ("due_at", "id")
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=("authority", "subject_id"), name="message_by_subject"),
            models.Index(
                fields=("due_at",), name="message_to_send", condition=models.Q(state__in=("waiting", "sending"))
            ),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=models.Q(person__isnull=False, email="")
                | (models.Q(person__isnull=True) & ~models.Q(email="")),
                name="message_has_one_recipient",
            ),
        ]

    class Privacy:
        fields: ClassVar[dict[str, PrivacyClass]] = {
            **dict.fromkeys(("person", "email", "caused_by"), PrivacyClass.ACCOUNT),
            **dict.fromkeys(("template", "exercise", "state", "attempts"), PrivacyClass.ORGANISATIONAL),
            **dict.fromkeys(("link", "subject_id", "due_at", "settled_at", "problem"), PrivacyClass.TECHNICAL),
        }

    def __str__(self) -> str:
        return f"{self.template} {self.state}"
