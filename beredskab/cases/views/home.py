"""The coordinator's morning, and the case as one page."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from beredskab.cases.permissions import may_coordinate, may_manage, own_place
from beredskab.cases.queries import lists, page, ways
from beredskab.cases.queries.received import how_many_wait
from beredskab.cases.states import ENDED
from beredskab.cases.views.shared import crumbs
from beredskab.kit.http import viewer_of


@require_safe
def morning(request: HttpRequest) -> HttpResponse:
    """What needs me today, why, and by when: law or local. Whoever has other work here is sent to that."""
    viewer = viewer_of(request)
    elsewhere = own_place(viewer.roles)
    if elsewhere:
        return redirect(elsewhere)
    roles = {"coordinates": may_coordinate(viewer) is None, "manages": may_manage(viewer) is None}
    return render(
        request, "cases/home.html", {"morning": lists.morning(viewer), **roles, "received": how_many_wait(viewer)}
    )


@require_safe
def case(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """The case, one page; without access its header and how to get it."""
    viewer = viewer_of(request)
    found = page.case_page(viewer, case_id)
    following = page.next_task(found.frame) if found.frame else None
    context = {
        "case": found.case,
        "frame": page.without(found.frame, following) if found.frame else None,
        "happened": found.happened,
        "crumbs": crumbs(found.case.number),
        "ways": ways.ways(found.found) if found.found else (),
        "next": following,
        "station": page.explaining(found.frame, following) if found.frame else None,
        "explained": bool(found.frame and following and page.at_station(found.frame, following)),
        "theirs": bool(following and following.for_id not in (None, viewer.person_id)),
        "reports": found.reports,
        "ended": ENDED,
    }
    return render(request, "cases/case.html" if found.frame else "cases/header.html", context)
