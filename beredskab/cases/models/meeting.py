"""The analysis meeting of Infohus Kommune and its board of nine dimensions. Text only: no number, no colour."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from beredskab.cases.models.base import CaseRow, classes
from beredskab.interventions.dimensions import Dimension
from beredskab.kit.fields import SealedField
from beredskab.kit.models import TenantModel
from beredskab.kit.privacy import PrivacyClass


class MeetingKind(models.TextChoices):
    """Fixed in the calendar, or called for one concern."""

    REGULAR = "regular", _("Regular meeting")
    AD_HOC = "ad_hoc", _("Called for this concern")


class Meeting(TenantModel):
    """A meeting: when, where, in which state. Holds no person under concern; cases are on its agenda."""

    at = models.DateTimeField()
    minutes_long = models.PositiveSmallIntegerField(default=90)
    place = models.CharField(max_length=120, default="", blank=True)
    kind = models.CharField(max_length=10, choices=MeetingKind.choices, default=MeetingKind.AD_HOC)
    held_at = models.DateTimeField(null=True)
    cancelled_at = models.DateTimeField(null=True)
    sequence = models.PositiveSmallIntegerField(default=0)  # how often it was changed: the calendars' own count
    called_by_id = models.UUIDField()
    called_by_name = models.CharField(max_length=120)

    class Meta:
        ordering = ("at", "id")

    class Privacy:
        fields: ClassVar[dict[str, PrivacyClass]] = classes(
            coded="at minutes_long place kind held_at cancelled_at sequence", account="called_by_id called_by_name"
        )


class MeetingMove(TenantModel):
    """When and where a meeting was to be before somebody moved it. Rows are only added."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="+")
    sequence = models.PositiveSmallIntegerField()  # the meeting's own, until then
    at = models.DateTimeField()
    minutes_long = models.PositiveSmallIntegerField()
    place = models.CharField(max_length=120, default="", blank=True)
    kind = models.CharField(max_length=10, choices=MeetingKind.choices)
    by_id = models.UUIDField()
    by_name = models.CharField(max_length=120)

    class Meta:
        ordering = ("sequence", "id")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=("meeting", "sequence"), name="meeting_moved_once"),
        ]

    class Privacy:
        fields: ClassVar[dict[str, PrivacyClass]] = classes(
            coded="meeting sequence at minutes_long place kind", account="by_id by_name"
        )


class AgendaItem(CaseRow):
    """A case on a meeting's agenda, with its own minutes: who is there may differ from case to case."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField(default=0)
    minutes = SealedField(null=True)
    minutes_at = models.DateTimeField(null=True)

    class Meta(CaseRow.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=("meeting", "case"), name="agenda_case_once"),
        ]

    class Privacy:
        fields: ClassVar[dict[str, PrivacyClass]] = classes(personal="minutes", coded="meeting position minutes_at")


class Attendance(CaseRow):
    """A professional at one case's item: invited by an exchange, or added at the door."""

    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)
    authority_name = models.CharField(max_length=160)
    exchange_id = models.UUIDField(null=True)
    present = models.BooleanField(null=True)  # null until the meeting

    class Privacy:
        fields: ClassVar[dict[str, PrivacyClass]] = classes(
            coded="item authority_name exchange_id present", account="name"
        )


class BoardField(CaseRow):
    """What one field of the board says, a new row each time it is saved; the newest is shown.

    `content`: known, source (and how sure, in words), against, helps.
    """

    dimension = models.CharField(max_length=20, choices=Dimension.choices)
    number = models.PositiveIntegerField()
    content = SealedField()

    class Meta(CaseRow.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=("case", "dimension", "number"), name="board_field_version"),
        ]

    class Privacy:
        fields: ClassVar[dict[str, PrivacyClass]] = classes(personal="content", coded="dimension number")


class Disagreement(CaseRow):
    """A view that another authority holds of a field, recorded as such instead of being worn down to one sentence."""

    dimension = models.CharField(max_length=20, choices=Dimension.choices)
    whose = models.CharField(max_length=160)
    text = SealedField()

    class Privacy:
        fields: ClassVar[dict[str, PrivacyClass]] = classes(personal="text", coded="dimension whose")
