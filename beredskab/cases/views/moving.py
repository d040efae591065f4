"""Moves between municipalities: offering a case, and taking one over."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import formats
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from beredskab.cases.actions import moving as actions
from beredskab.cases.forms.journal import MoveForm
from beredskab.cases.queries import moving as queries
from beredskab.cases.views.acting import METHODS, version_of
from beredskab.cases.views.shared import crumbs, done, station
from beredskab.kit.http import viewer_of


@require_http_methods(METHODS)
def move(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Offer the case to another municipality; or how the offer stands."""
    viewer = viewer_of(request)
    page = queries.move(viewer, case_id)
    things = [(one.code, f"{one.title}, {formats.date_format(one.at)}") for one in page.things]
    form = MoveForm(request.POST if request.method == "POST" else None, page.places, page.bases, things)
    if form.is_valid():
        given, version = dict(form.cleaned_data), version_of(request)
        to = UUID(given.pop("to"))
        if done(form, lambda: actions.offer(by=viewer, case_id=case_id, version=version, to_authority_id=to, **given)):
            messages.success(request, _("Offered. The other municipality is told by a mail without content."))
            return redirect("cases:move", case_id)
    status = 422 if form.is_bound else 200
    return station(request, page.found, "move", "cases/move.html", {"page": page, "form": form}, status=status)


@require_http_methods(["POST"])
def take_back(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Take an unanswered offer back."""
    actions.take_back(by=viewer_of(request), case_id=case_id)
    messages.success(request, _("Taken back. The case stays here."))
    return redirect("cases:move", case_id)


@require_GET
def moves(request: HttpRequest) -> HttpResponse:
    """Cases that other municipalities offer us."""
    found = queries.incoming(viewer_of(request))
    return render(request, "cases/moves.html", {"incoming": found, "crumbs": crumbs(_("Cases from others"))})


@require_http_methods(METHODS)
def move_in(request: HttpRequest, exchange_id: UUID) -> HttpResponse:
    """One of them: read it, and take it over or decline."""
    viewer = viewer_of(request)
    if request.method != "POST":
        path = crumbs((_("Cases from others"), ".."), _("Offered"))
        one = queries.one_incoming(viewer, exchange_id)
        return render(request, "cases/move_in.html", {"one": one, "crumbs": path})
    if request.POST.get("answer") == "accept":
        return redirect("cases:case", actions.accept(by=viewer, exchange_id=exchange_id).id)
    actions.decline(by=viewer, exchange_id=exchange_id, reason=request.POST.get("reason", "")[:2000])
    messages.success(request, _("Declined. The other municipality is told."))
    return redirect("cases:moves")
