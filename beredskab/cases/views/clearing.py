"""The police's clearance, advice on safety, and what was said on the telephone."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from beredskab.cases.actions import clearing as actions
from beredskab.cases.forms.clearing import DisclosureForm, RecordForm
from beredskab.cases.queries import between
from beredskab.cases.queries import clearing as queries
from beredskab.cases.views.shared import done, station
from beredskab.kit.http import viewer_of

METHODS = ["GET", "HEAD", "POST"]


@require_http_methods(METHODS)
def clearance(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Ask the police, see how it stands, or send what they asked for."""
    viewer = viewer_of(request)
    page = queries.clearance(viewer, case_id)
    form = DisclosureForm(page.choices, request.POST or None, version=page.version)
    send = actions.add if page.state == "more" else actions.ask
    if form.is_valid() and done(
        form, lambda: send(by=viewer, case_id=case_id, given=form.disclosure(), version=form.seen)
    ):
        messages.success(request, _("Sent to the police. Nothing happens before they have answered."))
        return redirect("cases:clearance", case_id)
    status = 422 if form.is_bound else 200
    context = {"page": page, "form": form}
    return station(request, page.found, "clearance", "cases/clearance.html", context, status=status)


@require_POST
def take_answer(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Go where the police's answer leads."""
    version = request.POST.get("version", "")
    actions.take_answer(by=viewer_of(request), case_id=case_id, version=int(version) if version.isdigit() else -1)
    return redirect("cases:case", case_id)


@require_POST
def remind(request: HttpRequest, case_id: UUID, exchange_id: UUID) -> HttpResponse:
    """Mail the other side once more that something waits."""
    told = actions.remind(by=viewer_of(request), case_id=case_id, exchange_id=exchange_id)
    said = _("A reminder is on its way.") if told else _("Nobody there has a login. Call, or write by secure mail.")
    messages.info(request, said)
    return redirect("cases:exchange", case_id, exchange_id)


@require_POST
def read(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Say that what came has been read."""
    kind = request.POST.get("kind", "")
    actions.read(by=viewer_of(request), case_id=case_id, kind=kind)
    return redirect("cases:gathering" if kind == "contribution" else "cases:clearance", case_id)


@require_http_methods(METHODS)
def advice(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Ask the police about safety; also when Infohus does not deal with it."""
    viewer = viewer_of(request)
    page = queries.advice(viewer, case_id)
    form = DisclosureForm(page.choices, request.POST or None)
    if form.is_valid() and done(form, lambda: actions.ask_advice(by=viewer, case_id=case_id, given=form.disclosure())):
        messages.success(request, _("The question is sent. You see the answer here."))
        return redirect("cases:advice", case_id)
    status = 422 if form.is_bound else 200
    context = {"page": page, "form": form}
    return station(request, page.found, page.found.case.stage, "cases/advice.html", context, status=status)


@require_http_methods(METHODS)
def record_answer(request: HttpRequest, case_id: UUID, exchange_id: UUID) -> HttpResponse:
    """Write down what the other side said."""
    viewer = viewer_of(request)
    page = between.record_page(viewer, case_id, exchange_id)
    names = [(str(one.value), str(one.label)) for one in between.answers_to(page.one.row.kind)]
    form = RecordForm(names, request.POST or None)
    if form.is_valid() and done(form, lambda: actions.record_answer(
        by=viewer, case_id=case_id, exchange_id=exchange_id, what=form.cleaned_data["what"],
        how=form.cleaned_data["how"], items=form.told(),
    )):  # fmt: skip
        return redirect("cases:exchange", case_id, exchange_id)
    status = 422 if form.is_bound else 200
    context = {"page": page, "form": form}
    return station(request, page.found, page.found.case.stage, "cases/record_answer.html", context, status=status)
