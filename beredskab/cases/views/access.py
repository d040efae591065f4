"""Who can open a case, and opening one in an emergency."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from beredskab.cases.actions import access as actions
from beredskab.cases.forms.access import GlassForm
from beredskab.cases.queries import access as queries
from beredskab.cases.views.shared import crumbs, done
from beredskab.kit.http import viewer_of


@require_safe
def access(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Who can open the case."""
    page = queries.access_page(viewer_of(request), case_id)
    return render(request, "cases/access.html", {"page": page, "case": page.case, "crumbs": crumbs(page.case.number)})


@require_http_methods(["GET", "HEAD", "POST"])
def glass(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Open a case in an emergency: for three hours, seen by its lead, looked at afterwards."""
    viewer = viewer_of(request)
    case = queries.breakable(viewer, case_id)
    form = GlassForm(request.POST or None)
    if form.is_valid() and done(
        form, lambda: actions.break_glass(by=viewer, case_id=case_id, reason=form.cleaned_data["reason"])
    ):
        return redirect("cases:case", case_id)
    context = {"form": form, "case": case, "crumbs": crumbs(case.number, _("Open in an emergency"))}
    return render(request, "cases/glass.html", context, status=422 if form.is_bound else 200)
