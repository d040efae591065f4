"""The municipality's own settings and aids."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from beredskab.cases.actions import keys
from beredskab.cases.actions import settings as actions
from beredskab.cases.forms.settings import AidForm, SettingsForm, UrgentForm
from beredskab.cases.queries import aids as queries
from beredskab.cases.queries import urgent
from beredskab.cases.views.shared import crumbs, done
from beredskab.kit.http import viewer_of


@require_http_methods(["GET", "HEAD", "POST"])
def settings(request: HttpRequest) -> HttpResponse:
    """Local deadlines and ways of working."""
    viewer = viewer_of(request)
    if request.method != "POST":
        return _page(request)
    form = SettingsForm(request.POST)
    queries.settings_page(viewer)  # to everybody else the page does not exist, whatever they send
    if form.is_valid() and done(form, lambda: actions.change(by=viewer, values=form.cleaned_data)):
        messages.success(request, _("The settings are saved. What changed is in the log."))
        return redirect("cases:settings")
    return _page(request, form=form)


@require_POST
def add_aid(request: HttpRequest) -> HttpResponse:
    """Attach or link an official text at a station."""
    viewer = viewer_of(request)
    form = AidForm(request.POST, request.FILES)
    queries.settings_page(viewer)
    if form.is_valid() and done(form, lambda: actions.add_aid(by=viewer, **form.cleaned_data)):
        messages.success(request, _("It stands at the station from now on."))
        return redirect("cases:settings")
    return _page(request, aid_form=form)


@require_POST
def name_urgent(request: HttpRequest) -> HttpResponse:
    """The municipality's own functions in the table of urgent decisions."""
    viewer = viewer_of(request)
    page = queries.settings_page(viewer)
    form = UrgentForm(urgent.rows(), page.own.urgent, request.POST)
    if form.is_valid() and done(form, lambda: actions.name_functions(by=viewer, own=form.cleaned_data)):
        messages.success(request, _("Saved. It stands so on the page where one decides."))
        return redirect("cases:settings")
    return _page(request, urgent_form=form)


@require_POST
def remove_aid(request: HttpRequest, aid_id: UUID) -> HttpResponse:
    """Take an aid away."""
    actions.remove_aid(by=viewer_of(request), aid_id=aid_id)
    return redirect("cases:settings")


@require_POST
def key(request: HttpRequest, verb: str) -> HttpResponse:
    """The intake key: a new one, out of use, or the old ones destroyed."""
    by = viewer_of(request)
    verbs = {"ny": keys.new_pair, "luk": keys.retire, "ryd": keys.destroy_old}
    verbs[verb](by=by)
    messages.success(request, _("Done. It is in the log."))
    return redirect("cases:settings")


@require_safe
def aid(request: HttpRequest, aid_id: UUID) -> HttpResponse:
    """A file that the municipality attached at a station, as a download."""
    name, kind, content = queries.aid(viewer_of(request), aid_id)
    disposition = str(content_disposition_header(True, name))
    return HttpResponse(
        content,
        content_type=kind,
        headers={"Content-Disposition": disposition, "X-Content-Type-Options": "nosniff"},
    )


def _page(
    request: HttpRequest, form: forms.Form | None = None, aid_form: forms.Form | None = None,
    urgent_form: forms.Form | None = None,
) -> HttpResponse:  # fmt: skip
    page = queries.settings_page(viewer_of(request))
    own = {name: getattr(page.own, name) for name in actions.FIELDS}
    context = {
        "page": page,
        "form": form or SettingsForm(None, initial=own),
        "aid_form": aid_form or AidForm(),
        "urgent_form": urgent_form or UrgentForm(urgent.rows(), page.own.urgent),
        "crumbs": crumbs(_("Local settings")),
    }
    return render(request, "cases/settings.html", context, status=422 if form or aid_form or urgent_form else 200)
