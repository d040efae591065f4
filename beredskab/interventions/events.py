"""The catalogue's events in sentences, for the page that shows the record."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from beredskab.audit.sentences import register
from beredskab.interventions.models import Intervention
from beredskab.kit.viewer import Viewer


def _names(viewer: Viewer, ids: Sequence[UUID]) -> Mapping[UUID, str]:
    found = Intervention.objects.filter(authority_id=viewer.authority_id, id__in=ids).order_by("id")
    return dict(found.values_list("id", "name"))


register(
    sentences={
        "interventions.intervention.added": _("%(who)s added the intervention “%(what)s” to the catalogue."),
        "interventions.intervention.changed": _("%(who)s changed the intervention “%(what)s” (version %(version)s)."),
        "interventions.intervention.taken_into_use": _("%(who)s took the intervention “%(what)s” into use."),
        "interventions.intervention.retired": _("%(who)s retired the intervention “%(what)s”."),
    },
    kinds={"interventions.intervention": _("The catalogue of interventions")},
    names={"interventions.Intervention": _names},
)
