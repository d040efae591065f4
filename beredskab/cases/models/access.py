"""Who may open a case: grants, given only through the database's own functions."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from beredskab.cases.models.base import classes
from beredskab.kit.models import TenantModel
from beredskab.kit.privacy import PrivacyClass


class GrantReason(models.TextChoices):
    """Why somebody got access. Codes: the log holds them, and no free text."""

    LEAD = "lead", _("Leads the case")
    DEPUTY = "deputy", _("Stands in for the one who leads")
    SECOND = "second", _("Is the second person")
    HAND_OVER = "hand_over", _("Receives the recommendation")
    MENTOR = "mentor", _("Works with the citizen")
    RISK = "risk", _("Makes the risk assessment of a child (barnets lov § 18, stk. 3)")
    DUTY = "duty", _("Is on duty")
    RECEIVER = "receiver", _("Receives the return flow")
    BREAK_GLASS = "break_glass", _("Opened in an emergency")
    TAKE_OVER = "take_over", _("Takes over from somebody who has left")
    APPOINTED = "appointed", _("Leads the case, named by a manager")


class Grant(TenantModel):
    """One person's access to one case: who gave it and why, on which basis, to which sections, from when to when.

    Inserted and ended only by the functions in `migrations/0003_grants.py` and `0004_leading.py`, which check the
    giver. It stops by comparison with now(): no job has to run. `sections` holds codes of `visibility.SECTIONS`; `*` is
    all of them.
    """

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="+")
    person_id = models.UUIDField()
    person_name = models.CharField(max_length=120)
    given_by_id = models.UUIDField()
    given_by_name = models.CharField(max_length=120)
    reason = models.CharField(max_length=20, choices=GrantReason.choices)
    basis = models.CharField(max_length=60)  # an id of the legal bases, or "task" inside the own authority
    sections = ArrayField(models.CharField(max_length=20))
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    reviewed_at = models.DateTimeField(null=True)  # break-glass is looked at afterwards
    reviewed_by_id = models.UUIDField(null=True)

    class Meta:
        ordering = ("starts_at", "id")
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=("person_id", "case"), condition=models.Q(ended_at__isnull=True), name="grant_live"),
            models.Index(fields=("authority", "case"), name="grant_by_case"),
        ]

    class Privacy:
        fields: ClassVar[dict[str, PrivacyClass]] = classes(
            coded="case reason basis sections starts_at ends_at ended_at reviewed_at",
            account="person_id person_name given_by_id given_by_name reviewed_by_id",
        )
