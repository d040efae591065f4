"""The municipality's own settings, aids and intake key."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from beredskab.cases.models import CaseSettings, IntakeKey, StepAid
from beredskab.cases.permissions import INSIDE, hidden, may_coordinate, may_set
from beredskab.cases.queries.headers import settings_of
from beredskab.cases.stations import STATIONS
from beredskab.kit.errors import NotFound
from beredskab.kit.viewer import Viewer

EXTENSIONS = {"application/pdf": "pdf"}


@dataclass(frozen=True, slots=True)
class Aid:
    """An official text at a station."""

    id: UUID
    station: str
    title: str
    url: str


@dataclass(frozen=True, slots=True)
class SettingsPage:
    """The settings, the aids by station, since when the intake key is in use, and how many old ones wait."""

    own: CaseSettings
    aids: tuple[Aid, ...]
    key_since: datetime | None
    old_keys: int
    may_destroy: bool  # only coordinators see whether a report still needs an old key


def settings_page(viewer: Viewer) -> SettingsPage:
    """For coordinators and administrators. Raises NotFound."""
    hidden(may_set(viewer))
    aids = StepAid.objects.filter(authority_id=viewer.authority_id).defer("file")
    keys = list(IntakeKey.objects.filter(authority_id=viewer.authority_id).order_by("-created_at", "-id"))
    live = [key for key in keys if key.retired_at is None]
    return SettingsPage(
        own=settings_of(viewer.authority_id),
        aids=tuple(_aids(aids)),
        key_since=live[0].created_at if live else None,
        old_keys=len(keys) - len(live),
        may_destroy=may_coordinate(viewer) is None,
    )


def _aids(rows: Iterable[StepAid]) -> Iterable[Aid]:
    order = list(STATIONS)
    known = sorted(rows, key=lambda one: (order.index(one.station) if one.station in order else 99, one.title))
    for one in known:
        title = STATIONS[one.station].title if one.station in STATIONS else one.station
        yield Aid(one.id, str(title), one.title, one.url)


def aid(viewer: Viewer, aid_id: UUID) -> tuple[str, str, bytes]:
    """A file that the municipality attached at a station: name, type and content, for those inside. Raises NotFound."""
    found = StepAid.objects.filter(authority_id=viewer.authority_id, id=aid_id, file__isnull=False).first()
    if found is None or not (viewer.roles & INSIDE or may_set(viewer) is None):
        raise NotFound("aid_not_found", _("This page does not exist."))
    return f"{found.title}.{EXTENSIONS.get(found.file_type, 'docx')}", found.file_type, bytes(found.file or b"")
