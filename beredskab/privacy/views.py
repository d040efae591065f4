"""The log's page and its file."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from beredskab.kit.http import viewer_of
from beredskab.kit.viewer import Viewer
from beredskab.privacy import actions, queries
from beredskab.privacy.forms import LogForm
from beredskab.privacy.permissions import require_reader


@require_safe
def log(request: HttpRequest) -> HttpResponse:
    """Who did what, newest first."""
    viewer = _reader(request)
    form = LogForm(request.GET or None, people=queries.people(viewer))
    wanted = form.wanted()
    context: dict[str, Any] = {
        "form": form,
        "wanted": wanted,
        "filtered": wanted != queries.Wanted(),
        "page": queries.page(viewer, wanted),
        "chain": queries.chain(viewer),
    }
    return render(request, "privacy/log.html", context)


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


def _reader(request: HttpRequest) -> Viewer:
    viewer = viewer_of(request)
    require_reader(viewer)
    return viewer
