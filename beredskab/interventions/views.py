"""The catalogue's pages."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from beredskab.interventions import actions, presenting, queries
from beredskab.interventions.description import Description
from beredskab.interventions.forms import InterventionForm, SearchForm
from beredskab.interventions.permissions import refuse_editing, refuse_reading
from beredskab.kit.errors import Conflict, DomainError
from beredskab.kit.http import viewer_of
from beredskab.kit.viewer import Viewer
from beredskab.organisation.permissions import may, require


@require_http_methods(["GET", "HEAD", "POST"])
def home(request: HttpRequest) -> HttpResponse:
    """The list. Posting searches and writes nothing: the words stay out of the address."""
    viewer = _reader(request)
    form = SearchForm(request.POST or None)
    wanted = form.wanted()
    catalogue = queries.catalogue(viewer, **wanted)
    context = {
        "form": form,
        "filtered": any(wanted.values()),
        "catalogue": catalogue,
        "groups": presenting.groups(catalogue),
        "dimensions": presenting.dimensions(queries.by_dimension(viewer)),
        "may_edit": may(refuse_editing(viewer)),
    }
    return render(request, "interventions/home.html", context)


@require_safe
def intervention(request: HttpRequest, intervention_id: UUID) -> HttpResponse:
    """One intervention, whole."""
    viewer = _reader(request)
    found = queries.intervention(viewer, intervention_id)
    context = {**presenting.page(found), "may_edit": may(refuse_editing(viewer)), "crumbs": _crumbs(found.name)}
    return render(request, "interventions/intervention.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """Something new: kept as a draft, or in use at once."""
    viewer = _editor(request)
    use = "use" in request.POST
    form = InterventionForm(request.POST or None, use=use)
    if form.is_valid():
        try:
            made = actions.add(by=viewer, described=form.described(), use=use)
            return redirect("interventions:intervention", made.id)
        except DomainError as error:
            form.take(error)
    return _form_page(request, form, _("A new intervention"))


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, intervention_id: UUID) -> HttpResponse:
    """Write it anew, and perhaps take it into use."""
    viewer = _editor(request)
    found = queries.intervention(viewer, intervention_id)
    initial = InterventionForm.initial_of(Description.of(found), found.version)
    form = InterventionForm(
        request.POST or None, initial=initial, use="use" in request.POST, in_use=found.status == "in_use"
    )
    if form.is_valid():
        try:
            _save(viewer, found.id, form)
            return redirect("interventions:intervention", found.id)
        except Conflict:
            return _form_page(request, form.on_top_of(found.version), found.name, found=found, conflict=True)
        except DomainError as error:
            form.take(error)
    return _form_page(request, form, found.name, found=found)


@require_POST
def take_into_use(request: HttpRequest, intervention_id: UUID) -> HttpResponse:
    """Let colleagues choose it. What is missing is asked for in the form."""
    viewer = viewer_of(request)
    try:
        actions.take_into_use(by=viewer, intervention_id=intervention_id)
        messages.success(request, _("It is in use: colleagues can choose it."))
    except DomainError as error:
        if not error.field:
            raise
        messages.warning(request, _("It cannot be taken into use yet. %(what)s") % {"what": error.message})
        return redirect("interventions:change", intervention_id)
    return redirect("interventions:intervention", intervention_id)


@require_POST
def retire(request: HttpRequest, intervention_id: UUID) -> HttpResponse:
    """No longer offered."""
    actions.retire(by=viewer_of(request), intervention_id=intervention_id)
    messages.success(request, _("It is retired. It can still be read, and it can come back."))
    return redirect("interventions:intervention", intervention_id)


def _save(viewer: Viewer, intervention_id: UUID, form: InterventionForm) -> None:
    base = form.cleaned_data["version"] or 0
    actions.change(by=viewer, intervention_id=intervention_id, base_version=base, described=form.described())
    if form.use:
        actions.take_into_use(by=viewer, intervention_id=intervention_id)


def _reader(request: HttpRequest) -> Viewer:
    viewer = viewer_of(request)
    require(refuse_reading(viewer))
    return viewer


def _editor(request: HttpRequest) -> Viewer:
    viewer = viewer_of(request)
    require(refuse_editing(viewer))
    return viewer


def _crumbs(*texts: tuple[str, str] | str) -> list[dict[str, str]]:
    """The path: the list, then `(text, href)`, then the page itself as plain text."""
    path = [{"href": reverse("interventions:home"), "text": _("Interventions")}]
    return path + [{"text": one} if isinstance(one, str) else {"text": one[0], "href": one[1]} for one in texts]


def _form_page(
    request: HttpRequest, form: InterventionForm, title: str, *, found: Any = None, conflict: bool = False
) -> HttpResponse:
    """The form; with a conflict, what the colleague wrote stands above it."""
    back = [(found.name, reverse("interventions:intervention", args=[found.id])), _("Change")] if found else [title]
    context = {
        "form": form,
        "page_title": title,
        "found": found,
        "differing": presenting.differing(found, form.described()) if conflict else [],
        "crumbs": _crumbs(*back),
    }
    return render(request, "interventions/form.html", context, status=409 if conflict else 422 if form.errors else 200)
