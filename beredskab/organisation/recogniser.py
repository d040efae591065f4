"""Who is asking, in the process behind the login."""

from typing import Any, Final, cast
from uuid import UUID

from django.http import HttpRequest

from beredskab.kit.viewer import Viewer
from beredskab.organisation.queries import standing

CHOSEN_AUTHORITY: Final = "authority"


class SessionRecogniser:
    """Reads the person from the session, and the authority they chose. With only one there is nothing to choose."""

    def person_of(self, request: HttpRequest) -> UUID | None:
        """The person who is logged in."""
        return request.user.pk if request.user.is_authenticated else None

    def viewer_of(self, request: HttpRequest, person_id: UUID) -> Viewer | None:
        """The person with authority and roles; None without a live membership, and until one of several is chosen."""
        found = standing(person_id)
        cast(Any, request).standing = found
        chosen = request.session.get(CHOSEN_AUTHORITY)
        only = found.viewers[0] if len(found.viewers) == 1 else None
        return next((viewer for viewer in found.viewers if str(viewer.authority_id) == chosen), only)
