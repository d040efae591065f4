"""Who can open a case: giving and ending access, the lead, taking over, and opening one in an emergency."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from beredskab.cases.actions import access as actions
from beredskab.cases.forms.access import GiveForm, GlassForm, LeadForm
from beredskab.cases.queries import access as queries
from beredskab.cases.views.shared import crumbs, done
from beredskab.kit.http import viewer_of
from beredskab.kit.viewer import Viewer


@require_http_methods(["GET", "HEAD", "POST"])
def access(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Who can open the case; a colleague is given access."""
    viewer = viewer_of(request)
    if request.method != "POST":
        return _page(request, viewer, case_id)
    form = GiveForm(request.POST, queries.givable(viewer, case_id))
    if form.is_valid() and done(form, lambda: _give(viewer, case_id, form)):
        messages.success(request, _("Access is given. Your colleague is told by a mail without content."))
        return redirect("cases:access", case_id)
    return _page(request, viewer, case_id, give=form)


@require_POST
def lead(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Give the lead to another coordinator."""
    viewer = viewer_of(request)
    form = LeadForm(request.POST, queries.leads(viewer, case_id))
    if form.is_valid() and done(form, lambda: _hand(viewer, case_id, UUID(form.cleaned_data["person"]))):
        messages.success(request, _("The lead is given on. You keep your own access until you end it."))
        return redirect("cases:access", case_id)
    return _page(request, viewer, case_id, lead=form)


@require_POST
def end(request: HttpRequest, grant_id: UUID) -> HttpResponse:
    """End an access."""
    viewer = viewer_of(request)
    case_id = actions.end(by=viewer, grant_id=grant_id)
    messages.success(request, _("The access is ended."))
    return redirect("cases:access", case_id) if queries.oversees(viewer) else redirect("web:home")


@require_POST
def take_over(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Take a case that nobody holds."""
    actions.take_over(by=viewer_of(request), case_id=case_id)
    messages.success(request, _("You lead the case now."))
    return redirect("cases:case", case_id)


@require_POST
def breakable(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Say whether the case can be opened in an emergency."""
    actions.set_breakable(by=viewer_of(request), case_id=case_id, breakable=request.POST.get("breakable") == "yes")
    return redirect("cases:access", case_id)


@require_POST
def review(request: HttpRequest, grant_id: UUID) -> HttpResponse:
    """Say of a break-glass whether it was right."""
    case_id = actions.review_glass(by=viewer_of(request), grant_id=grant_id, outcome=request.POST.get("outcome", ""))
    messages.success(request, _("Thank you. Your answer is in the log."))
    return redirect("cases:access", case_id)


@require_http_methods(["GET", "HEAD", "POST"])
def glass(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Open a case in an emergency: for three hours, seen by its lead, looked at afterwards."""
    viewer = viewer_of(request)
    case = queries.breakable(viewer, case_id)
    form = GlassForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and done(
        form, lambda: actions.break_glass(by=viewer, case_id=case_id, reason=form.cleaned_data["reason"])
    ):
        return redirect("cases:case", case_id)
    path = crumbs((case.number, queries.address(case)), _("Open in an emergency"))
    context = {"form": form, "case": case, "crumbs": path}
    return render(request, "cases/glass.html", context, status=422 if form.is_bound else 200)


def _give(viewer: Viewer, case_id: UUID, form: GiveForm) -> UUID:
    given = form.cleaned_data
    return actions.give(
        by=viewer, case_id=case_id, person_id=UUID(given["person"]), reason=given["reason"], until=given["until"]
    )


def _hand(viewer: Viewer, case_id: UUID, person_id: UUID) -> object:
    return actions.hand_lead(by=viewer, case_id=case_id, person_id=person_id)


def _page(
    request: HttpRequest, viewer: Viewer, case_id: UUID, give: forms.Form | None = None, lead: forms.Form | None = None
) -> HttpResponse:
    page = queries.access_page(viewer, case_id)
    context = {
        "page": page,
        "case": page.case,
        "crumbs": crumbs((page.case.number, queries.address(page.case)), _("Access")),
        "give": give,
        "lead": lead,
    }
    if page.whole:
        context["give"] = give or GiveForm(None, queries.givable(viewer, case_id))
        context["lead"] = lead or LeadForm(None, queries.leads(viewer, case_id))
    return render(request, "cases/access.html", context, status=422 if give or lead else 200)
