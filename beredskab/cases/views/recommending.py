"""The recommendation: written, frozen, confirmed by a second person, printed."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from beredskab.cases import printing
from beredskab.cases.actions import recommending as actions
from beredskab.cases.forms.recommending import RecommendationForm, ReturnForm, SecondForm
from beredskab.cases.queries import recommending as queries
from beredskab.cases.queries.recommending import Recommended
from beredskab.cases.views.shared import crumbs, done, station, unclashed
from beredskab.kit.errors import Conflict
from beredskab.kit.http import viewer_of
from beredskab.kit.viewer import Viewer


@require_http_methods(["GET", "HEAD", "POST"])
def recommendation(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """The draft to write, or the frozen text with who has said yes to it."""
    viewer = viewer_of(request)
    page = queries.recommended(viewer, case_id)
    form = _form(viewer, page, request.POST if request.method == "POST" else None)
    if not form.is_bound or not form.is_valid():
        return _page(request, page, form)
    freeze = request.POST.get("do") == "freeze"
    try:
        if unclashed(form, lambda: _kept(viewer, case_id, form, freeze)):
            messages.success(request, _("Frozen. Now a second person reads it.") if freeze else _("Saved."))
            return redirect(f"{reverse('cases:recommendation', args=[case_id])}{'' if freeze else '#measures'}")
    except Conflict as error:
        return _page(request, page, _again(viewer, page, request, form), clash=error.message)
    return _page(request, page, form)


@require_POST
def ask(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Ask a colleague to be the second person."""
    viewer = viewer_of(request)
    page = queries.to_send(viewer, case_id)
    form = SecondForm(queries.seconds(viewer), request.POST)
    if form.is_valid() and done(form, lambda: _asked(viewer, case_id, form)):
        messages.success(request, _("Your colleague is asked, and told by a mail without content."))
        return redirect("cases:recommendation", case_id)
    return _page(request, page, _form(viewer, page), second=form)


@require_POST
def withdraw(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Withdraw the frozen text, to write it anew."""
    actions.withdraw(by=viewer_of(request), case_id=case_id)
    messages.success(request, _("Withdrawn. The same words are a draft again, under a new number."))
    return redirect("cases:recommendation", case_id)


@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """The second person: exactly the frozen text, and a yes or a no."""
    viewer = viewer_of(request)
    page = queries.asked_of(viewer, case_id)
    if not page.mine:
        return redirect("cases:recommendation", case_id)
    form = ReturnForm(request.POST if request.POST.get("do") == "return" else None)
    if request.method == "POST" and _answered(viewer, case_id, request, form):
        messages.success(request, _("Thank you. Your answer is recorded, and the author is told."))
        return redirect("cases:confirm", case_id)
    context = {"page": page, "case": page.found.case, "form": form, "crumbs": crumbs(_("Second person"))}
    return render(request, "cases/confirm.html", context, status=422 if form.is_bound else 200)


@require_safe
def pdf(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """The recommendation as a tagged PDF."""
    page = queries.recommended(viewer_of(request), case_id, purpose="print")
    name = f"recommendation-{page.found.case.number}-{page.number}.pdf"
    return printing.answer(printing.recommendation(page), name)


def _form(viewer: Viewer, page: Recommended, data: Any = None) -> RecommendationForm:
    groups = queries.catalogue(viewer, page.content["dimensions"])
    return RecommendationForm(page.content, page.sha256, groups, data)


def _again(viewer: Viewer, page: Recommended, request: HttpRequest, form: RecommendationForm) -> RecommendationForm:
    """What was typed, now to be saved on top of the colleague's text, which stands beside it."""
    data = request.POST.copy()
    data["was"] = page.sha256
    return _form(viewer, page, data)


def _kept(viewer: Viewer, case_id: UUID, form: RecommendationForm, freeze: bool) -> None:
    write = actions.freeze if freeze else actions.save
    write(by=viewer, case_id=case_id, was=form.cleaned_data["was"], content=form.content())


def _asked(viewer: Viewer, case_id: UUID, form: SecondForm) -> object:
    return actions.ask_second(by=viewer, case_id=case_id, person_id=UUID(form.cleaned_data["person"]))


def _answered(viewer: Viewer, case_id: UUID, request: HttpRequest, form: forms.Form) -> bool:
    if not form.is_bound:
        actions.confirm(by=viewer, case_id=case_id, sha256=request.POST.get("sha256", ""))
        return True
    return form.is_valid() and done(
        form, lambda: actions.return_text(by=viewer, case_id=case_id, remark=form.cleaned_data["remark"])
    )


def _page(
    request: HttpRequest, page: Recommended, form: RecommendationForm, second: SecondForm | None = None, clash: str = ""
) -> HttpResponse:
    people = queries.seconds(viewer_of(request)) if page.writable and page.frozen else []
    context = {
        "page": page,
        "form": form,
        "second": second or SecondForm(people),
        "people": people,
        "others": queries.partners(viewer_of(request)) if page.writable and page.frozen else [],
        "clash": clash,
        "next": queries.hand_over_address(page),
    }
    status = 409 if clash else 422 if form.is_bound or second is not None else 200
    return station(request, page.found, "recommendation", "cases/recommendation.html", context, status=status)
