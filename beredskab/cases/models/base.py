"""What the tables of the road share."""

from collections.abc import Iterable
from typing import ClassVar

from django.db import models

from beredskab.kit.models import TenantModel
from beredskab.kit.privacy import PrivacyClass


def classes(*, personal: str = "", coded: str = "", account: str = "", technical: str = "") -> dict[str, PrivacyClass]:
    """Privacy classes by field, each group as words: what is about a person, about the work, a colleague, or a key."""
    groups: Iterable[tuple[PrivacyClass, str]] = (
        (PrivacyClass.PERSONAL, personal),
        (PrivacyClass.ORGANISATIONAL, coded),
        (PrivacyClass.ACCOUNT, account),
        (PrivacyClass.TECHNICAL, technical),
    )
    return {name: kind for kind, names in groups for name in names.split()}


class CaseRow(TenantModel):
    """A row of one case: opens to a live grant that has the table's section (`migrations/0002_policies.py`).

    Every sealed field is ciphertext under the case's own key, bound to table, column and row.
    """

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="+")
    by_id = models.UUIDField()  # plain id: the row outlives the account
    by_name = models.CharField(max_length=120)

    class Meta:
        abstract = True
        ordering = ("created_at", "id")

    class Privacy:
        fields: ClassVar[dict[str, PrivacyClass]] = classes(coded="case", account="by_id by_name")
