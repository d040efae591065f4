"""The events about colleagues in sentences, for the page that shows the record."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from beredskab.audit.sentences import register
from beredskab.kit.viewer import Viewer
from beredskab.organisation.models import Role
from beredskab.organisation.queries import memberships


def _colleagues(viewer: Viewer, ids: Sequence[UUID]) -> Mapping[UUID, str]:
    return {one.id: one.shown_name for one in memberships(viewer).filter(id__in=ids)}


def _roles(value: object) -> str:
    labels = {str(role): str(role.label).lower() for role in Role}
    return ", ".join(labels.get(str(role), str(role)) for role in value) if isinstance(value, list) else str(value)


register(
    sentences={
        "organisation.member.added": _("%(who)s added %(what)s as a colleague: %(roles)s."),
        "organisation.member.roles_changed": _("%(who)s gave %(what)s these roles: %(roles)s."),
        "organisation.member.ended": _("%(who)s ended the membership of %(what)s."),
        "organisation.invitation.accepted": _("%(who)s accepted the invitation to work here."),
        "organisation.invitation.declined": _("%(who)s declined the invitation to work here."),
        "organisation.demo.joined": _("%(what)s came with the demo: %(roles)s."),
    },
    kinds={
        "organisation.member": _("Colleagues and roles"),
        "organisation.invitation": _("Answers to invitations"),
        "organisation.demo": _("The demo"),
    },
    names={"organisation.Membership": _colleagues},
    words={"roles": _roles},
)
