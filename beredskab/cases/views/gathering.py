"""Which authorities to ask, any other disclosure, and one disclosure as a record."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from beredskab.cases.actions import gathering as actions
from beredskab.cases.forms.clearing import DisclosureForm, InviteForm
from beredskab.cases.queries import between
from beredskab.cases.queries import clearing as queries
from beredskab.cases.views.shared import done, station
from beredskab.kit.http import viewer_of

METHODS = ["GET", "HEAD", "POST"]


@require_safe
def gathering(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Whom to ask, what each can bring, and what came back."""
    page = queries.gathering(viewer_of(request), case_id)
    return station(request, page.found, "gathering", "cases/gathering.html", {"page": page})


@require_http_methods(METHODS)
def invite(request: HttpRequest, case_id: UUID, partner_id: UUID) -> HttpResponse:
    """Invite one authority with exactly what it needs to know."""
    viewer = viewer_of(request)
    page = queries.to_partner(viewer, case_id, partner_id)
    form = InviteForm(page.choices, page.meetings, request.POST or None, page.contacts, page.called)
    if form.is_valid() and done(form, lambda: actions.invite(
        by=viewer, case_id=case_id, partner_id=partner_id, given=form.disclosure(), meeting_id=form.meeting_id,
        person_id=form.person_id,
    )):  # fmt: skip
        messages.success(request, _("The invitation is made, and what you shared is recorded."))
        return redirect("cases:gathering", case_id)
    context = {"page": page, "form": form, "invites": True}
    status = 422 if form.is_bound else 200
    return station(request, page.found, "gathering", "cases/to_partner.html", context, status=status)


@require_safe
def disclose(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """All that was shared, and to whom something can be given."""
    page = queries.disclosing(viewer_of(request), case_id)
    return station(request, page.found, page.found.case.stage, "cases/disclose.html", {"page": page})


@require_http_methods(METHODS)
def give(request: HttpRequest, case_id: UUID, partner_id: UUID) -> HttpResponse:
    """Give one receiver stated items."""
    viewer = viewer_of(request)
    page = queries.to_partner(viewer, case_id, partner_id)
    form = DisclosureForm(page.choices, request.POST or None)
    if form.is_valid() and done(
        form, lambda: actions.give(by=viewer, case_id=case_id, partner_id=partner_id, given=form.disclosure())
    ):
        messages.success(request, _("What you shared is recorded."))
        return redirect("cases:disclose", case_id)
    context = {"page": page, "form": form, "invites": False}
    status = 422 if form.is_bound else 200
    return station(request, page.found, page.found.case.stage, "cases/to_partner.html", context, status=status)


@require_safe
def exchange(request: HttpRequest, case_id: UUID, exchange_id: UUID) -> HttpResponse:
    """One disclosure: from, to, basis, purpose, necessity, exactly which items, when, by whom."""
    page = between.record_page(viewer_of(request), case_id, exchange_id)
    return station(request, page.found, page.found.case.stage, "cases/exchange.html", {"page": page})
