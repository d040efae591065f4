"""What a person has answered for each requirement, on top of the machine's proposal."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from beredskab.kit.models import TenantModel
from beredskab.kit.privacy import PrivacyClass
from beredskab.plans.models.plan import Edition


class Answer(models.TextChoices):
    """The four answers."""

    COVERED_HERE = "covered_here", _("Covered here")
    COVERED_ELSEWHERE = "covered_elsewhere", _("Covered elsewhere")
    NOT_RELEVANT = "not_relevant", _("Not relevant")
    MISSING = "missing", _("Missing")


class Confirmation(TenantModel):
    """A person's answer for one element. No row: nobody has answered, the machine's proposal stands as a proposal.

    The law's formalities can never be *not relevant*: `actions.confirming` and `policies` refuse it, because force
    is in the framework data and not in this table.
    """

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="confirmations")
    element = models.CharField(max_length=80)
    answer = models.CharField(max_length=20, choices=Answer.choices)
    passages = models.JSONField(default=list)  # anchors {block_id, start, end, quote}
    link = models.CharField(max_length=500, blank=True)
    reason = models.TextField(blank=True)
    by = models.ForeignKey("organisation.Person", on_delete=models.PROTECT, related_name="+")
    by_name = models.CharField(max_length=120)
    at = models.DateTimeField()
    carried_from = models.PositiveIntegerField(null=True)  # number of the edition the answer was given in

    class Meta:
        ordering = ("element",)
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=("edition", "element"), name="confirmation_once"),
            models.CheckConstraint(
                condition=~models.Q(answer="not_relevant") | ~models.Q(reason=""), name="confirmation_not_relevant_why"
            ),
            models.CheckConstraint(
                condition=~models.Q(answer="covered_elsewhere") | ~models.Q(link=""), name="confirmation_elsewhere_link"
            ),
        ]

    class Privacy:
        fields: ClassVar[dict[str, PrivacyClass]] = {
            "edition": PrivacyClass.ORGANISATIONAL,
            "element": PrivacyClass.ORGANISATIONAL,
            "answer": PrivacyClass.ORGANISATIONAL,
            "passages": PrivacyClass.ORGANISATIONAL,
            "link": PrivacyClass.ORGANISATIONAL,
            "reason": PrivacyClass.ORGANISATIONAL,
            "by": PrivacyClass.ACCOUNT,
            "by_name": PrivacyClass.ACCOUNT,
            "at": PrivacyClass.ACCOUNT,
            "carried_from": PrivacyClass.TECHNICAL,
        }

    def __str__(self) -> str:
        return f"{self.element} {self.answer}"
