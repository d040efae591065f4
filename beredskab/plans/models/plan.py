"""The plan, its editions, and where an edition's imported text came from."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from beredskab.kit.models import TenantModel
from beredskab.kit.privacy import PrivacyClass


class Topic(models.TextChoices):
    """What the plan is about. Two documents are advised; one for both is lawful."""

    EXTREMISM = "extremism", _("Extremism")
    COMBINED = "combined", _("Extremism, honour-related conflicts and negative social control")


class State(models.TextChoices):
    """Where an edition is in its life; `states.STEPS` says what leads where."""

    PROPOSAL = "proposal", _("Proposed layout")
    DRAFT = "draft", _("Draft")
    IN_REVIEW = "in_review", _("In review")
    READY = "ready", _("Ready for the council")
    ADOPTED = "adopted", _("Adopted")
    PUBLISHED = "published", _("Published")
    SUPERSEDED = "superseded", _("Replaced")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class Origin(models.TextChoices):
    """How an edition began."""

    EMPTY = "empty", _("Written from scratch")
    IMPORT = "import", _("Imported from files")
    CHECK = "check", _("Imported from a check")
    REVISION = "revision", _("Revision of the edition before")


class Plan(TenantModel):
    """A municipality's preparedness under barnets lov § 15 stk. 3. One per authority."""

    title = models.CharField(max_length=200)
    topic = models.CharField(max_length=20, choices=Topic.choices, default=Topic.EXTREMISM)

    class Meta:
        ordering = ("created_at",)
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=("authority",), name="plan_one_per_authority"),
        ]

    class Privacy:
        fields: ClassVar[dict[str, PrivacyClass]] = {"title": PrivacyClass.PUBLIC, "topic": PrivacyClass.PUBLIC}

    def __str__(self) -> str:
        return self.title


class Edition(TenantModel):
    """One text of the plan on its way to the council, or adopted by it.

    `disposition` is the id of a disposition, or "own". `frameworks` pins what the text is held against. `based_on`
    is null for the first edition.
    """

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="editions")
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=20, choices=State.choices)
    origin = models.CharField(max_length=20, choices=Origin.choices)
    disposition = models.CharField(max_length=60)
    frameworks = models.JSONField(default=dict)  # framework id -> version
    based_on = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    state_since = models.DateTimeField()

    class Meta:
        ordering = ("-number",)
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=("plan", "number"), name="edition_number_once"),
            models.UniqueConstraint(
                fields=("plan",),
                condition=models.Q(state__in=["proposal", "draft", "in_review", "ready"]),
                name="edition_one_open_per_plan",
            ),
            models.UniqueConstraint(
                fields=("plan",), condition=models.Q(state="published"), name="edition_one_published_per_plan"
            ),
        ]

    class Privacy:
        fields: ClassVar[dict[str, PrivacyClass]] = dict.fromkeys(
            ("plan", "number", "state", "origin", "disposition", "frameworks", "based_on", "state_since"),
            PrivacyClass.ORGANISATIONAL,
        )

    def __str__(self) -> str:
        return f"{self.plan_id} {self.number}"


class BlockSource(TenantModel):
    """Where an imported block stood: kept beside the text, so that no editor can lose it."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="sources")
    block_id = models.CharField(max_length=80)
    file = models.CharField(max_length=255)
    page = models.PositiveIntegerField(null=True)
    heading = ArrayField(models.TextField(), default=list)
    reason = models.CharField(max_length=20, blank=True)  # why the layout put it where it did

    class Meta:
        ordering = ("created_at",)
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=("edition", "block_id"), name="block_source_once"),
        ]

    class Privacy:
        fields: ClassVar[dict[str, PrivacyClass]] = dict.fromkeys(
            ("edition", "block_id", "file", "page", "heading", "reason"), PrivacyClass.ORGANISATIONAL
        )

    def __str__(self) -> str:
        return f"{self.file} {self.block_id}"
