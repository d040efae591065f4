"""The municipality's own settings and aids."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from beredskab.cases.permissions import hidden, may_set
from beredskab.cases.queries import aids, headers
from beredskab.cases.views.shared import crumbs
from beredskab.kit.http import viewer_of


@require_safe
def settings(request: HttpRequest) -> HttpResponse:
    """Local deadlines and ways of working."""
    viewer = viewer_of(request)
    hidden(may_set(viewer))
    own = headers.settings_of(viewer.authority_id)
    return render(request, "cases/settings.html", {"own": own, "crumbs": crumbs(_("Local settings"))})


@require_safe
def aid(request: HttpRequest, aid_id: UUID) -> HttpResponse:
    """A file that the municipality attached at a station, as a download."""
    found = aids.aid(viewer_of(request), aid_id)
    answer = HttpResponse(bytes(found.file or b""), content_type=found.file_type)
    answer["Content-Disposition"] = f'attachment; filename="{found.id}"'
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
