"""The return flow, the close by two people, and reopening."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from beredskab.cases.actions import closing, returning
from beredskab.cases.forms.closing import CloseForm, OfferForm, RecordForm, proposal
from beredskab.cases.forms.deciding import PlainForm, WordsForm
from beredskab.cases.queries import closing as closes
from beredskab.cases.queries import returning as returns
from beredskab.cases.queries.headers import Opened, opened
from beredskab.cases.views.acting import METHODS, Act, acted, version_of
from beredskab.cases.views.shared import crumbs, station
from beredskab.kit.http import viewer_of
from beredskab.kit.viewer import Viewer


@require_http_methods(METHODS)
def return_flow(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Offer it to a named receiver, or write down what they answered."""
    viewer = viewer_of(request)
    page = returns.return_flow(viewer, case_id)
    did = acted(request, _returning(viewer, case_id, version_of(request), page))
    if did.done:
        return redirect("cases:return_flow", case_id)
    context = {"page": page, "forms": did.forms}
    return station(request, page.found, "return_flow", "cases/return_flow.html", context, status=did.status)


def _returning(viewer: Viewer, case_id: UUID, version: int, page: returns.ReturnPage) -> dict[str, Act]:
    return {
        "offer": Act(
            lambda data: OfferForm(data, page.people, page.partners),
            lambda given: returning.offer(by=viewer, case_id=case_id, version=version, **given),
            _("Offered. It hangs in the air until somebody says yes."),
        ),
        "record": Act(
            lambda data: RecordForm(data, outside=page.outside),
            lambda given: returning.record_answer(by=viewer, case_id=case_id, version=version, **given),
            _("The answer is written down."),
        ),
    }


@require_http_methods(METHODS)
def receive(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """The receiver's page: what is offered, and nothing else of the case."""
    viewer = viewer_of(request)
    found, one = returns.receive(viewer, case_id)
    did = acted(request, _receiving(viewer, case_id, version_of(request)))
    if did.done:
        return redirect("cases:mine")
    context = {"case": found.case, "one": one, "forms": did.forms, "crumbs": crumbs(_("Offered to you"))}
    return render(request, "cases/receive.html", context, status=did.status)


def _receiving(viewer: Viewer, case_id: UUID, version: int) -> dict[str, Act]:
    return {
        "accept": Act(
            lambda data: WordsForm(data, _("A few words to the one who offers it"), required=False),
            lambda given: returning.accept(by=viewer, case_id=case_id, version=version, text=given["text"]),
            _("You have taken it over. From now on it is in your own case, and your access here has ended."),
        ),
        "back": Act(
            lambda data: WordsForm(data, _("Why can you not take it?")),
            lambda given: returning.send_back(by=viewer, case_id=case_id, version=version, text=given["text"]),
            _("Sent back. The coordinator is told."),
        ),
    }


@require_http_methods(METHODS)
def close(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Propose to close: what stands in the way, the look at earlier contacts, and a second person."""
    viewer = viewer_of(request)
    page = closes.close(viewer, case_id)
    version = version_of(request)
    take_back = Act(
        PlainForm,
        lambda _given: closing.withdraw(by=viewer, case_id=case_id, version=version),
        _("Taken back. You can ask somebody else."),
    )
    did = acted(request, {"propose": _proposing(viewer, case_id, version, page), "withdraw": take_back})
    if did.done:
        return redirect("cases:case", case_id)
    return station(
        request, page.found, "close", "cases/close.html", {"page": page, "forms": did.forms}, status=did.status
    )


def _proposing(viewer: Viewer, case_id: UUID, version: int, page: closes.ClosePage) -> Act:
    return Act(
        lambda data: CloseForm(data, page.people, page.taken_by),
        lambda given: closing.propose(
            by=viewer, case_id=case_id, version=version, made=proposal(given), person_id=UUID(given["person"])
        ),
        _("Proposed. The second person is told by a mail without content."),
    )


@require_http_methods(METHODS)
def close_second(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """The second person reads the proposal, and says yes, or no and why."""
    viewer = viewer_of(request)
    page = closes.second(viewer, case_id)
    if request.method == "POST":
        page.require()
    did = acted(request, _answering(viewer, case_id, version_of(request)))
    if did.done:
        return redirect("cases:home")
    context = {"page": page, "forms": did.forms}
    return station(request, page.found, "closing", "cases/close_second.html", context, status=did.status)


def _answering(viewer: Viewer, case_id: UUID, version: int) -> dict[str, Act]:
    return {
        "yes": Act(
            lambda data: WordsForm(data, _("A few words, if there is something to add"), required=False),
            lambda given: closing.confirm(by=viewer, case_id=case_id, version=version, text=given["text"]),
            _("The case is closed and has left daily view. Your own access has ended."),
        ),
        "no": Act(
            lambda data: WordsForm(data, _("What is missing before it can be closed?")),
            lambda given: closing.refuse(by=viewer, case_id=case_id, version=version, text=given["text"]),
            _("Not closed: it is back where it was, and the proposer is told."),
        ),
    }


@require_http_methods(METHODS)
def reopen(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Open a closed case again, with its history."""
    viewer, version = viewer_of(request), version_of(request)
    found: Opened = opened(viewer, case_id, "*")
    acts = {
        "reopen": Act(
            lambda data: WordsForm(data, _("What is new?"), _("It is the first line of what happens from here.")),
            lambda given: closing.reopen(by=viewer, case_id=case_id, version=version, text=given["text"]),
            _("The case is open again. It begins with the four first questions."),
        ),
        "looked": Act(PlainForm, lambda _given: closing.look_again(by=viewer, case_id=case_id), _("It stays closed.")),
    }
    did = acted(request, acts)
    if did.done:
        return redirect("cases:case", case_id)
    context = {"forms": did.forms, "agreed": closes.agreed_look(found)}
    return station(request, found, "closed", "cases/reopen.html", context, status=did.status)
