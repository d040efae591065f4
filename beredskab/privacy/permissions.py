"""Who may read the log. To everybody else it does not exist."""

from django.utils.translation import gettext as _

from beredskab.kit.errors import NotFound
from beredskab.kit.viewer import Viewer
from beredskab.organisation.permissions import may, refuse_reading_the_record


def require_reader(viewer: Viewer) -> None:
    """Raises NotFound unless the viewer is the authority's data protection officer or administrator."""
    if not may(refuse_reading_the_record(viewer)):
        raise NotFound("page_not_found", _("This page does not exist."))
