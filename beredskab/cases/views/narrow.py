"""Counselling that a citizen asked for, work with a place, and the duties that go on without Infohus."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from beredskab.cases.actions import narrow as actions
from beredskab.cases.forms.narrow import PARTIES, AppointmentForm, ConsentForm, OfferForm, PlaceForm, WithdrawForm
from beredskab.cases.queries import narrow as queries
from beredskab.cases.queries.headers import Opened, opened
from beredskab.cases.queries.informing import why_no_disclosure
from beredskab.cases.views.assessing import version_of
from beredskab.cases.views.shared import done, station
from beredskab.kit.http import viewer_of


@require_POST
def counselling_begin(request: HttpRequest) -> HttpResponse:
    """Open a road of its own for a citizen who asks for help."""
    case = actions.begin(by=viewer_of(request))
    return redirect("cases:counselling", case.id)


@require_http_methods(["GET", "HEAD", "POST"])
def counselling(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """The citizen's yes, and then agreements in words."""
    viewer = viewer_of(request)
    found = queries.counselling(viewer, case_id)
    yes = queries.consents(found.case)
    form = (AppointmentForm if yes else ConsentForm)(request.POST or None)
    write: Callable[..., Any] = actions.appointment if yes else actions.consent
    if form.is_valid() and done(
        form, lambda: write(by=viewer, case_id=case_id, version=version_of(request), **form.cleaned_data)
    ):
        return redirect("cases:counselling", case_id)
    return _counselling(request, found, form, WithdrawForm())


@require_POST
def counselling_stop(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """The citizen takes the yes back."""
    viewer = viewer_of(request)
    found = queries.counselling(viewer, case_id)
    form = WithdrawForm(request.POST)
    if form.is_valid() and done(
        form,
        lambda: actions.withdraw(by=viewer, case_id=case_id, version=version_of(request), **form.cleaned_data),
    ):
        return redirect("cases:counselling", case_id)
    return _counselling(request, found, AppointmentForm(), form)


def _counselling(request: HttpRequest, found: Opened, form: Any, stop: WithdrawForm) -> HttpResponse:
    context = {
        "form": form,
        "stop": stop,
        "consents": queries.consents(found.case),
        "written": queries.notes(found, queries.CONSENT, queries.WITHDRAWN, queries.APPOINTMENT),
    }
    status = 422 if form.is_bound or stop.is_bound else 200
    return station(request, found, "counselling", "cases/counselling.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def place(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Who works with the place. No members are registered."""
    viewer = viewer_of(request)
    found = queries.place(viewer, case_id)
    form = PlaceForm(request.POST or None)
    if form.is_valid() and done(
        form, lambda: actions.about_place(by=viewer, case_id=case_id, version=version_of(request), **form.cleaned_data)
    ):
        return redirect("cases:place", case_id)
    words = dict(PARTIES)
    rows = [{"note": one, "party": words.get(one.kind, "")} for one in queries.notes(found, prefix=queries.PARTY)]
    context = {"form": form, "rows": rows}
    return station(request, found, "place", "cases/place.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def own_duties(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """What goes on by the municipality's own laws, whatever Infohus or the police say."""
    viewer = viewer_of(request)
    found = opened(viewer, case_id, "*")
    form = OfferForm(request.POST or None)
    if form.is_valid() and done(form, lambda: actions.offer(by=viewer, case_id=case_id, **form.cleaned_data)):
        return redirect("cases:own_duties", case_id)
    duties = queries.duties(found, why_no_disclosure(found.case) is None)
    context = {"form": form, "duties": duties}
    return station(request, found, "own_duties", "cases/own_duties.html", context, status=422 if form.is_bound else 200)
