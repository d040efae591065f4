"""What an administrator does, in authorities where the demo has none too."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from django.utils import timezone

from beredskab.kit.viewer import Viewer, as_viewer
from beredskab.organisation.models import Membership


@contextmanager
def administering(cast: Mapping[str, Viewer], key: str) -> Iterator[None]:
    """In the scope of an administrator of somebody's authority."""
    home = Viewer(cast["adam"].person_id, cast[key].authority_id)
    values = {"roles": ["administrator"], "valid_from": "2026-01-01", "accepted_at": timezone.now()}
    with as_viewer(home):
        Membership.objects.get_or_create(authority_id=home.authority_id, person_id=home.person_id, defaults=values)
        yield
