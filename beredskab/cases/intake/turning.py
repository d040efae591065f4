"""Where else one can turn, true at this moment: for those who would rather call, and where the intake is closed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.conf import settings
from django.utils import timezone

from beredskab.organisation.contacts import hours
from beredskab.organisation.contacts.models import ContactKind, ContactPoint
from beredskab.organisation.contacts.queries import contact_points
from beredskab.organisation.contacts.words import opening_now, week_in_words

KINDS: Final = {
    "concern": (ContactKind.COORDINATOR, ContactKind.NIGHT),
    "professional": (ContactKind.COORDINATOR, ContactKind.NOTIFICATIONS, ContactKind.NIGHT),
    "help": (ContactKind.COUNSELLING, ContactKind.NIGHT),
}


@dataclass(frozen=True, slots=True)
class Contact:
    """A contact point as `web/guide/parts/contact.html` shows it."""

    function: str
    phone: str
    tel: str
    email: str
    url: str
    opening: str
    is_open: bool | None
    week: str
    read_by: str
    note: str


def contacts(authority_id: UUID, kind: str) -> tuple[Contact, ...]:
    """Those of the municipality that fit the form."""
    wanted = KINDS[kind]
    return tuple(_shown(one) for one in contact_points(authority_id) if one.kind in wanted)


def guide_address(code: str) -> str:
    """ "What do I do now?" on the public side."""
    return f"{settings.PUBLIC_BASE_URL}/kommune/{code}/hvad-goer-jeg/"


def _shown(point: ContactPoint) -> Contact:
    now = timezone.localtime()
    opening = hours.opening(point.week, now, closed_on_holidays=point.closed_on_holidays)
    return Contact(
        point.function, point.phone, point.phone.replace(" ", ""), "", point.url, opening_now(opening, now),
        opening.is_open if opening else None, week_in_words(point.week), point.read_by, point.note,
    )  # fmt: skip
