"""Where else one can turn, true at this moment: for those who would rather call, and where the intake is closed."""

from __future__ import annotations

from dataclasses import replace
from typing import Final
from uuid import UUID

from django.conf import settings
from django.utils import timezone

from beredskab.organisation.contacts.models import ContactKind
from beredskab.organisation.contacts.queries import contact_points
from beredskab.organisation.contacts.showing import Contact, shown

# The night number is the police's (114), so whoever seeks help for themselves is not led to it.
KINDS: Final = {
    "concern": (ContactKind.COORDINATOR, ContactKind.NIGHT),
    "professional": (ContactKind.COORDINATOR, ContactKind.NOTIFICATIONS, ContactKind.NIGHT),
    "help": (ContactKind.COUNSELLING,),
}


def contacts(authority_id: UUID, kind: str) -> tuple[Contact, ...]:
    """Those of the municipality that fit the form. No mail address: a mail about a concern is an open letter."""
    now = timezone.localtime()
    fitting = (one for one in contact_points(authority_id) if one.kind in KINDS[kind])
    return tuple(replace(shown(one, now), email="") for one in fitting)


def guide_address(code: str) -> str:
    """ "What do I do now?" on the public side."""
    return f"{settings.PUBLIC_BASE_URL}/kommune/{code}/hvad-goer-jeg/"
