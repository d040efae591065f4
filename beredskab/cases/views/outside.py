"""What people of other authorities see: what was sent to them, and nothing else."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from beredskab.cases.actions import outside as actions
from beredskab.cases.actions import telling
from beredskab.cases.forms.clearing import ContributeForm, PoliceForm
from beredskab.cases.forms.seconding import StandForm, TakeForm
from beredskab.cases.forms.telling import DecidedForm, TellAcrossForm
from beredskab.cases.queries import received as queries
from beredskab.cases.views.acting import Act, acted
from beredskab.cases.views.meetings import ics_of
from beredskab.cases.views.shared import done
from beredskab.kit.http import viewer_of


@require_safe
def inbox(request: HttpRequest) -> HttpResponse:
    """What waits for the viewer's authority."""
    return render(request, "cases/inbox_outside.html", {"inbox": queries.inbox(viewer_of(request))})


@require_http_methods(["GET", "HEAD", "POST"])
def outside(request: HttpRequest, exchange_id: UUID) -> HttpResponse:
    """One question: what was sent, why that was lawful, and the possible answers."""
    viewer = viewer_of(request)
    page = queries.outside(viewer, exchange_id)
    if page.one is None:
        return render(request, "cases/outside_cover.html", {"page": page})
    if page.tells:
        return _telling(request, page)
    data = request.POST or None
    form = _form(page, data)
    if form.is_valid() and done(form, lambda: actions.answer(
        by=viewer, exchange_id=exchange_id, what=form.cleaned_data["answer"], items=form.told(),
        basis=form.cleaned_data.get("basis", ""), certain=bool(form.cleaned_data.get("certain")),
    )):  # fmt: skip
        messages.success(request, _("Your answer is sent. Thank you."))
        return redirect("cases:outside", exchange_id)
    status = 422 if form.is_bound else 200
    return render(request, "cases/outside.html", {"page": page, "form": form}, status=status)


def _telling(request: HttpRequest, page: queries.Received) -> HttpResponse:
    """What was accepted: that it is decided, and what may be told back."""
    did = acted(request, {"decide": _act(request, page, DecidedForm), "tell": _act(request, page, TellAcrossForm)})
    if did.done:
        return redirect("cases:outside", page.row.id)
    return render(request, "cases/outside.html", {"page": page, "forms": did.forms}, status=did.status)


def _act(request: HttpRequest, page: queries.Received, form: type[TellAcrossForm]) -> Act:
    viewer, row = viewer_of(request), page.row
    return Act(
        lambda data: form(page, data),
        lambda given: telling.tell_back(by=viewer, exchange_id=row.id, told=telling.Telling(**given)),
        _("It is told. It is kept as a record of what you shared."),
    )


@require_safe
def ics(request: HttpRequest, exchange_id: UUID) -> HttpResponse:
    """The calendar file of the meeting that one is invited to: a time and a link."""
    entry = queries.entry(viewer_of(request), exchange_id)
    return ics_of(entry, request.build_absolute_uri(reverse("cases:outside", args=[exchange_id])))


@require_POST
def open_received(request: HttpRequest, exchange_id: UUID) -> HttpResponse:
    """Open what was sent; the sender sees when."""
    actions.open_received(by=viewer_of(request), exchange_id=exchange_id)
    return redirect("cases:outside", exchange_id)


def _form(page: queries.Received, data: Any) -> ContributeForm | TakeForm | StandForm | PoliceForm:
    """The form that fits the question."""
    if page.row.kind == "invitation":
        return ContributeForm(page.bases, data, page.likely, inside=page.inside)
    if page.row.kind == "hand_over":
        return TakeForm(data)
    return StandForm(data) if page.row.kind == "confirm" else PoliceForm(data)
