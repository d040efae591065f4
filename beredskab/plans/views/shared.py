"""What several views share: breadcrumbs, steps, and where one is."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypedDict

from django.http import HttpRequest
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from beredskab.documents.model import Block
from beredskab.documents.writers import html
from beredskab.kit.http import viewer_of
from beredskab.kit.viewer import Viewer
from beredskab.plans import permissions


class Crumb(TypedDict, total=False):
    """One step of the path to a page."""

    href: str
    text: str


class Step(TypedDict):
    """One step of the plan's road as the component shows it."""

    title: str
    text: str
    href: str
    state: str


def reader(request: HttpRequest) -> Viewer:
    """The viewer, who may read the plan. Raises NotAllowed."""
    viewer = viewer_of(request)
    permissions.require(permissions.may_read(viewer))
    return viewer


def crumbs(*texts: tuple[str, str] | str) -> list[Crumb]:
    """The path: the plan's front page, then `(text, href)`, then the page itself as plain text."""
    path: list[Crumb] = [{"href": reverse("plans:home"), "text": _("Our plan")}]
    for one in texts:
        path.append({"text": one} if isinstance(one, str) else {"text": one[0], "href": one[1]})
    return path


def road(edition: object, state: str, written: str, confirmed: str) -> list[Step]:
    """The plan's road from text to published page, with where we are."""
    pk = getattr(edition, "id", None)
    order = {"proposal": 0, "draft": 1, "in_review": 2, "ready": 3, "adopted": 4, "published": 5}
    here = order.get(state, 5)

    def step(place: int, title: str, text: str, name: str, *, until: int | None = None) -> Step:
        last = until if until is not None else place
        where = "done" if here > last else "now" if here >= place else "later"
        return {
            "title": title,
            "text": text,
            "href": reverse(name, args=[pk]) if where != "later" else "",
            "state": where,
        }

    return [
        step(0, _("Write"), written, "plans:placement" if state == "proposal" else "plans:edition", until=1),
        step(1, _("Confirm the requirements"), confirmed, "plans:confirm", until=2),
        step(2, _("Review and make ready"), _("The text is read and locked for the council."), "plans:council"),
        step(3, _("Adoption by the council"), _("Only the council can adopt it."), "plans:adopt"),
        step(4, _("Publish"), _("Web page, PDF and Word."), "plans:publish"),
    ]


def shown(blocks: Iterable[Block], heading_offset: int) -> SafeString:
    """A text as the HTML writer escapes it; level 1 becomes h1 plus the offset."""
    return SafeString(html.render(blocks, heading_offset=heading_offset))
