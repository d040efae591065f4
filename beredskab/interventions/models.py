"""The catalogue: one row per thing that the municipality offers. No field is about a person."""

from datetime import date
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from beredskab.interventions.dimensions import Dimension
from beredskab.kit.models import TenantModel
from beredskab.kit.privacy import PrivacyClass


class Level(models.TextChoices):
    """The three levels of the prevention triangle, broadest first."""

    GENERAL = "general", _("Building up")
    SPECIFIC = "specific", _("Anticipating")
    TARGETED = "targeted", _("Intervening")


class Kind(models.TextChoices):
    """What sort of help it is."""

    TALK = "talk", _("Talks and counselling")
    MENTOR = "mentor", _("Mentor")
    CONTACT_PERSON = "contact_person", _("Contact person")
    PSYCHOLOGIST = "psychologist", _("Psychologist")
    PARENT_COACHING = "parent_coaching", _("Parent coaching")
    EDUCATION_WORK = "education_work", _("Help with school, education or work")
    LEISURE = "leisure", _("Leisure and community")
    NETWORK = "network", _("Work with family and network")
    TEACHING = "teaching", _("Teaching and courses for many")
    EXIT = "exit", _("Exit programme")
    STATUTORY = "statutory", _("Offer that is decided under a law")
    OTHER = "other", _("Something else")


class ForWhom(models.TextChoices):
    """Who gets it."""

    PERSON = "person", _("The person")
    PARENTS = "parents", _("Parents")
    SIBLINGS = "siblings", _("Siblings")
    SURROUNDINGS = "surroundings", _("Others close by")
    GROUP = "group", _("A group, a class or a club")


class Status(models.TextChoices):
    """Whether it can be chosen; `states.STEPS` says what leads where."""

    DRAFT = "draft", _("Draft")
    IN_USE = "in_use", _("In use")
    RETIRED = "retired", _("Retired")


class Intervention(TenantModel):
    """Something the municipality offers, described by the fields of the concept's element 5.1.

    `version` counts the saves, so that two people who write at once do not overwrite each other. The period is
    empty where it has no end; its last day counts.
    """

    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=20, choices=Kind.choices)
    level = models.CharField(max_length=20, choices=Level.choices)
    content = models.TextField(blank=True)
    purpose = models.TextField(blank=True)
    target_group = models.TextField(blank=True)
    for_whom = ArrayField(models.CharField(max_length=20, choices=ForWhom.choices), default=list, blank=True)
    age_from = models.PositiveSmallIntegerField(null=True, blank=True)
    age_to = models.PositiveSmallIntegerField(null=True, blank=True)
    legal_basis = models.TextField(blank=True)
    responsible = models.CharField(max_length=200, blank=True)
    partners = models.TextField(blank=True)
    follow_up = models.TextField(blank=True)
    dimensions = ArrayField(models.CharField(max_length=20, choices=Dimension.choices), default=list, blank=True)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    status = models.CharField(max_length=20, choices=Status.choices, default=Status.DRAFT)
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("name", "id")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=("authority", "name"), name="intervention_name_once"),
            models.CheckConstraint(condition=models.Q(age_from__lte=models.F("age_to")), name="intervention_ages"),
            models.CheckConstraint(condition=models.Q(valid_from__lte=models.F("valid_to")), name="intervention_days"),
        ]

    class Privacy:
        fields: ClassVar[dict[str, PrivacyClass]] = {
            **dict.fromkeys(
                ("name", "kind", "level", "content", "purpose", "target_group", "for_whom", "age_from", "age_to"),
                PrivacyClass.ORGANISATIONAL,
            ),
            **dict.fromkeys(
                ("legal_basis", "responsible", "partners", "follow_up", "dimensions", "valid_from", "valid_to"),
                PrivacyClass.ORGANISATIONAL,
            ),
            **dict.fromkeys(("status", "changed_at"), PrivacyClass.ORGANISATIONAL),
            "version": PrivacyClass.TECHNICAL,
        }

    def __str__(self) -> str:
        return self.name

    def begun(self, today: date) -> bool:
        """Whether its period has begun."""
        return self.valid_from is None or self.valid_from <= today

    def over(self, today: date) -> bool:
        """Whether its period has ended; the last day still counts."""
        return self.valid_to is not None and self.valid_to < today
