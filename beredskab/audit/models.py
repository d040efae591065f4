"""One table, to which rows are only ever added."""

from typing import ClassVar, Final
from uuid import UUID

from django.db import models
from django.utils import timezone

from beredskab.kit.ids import new_id
from beredskab.kit.privacy import PrivacyClass

HOUSE: Final = UUID(int=0)  # the chain of events that concern no single authority, such as a login
GENESIS: Final = bytes(32)


class Event(models.Model):
    """Something that a person did, in the chain of one authority.

    Plain columns instead of foreign keys: the record outlives what it tells of.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    authority_id = models.UUIDField(editable=False)
    position = models.BigIntegerField(editable=False)
    at = models.DateTimeField(default=timezone.now, editable=False)
    person_id = models.UUIDField(null=True, editable=False)
    event = models.CharField(max_length=80, editable=False)
    subject_type = models.CharField(max_length=80, editable=False)
    subject_id = models.UUIDField(null=True, editable=False)
    detail = models.JSONField(default=dict, editable=False)
    request_id = models.UUIDField(null=True, editable=False)
    prev_hash = models.BinaryField(max_length=32, editable=False)
    hash = models.BinaryField(max_length=32, editable=False)

    class Meta:
        ordering = ("position",)
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=("authority_id", "position"), name="audit_event_one_chain"),
        ]

    class Privacy:
        fields: ClassVar[dict[str, PrivacyClass]] = {
            "id": PrivacyClass.TECHNICAL,
            "authority_id": PrivacyClass.ORGANISATIONAL,
            "position": PrivacyClass.TECHNICAL,
            "at": PrivacyClass.ACCOUNT,
            "person_id": PrivacyClass.ACCOUNT,
            "event": PrivacyClass.ACCOUNT,
            "subject_type": PrivacyClass.ORGANISATIONAL,
            "subject_id": PrivacyClass.ORGANISATIONAL,
            "detail": PrivacyClass.ORGANISATIONAL,
            "request_id": PrivacyClass.TECHNICAL,
            "prev_hash": PrivacyClass.TECHNICAL,
            "hash": PrivacyClass.TECHNICAL,
        }

    def __str__(self) -> str:
        return f"{self.position} {self.event}"
