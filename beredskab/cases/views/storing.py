"""Storage after a close: three answers by two people, holds, the register of decisions, and the ledger."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from beredskab.cases.actions import erasing
from beredskab.cases.actions import storing as actions
from beredskab.cases.forms.storing import HoldForm, ProvisionForm, StorageForm
from beredskab.cases.queries import storing as queries
from beredskab.cases.storage import Choice
from beredskab.cases.views.acting import METHODS, Act, acted
from beredskab.cases.views.shared import crumbs, station
from beredskab.kit.http import viewer_of
from beredskab.kit.viewer import Viewer


@require_http_methods(METHODS)
def disposal(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """What shall happen with a closed case: proposed by one, answered by another."""
    viewer = viewer_of(request)
    page = queries.storage(viewer, case_id)
    if isinstance(page, queries.ErasedPage):
        path = crumbs(page.case.number)
        return render(request, "cases/erased.html", {"page": page, "case": page.case, "crumbs": path})
    did = acted(request, {"propose": _propose(viewer, case_id)})
    if did.done:
        return redirect("cases:disposal", case_id)
    context = {"page": page, "forms": {**did.forms, "hold": HoldForm(auto_id="hold_%s")}}
    return station(request, page.found, "disposal", "cases/disposal.html", context, status=did.status)


@require_http_methods(["POST"])
def answer(request: HttpRequest, disposal_id: UUID, verb: str) -> HttpResponse:
    """The second person's yes or no; or finishing what was interrupted."""
    viewer = viewer_of(request)
    if verb == "afbrudt":
        case_id = queries.case_of(viewer, disposal_id)
        erasing.finish(by=viewer, disposal_id=disposal_id)
    else:
        write = actions.confirm if verb == "ja" else actions.refuse
        case_id = write(by=viewer, disposal_id=disposal_id).case_id
    messages.success(request, _("Your answer is stored."))
    return redirect("cases:disposal", case_id)


@require_http_methods(["POST"])
def hold(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Set a hold: nothing may be destroyed."""
    actions.hold(by=viewer_of(request), case_id=case_id, reason=request.POST.get("reason", "")[:2000])
    messages.success(request, _("The case is on hold."))
    return redirect("cases:disposal", case_id)


@require_http_methods(["POST"])
def lift(request: HttpRequest, case_id: UUID, hold_id: UUID) -> HttpResponse:
    """Lift a hold."""
    actions.lift(by=viewer_of(request), case_id=case_id, hold_id=hold_id)
    messages.success(request, _("The hold is lifted."))
    return redirect("cases:disposal", case_id)


@require_http_methods(METHODS)
def provisions(request: HttpRequest) -> HttpResponse:
    """The register of decisions that allow cases to be destroyed."""
    viewer = viewer_of(request)
    found = queries.provisions(viewer)
    said = _("The decision is in the register.")
    did = acted(request, {"add": Act(ProvisionForm, lambda v: actions.record_provision(by=viewer, **v), said)})
    if did.done:
        return redirect("cases:provisions")
    context = {"provisions": found, "form": did.forms["add"], "crumbs": crumbs(_("Decisions on storage"))}
    return render(request, "cases/provisions.html", context, status=did.status)


@require_http_methods(["POST"])
def withdraw(request: HttpRequest, provision_id: UUID) -> HttpResponse:
    """Nothing more is destroyed on this decision."""
    actions.withdraw_provision(by=viewer_of(request), provision_id=provision_id)
    messages.success(request, _("Nothing more is destroyed on this decision."))
    return redirect("cases:provisions")


@require_GET
def ledger(request: HttpRequest) -> HttpResponse:
    """What was erased, when, and on which decision."""
    lines = queries.ledger(viewer_of(request))
    return render(request, "cases/ledger.html", {"lines": lines, "crumbs": crumbs(_("Erased cases"))})


def _propose(viewer: Viewer, case_id: UUID) -> Act:
    def write(given: Any) -> Any:
        provision = UUID(given["provision"]) if given["provision"] else None
        choice = Choice(given["answer"], given["reason"], provision, given["keep_until"])
        return actions.propose(by=viewer, case_id=case_id, choice=choice, person_id=UUID(given["person"]))

    return Act(
        lambda data: StorageForm(data, queries.in_force(viewer), queries.seconds(viewer)), write,
        _("Proposed. Your colleague is told by a mail without content."),
    )  # fmt: skip
