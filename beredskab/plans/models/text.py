"""The text: sections, their chain of versions, comments, and who is in a section now."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from beredskab.kit.models import TenantModel
from beredskab.kit.privacy import PrivacyClass
from beredskab.plans.models.plan import Edition


class SectionKind(models.TextChoices):
    """A section of the plan, the tray for text that has no place yet, or a section taken out with its old versions."""

    SECTION = "section", _("Section")
    TRAY = "tray", _("Tray")
    REMOVED = "removed", _("Taken out")


class Section(TenantModel):
    """A place in an edition. `key` is the disposition's section id and survives revisions; `covers` are element ids."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="sections")
    key = models.CharField(max_length=80)
    kind = models.CharField(max_length=10, choices=SectionKind.choices, default=SectionKind.SECTION)
    number = models.CharField(max_length=20, blank=True)
    title = models.CharField(max_length=200)
    level = models.PositiveSmallIntegerField(default=1)
    position = models.PositiveIntegerField()
    covers = ArrayField(models.CharField(max_length=80), default=list, blank=True)
    done = models.BooleanField(default=False)

    class Meta:
        ordering = ("position",)
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=("edition", "key"), name="section_key_once"),
        ]

    class Privacy:
        fields: ClassVar[dict[str, PrivacyClass]] = dict.fromkeys(
            ("edition", "key", "kind", "number", "title", "level", "position", "covers", "done"),
            PrivacyClass.ORGANISATIONAL,
        )

    def __str__(self) -> str:
        return f"{self.number} {self.title}".strip()


class SectionVersion(TenantModel):
    """One saved text of a section. Rows are only ever added: no role may change or delete one.

    The current text is the highest number that is not `aside`. A text that lost a conflict is kept aside, with the
    version it was written on as its parent.
    """

    section = models.ForeignKey(Section, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    aside = models.BooleanField(default=False)
    canonical = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    author = models.ForeignKey("organisation.Person", on_delete=models.PROTECT, related_name="+")
    author_name = models.CharField(max_length=120)

    class Meta:
        ordering = ("-number",)
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=("section", "number"), name="section_version_number_once"),
        ]

    class Privacy:
        fields: ClassVar[dict[str, PrivacyClass]] = {
            "section": PrivacyClass.ORGANISATIONAL,
            "number": PrivacyClass.TECHNICAL,
            "parent": PrivacyClass.TECHNICAL,
            "aside": PrivacyClass.TECHNICAL,
            "canonical": PrivacyClass.ORGANISATIONAL,
            "sha256": PrivacyClass.TECHNICAL,
            "author": PrivacyClass.ACCOUNT,
            "author_name": PrivacyClass.ACCOUNT,
        }

    def __str__(self) -> str:
        return f"{self.section_id} {self.number}"


class Comment(TenantModel):
    """A remark to a section, kept after it is resolved as the trace of the advice given."""

    section = models.ForeignKey(Section, on_delete=models.CASCADE, related_name="comments")
    anchor = models.JSONField(null=True)  # {block_id, start, end, quote}; null for the whole section
    text = models.TextField(max_length=4000)
    author = models.ForeignKey("organisation.Person", on_delete=models.PROTECT, related_name="+")
    author_name = models.CharField(max_length=120)
    resolved_at = models.DateTimeField(null=True)
    resolved_by_name = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ("created_at",)

    class Privacy:
        fields: ClassVar[dict[str, PrivacyClass]] = {
            "section": PrivacyClass.ORGANISATIONAL,
            "anchor": PrivacyClass.ORGANISATIONAL,
            "text": PrivacyClass.ORGANISATIONAL,
            "author": PrivacyClass.ACCOUNT,
            "author_name": PrivacyClass.ACCOUNT,
            "resolved_at": PrivacyClass.ACCOUNT,
            "resolved_by_name": PrivacyClass.ACCOUNT,
        }

    def __str__(self) -> str:
        return self.text[:60]


class Presence(TenantModel):
    """Somebody has the section open. Expires by comparison with now; nothing is locked."""

    section = models.ForeignKey(Section, on_delete=models.CASCADE, related_name="presences")
    person = models.ForeignKey("organisation.Person", on_delete=models.CASCADE, related_name="+")
    person_name = models.CharField(max_length=120)
    seen_at = models.DateTimeField()

    class Meta:
        ordering = ("person_name",)
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=("section", "person"), name="presence_once"),
        ]

    class Privacy:
        fields: ClassVar[dict[str, PrivacyClass]] = {
            "section": PrivacyClass.ORGANISATIONAL,
            "person": PrivacyClass.ACCOUNT,
            "person_name": PrivacyClass.ACCOUNT,
            "seen_at": PrivacyClass.ACCOUNT,
        }

    def __str__(self) -> str:
        return self.person_name
