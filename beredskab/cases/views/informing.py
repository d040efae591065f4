"""The duty to inform."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from beredskab.cases.actions import informing as actions
from beredskab.cases.forms.informing import BASES, InformForm
from beredskab.cases.queries import informing as queries
from beredskab.cases.queries.headers import Opened, opened
from beredskab.cases.views.shared import done, station
from beredskab.kit.http import viewer_of


@require_safe
def informing(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Everybody whose data the case has: told, not yet and why, or not decided."""
    return _page(request, opened(viewer_of(request), case_id, "assessment"))


@require_POST
def inform(request: HttpRequest, case_id: UUID, person_id: UUID) -> HttpResponse:
    """Decide for one of them."""
    viewer = viewer_of(request)
    found = opened(viewer, case_id, "assessment")
    form = InformForm(request.POST, person_id)
    if form.is_valid() and done(
        form, lambda: actions.decide(by=viewer, case_id=case_id, person_id=person_id, **form.cleaned_data)
    ):
        return redirect("cases:informing", case_id)
    return _page(request, found, form, person_id)


def _page(
    request: HttpRequest, found: Opened, bound: InformForm | None = None, person_id: UUID | None = None
) -> HttpResponse:
    rows = [
        {
            "person": one,
            "form": bound if bound and one.person_id == person_id else InformForm(None, one.person_id),
            "basis": dict(BASES).get(one.now.basis, "") if one.now else "",
        }
        for one in queries.people(found)
    ]
    context = {"rows": rows, "deadline": queries.deadline(found.case), "blocked": queries.why_no_disclosure(found.case)}
    return station(request, found, "informing", "cases/informing.html", context, status=422 if bound else 200)
