"""Whom the municipality can invite, and "may I share this?" for everybody."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from beredskab.cases.actions.partners import save
from beredskab.cases.forms.partners import PartnerForm, ShareForm
from beredskab.cases.permissions import hidden, may_set
from beredskab.cases.queries import partners as queries
from beredskab.cases.queries import sharing
from beredskab.cases.views.shared import crumbs, done
from beredskab.kit.http import viewer_of

METHODS = ["GET", "HEAD", "POST"]


@require_safe
def partners(request: HttpRequest) -> HttpResponse:
    """The list, with what each can bring and from when to when."""
    viewer = viewer_of(request)
    hidden(may_set(viewer))
    context = {"partners": queries.partners(viewer), "crumbs": crumbs(_("Whom we can invite"))}
    return render(request, "cases/partners.html", context)


@require_http_methods(METHODS)
def partner(request: HttpRequest, partner_id: UUID | None = None) -> HttpResponse:
    """Add one, or change one."""
    viewer = viewer_of(request)
    hidden(may_set(viewer))
    page = queries.partner_page(viewer, partner_id)
    form = PartnerForm(page.authorities, request.POST or None, initial=page.initial)
    if form.is_valid() and done(form, lambda: save(by=viewer, values=form.values(), partner_id=partner_id)):
        return redirect("cases:partners")
    context = {"form": form, "page": page, "crumbs": crumbs(_("Whom we can invite"))}
    return render(request, "cases/partner.html", context, status=422 if form.is_bound else 200)


@require_safe
def share(request: HttpRequest) -> HttpResponse:
    """May I share this? Four choices, one answer. Nothing is stored."""
    viewer = viewer_of(request)
    form = ShareForm(request.GET or None)
    answer = sharing.answer(form.cleaned_data) if form.is_valid() else None
    context = {"form": form, "answer": answer, "casework": sharing.works_inside(viewer)}
    return render(request, "cases/share.html", context)


@require_safe
def share_table(request: HttpRequest) -> HttpResponse:
    """The whole table, for printing."""
    viewer_of(request)
    return render(request, "cases/share_table.html", {"rows": sharing.rows()})
