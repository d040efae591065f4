"""Meetings: the list, one with its agenda and calendar file, calling one for a case, and the minutes."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from beredskab.cases import calendar
from beredskab.cases.actions import meeting_moves as moves
from beredskab.cases.actions import meetings as actions
from beredskab.cases.forms.meetings import CallForm, MinutesForm, MoveForm, PlanForm
from beredskab.cases.queries import meetings as queries
from beredskab.cases.queries.headers import opened
from beredskab.cases.views.shared import crumbs, done, station
from beredskab.kit.http import viewer_of
from beredskab.kit.viewer import Viewer


@require_http_methods(["GET", "HEAD", "POST"])
def meetings(request: HttpRequest) -> HttpResponse:
    """The meetings ahead and behind; one is planned, or a row of them."""
    viewer = viewer_of(request)
    page = queries.all_meetings(viewer)
    form = PlanForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and done(form, lambda: actions.plan(by=viewer, wish=form.plan())):
        messages.success(request, _("Planned. Take the calendar file from the meeting's page: it has no content."))
        return redirect("cases:meetings")
    context = {"page": page, "form": form, "crumbs": crumbs(_("Meetings")), "opened": form.is_bound or not page.coming}
    return render(request, "cases/meetings.html", context, status=422 if form.is_bound else 200)


@require_safe
def meeting(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """One meeting: when, where, and the part of the agenda that the viewer can open."""
    page = queries.meeting_page(viewer_of(request), meeting_id)
    path = crumbs((_("Meetings"), reverse("cases:meetings")), _("Meeting"))
    return render(request, "cases/meeting.html", {"page": page, "crumbs": path})


@require_POST
def agenda(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """Put a case on the agenda from the meeting's page."""
    viewer = viewer_of(request)
    case_id = queries.addable(viewer, meeting_id, request.POST.get("case", ""))
    actions.put_on_agenda(by=viewer, case_id=case_id, meeting_id=meeting_id)
    return redirect("cases:meeting", meeting_id)


@require_http_methods(["GET", "HEAD", "POST"])
def move(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """Another time, place or kind."""
    viewer = viewer_of(request)
    one = queries.movable(viewer, meeting_id)
    form = MoveForm(one, request.POST if request.method == "POST" else None)
    if form.is_valid() and done(form, lambda: _moved(viewer, meeting_id, form)):
        messages.success(request, _("The meeting is moved. Those invited with a login are told by mail."))
        return redirect("cases:meeting", meeting_id)
    path = crumbs(
        (_("Meetings"), reverse("cases:meetings")), (_("Meeting"), reverse("cases:meeting", args=[one.id])), _("Move")
    )
    context = {"form": form, "meeting": one, "crumbs": path}
    return render(request, "cases/meeting_move.html", context, status=422 if form.is_bound else 200)


@require_POST
def cancel(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """Call a meeting off."""
    moves.cancel(by=viewer_of(request), meeting_id=meeting_id)
    messages.success(request, _("The meeting is called off. Those invited with a login are told; call the others."))
    return redirect("cases:meeting", meeting_id)


@require_safe
def ics(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """The calendar file: a time and a link, and nothing about anybody."""
    entry = queries.entry(viewer_of(request), meeting_id)
    return ics_of(entry, request.build_absolute_uri(reverse("cases:meeting", args=[meeting_id])))


def ics_of(entry: calendar.Entry, link: str) -> HttpResponse:
    """A calendar file to save."""
    answer = HttpResponse(calendar.file_of(entry, link), content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="beredskab.ics"'
    return answer


@require_http_methods(["GET", "HEAD", "POST"])
def call(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Call the meeting for a case: choose one that is planned, or a new one."""
    viewer = viewer_of(request)
    found = opened(viewer, case_id, "board")
    form = CallForm(queries.ahead(viewer), request.POST if request.method == "POST" else None)
    if form.is_valid() and done(form, lambda: _called(viewer, case_id, form)):
        messages.success(request, _("The case is on the agenda. Now the board can be written, also before you meet."))
        return redirect("cases:board", case_id)
    context = {"form": form, "item": queries.latest_item(found.case), "open": queries.callable_now(found)}
    return station(request, found, "analysis", "cases/call.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def minutes(request: HttpRequest, item_id: UUID) -> HttpResponse:
    """One case at one meeting: who was there, and the minutes."""
    viewer = viewer_of(request)
    page = queries.minutes_page(viewer, item_id)
    form = MinutesForm(page.guests, page.text, request.POST if request.method == "POST" else None)
    finish = request.POST.get("do") == "finish"
    if form.is_valid() and done(form, lambda: _written(viewer, item_id, form, finish)):
        messages.success(request, _("The meeting is held.") if finish else _("Saved. You can go on writing."))
        return redirect("cases:recommendation", page.item.case_id) if finish else redirect("cases:minutes", item_id)
    context = {"page": page, "form": form}
    return station(request, page.found, "analysis", "cases/minutes.html", context, status=422 if form.is_bound else 200)


def _moved(viewer: Viewer, meeting_id: UUID, form: MoveForm) -> object:
    return moves.move(by=viewer, meeting_id=meeting_id, sequence=form.cleaned_data["sequence"], anew=form.anew())


def _called(viewer: Viewer, case_id: UUID, form: CallForm) -> object:
    meeting_id = form.meeting_id or actions.plan(by=viewer, wish=form.plan())[0].id
    return actions.put_on_agenda(by=viewer, case_id=case_id, meeting_id=meeting_id)


def _written(viewer: Viewer, item_id: UUID, form: MinutesForm, finish: bool) -> object:
    text = form.cleaned_data["text"].strip()
    return actions.write_minutes(by=viewer, item_id=item_id, text=text, seats=form.seats(), finish=finish)
