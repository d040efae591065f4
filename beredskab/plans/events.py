"""The plan's events in sentences, for the page that shows the record."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from beredskab.audit.sentences import register
from beredskab.frameworks.loader import load_all
from beredskab.kit.viewer import Viewer
from beredskab.plans.models import Answer, Edition, Section


def _sections(viewer: Viewer, ids: Sequence[UUID]) -> Mapping[UUID, str]:
    found = Section.objects.filter(authority_id=viewer.authority_id, id__in=ids).order_by("position")
    return {one.id: str(one) for one in found}


def _editions(viewer: Viewer, ids: Sequence[UUID]) -> Mapping[UUID, str]:
    found = Edition.objects.filter(authority_id=viewer.authority_id, id__in=ids).order_by("number")
    return {one.id: str(one.number) for one in found}


def _element(value: object) -> str:
    refs = {element.id: element.ref for framework in load_all() for element in framework.elements}
    return refs.get(str(value), str(value))


def _answer(value: object) -> str:
    return str(dict(Answer.choices).get(str(value), value)).lower()


register(
    sentences={
        "plans.section.saved": _("%(who)s saved section %(what)s (version %(version)s)."),
        "plans.section.saved:aside": _("%(who)s saved section %(what)s after a colleague. The text was kept aside."),
        "plans.section.done": _("%(who)s marked section %(what)s as ready."),
        "plans.section.done:open": _("%(who)s marked section %(what)s as not ready."),
        "plans.passage.moved": _("%(who)s moved an imported passage in edition %(what)s."),
        "plans.layout.accepted": _("%(who)s accepted the layout of edition %(what)s."),
        "plans.edition.started": _("%(who)s started edition %(what)s of the plan."),
        "plans.edition.imported": _("%(who)s imported a text as edition %(what)s of the plan."),
        "plans.edition.revised": _("%(who)s started edition %(what)s as a revision of the one before."),
        "plans.edition.sent": _("%(who)s sent edition %(what)s for review."),
        "plans.edition.taken_back": _("%(who)s took edition %(what)s back to draft."),
        "plans.edition.ready": _("%(who)s made edition %(what)s ready for the council."),
        "plans.edition.withdrawn": _("%(who)s withdrew edition %(what)s."),
        "plans.edition.adopted": _("%(who)s recorded the council's adoption of edition %(what)s."),
        "plans.edition.published": _("%(who)s published edition %(what)s."),
        "plans.edition.superseded": _("Edition %(what)s was replaced by edition %(edition)s, published by %(who)s."),
        "plans.comment.added": _("%(who)s commented on section %(what)s."),
        "plans.comment.resolved": _("%(who)s marked a comment on section %(what)s as dealt with."),
        "plans.element.answered": _("%(who)s answered requirement %(element)s in edition %(what)s: %(verdict)s."),
        "plans.elements.confirmed": _("%(who)s confirmed answers to requirements in edition %(what)s."),
        "plans.outline.changed": _("%(who)s changed the title or requirements of section %(what)s."),
        "plans.outline.added": _("%(who)s added section %(what)s."),
        "plans.outline.moved": _("%(who)s moved section %(what)s."),
        "plans.outline.removed": _("%(who)s removed section %(what)s."),
    },
    folded={"plans.section.saved": _("%(who)s saved section %(what)s %(times)s times (latest version %(version)s).")},
    kinds={
        "plans.section": _("Writing"),
        "plans.passage": _("Placing of imported text"),
        "plans.layout": _("Accepted layouts"),
        "plans.edition": _("The plan's way to the council"),
        "plans.comment": _("Comments in the record"),
        "plans.element": _("Answers to requirements"),
        "plans.elements": _("Several answers confirmed at once"),
        "plans.outline": _("Sections added, moved or removed"),
    },
    names={"plans.Section": _sections, "plans.Edition": _editions},
    words={"element": _element, "verdict": _answer},
)
