"""Another authority as the second person."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from beredskab.cases.actions import seconding as actions
from beredskab.cases.forms.seconding import AskAuthorityForm
from beredskab.cases.queries import clearing, recommending
from beredskab.cases.views.shared import done, station
from beredskab.kit.http import viewer_of


@require_http_methods(["GET", "HEAD", "POST"])
def ask_authority(request: HttpRequest, case_id: UUID, partner_id: UUID) -> HttpResponse:
    """Ask one authority: the frozen text as it is, on a basis, for a purpose."""
    viewer = viewer_of(request)
    text = recommending.to_send(viewer, case_id)
    page = clearing.to_partner(viewer, case_id, partner_id)
    form = AskAuthorityForm(page.choices, request.POST or None)
    if form.is_valid() and done(form, lambda: actions.ask_authority(
        by=viewer, case_id=case_id, partner_id=partner_id, given=form.disclosure()
    )):  # fmt: skip
        messages.success(request, _("They are asked, and what they were sent is recorded."))
        return redirect("cases:recommendation", case_id)
    context = {"page": page, "text": text, "form": form}
    status = 422 if form.is_bound else 200
    return station(request, page.found, "recommendation", "cases/ask_authority.html", context, status=status)


@require_POST
def take(request: HttpRequest, case_id: UUID, exchange_id: UUID) -> HttpResponse:
    """Take the yes of another authority in."""
    actions.take_yes(by=viewer_of(request), case_id=case_id, answer_id=exchange_id)
    messages.success(request, _("Their yes is taken in."))
    return redirect("cases:recommendation", case_id)
