"""Feedback to reporters, what hangs in the air, and the review of how a case was handled."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from beredskab.cases.actions import feedback as actions
from beredskab.cases.forms.feedback import ReviewForm, TellReporterForm
from beredskab.cases.queries import feedback as queries
from beredskab.cases.queries.hanging import hanging as in_the_air
from beredskab.cases.views.acting import METHODS, Act, acted
from beredskab.cases.views.shared import crumbs, station
from beredskab.kit.http import viewer_of
from beredskab.kit.viewer import Viewer


@require_safe
def hanging(request: HttpRequest) -> HttpResponse:
    """All that waits for somebody else."""
    rows = in_the_air(viewer_of(request))
    return render(request, "cases/hanging.html", {"rows": rows, "crumbs": crumbs(_("In the air"))})


@require_http_methods(METHODS)
def feedback(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Tell each reporter by a fixed text."""
    viewer = viewer_of(request)
    page = queries.feedback(viewer, case_id)
    did = acted(request, {f"tell-{one.id}": _telling(viewer, case_id, one) for one in page.left})
    if did.done:
        return redirect("cases:feedback", case_id)
    left = [(one, did.forms[f"tell-{one.id}"]) for one in page.left]
    return station(
        request, page.found, "feedback", "cases/feedback.html", {"page": page, "left": left}, status=did.status
    )


def _telling(viewer: Viewer, case_id: UUID, one: queries.Reporter) -> Act:
    return Act(
        lambda data: TellReporterForm(data, one),
        lambda given: actions.give(by=viewer, case_id=case_id, report_id=one.id, way=given["way"]),
        _("Written down. If it goes to the inbox, it has been sent."),
    )


@require_http_methods(METHODS)
def learning(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """A short look at how it was handled."""
    viewer = viewer_of(request)
    found, reviews = queries.learning(viewer, case_id)
    act = Act(
        ReviewForm, lambda given: actions.review(by=viewer, case_id=case_id, **given), _("Thank you. It is kept.")
    )
    did = acted(request, {"review": act})
    if did.done:
        return redirect("cases:learning", case_id)
    context = {"reviews": reviews, "forms": did.forms}
    return station(request, found, "learning", "cases/learning.html", context, status=did.status)
