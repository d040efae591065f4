"""Who is asking, in the process behind the login."""

from typing import Final
from uuid import UUID

from django.http import HttpRequest

from beredskab.kit.viewer import Viewer
from beredskab.organisation.queries import viewers_of

CHOSEN_AUTHORITY: Final = "authority"


class SessionRecogniser:
    """Reads the person from the session, and the authority they chose or else their first."""

    def person_of(self, request: HttpRequest) -> UUID | None:
        """The person who is logged in."""
        return request.user.pk if request.user.is_authenticated else None

    def viewer_of(self, request: HttpRequest, person_id: UUID) -> Viewer | None:
        """The person with authority and roles; None without a live membership."""
        viewers = viewers_of(person_id)
        chosen = request.session.get(CHOSEN_AUTHORITY)
        return next((v for v in viewers if str(v.authority_id) == chosen), viewers[0] if viewers else None)
