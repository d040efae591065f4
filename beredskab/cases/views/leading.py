"""A new lead where the lead is away: the cases by their lead, the naming, and the look at it afterwards."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from beredskab.cases.actions import leading as actions
from beredskab.cases.forms.access import AppointForm
from beredskab.cases.queries import leading as queries
from beredskab.cases.views.acting import METHODS
from beredskab.cases.views.shared import crumbs, done
from beredskab.kit.http import viewer_of
from beredskab.kit.viewer import Viewer


@require_safe
def leads(request: HttpRequest) -> HttpResponse:
    """Every open case by its lead, without content."""
    found = queries.leads(viewer_of(request))
    return render(request, "cases/leads.html", {"page": found, "crumbs": crumbs(_("Who leads which case"))})


@require_http_methods(METHODS)
def appoint(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Name a new lead, or read why it cannot be done here."""
    viewer = viewer_of(request)
    page = queries.appoint_page(viewer, case_id)
    form = AppointForm(request.POST if request.method == "POST" else None, page.people, page.others)
    if form.is_valid() and done(form, lambda: _appoint(viewer, case_id, form)):
        messages.success(request, _("There is a new lead. Both are told by a mail without content."))
        return redirect("cases:leads")
    case = page.one.case
    path = crumbs((_("Who leads which case"), reverse("cases:leads")), case.number)
    context = {"page": page, "one": page.one, "case": case, "form": form, "crumbs": path}
    return render(request, "cases/appoint.html", context, status=422 if form.is_bound else 200)


def _appoint(viewer: Viewer, case_id: UUID, form: AppointForm) -> None:
    given = form.cleaned_data
    actions.appoint(
        by=viewer, case_ids=form.cases(case_id), person_id=UUID(given["person"]), reason=given["reason"]
    )  # fmt: skip


@require_safe
def change(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Who was named, by whom and why: for whoever looks at it, and whoever led before."""
    page = queries.change_page(viewer_of(request), case_id)
    path = crumbs(page.case.number, _("A new lead"))
    return render(request, "cases/lead_change.html", {"page": page, "case": page.case, "crumbs": path})


@require_POST
def review(request: HttpRequest, grant_id: UUID) -> HttpResponse:
    """Say of a naming whether it was right."""
    outcome = request.POST.get("outcome", "")
    case_id = actions.review(by=viewer_of(request), grant_id=grant_id, outcome=outcome)
    wrong = _("Thank you. Your answer is in the log, and the manager who named is told.")
    messages.success(request, wrong if outcome == "not_right" else _("Thank you. Your answer is in the log."))
    return redirect("cases:lead_change", case_id)


@require_POST
def seen(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Whoever led has seen it."""
    actions.seen(by=viewer_of(request), case_id=case_id)
    return redirect("cases:lead_change", case_id)
