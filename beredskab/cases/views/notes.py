"""A note on the timeline."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from beredskab.cases.actions import notes as actions
from beredskab.cases.forms.notes import NoteForm
from beredskab.cases.queries.headers import opened
from beredskab.cases.views.shared import done, station
from beredskab.kit.http import viewer_of


@require_http_methods(["GET", "HEAD", "POST"])
def note(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Write down what happened outside the steps."""
    viewer = viewer_of(request)
    found = opened(viewer, case_id, "notes")
    form = NoteForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and done(form, lambda: actions.add(by=viewer, case_id=case_id, **form.cleaned_data)):
        return redirect("cases:case", case_id)
    return station(request, found, "note", "cases/note.html", {"form": form}, status=422 if form.is_bound else 200)
