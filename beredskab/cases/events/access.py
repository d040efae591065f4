"""Access, identity, settings and aids in sentences."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from beredskab.audit.sentences import register
from beredskab.cases.forms.settings import SettingsForm
from beredskab.cases.models import StepAid
from beredskab.cases.queries import urgent
from beredskab.kit.viewer import Viewer
from beredskab.organisation.models import Person


def _aids(viewer: Viewer, ids: Sequence[UUID]) -> Mapping[UUID, str]:
    found = StepAid.objects.filter(authority_id=viewer.authority_id, id__in=ids).order_by("id")
    return {one.id: one.title for one in found.defer("file")}


def _person(value: object) -> str:
    found = Person.objects.filter(id=str(value)).first() if value else None
    return found.name if found else "–"


def _fields(value: object) -> str:
    names = value if isinstance(value, list) else [value]
    known = {name: str(field.label) for name, field in SettingsForm.base_fields.items()}
    known |= {row.id: row.decision.rstrip(".") for row in urgent.rows()}
    return ", ".join(known.get(str(name), str(name)) for name in names)


register(
    sentences={
        "cases.grants.read": _("%(who)s saw who can open case %(what)s."),
        "cases.grant.given": _("%(who)s gave %(person)s access to case %(what)s: %(sections)s (%(reason)s)."),
        "cases.grant.given:again": _("%(who)s gave %(person)s an access to case %(what)s that they had already."),
        "cases.grant.ended": _("%(who)s ended the access of %(person)s to case %(what)s (%(reason)s)."),
        "cases.lead.changed": _("%(who)s gave the lead of case %(what)s to %(person)s."),
        "cases.lead.taken_over": _("%(who)s took over case %(what)s, which nobody held."),
        "cases.lead.appointed": _("%(who)s named %(person)s as the lead of case %(what)s (%(reason)s)."),
        "cases.lead.reviewed": _("%(who)s looked at how the lead of case %(what)s was named: it was right."),
        "cases.lead.reviewed:not_right": _(
            "%(who)s looked at how the lead of case %(what)s was named: it was not right."
        ),
        "cases.lead.seen": _("%(who)s, who led case %(what)s, saw that a colleague leads it now."),
        "cases.leads.read": _("%(who)s saw which coordinator leads which case."),
        "cases.glass.broken": _("%(who)s opened case %(what)s in an emergency for three hours (%(reason)s)."),
        "cases.glass.reviewed": _("%(who)s looked at the emergency opening of case %(what)s: it was right."),
        "cases.glass.reviewed:not_right": _(
            "%(who)s looked at the emergency opening of case %(what)s: it was not right."
        ),
        "cases.glass.allowed": _("%(who)s allowed case %(what)s to be opened in an emergency."),
        "cases.glass.allowed:no": _("%(who)s closed case %(what)s to being opened in an emergency."),
        "cases.person.added": _("%(who)s wrote somebody down in case %(what)s (%(kind)s)."),
        "cases.person.changed": _("%(who)s changed what is written of somebody in case %(what)s (%(kind)s)."),
        "cases.identity.read": _("%(who)s saw names and numbers in case %(what)s (%(reason)s)."),
        "cases.settings.changed": _("%(who)s changed local settings for concerns: %(fields)s."),
        "cases.settings.urgent": _("%(who)s changed who decides what when it cannot wait: %(fields)s."),
        "cases.aid.added": _("%(who)s put %(what)s at a station of the road."),
        "cases.aid.removed": _("%(who)s took an aid away from a station of the road."),
    },
    kinds={
        "cases.grants": _("Looks at who has access to a case"),
        "cases.grant": _("Access to cases given and ended"),
        "cases.lead": _("Who leads cases"),
        "cases.leads": _("The list of who leads which case"),
        "cases.glass": _("Cases opened in an emergency"),
        "cases.person": _("People written down in cases"),
        "cases.identity": _("Names and numbers shown"),
        "cases.settings": _("Local settings for concerns"),
        "cases.aid": _("Aids at the stations"),
    },
    names={"cases.StepAid": _aids},
    words={"person": _person, "fields": _fields},
)
