"""The disposition of an edition: titles, order, what each section should cover."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from beredskab.kit.http import viewer_of
from beredskab.plans import permissions, policies
from beredskab.plans.actions import outlining
from beredskab.plans.forms import OutlineForm
from beredskab.plans.queries import covering, editions, sections
from beredskab.plans.views import shared


@require_safe
def outline(request: HttpRequest, edition_id: UUID) -> HttpResponse:
    """All sections, and which requirements no section is meant to cover."""
    viewer = shared.reader(request)
    edition = editions.edition(viewer, edition_id)
    views = [view for view in sections.of_edition(viewer, edition) if not view.is_tray]
    known = covering.elements(edition)
    claimed = {element for view in views for element in view.section.covers}
    context = {
        "edition": edition,
        "rows": [(view, [known[id_] for id_ in view.section.covers if id_ in known]) for view in views],
        "unclaimed": [element for id_, element in known.items() if id_ not in claimed],
        "may_write": bool(permissions.may_write(viewer)) and bool(policies.can_be_written(edition.state)),
        "crumbs": shared.crumbs(_("Disposition")),
    }
    return render(request, "plans/outline.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, edition_id: UUID, section_id: UUID) -> HttpResponse:
    """Title, level and requirements of one section."""
    viewer = viewer_of(request)
    permissions.require(permissions.may_write(viewer))
    section = sections.section(viewer, section_id)
    initial = {"title": section.title, "level": section.level, "covers": section.covers}
    form = OutlineForm(covering.elements(section.edition).values(), request.POST or None, initial=initial)
    if form.is_valid():
        outlining.change(by=viewer, section_id=section_id, **form.cleaned_data)
        return redirect("plans:outline", edition_id)
    return _page(request, edition_id, form, str(section))


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, edition_id: UUID) -> HttpResponse:
    """A new section at the end."""
    viewer = viewer_of(request)
    permissions.require(permissions.may_write(viewer))
    edition = editions.edition(viewer, edition_id)
    form = OutlineForm(covering.elements(edition).values(), request.POST or None, initial={"level": 2})
    if form.is_valid():
        outlining.add(by=viewer, edition_id=edition_id, **form.cleaned_data)
        return redirect("plans:outline", edition_id)
    return _page(request, edition_id, form, _("A new section"))


@require_POST
def move(request: HttpRequest, edition_id: UUID, section_id: UUID) -> HttpResponse:
    """One place up or down."""
    outlining.move(by=viewer_of(request), section_id=section_id, step=-1 if "up" in request.POST else 1)
    return redirect("plans:outline", edition_id)


@require_POST
def remove(request: HttpRequest, edition_id: UUID, section_id: UUID) -> HttpResponse:
    """Take an empty section out."""
    outlining.remove(by=viewer_of(request), section_id=section_id)
    messages.success(request, _("The section is taken out."))
    return redirect("plans:outline", edition_id)


def _page(request: HttpRequest, edition_id: UUID, form: OutlineForm, title: str) -> HttpResponse:
    path = shared.crumbs((_("Disposition"), reverse("plans:outline", args=[edition_id])), title)
    context = {"form": form, "page_title": title, "crumbs": path}
    return render(request, "plans/layout_form.html", context, status=422 if form.errors else 200)
