"""The people of a case; names behind one click with a reason."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from beredskab.cases.actions import people as actions
from beredskab.cases.forms.people import PersonForm, ReasonForm
from beredskab.cases.queries import people as queries
from beredskab.cases.queries.headers import Opened
from beredskab.cases.views.shared import done, station
from beredskab.kit.http import viewer_of

METHODS = ["GET", "HEAD", "POST"]


@require_http_methods(METHODS)
def people(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Roles and initials; after a reason the names, once."""
    viewer = viewer_of(request)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        page = queries.identity(viewer, case_id, form.cleaned_data["reason"])
    else:
        page = queries.people(viewer, case_id)
    status = 422 if form.is_bound and not page.shown else 200
    return _station(request, page.found, "cases/people.html", {"page": page, "form": form}, status)


@require_http_methods(METHODS)
def add(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Somebody more."""
    viewer = viewer_of(request)
    found = queries.writable(viewer, case_id)
    form = PersonForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and done(form, lambda: actions.add(by=viewer, case_id=case_id, **_given(form))):
        messages.success(request, _("Saved. Only those who can open the case can read it."))
        return redirect("cases:people", case_id)
    return _station(request, found, "cases/person.html", {"form": form, "person": None}, 422 if form.is_bound else 200)


@require_http_methods(METHODS)
def person(request: HttpRequest, case_id: UUID, person_id: UUID) -> HttpResponse:
    """Change what is written of somebody: first why one needs to see it, then the form."""
    viewer = viewer_of(request)
    if "save" in request.POST:
        return _save(request, case_id, person_id)
    queries.writable(viewer, case_id)
    reason = ReasonForm(request.POST if request.method == "POST" else None)
    if not reason.is_valid():
        found, one = queries.person(viewer, case_id, person_id)
        context = {"form": reason, "person": one}
        return _station(request, found, "cases/person_reason.html", context, 422 if reason.is_bound else 200)
    found, one = queries.person_in_full(viewer, case_id, person_id, reason.cleaned_data["reason"])
    known = {**(one.details or {}), "kind": queries.kind_of(found, person_id), "is_child": one.is_child}
    return _station(request, found, "cases/person.html", {"form": PersonForm(None, initial=known), "person": one}, 200)


def _save(request: HttpRequest, case_id: UUID, person_id: UUID) -> HttpResponse:
    viewer = viewer_of(request)
    found, one = queries.person(viewer, case_id, person_id)
    form = PersonForm(request.POST)
    if form.is_valid() and done(
        form, lambda: actions.change(by=viewer, case_id=case_id, person_id=person_id, **_given(form))
    ):
        messages.success(request, _("The change is saved."))
        return redirect("cases:people", case_id)
    return _station(request, found, "cases/person.html", {"form": form, "person": one}, 422)


def _given(form: PersonForm) -> dict[str, Any]:
    return {
        "kind": form.cleaned_data["kind"],
        "details": form.details(),
        "is_child": form.cleaned_data["is_child"],
    }


def _station(request: HttpRequest, found: Opened, template: str, context: dict[str, Any], status: int) -> HttpResponse:
    return station(request, found, "people", template, context, status=status)
