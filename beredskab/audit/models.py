"""Two tables to which rows are only ever added, events and their links, and a list of what is not linked yet."""

from typing import ClassVar, Final
from uuid import UUID

from django.db import models
from django.db.models import Case, F, Func, Q, Value, When
from django.utils import timezone

from beredskab.kit.ids import new_id
from beredskab.kit.privacy import PrivacyClass

HOUSE: Final = UUID(int=0)  # the chain of events that concern no single authority, such as a login
GENESIS: Final = bytes(32)


class Lane(models.TextChoices):
    """How an event is written: with the change it tells of, or on its own before something is shown."""

    CHANGE = "change"
    ACCESS = "access"


class Shelf(models.TextChoices):
    """What an officer looks at first. It follows from the event's last word, so nobody can choose it."""

    DAILY = ""
    WATCHED = "watched"  # refusals and searches
    TAKEN = "taken"  # what left the house as a file


class Event(models.Model):
    """Something that a person did, saw or was refused, in the record of one authority.

    Plain columns instead of foreign keys: the record outlives what it tells of.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    authority_id = models.UUIDField(editable=False)
    lane = models.CharField(max_length=6, choices=Lane, default=Lane.CHANGE, editable=False)
    at = models.DateTimeField(default=timezone.now, editable=False)
    person_id = models.UUIDField(null=True, editable=False)
    event = models.CharField(max_length=80, editable=False)
    subject_type = models.CharField(max_length=80, editable=False)
    subject_id = models.UUIDField(null=True, editable=False)
    detail = models.JSONField(default=dict, editable=False)
    request_id = models.UUIDField(null=True, editable=False)
    kind = models.GeneratedField(
        expression=Func(F("event"), Value(r"^[^.]*\.[^.]*"), function="substring"),
        output_field=models.CharField(max_length=80, null=True),
        db_persist=True,
    )
    shelf = models.GeneratedField(
        expression=Case(
            When(Q(event__endswith=".refused") | Q(event__endswith=".searched"), then=Value(Shelf.WATCHED.value)),
            When(event__endswith=".exported", then=Value(Shelf.TAKEN.value)),
            default=Value(Shelf.DAILY.value),
        ),
        output_field=models.CharField(max_length=7, choices=Shelf),
        db_persist=True,
    )

    class Meta:
        ordering = ("id",)
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=("authority_id", "-id"), name="audit_event_newest"),
            models.Index(fields=("authority_id", "subject_id", "id"), name="audit_event_subject"),
            models.Index(fields=("authority_id", "person_id", "id"), name="audit_event_person"),
            models.Index(fields=("authority_id", "kind", "id"), name="audit_event_kind"),
            models.Index(fields=("authority_id", "shelf", "id"), name="audit_event_shelf", condition=~Q(shelf="")),
        ]

    class Privacy:
        fields: ClassVar[dict[str, PrivacyClass]] = {
            "id": PrivacyClass.TECHNICAL,
            "authority_id": PrivacyClass.ORGANISATIONAL,
            "lane": PrivacyClass.TECHNICAL,
            "at": PrivacyClass.ACCOUNT,
            "person_id": PrivacyClass.ACCOUNT,
            "event": PrivacyClass.ACCOUNT,
            "subject_type": PrivacyClass.ORGANISATIONAL,
            "subject_id": PrivacyClass.ORGANISATIONAL,
            "detail": PrivacyClass.ORGANISATIONAL,
            "request_id": PrivacyClass.TECHNICAL,
            "kind": PrivacyClass.ACCOUNT,
            "shelf": PrivacyClass.TECHNICAL,
        }

    def __str__(self) -> str:
        return f"{self.id} {self.event}"


class Link(models.Model):
    """An event's place in its authority's chain. `format` says what was hashed (`audit.chain`)."""

    event_id = models.UUIDField(primary_key=True, editable=False)
    authority_id = models.UUIDField(editable=False)
    position = models.BigIntegerField(editable=False)
    format = models.PositiveSmallIntegerField(editable=False)
    prev_hash = models.BinaryField(max_length=32, editable=False)
    hash = models.BinaryField(max_length=32, editable=False)

    class Meta:
        ordering = ("position",)
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=("authority_id", "position"), name="audit_link_one_chain"),
        ]

    class Privacy:
        fields: ClassVar[dict[str, PrivacyClass]] = {
            "authority_id": PrivacyClass.ORGANISATIONAL,
            "position": PrivacyClass.TECHNICAL,
            "event_id": PrivacyClass.TECHNICAL,
            "format": PrivacyClass.TECHNICAL,
            "prev_hash": PrivacyClass.TECHNICAL,
            "hash": PrivacyClass.TECHNICAL,
        }

    def __str__(self) -> str:
        return f"{self.position} {self.event_id}"


class Pending(models.Model):
    """An event that the sealer has not linked yet. A trigger fills it, the sealer empties it."""

    event_id = models.UUIDField(primary_key=True, editable=False)
    authority_id = models.UUIDField(editable=False)

    class Meta:
        ordering = ("event_id",)
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=("authority_id", "event_id"), name="audit_pending_order"),
        ]

    class Privacy:
        fields: ClassVar[dict[str, PrivacyClass]] = {
            "event_id": PrivacyClass.TECHNICAL,
            "authority_id": PrivacyClass.ORGANISATIONAL,
        }

    def __str__(self) -> str:
        return str(self.event_id)
