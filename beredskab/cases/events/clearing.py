"""What passed between authorities, in sentences."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from beredskab.audit.sentences import register
from beredskab.cases.models import Exchange, Partner
from beredskab.cases.queries.between import basis_of
from beredskab.kit.viewer import Viewer
from beredskab.organisation.queries import names_of_authorities


def _partners(viewer: Viewer, ids: Sequence[UUID]) -> Mapping[UUID, str]:
    found = Partner.objects.filter(authority_id=viewer.authority_id, id__in=ids).order_by("id")
    return dict(found.values_list("id", "name"))


def _numbers(viewer: Viewer, ids: Sequence[UUID]) -> Mapping[UUID, str]:
    found = Exchange.objects.filter(id__in=ids).order_by("id")
    return dict(found.values_list("id", "case_number"))


def _authority(value: object) -> str:
    try:
        wanted = UUID(str(value))
    except ValueError:
        return str(value)
    return names_of_authorities([wanted]).get(wanted, str(value))


def _paragraph(value: object) -> str:
    found = basis_of(str(value))
    return found.paragraph if found else str(value)


register(
    sentences={
        "cases.clearance.asked": _("%(who)s asked the police (%(to)s) in case %(ref)s: %(basis)s."),
        "cases.clearance.added": _("%(who)s sent the police (%(to)s) more in case %(ref)s: %(basis)s."),
        "cases.clearance.taken": _("%(who)s followed the police's answer in case %(ref)s."),
        "cases.clearance.taken:proceed": _("%(who)s followed the police's answer in case %(ref)s: proceed."),
        "cases.clearance.taken:not_infohus": _("%(who)s followed the police's answer in case %(ref)s: not in Infohus."),
        "cases.clearance.taken:police": _(
            "%(who)s followed the police's answer in case %(ref)s: the police handle it."
        ),
        "cases.advice.asked": _("%(who)s asked %(to)s for advice on safety in case %(ref)s: %(basis)s."),
        "cases.advice.asked:again": _("%(who)s clicked twice in case %(ref)s; nothing was shared a second time."),
        "cases.invitation.sent": _("%(who)s invited %(to)s in case %(ref)s: %(basis)s."),
        "cases.invitation.sent:again": _("%(who)s clicked twice in case %(ref)s; nothing was shared a second time."),
        "cases.disclosure.made": _("%(who)s gave %(to)s information from case %(ref)s: %(basis)s."),
        "cases.disclosure.made:again": _("%(who)s clicked twice in case %(ref)s; nothing was shared a second time."),
        "cases.exchange.reminded": _("%(who)s reminded %(to)s in case %(ref)s."),
        "cases.exchange.recorded": _("%(who)s wrote down what %(to)s answered in case %(ref)s."),
        "cases.exchange.opened": _("%(who)s opened what was sent about case %(ref)s."),
        "cases.exchange.read": _("%(who)s saw what was sent about case %(ref)s."),
        "cases.exchange.answered": _("%(who)s answered what was asked about case %(ref)s."),
        "cases.exchange.told_back": _("%(who)s told %(to)s what may be told of case %(ref)s: %(basis)s."),
        "cases.exchange.told_back:decided": _(
            "%(who)s told %(to)s that their own authority has decided in case %(ref)s: %(basis)s."
        ),
        "cases.exchange.refused": _("%(who)s asked for something that was not sent to them."),
        "cases.answers.read": _("%(who)s read what was answered in case %(ref)s."),
        "cases.inbox.read": _("%(who)s saw what others have sent."),
        "cases.partner.saved": _("%(who)s changed whom we can invite: %(what)s."),
    },
    kinds={
        "cases.clearance": _("The police's clearance"),
        "cases.advice": _("Advice on safety"),
        "cases.invitation": _("Invitations to analysis meetings"),
        "cases.disclosure": _("Information given to others"),
        "cases.exchange": _("What passes between authorities"),
        "cases.answers": _("Answers that were read"),
        "cases.inbox": _("Lists of what others have sent"),
        "cases.partner": _("Whom we can invite"),
    },
    names={"cases.Partner": _partners, "cases.Exchange": _numbers},
    words={"to": _authority, "basis": _paragraph},
)
