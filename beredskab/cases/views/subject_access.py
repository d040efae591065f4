"""Requests for access: received, weighed thing by thing, answered with a letter."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from beredskab.cases import letters, papers
from beredskab.cases.actions import subject_access as actions
from beredskab.cases.forms.journal import RequestForm, ThingForm
from beredskab.cases.queries import subject_access as queries
from beredskab.cases.views.acting import METHODS
from beredskab.cases.views.shared import done, station
from beredskab.kit.errors import DomainError, NotFound
from beredskab.kit.http import viewer_of
from beredskab.kit.viewer import Viewer


@require_http_methods(METHODS)
def access_report(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """A new request, or the things of the one that waits."""
    viewer = viewer_of(request)
    page = queries.page(viewer, case_id)
    if page.open is not None:
        return _weigh(request, page)
    form = RequestForm(request.POST if request.method == "POST" else None, page.people)
    if form.is_valid():
        given = {**form.cleaned_data, "person_id": UUID(form.cleaned_data["person"])}
        del given["person"]
        if done(form, lambda: actions.receive(by=viewer, case_id=case_id, **given)):
            return redirect("cases:access_report", case_id)
    context = {"page": page, "form": form, "things": [], "lacking": 0}
    return station(
        request, page.found, "access_report", "cases/access_report.html", context, status=422 if form.is_bound else 200
    )


def _weigh(request: HttpRequest, page: queries.AccessPage) -> HttpResponse:
    assert page.open is not None
    viewer, asked = viewer_of(request), page.open.row
    data = request.POST if request.method == "POST" else None
    things = [ThingForm(data, one, str(asked.person_id)) for one in page.things]
    valid = [one for one in things if one.is_valid()]
    refusal = ""
    if valid:  # what is whole is kept at once, though other things still lack something
        actions.weigh(by=viewer, case_id=asked.case_id, request_id=asked.id, made=[one.weighed() for one in valid])
    if data is not None and len(valid) == len(things):
        refusal = _answer(viewer, asked) if "answer" in data else ""
        if not refusal:
            messages.success(request, _("Answered. Save the letter and send it.") if "answer" in data else _("Saved."))
            return redirect("cases:access_report", asked.case_id)
    context = {"page": page, "things": things, "form": RequestForm(None, page.people), "refusal": refusal}
    context["lacking"] = len(things) - len(valid) if data is not None else 0
    status = 422 if data is not None else 200
    return station(request, page.found, "access_report", "cases/access_report.html", context, status=status)


def _answer(viewer: Viewer, asked: Any) -> str:
    """Why it cannot be answered now; what was weighed is kept."""
    try:
        actions.answer(by=viewer, case_id=asked.case_id, request_id=asked.id)
    except NotFound:
        raise
    except DomainError as error:
        return str(error.message)
    return ""


@require_GET
def access_report_pdf(request: HttpRequest, case_id: UUID, request_id: UUID) -> HttpResponse:
    """The letter: what is given, and the paragraphs on which the rest is kept back."""
    viewer = viewer_of(request)
    found, asked, things = queries.answered(viewer, case_id, request_id)
    letter = letters.access_report(viewer.authority_name, found.case.number, asked, things)
    return papers.download(letter, f"indsigt-{found.case.number}.pdf", "application/pdf")
