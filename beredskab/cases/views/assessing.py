"""The first assessment, the police first, and the threshold."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from beredskab.cases.actions import assessing as actions
from beredskab.cases.forms.assessing import (
    AssessForm,
    DoneForm,
    NoThresholdForm,
    SilenceForm,
    ThresholdForm,
    ToldForm,
)
from beredskab.cases.policies import is_acute
from beredskab.cases.queries import assessing as queries
from beredskab.cases.queries.headers import Opened, opened
from beredskab.cases.views.shared import done, station
from beredskab.kit.http import viewer_of


def version_of(request: HttpRequest) -> int:
    """The case's version that the posted form was drawn from; the page always shows the newest."""
    text = request.POST.get("version", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else -1


@require_http_methods(["GET", "HEAD", "POST"])
def assess(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """The four first questions, with every answer there has been."""
    viewer = viewer_of(request)
    found = opened(viewer, case_id, "assessment")
    form = AssessForm(request.POST or None, queries.asked(found))
    if form.is_valid() and done(
        form,
        lambda: actions.answer(by=viewer, case_id=case_id, version=version_of(request), given=form.given()),
    ):
        acute = any(one.question in ("danger", "crime") and one.answer == "yes" for one in form.given())
        return redirect("cases:police_first" if acute else "cases:assess", case_id)
    answers = queries.answers_of(found.case)
    context = {
        "form": form,
        "silences": queries.silences(found),
        "acute": is_acute(answers),
        "left": queries.unanswered(answers),
    }
    return station(request, found, "assessment", "cases/assess.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def police_first(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Danger or crime: what to do, that the police were told, and what the family must not hear."""
    viewer = viewer_of(request)
    found = opened(viewer, case_id, "assessment")
    form = ToldForm(request.POST or None)
    if form.is_valid() and done(
        form,
        lambda: actions.police_told(by=viewer, case_id=case_id, version=version_of(request), **form.cleaned_data),
    ):
        return redirect("cases:police_first", case_id)
    return _police(request, found, told=form)


@require_POST
def police_done(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """The police are done for now."""
    viewer = viewer_of(request)
    found = opened(viewer, case_id, "assessment")
    form = DoneForm(request.POST)
    if form.is_valid() and done(
        form,
        lambda: actions.police_done(by=viewer, case_id=case_id, version=version_of(request), **form.cleaned_data),
    ):
        return redirect("cases:threshold", case_id)
    return _police(request, found, done_form=form)


@require_POST
def silence(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """What the police ask not to be said."""
    viewer = viewer_of(request)
    found = opened(viewer, case_id, "assessment")
    form = SilenceForm(request.POST)
    if form.is_valid() and done(form, lambda: actions.keep_silent(by=viewer, case_id=case_id, **form.cleaned_data)):
        return redirect("cases:police_first", case_id)
    return _police(request, found, silence=form)


@require_POST
def silence_lift(request: HttpRequest, case_id: UUID, silence_id: UUID) -> HttpResponse:
    """The family may be told."""
    actions.lift_silence(by=viewer_of(request), case_id=case_id, silence_id=silence_id)
    return redirect("cases:police_first", case_id)


def _police(request: HttpRequest, found: Opened, **forms: Any) -> HttpResponse:
    answers = queries.answers_of(found.case)
    context = {
        "told": ToldForm(),
        "done_form": DoneForm(),
        "silence": SilenceForm(),
        "silences": queries.silences(found),
        "acute": is_acute(answers),
        **forms,
    }
    refused = any(form.is_bound for form in forms.values())
    status = 422 if refused else 200
    return station(request, found, "police_first", "cases/police_first.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def threshold(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """The act, threat, plan or legitimising of violence; or none."""
    viewer = viewer_of(request)
    found = opened(viewer, case_id, "assessment")
    form = ThresholdForm(request.POST or None)
    if form.is_valid() and done(
        form,
        lambda: actions.state_threshold(by=viewer, case_id=case_id, version=version_of(request), **form.cleaned_data),
    ):
        return redirect("cases:threshold", case_id)
    return _threshold(request, found, form=form)


@require_POST
def threshold_none(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Not a matter for the police."""
    viewer = viewer_of(request)
    found = opened(viewer, case_id, "assessment")
    form = NoThresholdForm(request.POST)
    if form.is_valid() and done(
        form,
        lambda: actions.no_threshold(by=viewer, case_id=case_id, version=version_of(request), **form.cleaned_data),
    ):
        return redirect("cases:threshold", case_id)
    return _threshold(request, found, none=form)


def _threshold(request: HttpRequest, found: Opened, **forms: Any) -> HttpResponse:
    context = {
        "form": ThresholdForm(),
        "none": NoThresholdForm(),
        "read": queries.threshold_read(viewer_of(request), found),
        "left": queries.unanswered(queries.answers_of(found.case)),
        **forms,
    }
    status = 422 if any(form.is_bound for form in forms.values()) else 200
    return station(request, found, "threshold", "cases/threshold.html", context, status=status)
