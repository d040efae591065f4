"""What each municipality decides for itself: deadlines (shown as local), models in use, and its own aids."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from beredskab.cases.models.base import classes
from beredskab.kit.models import TenantModel
from beredskab.kit.privacy import PrivacyClass


class OrganisationModel(models.TextChoices):
    """Who leads and convenes Infohus Kommune; three models are in use (domain.md 2.2)."""

    COORDINATORS = "coordinators", _("The two coordinators lead, and others are called in by need")
    AD_HOC = "ad_hoc", _("A cross-cutting group meets when there is a concern")
    STANDING = "standing", _("A cross-cutting group has fixed meetings")


class SecondPerson(models.TextChoices):
    """Who may be the second person on a recommendation and a close."""

    OTHER_UNIT = "other_unit", _("Somebody from another unit or authority")
    MANAGER = "manager", _("Also a manager or deputy of the same unit (small municipality)")


class CaseSettings(TenantModel):
    """One row per municipality. Every number is a local deadline: no national one was found for these steps."""

    intake_open = models.BooleanField(default=True)
    reads_when = models.CharField(max_length=300, default="", blank=True)
    model = models.CharField(max_length=20, choices=OrganisationModel.choices, default=OrganisationModel.COORDINATORS)
    second_person = models.CharField(max_length=20, choices=SecondPerson.choices, default=SecondPerson.OTHER_UNIT)
    saturday_counts = models.BooleanField(default=True)
    unread_hours = models.PositiveSmallIntegerField(default=24)
    clearance_days = models.PositiveSmallIntegerField(default=5)
    gathering_days = models.PositiveSmallIntegerField(default=14)
    decision_days = models.PositiveSmallIntegerField(default=14)
    return_days = models.PositiveSmallIntegerField(default=7)
    status_weeks = models.PositiveSmallIntegerField(default=8)
    unfounded_lookup_months = models.PositiveSmallIntegerField(default=12)
    retention_years = models.PositiveSmallIntegerField(default=5)
    flood_per_hour = models.PositiveSmallIntegerField(default=20)
    kle_number = models.CharField(max_length=20, default="27.00.00", blank=True)
    urgent = models.JSONField(default=dict, blank=True)  # own functions by row id of `law.urgent`; never a name

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=("authority",), name="case_settings_once"),
        ]

    class Privacy:
        fields: ClassVar[dict[str, PrivacyClass]] = classes(
            coded="intake_open reads_when model second_person saturday_counts unread_hours"
            " clearance_days gathering_days decision_days return_days status_weeks unfounded_lookup_months"
            " retention_years flood_per_hour kle_number urgent"
        )


class StepAid(TenantModel):
    """An official text that the municipality attaches or links to at a station: the assessment tool, a template.

    Our own help at the station is interim; where there is an official text, it comes first. Holds no person.
    """

    station = models.CharField(max_length=30)
    title = models.CharField(max_length=200)
    url = models.URLField(default="", blank=True)
    file_type = models.CharField(max_length=100, default="", blank=True)
    file = models.BinaryField(null=True)

    class Meta:
        ordering = ("station", "title")

    class Privacy:
        fields: ClassVar[dict[str, PrivacyClass]] = classes(coded="station title url file_type file")
