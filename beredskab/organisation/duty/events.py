"""The events about the duty rota in sentences."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from beredskab.audit.sentences import register
from beredskab.kit.viewer import Viewer
from beredskab.organisation.duty.models import Duty


def _people(viewer: Viewer, ids: Sequence[UUID]) -> Mapping[UUID, str]:
    found = Duty.objects.filter(authority_id=viewer.authority_id, id__in=ids).select_related("person").order_by("id")
    return {one.id: one.person.name for one in found}


register(
    sentences={
        "organisation.duty.added": _("%(who)s put %(what)s on duty from %(from)s until %(until)s."),
        "organisation.duty.ended": _("%(who)s ended the duty of %(what)s from %(from)s until %(until)s."),
    },
    kinds={"organisation.duty": _("Duty rota")},
    names={"organisation.Duty": _people},
)
