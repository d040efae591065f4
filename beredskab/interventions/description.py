"""What an intervention is, apart from its state: what the form gives and the actions take."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True)
class Description:
    """The fields that people write. Codes are those of `models`; an empty text or list is *not said yet*."""

    name: str
    kind: str
    level: str
    content: str = ""
    purpose: str = ""
    target_group: str = ""
    for_whom: tuple[str, ...] = ()
    age_from: int | None = None
    age_to: int | None = None
    legal_basis: str = ""
    responsible: str = ""
    partners: str = ""
    follow_up: str = ""
    dimensions: tuple[str, ...] = ()
    valid_from: date | None = None
    valid_to: date | None = None

    def values(self) -> dict[str, Any]:
        """By field name, as a table holds them: lists for tuples."""
        found = {field.name: getattr(self, field.name) for field in fields(self)}
        return {name: list(value) if isinstance(value, tuple) else value for name, value in found.items()}

    @classmethod
    def of(cls, row: Any) -> Description:
        """What is written in a row of the table."""
        found: dict[str, Any] = {field.name: getattr(row, field.name) for field in fields(cls)}
        for name in ("for_whom", "dimensions"):
            found[name] = tuple(found[name])
        return cls(**found)
