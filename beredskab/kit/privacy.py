"""Every model field says what kind of data it holds; a test fails for a field that does not."""

from collections.abc import Mapping
from enum import StrEnum

from django.db import models


class PrivacyClass(StrEnum):
    """What a field holds. The class decides where the field may be shown, logged and kept."""

    PUBLIC = "public"  # anybody may read it
    ORGANISATIONAL = "organisational"  # about the organisation and its work; names no person
    TECHNICAL = "technical"  # keys, hashes, counters; says nothing of a person alone
    ACCOUNT = "account"  # about an employee as a user of the system
    SECRET = "secret"  # noqa: S105  credentials: never shown, logged or exported
    PERSONAL = "personal"  # about any other person


def privacy_of(model: type[models.Model]) -> Mapping[str, PrivacyClass]:
    """The declared classes of a model by field name, with what its base classes declare."""
    declared: dict[str, PrivacyClass] = {}
    for ancestor in reversed(model.__mro__):
        inner = vars(ancestor).get("Privacy")
        if inner is not None:
            declared.update(inner.fields)
    return declared
