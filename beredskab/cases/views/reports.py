"""A report in the coordinator's hands: unopened, read, placed; the talk with the reporter; a flood; staff intake."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from beredskab.cases.actions import handling, opening, reporting
from beredskab.cases.forms.intake import RegisterForm
from beredskab.cases.forms.receipts import MessageForm
from beredskab.cases.forms.reports import AttachForm, ChosenForm, SetAsideForm
from beredskab.cases.intake import arrival
from beredskab.cases.intake.turning import guide_address
from beredskab.cases.permissions import hidden, may_coordinate, may_register
from beredskab.cases.queries import door, lists, reports
from beredskab.cases.views.shared import crumbs, done
from beredskab.kit.http import viewer_of

METHODS = ["GET", "HEAD", "POST"]


@require_safe
def report(request: HttpRequest, report_id: UUID) -> HttpResponse:
    """What is known without opening it; read, the whole of it and where it can go."""
    return _shown(request, report_id)


def _shown(request: HttpRequest, report_id: UUID, status: int = 200, **forms: Any) -> HttpResponse:
    viewer = viewer_of(request)
    found = reports.unopened(viewer, report_id)
    number = reports.reference(report_id)
    context = {"report": found, "number": number, "crumbs": crumbs(_("Report %(number)s") % {"number": number})}
    if found.state == "unread":
        return render(request, "cases/report_unopened.html", context, status=status)
    placing = {
        "attach": AttachForm(reports.own_cases(viewer)),
        "aside": SetAsideForm(),
        "earlier": lists.address("cases:earlier", report_id),
        "refusal": "",
    }
    content = {"content": reports.read(viewer, report_id)}
    return render(request, "cases/report.html", {**context, **placing, **content, **forms}, status=status)


@require_POST
def take(request: HttpRequest, report_id: UUID) -> HttpResponse:
    """I read it now."""
    viewer = viewer_of(request)
    hidden(may_coordinate(viewer))
    opening.take_report(by=viewer, report_id=report_id)
    return redirect("cases:report", report_id)


@require_POST
def open_case(request: HttpRequest, report_id: UUID) -> HttpResponse:
    """A case of its own, which the viewer leads."""
    viewer = viewer_of(request)
    hidden(may_coordinate(viewer))
    case = opening.open_case(by=viewer, report_id=report_id)
    messages.success(request, _("Case %(number)s is opened, and you lead it.") % {"number": case.number})
    return redirect("cases:case", case.id)


@require_POST
def attach(request: HttpRequest, report_id: UUID) -> HttpResponse:
    """To a case that the viewer holds."""
    viewer = viewer_of(request)
    hidden(may_coordinate(viewer))
    form = AttachForm(reports.own_cases(viewer), request.POST)
    if form.is_valid() and done(form, lambda: opening.attach(by=viewer, report_id=report_id, case_id=form.case_id)):
        messages.success(request, _("The report now belongs to the case. It stays as it was sent."))
        return redirect("cases:case", form.case_id)
    return _shown(request, report_id, 422, attach=form)


@require_POST
def set_aside(request: HttpRequest, report_id: UUID) -> HttpResponse:
    """No concern, with a coded reason."""
    viewer = viewer_of(request)
    hidden(may_coordinate(viewer))
    form = SetAsideForm(request.POST)
    if form.is_valid() and done(
        form, lambda: opening.set_aside(by=viewer, report_id=report_id, reason=form.cleaned_data["reason"])
    ):
        messages.success(request, _("The report is set aside. It can be found again, and placed after all."))
        return redirect("cases:home")
    return _shown(request, report_id, 422, aside=form)


@require_safe
def picture(request: HttpRequest, report_id: UUID, file_id: UUID, page: int) -> HttpResponse:
    """One page of what was sent along, as a picture."""
    kind, data = reports.picture(viewer_of(request), report_id, file_id, page)
    return HttpResponse(data, content_type=kind, headers={"Content-Disposition": "inline"})


@require_http_methods(METHODS)
def inbox(request: HttpRequest, report_id: UUID) -> HttpResponse:
    """The talk with the reporter."""
    viewer = viewer_of(request)
    hidden(may_coordinate(viewer))
    report = reports.unopened(viewer, report_id)
    if report.state == "unread":
        return redirect("cases:report", report_id)
    form = MessageForm(request.POST if "text" in request.POST else None)
    if request.method == "POST" and _written(request, report_id, form):
        return redirect("cases:inbox", report_id)
    number = reports.reference(report_id)
    path = crumbs((_("Report %(number)s") % {"number": number}, lists.address("cases:report", report_id)), _("Inbox"))
    context = {"report": report, "talk": reports.messages(viewer, report), "form": form, "crumbs": path}
    return render(request, "cases/report_inbox.html", context, status=422 if form.errors else 200)


def _written(request: HttpRequest, report_id: UUID, form: MessageForm) -> bool:
    viewer = viewer_of(request)
    if not form.is_bound:
        handling.seen(by=viewer, report_id=report_id)
        return True
    if not form.is_valid():
        return False
    text = form.cleaned_data["text"]
    return done(form, lambda: handling.answer(by=viewer, report_id=report_id, text=text))


@require_http_methods(METHODS)
def held(request: HttpRequest) -> HttpResponse:
    """Look through a flood: several at once go to the list, or aside."""
    viewer = viewer_of(request)
    contents = reports.held(viewer)
    form = ChosenForm([one.report.id for one in contents], request.POST or None)
    if form.is_valid():
        verb = handling.set_flood_aside if request.POST.get("verb") == "aside" else handling.release
        count = verb(by=viewer, report_ids=form.cleaned_data["reports"])
        said = ngettext("%(count)s report is dealt with.", "%(count)s reports are dealt with.", count)
        messages.success(request, said % {"count": count})
        return redirect("cases:held")
    context = {"contents": contents, "form": form, "crumbs": crumbs(_("Many reports at once"))}
    return render(request, "cases/held.html", context, status=422 if form.errors else 200)


@require_http_methods(METHODS)
def register(request: HttpRequest) -> HttpResponse:
    """Write down what came by telephone or in person. Afterwards there is a number, and only coordinators read it."""
    viewer = viewer_of(request)
    hidden(may_register(viewer))
    bound = request.method == "POST"
    form = RegisterForm(request.POST, request.FILES, too_big=arrival.too_big(request)) if bound else RegisterForm()
    files = form.rendered() if bound and form.is_valid() else None
    made: list[UUID] = []
    if files is not None and done(
        form,
        lambda: made.append(reporting.register(by=viewer, door=door.door_of(viewer), sent=form.submission(files))),
    ):
        return redirect("cases:registered", reports.reference(made[0]))
    context = {"form": form, "crumbs": crumbs(_("Register a concern"))}
    return render(request, "cases/register.html", context, status=422 if form.errors else 200)


@require_safe
def registered(request: HttpRequest, number: str) -> HttpResponse:
    """The number to give to whoever told it. It is made from the report's id, and tells nothing."""
    viewer = viewer_of(request)
    hidden(may_register(viewer))
    path = crumbs((_("Register a concern"), lists.address("cases:register", None)), number)
    context = {"number": number, "guide": guide_address(door.door_of(viewer).code), "crumbs": path}
    return render(request, "cases/registered.html", context)


@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """Reports without a case: what waits, and what was set aside."""
    waiting, aside = reports.listed(viewer_of(request))
    context = {"waiting": waiting, "aside": aside, "crumbs": crumbs(_("Reports without a case"))}
    return render(request, "cases/reports.html", context)
