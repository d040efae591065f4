"""The two records that the law asks for: adoption by the council, and publication."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from beredskab.kit.models import TenantModel
from beredskab.kit.privacy import PrivacyClass
from beredskab.plans.models.plan import Edition


class Body(models.TextChoices):
    """Who decided. Only the council can adopt a plan under barnets lov § 15 stk. 3."""

    COUNCIL = "council", _("The municipal council")
    COMMITTEE = "committee", _("A committee")
    ADMINISTRATION = "administration", _("The administration")


class Adoption(TenantModel):
    """The council's decision on exactly one text: the frozen versions, the joined text and its hash. Never changed."""

    edition = models.OneToOneField(Edition, on_delete=models.PROTECT, related_name="adoption")
    body = models.CharField(max_length=20, choices=[(Body.COUNCIL.value, Body.COUNCIL.label)])
    meeting_date = models.DateField()
    agenda_item = models.CharField(max_length=200)
    minutes_link = models.URLField(max_length=500, blank=True)
    versions = ArrayField(models.UUIDField())
    canonical = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    revision_due = models.DateField()
    recorded_by = models.ForeignKey("organisation.Person", on_delete=models.PROTECT, related_name="+")
    recorded_by_name = models.CharField(max_length=120)

    class Meta:
        ordering = ("-meeting_date",)
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=models.Q(body="council"), name="adoption_by_the_council"),
        ]

    class Privacy:
        fields: ClassVar[dict[str, PrivacyClass]] = {
            "edition": PrivacyClass.PUBLIC,
            "body": PrivacyClass.PUBLIC,
            "meeting_date": PrivacyClass.PUBLIC,
            "agenda_item": PrivacyClass.PUBLIC,
            "minutes_link": PrivacyClass.PUBLIC,
            "versions": PrivacyClass.TECHNICAL,
            "canonical": PrivacyClass.PUBLIC,
            "sha256": PrivacyClass.PUBLIC,
            "revision_due": PrivacyClass.PUBLIC,
            "recorded_by": PrivacyClass.ACCOUNT,
            "recorded_by_name": PrivacyClass.ACCOUNT,
        }

    def __str__(self) -> str:
        return f"{self.meeting_date} {self.agenda_item}"


class Publication(TenantModel):
    """What anybody can read: the adopted text and its facts, with the PDF and Word file made from it.

    Stands alone: the public process may read this table and no other table of the plan.
    """

    edition = models.OneToOneField(Edition, on_delete=models.PROTECT, related_name="publication")
    title = models.CharField(max_length=200)
    published_on = models.DateField()
    meeting_date = models.DateField()
    body_name = models.CharField(max_length=80)
    agenda_item = models.CharField(max_length=200)
    minutes_link = models.URLField(max_length=500, blank=True)
    revision_due = models.DateField()
    canonical = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    pdf = models.BinaryField()
    docx = models.BinaryField()
    replaced_on = models.DateField(null=True)

    class Meta:
        ordering = ("-meeting_date", "-published_on")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            # A stable address holds one text: one adopted edition per meeting day.
            models.UniqueConstraint(fields=("authority", "meeting_date"), name="publication_address_once"),
        ]

    class Privacy:
        fields: ClassVar[dict[str, PrivacyClass]] = dict.fromkeys(
            (
                "edition",
                "title",
                "published_on",
                "meeting_date",
                "body_name",
                "agenda_item",
                "minutes_link",
                "revision_due",
                "canonical",
                "sha256",
                "pdf",
                "docx",
                "replaced_on",
            ),
            PrivacyClass.PUBLIC,
        )

    def __str__(self) -> str:
        return f"{self.title} {self.meeting_date}"
