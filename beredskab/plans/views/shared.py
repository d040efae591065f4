"""What several views share: breadcrumbs, steps, and where one is."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypedDict
from uuid import UUID

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


_PLACES = {"proposal": 0, "draft": 0, "in_review": 2, "ready": 3, "adopted": 4, "published": 5}


def road(edition_id: UUID, state: str, written: tuple[str, bool], confirmed: tuple[str, bool]) -> list[Step]:
    """The road, with where we are. `written` and `confirmed`: what to say, and if done; passing by is not doing."""
    here = _PLACES[state]
    first = "plans:placement" if state == "proposal" else "plans:edition"
    stations = (
        (_("Write"), *written, first),
        (_("Confirm the requirements"), *confirmed, "plans:confirm"),
        (_("Review and make ready"), _("The text is read and locked for the council."), here > 2, "plans:council"),
        (_("Adoption by the council"), _("Only the council can adopt it."), here > 3, "plans:council"),
        (_("Publish"), _("Web page, PDF and Word."), here > 4, "plans:council"),
    )
    return [
        {
            "title": title,
            "text": text,
            "href": reverse(name, args=[edition_id]) if place <= max(here, 1) else "",
            "state": "now" if place == here else "done" if done else "later",
        }
        for place, (title, text, done, name) in enumerate(stations)
    ]


def shown(blocks: Iterable[Block], heading_offset: int) -> SafeString:
    """A text as the HTML writer escapes it; level 1 becomes h1 plus the offset."""
    return SafeString(html.render(blocks, heading_offset=heading_offset))
