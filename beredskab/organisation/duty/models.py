"""Spans of duty."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from beredskab.kit.models import TenantModel
from beredskab.kit.privacy import PrivacyClass


class DutyKind(models.TextChoices):
    """What the person on duty watches out for."""

    CONCERNS = "concerns", _("Concerns")


class Duty(TenantModel):
    """A person is on duty from one moment to another. Two may be at once."""

    person = models.ForeignKey("organisation.Person", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=DutyKind.choices, default=DutyKind.CONCERNS)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()

    class Meta:
        ordering = ("starts_at", "id")
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=("authority", "ends_at"), name="duty_by_end")]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=models.Q(ends_at__gt=models.F("starts_at")), name="duty_ends_after_start"),
        ]

    class Privacy:
        fields: ClassVar[dict[str, PrivacyClass]] = dict.fromkeys(
            ("person", "kind", "starts_at", "ends_at"), PrivacyClass.ACCOUNT
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.starts_at:%Y-%m-%d}"
