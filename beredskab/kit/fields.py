"""The model field that holds ciphertext."""

from typing import Any

from django.db import models


class Sealed(bytes):
    """Sealed bytes, which a template, a log line or a traceback shows as no more than their length."""

    def __repr__(self) -> str:
        return f"<sealed, {len(self)} bytes>"

    __str__ = __repr__


class SealedField(models.BinaryField):  # type: ignore[type-arg]
    """A column of ciphertext, written with `DataKey.seal`, read with `DataKey.open`. Its privacy class is PERSONAL."""

    description = "Ciphertext"

    def from_db_value(self, value: Any, *_: Any) -> Sealed | None:
        """Bytes, whatever the driver hands over."""
        return None if value is None else Sealed(value)

    def to_python(self, value: Any) -> Any:
        """Bytes too when a fixture or a test sets it."""
        value = super().to_python(value)
        return value if value is None else Sealed(value)
