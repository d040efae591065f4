"""A municipality's intake as it stands now, kept for seconds: every report asks, and it changes a few times a year."""

from __future__ import annotations

import time
from typing import Final

from beredskab.cases.intake.submission import Door
from beredskab.cases.models import CaseSettings, IntakeKey
from beredskab.kit.viewer import Scope, Viewer, as_scope
from beredskab.organisation.models import Authority
from beredskab.organisation.queries import authority, municipality_by_code

SECONDS: Final = 5.0
_kept: Final[dict[str, tuple[float, Door]]] = {}


def door(code: str) -> Door:
    """The intake of the municipality with this code. Raises NotFound."""
    found = _kept.get(code)
    now = time.monotonic()
    if found is None or now - found[0] > SECONDS:
        here = municipality_by_code(code)
        with as_scope(Scope(here.id)):
            found = (now, _door(here))
        _kept[code] = found
    return found[1]


def door_of(viewer: Viewer) -> Door:
    """The viewer's own authority's, as it is this moment. Open or not to the public, colleagues can write here."""
    return _door(authority(viewer.authority_id))


def _door(here: Authority) -> Door:
    settings = CaseSettings.objects.filter(authority=here).first() or CaseSettings(authority=here)
    key = IntakeKey.objects.filter(authority=here, retired_at__isnull=True).order_by("-created_at").first()
    return Door(
        authority_id=here.id,
        code=here.code,
        name=here.name,
        is_open=settings.intake_open and key is not None,
        reads_when=settings.reads_when,
        unread_hours=settings.unread_hours,
        saturday_counts=settings.saturday_counts,
        flood_per_hour=settings.flood_per_hour,
        key_id=key.id if key else None,
        public=bytes(key.public) if key else b"",
    )
