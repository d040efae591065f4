"""What comes in: reports as they were sent, sealed before they were stored, and the anonymous two-way inbox."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from beredskab.cases.models.base import classes
from beredskab.kit.fields import SealedField
from beredskab.kit.models import TenantModel
from beredskab.kit.privacy import PrivacyClass


class Channel(models.TextChoices):
    """By which way a report came."""

    PUBLIC = "public", _("The public form")
    PROFESSIONAL = "professional", _("The form for professionals")
    PHONE = "phone", _("Telephone")
    STREET = "street", _("Street work")
    NOTIFICATION_TEAM = "notification_team", _("The notification team")
    HOTLINE = "hotline", _("The national hotline")
    POLICE = "police", _("The police coordinator")
    PRISON = "prison", _("Prison and probation")
    ASYLUM = "asylum", _("An asylum centre")
    MUNICIPALITY = "municipality", _("Another municipality")
    SELF = "self", _("The citizen's own request for help")


class ReporterKind(models.TextChoices):
    """Who reports. A public employee acting in role is never anonymous."""

    ANONYMOUS = "anonymous", _("Anonymous citizen")
    PRIVATE = "private", _("Citizen who gave a name")
    PROFESSIONAL = "professional", _("Professional in role")


class About(models.TextChoices):
    """Whom or what the concern regards, as the reporter says."""

    CHILD = "child", _("A child or young person under 18")
    ADULT = "adult", _("An adult")
    PARENT = "parent", _("A parent or someone close to a child")
    GROUP = "group", _("A group, a place or an online milieu")
    SELF = "self", _("Myself")


class ReportState(models.TextChoices):
    """Where a report is on its way into the house."""

    UNREAD = "unread", _("Not read")
    READ = "read", _("Read, not yet placed")
    ATTACHED = "attached", _("Belongs to a case")
    SET_ASIDE = "set_aside", _("Set aside: not a concern")


class IntakeKey(TenantModel):
    """The public half of a municipality's intake key pair; the private half lies in the key store under this id."""

    public = models.BinaryField(max_length=32)
    retired_at = models.DateTimeField(null=True)

    class Privacy:
        fields: ClassVar[dict[str, PrivacyClass]] = classes(technical="public retired_at")


class Report(TenantModel):
    """A report as it was sent. Its data key is sealed to the intake key and, with a receipt, to the receipt too.

    `sealed_key` is emptied when the report is placed: then the key lies in the key store under the report's id.
    """

    received_at = models.DateTimeField()
    channel = models.CharField(max_length=20, choices=Channel.choices)
    reporter_kind = models.CharField(max_length=20, choices=ReporterKind.choices)
    about = models.CharField(max_length=10, choices=About.choices)
    urgent = models.BooleanField(default=False)
    screened = models.BooleanField(default=False)  # the police coordinator had cleared it before it came
    held = models.BooleanField(default=False)  # came in a flood: waits for review, clocks run all the same
    state = models.CharField(max_length=10, choices=ReportState.choices, default=ReportState.UNREAD)
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, null=True, related_name="+")
    intake_key = models.ForeignKey(IntakeKey, on_delete=models.PROTECT, related_name="+")
    sealed_key = models.BinaryField()
    answers = SealedField()
    reporter = SealedField(null=True)  # who reports, apart from what is reported
    receipt_stored = models.BinaryField(max_length=32, null=True)
    receipt_key = models.BinaryField(null=True)
    read_at = models.DateTimeField(null=True)
    set_aside_reason = models.CharField(max_length=30, default="", blank=True)

    class Meta:
        ordering = ("received_at", "id")
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=("authority", "state", "received_at"), name="report_by_state"),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=("receipt_stored",), name="report_receipt_once"),
            models.CheckConstraint(
                condition=models.Q(state="attached", case__isnull=False) | ~models.Q(state="attached"),
                name="report_attached_has_case",
            ),
        ]

    class Privacy:
        fields: ClassVar[dict[str, PrivacyClass]] = classes(
            personal="answers reporter",
            coded="received_at channel reporter_kind about urgent screened held state case read_at set_aside_reason",
            technical="intake_key sealed_key receipt_stored receipt_key",
        )


class ReportFile(TenantModel):
    """A safe rendering of an attached file: pictures of its pages, or its text. The original is never kept."""

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=20)  # picture, pdf, document: never the file's own name
    pages = models.PositiveSmallIntegerField(default=0)
    mime = models.CharField(max_length=40, default="", blank=True)
    text = SealedField(null=True)

    class Meta:
        ordering = ("position",)

    class Privacy:
        fields: ClassVar[dict[str, PrivacyClass]] = classes(personal="text", coded="report position kind pages mime")


class FileChunk(TenantModel):
    """At most one mebibyte of a rendered page, sealed under the report's key; the number is in the associated data."""

    file = models.ForeignKey(ReportFile, on_delete=models.PROTECT, related_name="+")
    page = models.PositiveSmallIntegerField()
    part = models.PositiveSmallIntegerField()
    data = SealedField()

    class Meta:
        ordering = ("page", "part")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=("file", "page", "part"), name="chunk_once"),
        ]

    class Privacy:
        fields: ClassVar[dict[str, PrivacyClass]] = classes(personal="data", technical="file page part")


class ReportMessage(TenantModel):
    """One message between the reporter and the coordinator, sealed under the report's key."""

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="+")
    from_reporter = models.BooleanField()
    text = SealedField()
    by_id = models.UUIDField(null=True)

    class Meta:
        ordering = ("created_at", "id")

    class Privacy:
        fields: ClassVar[dict[str, PrivacyClass]] = classes(
            personal="text", coded="report from_reporter", account="by_id"
        )
