"""The duties to children, the social worker's risk assessment, and what goes to a family."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from beredskab.cases.actions import children as actions
from beredskab.cases.forms.children import (
    AskRiskForm,
    CloseTrackForm,
    ConfirmForm,
    ContactForm,
    HonourForm,
    RiskForm,
)
from beredskab.cases.queries import assessing
from beredskab.cases.queries import children as queries
from beredskab.cases.queries.headers import Opened, opened
from beredskab.cases.views.shared import crumbs, done, station
from beredskab.kit.http import viewer_of


@require_safe
def children(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Each child's duties, with the law's deadlines and what the receiving side has confirmed."""
    return _page(request, opened(viewer_of(request), case_id, "children"))


def _page(request: HttpRequest, found: Opened, bound: Any = None, child_id: UUID | None = None) -> HttpResponse:
    people = queries.social_workers(viewer_of(request))
    rows = [
        {
            "child": one,
            "confirm": _own(bound, ConfirmForm, one, child_id) or ConfirmForm(None, one),
            "honour": _own(bound, HonourForm, one, child_id) or HonourForm(None, one),
            "ask": _own(bound, AskRiskForm, one, child_id) or AskRiskForm(None, one, people),
            "close": _own(bound, CloseTrackForm, one, child_id) or CloseTrackForm(None, one),
        }
        for one in queries.children(found)
    ]
    context = {"rows": rows, "running": queries.running_clocks(found.case), "whole": found.has("*")}
    return station(request, found, "children", "cases/children.html", context, status=422 if bound else 200)


def _own(bound: Any, kind: type, child: queries.Child, child_id: UUID | None) -> Any:
    return bound if isinstance(bound, kind) and child.person_id == child_id else None


@require_POST
def follow(request: HttpRequest, case_id: UUID, child_id: UUID) -> HttpResponse:
    """Begin to follow the duties to a child."""
    actions.follow(by=viewer_of(request), case_id=case_id, person_id=child_id)
    return redirect("cases:children", case_id)


@require_POST
def confirm(request: HttpRequest, case_id: UUID, child_id: UUID) -> HttpResponse:
    """What the receiving side has confirmed."""
    by = viewer_of(request)
    return _written(
        request,
        case_id,
        child_id,
        ConfirmForm,
        lambda form, track_id: actions.confirm(by=by, case_id=case_id, track_id=track_id, **form.cleaned_data),
    )


@require_POST
def honour(request: HttpRequest, case_id: UUID, child_id: UUID) -> HttpResponse:
    """Whether an honour-related conflict is possible."""
    by = viewer_of(request)
    return _written(
        request,
        case_id,
        child_id,
        HonourForm,
        lambda form, track_id: actions.answer_honour(
            by=by, case_id=case_id, track_id=track_id, possible=form.possible()
        ),
    )


@require_POST
def ask_risk(request: HttpRequest, case_id: UUID, child_id: UUID) -> HttpResponse:
    """Ask a social worker for the risk assessment."""
    by = viewer_of(request)
    return _written(
        request,
        case_id,
        child_id,
        lambda data, child: AskRiskForm(data, child, queries.social_workers(by)),
        lambda form, track_id: actions.ask_risk(
            by=by, case_id=case_id, track_id=track_id, person_id=UUID(form.cleaned_data["person"])
        ),
    )


@require_POST
def close(request: HttpRequest, case_id: UUID, child_id: UUID) -> HttpResponse:
    """Stop following the duties to a child, with a reason."""
    by = viewer_of(request)
    return _written(
        request,
        case_id,
        child_id,
        CloseTrackForm,
        lambda form, track_id: actions.close_track(by=by, case_id=case_id, track_id=track_id, **form.cleaned_data),
    )


def _written(
    request: HttpRequest, case_id: UUID, child_id: UUID, make: Callable[..., Any], write: Callable[[Any, UUID], Any]
) -> HttpResponse:
    """Bind the child's posted form and run its action; what is refused is shown where it was posted from."""
    found, child, track_id = _one(request, case_id, child_id)
    form = make(request.POST, child)
    if form.is_valid() and done(form, lambda: write(form, track_id)):
        return redirect("cases:children", case_id)
    return _page(request, found, form, child_id)


def _one(request: HttpRequest, case_id: UUID, child_id: UUID) -> tuple[Opened, queries.Child, UUID]:
    found = opened(viewer_of(request), case_id, "children")
    child = queries.followed(found, child_id)
    return found, child, child.track_id


@require_http_methods(["GET", "HEAD", "POST"])
def risk(request: HttpRequest, case_id: UUID, track_id: UUID) -> HttpResponse:
    """The social worker's own small page: one child, one text."""
    viewer = viewer_of(request)
    found = opened(viewer, case_id, "children", purpose="risk")
    child = queries.by_track(found, track_id)
    form = RiskForm(request.POST or None)
    if form.is_valid() and done(
        form, lambda: actions.assess_risk(by=viewer, case_id=case_id, track_id=track_id, **form.cleaned_data)
    ):
        return redirect("cases:risk", case_id, track_id)
    context = {
        "form": form, "case": found.case, "child": child, "crumbs": crumbs(_("Risk assessment")),
        "silences": assessing.silences(found),
    }  # fmt: skip
    return render(request, "cases/risk.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def family(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Letters, invitations and notes to custody holders, or why none can be written now."""
    viewer = viewer_of(request)
    found = opened(viewer, case_id, "*")
    young = [one for one in queries.children(found) if not one.of_age]
    form = ContactForm(request.POST or None, young)
    if form.is_valid():
        told = form.cleaned_data
        child_id, kind, text = UUID(told["child"]), told["kind"], told["text"]
        if done(form, lambda: actions.contact(by=viewer, case_id=case_id, child_id=child_id, kind=kind, text=text)):
            return redirect("cases:family", case_id)
    context = {
        "form": form, "why_not": queries.peace(found.case), "contacts": queries.contacts(found),
        "silences": assessing.silences(found),
    }  # fmt: skip
    return station(request, found, "family", "cases/family.html", context, status=422 if form.is_bound else 200)


@require_safe
def letter(request: HttpRequest, case_id: UUID, contact_id: UUID) -> HttpResponse:
    """One letter, to print."""
    found = opened(viewer_of(request), case_id, "*")
    context = {"case": found.case, "letter": queries.contact(found, contact_id), "crumbs": crumbs(found.case.number)}
    return render(request, "cases/letter.html", context)
