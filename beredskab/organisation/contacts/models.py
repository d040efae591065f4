"""The table of contact points."""

from datetime import date, timedelta
from typing import ClassVar, Final

from django.db import models
from django.utils.translation import gettext_lazy as _

from beredskab.kit.models import TenantModel
from beredskab.kit.privacy import PrivacyClass
from beredskab.organisation.contacts.hours import Week, load

STALE_AFTER: Final = timedelta(days=365)
"""A number that nobody has tried for a year is often wrong: the list says so."""


class ContactKind(models.TextChoices):
    """What one turns to the contact point for, in the order of the list."""

    COORDINATOR = "coordinator", _("Coordinator of concerns (Infohus)")
    NOTIFICATIONS = "notifications", _("Receives notifications about children")
    FORM = "form", _("The municipality's own form for notifications")
    NIGHT = "night", _("Social duty officer out of hours")
    COUNSELLING = "counselling", _("Counselling for those who seek help (section 12 b)")
    SCHOOL = "school", _("SSP or school")
    POLICE = "police", _("The police's coordinator")
    HOTLINE = "hotline", _("Local hotline")


class ContactPoint(TenantModel):
    """A function of the municipality that answers. Never a private person: people change, the number stays."""

    kind = models.CharField(max_length=20, choices=ContactKind.choices)
    function = models.CharField(max_length=120)
    phone = models.CharField(max_length=20, blank=True, default="")
    email = models.EmailField(blank=True, default="")
    url = models.URLField(max_length=300, blank=True, default="")
    hours = models.JSONField(default=list, blank=True)
    closed_on_holidays = models.BooleanField(default=True)
    read_by = models.CharField(max_length=300, blank=True, default="")
    note = models.CharField(max_length=300, blank=True, default="")
    is_public = models.BooleanField(default=True)
    verified_on = models.DateField(null=True, blank=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("kind", "function", "id")
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=("authority", "kind"), name="contact_by_kind"),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=~models.Q(phone="", email="", url=""), name="contact_can_be_reached"),
        ]

    class Privacy:
        fields: ClassVar[dict[str, PrivacyClass]] = {
            **dict.fromkeys(
                ("kind", "function", "phone", "email", "url", "hours", "closed_on_holidays", "read_by", "note"),
                PrivacyClass.PUBLIC,
            ),
            **dict.fromkeys(("is_public", "verified_on", "valid_from", "valid_to"), PrivacyClass.ORGANISATIONAL),
        }

    def __str__(self) -> str:
        return self.function

    @property
    def week(self) -> Week:
        """The opening hours, day by day."""
        return load(self.hours)

    def is_stale(self, today: date) -> bool:
        """Whether nobody has said for a year that it is right."""
        return self.verified_on is None or today - self.verified_on > STALE_AFTER
