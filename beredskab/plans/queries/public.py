"""What anybody may read: publications. No viewer; the public role sees no other table of the plan."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from beredskab.kit.errors import NotFound
from beredskab.plans.models import Publication


def publications(authority_id: UUID) -> list[Publication]:
    """All publications of a municipality without their files, newest first."""
    found = Publication.objects.filter(authority_id=authority_id).defer("pdf", "docx", "canonical")
    return list(found.order_by("-meeting_date"))


def publication(authority_id: UUID, adopted: date | None = None) -> Publication:
    """The publication in force, or that of the text adopted on a day, without its files. Raises NotFound."""
    found = Publication.objects.filter(authority_id=authority_id).defer("pdf", "docx")
    found = found.filter(meeting_date=adopted) if adopted else found.filter(replaced_on__isnull=True)
    first = found.order_by("-meeting_date").first()
    if first is None:
        raise NotFound("publication_not_found", "")
    return first


def file(publication_id: UUID, kind: str) -> bytes:
    """The bytes of a publication's file: `pdf`, `docx`, or `canonical` for the JSON."""
    found = Publication.objects.filter(id=publication_id).values_list(kind, flat=True).first()
    return bytes(found or b"")


def published_authorities() -> dict[UUID, date]:
    """Which authorities have a plan in force, with the day it was adopted."""
    found = Publication.objects.filter(replaced_on__isnull=True).order_by("authority_id")
    return dict(found.values_list("authority_id", "meeting_date"))
