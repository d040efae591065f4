"""Whether a municipality takes concerns in writing, and at which address: another process, another origin."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from typing import Final
from uuid import UUID

from django.conf import settings

QUESTION: Final = "beredskab.cases.queries.public"
"""The case app's `intake_door(authority_id) -> (open, who reads when)`; without it every door is closed."""


@dataclass(frozen=True, slots=True)
class Door:
    """The way into a municipality's intake; closed, the guide shows numbers only."""

    code: str
    is_open: bool
    read_by: str

    def address(self, *, professional: bool) -> str:
        """The form's address, or "" where it is closed."""
        if not self.is_open:
            return ""
        path = "bekymring/fagperson/" if professional else "bekymring/"
        return f"{settings.INTAKE_BASE_URL}/kommune/{self.code}/{path}"


def door(authority_id: UUID, code: str) -> Door:
    """The municipality's door as it stands now."""
    if not _has_casework():
        return Door(code, False, "")
    is_open, read_by = import_module(QUESTION).intake_door(authority_id)
    return Door(code, bool(is_open), str(read_by))


def _has_casework() -> bool:
    try:
        return find_spec(QUESTION) is not None
    except ModuleNotFoundError:  # not even the app
        return False
