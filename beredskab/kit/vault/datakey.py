"""A data key in the hand: seals and opens the fields and files of one report or case."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

from django.db.models import Model

from beredskab.kit.fields import Sealed, SealedField
from beredskab.lib import crypto


class DataKey:
    """Seals a value to its place (format, table, column, row): moved anywhere else it does not open.

    Intake makes one with `DataKey(crypto.new_key())`; casework gets it from the vault.
    """

    __slots__ = ("raw",)

    def __init__(self, raw: bytes) -> None:
        if len(raw) != crypto.KEY_BYTES:
            raise ValueError("not a data key")
        self.raw = raw
        """The key itself, only for sealing it to somebody else."""

    def __repr__(self) -> str:
        return "<data key>"

    def __reduce__(self) -> Any:
        raise TypeError("a data key is not stored or sent")

    def seal(self, row: Model, field: str, value: Any) -> None:
        """Set the field to the sealed value (anything JSON can hold). None stays None."""
        column = _column(row, field)
        if value is None:
            setattr(row, field, None)
            return
        plain = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode()
        setattr(row, field, self.seal_bytes(plain, row._meta.db_table, column, row.pk))

    def open(self, row: Model, field: str) -> Any:
        """The value, or None when there is none. Raises `crypto.Tampered`."""
        column, blob = _column(row, field), getattr(row, field)
        if not blob:
            return None
        return json.loads(self.open_bytes(bytes(blob), row._meta.db_table, column, row.pk))

    def seal_bytes(self, data: bytes, table: str, column: str, row_id: UUID, part: int | None = None) -> Sealed:
        """Bytes as they are; `part` numbers the chunks of a file."""
        return Sealed(crypto.seal(self.raw, data, aad=crypto.place(table, column, row_id, part)))

    def open_bytes(self, data: bytes, table: str, column: str, row_id: UUID, part: int | None = None) -> bytes:
        """The bytes again. Raises `crypto.Tampered`."""
        return crypto.open_sealed(self.raw, bytes(data), aad=crypto.place(table, column, row_id, part))


def _column(row: Model, name: str) -> str:
    field = row._meta.get_field(name)
    if not isinstance(field, SealedField):
        raise TypeError(f"{row._meta.label}.{name} is no sealed field")
    return str(field.column)
