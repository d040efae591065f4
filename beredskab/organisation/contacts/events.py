"""The events about contact points in sentences."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from beredskab.audit.sentences import register
from beredskab.kit.viewer import Viewer
from beredskab.organisation.contacts.models import ContactPoint


def _functions(viewer: Viewer, ids: Sequence[UUID]) -> Mapping[UUID, str]:
    found = ContactPoint.objects.filter(authority_id=viewer.authority_id, id__in=ids).order_by("id")
    return {one.id: one.function for one in found}


register(
    sentences={
        "organisation.contact.added": _("%(who)s added the contact point %(what)s."),
        "organisation.contact.changed": _("%(who)s changed the contact point %(what)s."),
        "organisation.contact.verified": _("%(who)s said that the contact point %(what)s is right."),
        "organisation.contact.ended": _("%(who)s took away the contact point %(what)s."),
    },
    kinds={"organisation.contact": _("Contact points")},
    names={"organisation.ContactPoint": _functions},
)
