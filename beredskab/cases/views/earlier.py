"""The look at earlier contacts: at intake, before a report is placed, and again before a close."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from beredskab.cases.actions import looking as actions
from beredskab.cases.forms.earlier import NONE, CloseLookForm, JudgeForm, LookForm
from beredskab.cases.queries import earlier as queries
from beredskab.cases.queries.headers import opened
from beredskab.cases.views.shared import crumbs, done, station
from beredskab.kit.http import viewer_of


@require_http_methods(["GET", "HEAD", "POST"])
def earlier(request: HttpRequest, report_id: UUID) -> HttpResponse:
    """Look for earlier contacts of the person in a report, and decide where the report belongs."""
    viewer = viewer_of(request)
    report = queries.unplaced_report(viewer, report_id)
    form = LookForm(request.POST or None, initial={"reason": "new_report"})
    found, judge = None, None
    if form.is_valid():
        found = queries.look(viewer, report, form.sought(), form.cleaned_data["reason"])
        judge = JudgeForm(request.POST if "judge" in request.POST else None, found)
        if judge.is_valid() and (answer := _placed(request, report_id, judge, len(found))):
            return answer
    bad = (form.is_bound and not form.is_valid()) or (judge is not None and judge.is_bound)
    context = {"form": form, "found": found, "judge": judge, "report": report, "crumbs": crumbs(_("Earlier contacts"))}
    return render(request, "cases/earlier.html", context, status=422 if bad else 200)


def _placed(request: HttpRequest, report_id: UUID, judge: JudgeForm, found: int) -> HttpResponse | None:
    told, made = judge.cleaned_data, []
    same = None if told["same"] == NONE else UUID(told["same"])

    def place() -> None:
        made.append(
            actions.place(
                by=viewer_of(request), report_id=report_id, same_case_id=same, found=found, reason=told["why"]
            )
        )

    return redirect("cases:case", made[0].id) if done(judge, place) else None


@require_POST
def ask_lead(request: HttpRequest, report_id: UUID, case_id: UUID) -> HttpResponse:
    """Ask the lead of an earlier case to look."""
    case = actions.ask_lead(by=viewer_of(request), report_id=report_id, case_id=case_id)
    messages.success(request, _("%(who)s has got a mail that something waits.") % {"who": case.lead_name})
    return redirect("cases:earlier", report_id)


@require_http_methods(["GET", "HEAD", "POST"])
def earlier_close(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Look back before a close: the names and the number that the case has."""
    viewer = viewer_of(request)
    opened_case = opened(viewer, case_id, "closing")
    sought, found, form = queries.known_in(opened_case), None, CloseLookForm(None, ())
    if request.method == "POST":
        found = queries.look(viewer, opened_case.case, sought, "before_close")
        form = CloseLookForm(request.POST if "judge" in request.POST else None, found)
        if form.is_valid() and _judged(request, case_id, form, len(found)):
            return redirect("cases:earlier_close", case_id)
    context = {
        "form": form, "found": found, "last": queries.looked_at(opened_case.case, actions.CLOSE),
        "nothing": not (sought.names or sought.cpr),
    }  # fmt: skip
    status = 422 if form.is_bound else 200
    return station(request, opened_case, "earlier", "cases/earlier_close.html", context, status=status)


def _judged(request: HttpRequest, case_id: UUID, form: CloseLookForm, found: int) -> bool:
    told = form.cleaned_data
    same = [UUID(one) for one in told.get("same", [])]
    return done(
        form,
        lambda: actions.before_close(
            by=viewer_of(request), case_id=case_id, same_case_ids=same, found=found, reason=told.get("why", "")
        ),
    )
