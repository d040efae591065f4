"""What the pages of the road share: breadcrumbs, the frame around a station, and what a refused form becomes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypedDict

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from beredskab.cases.queries import page
from beredskab.cases.queries.headers import Opened
from beredskab.kit.errors import Conflict, DomainError, NotFound
from beredskab.kit.http import viewer_of


class Crumb(TypedDict, total=False):
    """One step of the path to a page."""

    href: str
    text: str


def crumbs(*texts: tuple[str, str] | str) -> list[Crumb]:
    """The path: the list, then `(text, href)`, then the page itself as plain text."""
    path: list[Crumb] = [{"href": reverse("cases:home"), "text": _("Concerns")}]
    for one in texts:
        path.append({"text": one} if isinstance(one, str) else {"text": one[0], "href": one[1]})
    return path


def station(
    request: HttpRequest, found: Opened, code: str, template: str, context: Mapping[str, Any], *, status: int = 200
) -> HttpResponse:
    """A station's page: its own template, which extends `cases/frame.html`, inside the frame of the case.

    `code` is a key of `stations.STATIONS`. The template finds `frame`, `case`, `crumbs` and the context.
    """
    around = page.elsewhere(page.frame(viewer_of(request), found, code), request.path)
    case = found.case
    title = str(around.station.title)
    path = crumbs((case.number, reverse("cases:case", args=[case.id])), title) if around.whole else crumbs(title)
    return render(
        request, template, {"frame": around, "case": case, "crumbs": path, "refusal": "", **context}, status=status
    )


def done(form: forms.Form, write: Callable[[], Any]) -> bool:
    """Run an action; what it refuses is shown at its field, or above the form. Raises NotFound."""
    return _written(form, write, NotFound)


def unclashed(form: forms.Form, write: Callable[[], Any]) -> bool:
    """As `done`, but a Conflict goes through: the page then shows both texts. Raises NotFound, Conflict."""
    return _written(form, write, NotFound, Conflict)


def _written(form: forms.Form, write: Callable[[], Any], *through: type[DomainError]) -> bool:
    try:
        write()
    except through:
        raise
    except DomainError as error:
        form.add_error(error.field if error.field in form.fields else None, str(error.message))
        return False
    return True
