"""A case as a file: for the record system and for the archive."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_POST

from beredskab.cases import papers
from beredskab.cases.actions import journal as actions
from beredskab.cases.forms.journal import JournalForm
from beredskab.cases.queries.headers import opened, settings_of
from beredskab.cases.views.shared import station
from beredskab.kit.http import viewer_of

ZIP = "application/zip"


@require_http_methods(["GET", "HEAD", "POST"])
def journal(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """The whole case as a PDF with its facts, for a reason."""
    viewer = viewer_of(request)
    form = JournalForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        name, data = actions.export(by=viewer, case_id=case_id, reason=form.cleaned_data["reason"])
        return papers.download(data, name, ZIP)
    found = opened(viewer, case_id, "*")
    context = {"form": form, "kle": settings_of(viewer.authority_id).kle_number}
    return station(request, found, "journal", "cases/journal.html", context, status=422 if form.is_bound else 200)


@require_POST
def received_file(request: HttpRequest, exchange_id: UUID) -> HttpResponse:
    """What another authority sent us, for our own records."""
    name, data = actions.received_file(by=viewer_of(request), exchange_id=exchange_id)
    return papers.download(data, name, ZIP)


@require_http_methods(["GET", "HEAD", "POST"])
def archive_file(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """The file that is handed over to the archive."""
    viewer = viewer_of(request)
    if request.method == "POST":
        name, data = actions.archive(by=viewer, case_id=case_id)
        return papers.download(data, name, ZIP)
    found = opened(viewer, case_id, "*")
    return station(request, found, "disposal", "cases/archive.html", {})
