"""Base classes of all tables."""

from typing import ClassVar

from django.db import models
from django.utils import timezone

from beredskab.kit.ids import new_id
from beredskab.kit.privacy import PrivacyClass


class BaseModel(models.Model):
    """A row with a time-ordered id made before the insert."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        abstract = True

    class Privacy:
        fields: ClassVar[dict[str, PrivacyClass]] = {
            "id": PrivacyClass.TECHNICAL,
            "created_at": PrivacyClass.ORGANISATIONAL,
        }


class TenantModel(BaseModel):
    """A row that belongs to one authority. Its table is made with `kit.migrations.TenantTable`."""

    authority = models.ForeignKey("organisation.Authority", on_delete=models.PROTECT, related_name="+", editable=False)

    class Meta:
        abstract = True

    class Privacy:
        fields: ClassVar[dict[str, PrivacyClass]] = {"authority": PrivacyClass.ORGANISATIONAL}
