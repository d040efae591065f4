"""Handing over, and the receiver's own decision."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from beredskab.cases.actions import deciding, handing, handing_out
from beredskab.cases.forms.clearing import DisclosureForm
from beredskab.cases.forms.deciding import DecideForm, HandOverForm, PlainForm, RecordForm, TellForm, WordsForm
from beredskab.cases.queries import deciding as decisions
from beredskab.cases.queries import handing as queries
from beredskab.cases.views.acting import METHODS, Act, acted, version_of
from beredskab.cases.views.shared import done, station
from beredskab.kit.http import viewer_of
from beredskab.kit.viewer import Viewer


@require_http_methods(METHODS)
def hand_over(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Give the confirmed recommendation to the one who decides, and see how it stands."""
    viewer = viewer_of(request)
    page = queries.hand_over(viewer, case_id)
    did = acted(
        request,
        {**_handing(viewer, case_id, version_of(request), page), **_waiting(viewer, case_id, version_of(request))},
    )
    if did.done:
        return redirect("cases:hand_over", case_id)
    context = {"page": page, "forms": did.forms}
    return station(request, page.found, "hand_over", "cases/hand_over.html", context, status=did.status)


def _handing(viewer: Viewer, case_id: UUID, version: int, page: queries.HandOverPage) -> dict[str, Act]:
    return {
        "give": Act(
            lambda data: HandOverForm(data, page.receivers),
            lambda given: handing.hand_over(
                by=viewer, case_id=case_id, version=version, person_id=UUID(given["person"]), who=given["who"],
                necessity=given["necessity"],
            ),
            _("Handed over. The receiver is told by a mail without content."),
        ),
        "take": Act(
            lambda data: WordsForm(data, _("Why do you take it back?")),
            lambda given: handing.take_back(by=viewer, case_id=case_id, version=version, text=given["text"]),
            _("Taken back. The receiver's access has ended."),
        ),
    }  # fmt: skip


def _waiting(viewer: Viewer, case_id: UUID, version: int) -> dict[str, Act]:
    return {
        "record": Act(
            RecordForm,
            lambda given: handing_out.write_down(by=viewer, case_id=case_id, version=version, **given),
            _("The answer is written down."),
        ),
        "take_in": Act(
            PlainForm,
            lambda _given: handing_out.take_in(by=viewer, case_id=case_id, version=version),
            _("The answer is taken in."),
        ),
        "remind": Act(
            PlainForm,
            lambda _given: handing.remind(by=viewer, case_id=case_id),
            _("The receiver is reminded by a mail without content."),
        ),
    }  # fmt: skip


@require_http_methods(METHODS)
def give_out(request: HttpRequest, case_id: UUID, partner_id: UUID) -> HttpResponse:
    """Give the confirmed recommendation to another authority, which decides."""
    viewer = viewer_of(request)
    page = queries.to_partner(viewer, case_id, partner_id)
    form = DisclosureForm(page.choices, request.POST or None, version=page.found.case.version)
    if form.is_valid() and done(
        form,
        lambda: handing_out.give_out(
            by=viewer, case_id=case_id, version=form.seen, partner_id=partner_id, given=form.disclosure()
        ),
    ):
        messages.success(request, _("Handed over, and what you shared is recorded."))
        return redirect("cases:hand_over", case_id)
    status = 422 if form.is_bound else 200
    return station(request, page.found, "hand_over", "cases/give_out.html", {"page": page, "form": form}, status=status)


@require_http_methods(METHODS)
def decide(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """The receiver accepts or returns, decides under their own law, and tells back what may be told."""
    viewer = viewer_of(request)
    page = decisions.decide(viewer, case_id)
    did = acted(
        request,
        {**_answering(viewer, case_id, version_of(request)), **_deciding(viewer, case_id, version_of(request), page)},
    )
    if did.done:
        return redirect("cases:mine") if did.name == "return" else redirect("cases:decide", case_id)
    context = {"page": page, "forms": did.forms}
    return station(request, page.found, "decision", "cases/decide.html", context, status=did.status)


def _answering(viewer: Viewer, case_id: UUID, version: int) -> dict[str, Act]:
    return {
        "accept": Act(
            PlainForm,
            lambda _given: handing.accept(by=viewer, case_id=case_id, version=version),
            _("You have accepted it. Now it is yours to decide."),
        ),
        "return": Act(
            lambda data: WordsForm(data, _("Why do you return it?"), _("The coordinator reads this.")),
            lambda given: handing.give_back(by=viewer, case_id=case_id, version=version, text=given["text"]),
            _("It is returned, and your access has ended."),
        ),
    }


def _deciding(viewer: Viewer, case_id: UUID, version: int, page: decisions.DecidePage) -> dict[str, Act]:
    return {
        "decide": Act(
            lambda data: DecideForm(data, page.urgent),
            lambda given: deciding.decide(by=viewer, case_id=case_id, version=version, **given),
            _("The decision is written down. Next come the measures and the goals."),
        ),
        "tell": Act(
            TellForm,
            lambda given: deciding.tell_back(by=viewer, case_id=case_id, **given),
            _("Told back. It is kept as a record of what was shared."),
        ),
    }
