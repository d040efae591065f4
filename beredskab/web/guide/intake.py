"""Whether a municipality takes concerns in writing, and at which address: another process, another origin."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.conf import settings

from beredskab.cases.queries.public import intake_door
from beredskab.web.guide.answers import Who

FORMS = {Who.CITIZEN: "bekymring/", Who.EMPLOYEE: "bekymring/fagperson/", Who.SELF: "hjaelp/"}


@dataclass(frozen=True, slots=True)
class Door:
    """The way into a municipality's intake; closed, the guide shows numbers only."""

    code: str
    is_open: bool
    read_by: str

    def address(self, who: Who | None) -> str:
        """The form that fits who is asking, or "" where it is closed."""
        if not self.is_open or who is None:
            return ""
        return f"{settings.INTAKE_BASE_URL}/kommune/{self.code}/{FORMS[who]}"


def door(authority_id: UUID, code: str) -> Door:
    """The municipality's door as it stands now."""
    return Door(code, *intake_door(authority_id))
