"""The log's page and its file."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from beredskab.audit.sentences import FINDERS
from beredskab.kit.http import viewer_of
from beredskab.kit.viewer import Viewer
from beredskab.privacy import actions, queries, record
from beredskab.privacy.forms import FindForm, LogForm


@require_safe
def log(request: HttpRequest) -> HttpResponse:
    """Who did what, newest first."""
    viewer = _reader(request)
    form = LogForm(request.GET or None, people=queries.people(viewer))
    return _page(request, viewer, form, FindForm())


@require_safe
def processing(request: HttpRequest) -> HttpResponse:
    """The record of processing."""
    viewer = _reader(request)
    context = {"activities": record.record(viewer), "viewer": viewer}
    return render(request, "privacy/record.html", context)


@require_POST
def find(request: HttpRequest) -> HttpResponse:
    """From the number of a case to who has seen it."""
    viewer = _reader(request)
    form = FindForm(request.POST)
    found = queries.find(viewer, form.cleaned_data["number"]) if form.is_valid() else None
    if found is not None:
        return redirect(f"{reverse('privacy:log')}?{urlencode({'of': found.of, 'about': found.about})}")
    if form.is_valid():
        form.add_error("number", _("There is no case with this number here."))
    return _page(request, viewer, LogForm(None, people=queries.people(viewer)), form)


@require_POST
def export(request: HttpRequest) -> HttpResponse:
    """The chosen events as a file for a spreadsheet."""
    viewer = _reader(request)
    wanted = LogForm(request.POST, people=queries.people(viewer)).wanted()
    name = f"log-{timezone.localdate().isoformat()}.csv"
    body = actions.export(by=viewer, wanted=wanted)
    return HttpResponse(
        body,
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _page(request: HttpRequest, viewer: Viewer, form: LogForm, finding: FindForm) -> HttpResponse:
    wanted = form.wanted()
    context: dict[str, Any] = {
        "form": form,
        "finding": finding if FINDERS else None,
        "wanted": wanted,
        "filtered": wanted != queries.Wanted(),
        "page": queries.page(viewer, wanted),
        "chain": queries.chain(viewer),
    }
    return render(request, "privacy/log.html", context)


def _reader(request: HttpRequest) -> Viewer:
    viewer = viewer_of(request)
    queries.may_read(viewer)
    return viewer
