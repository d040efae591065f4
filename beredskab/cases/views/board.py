"""The board: nine fields around the person, each saved by itself; for five people at a wall, or one with a phone."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from beredskab.cases import printing
from beredskab.cases.actions import board as actions
from beredskab.cases.forms.board import FieldForm, ViewForm
from beredskab.cases.queries import board as queries
from beredskab.cases.queries.board import Board, Field
from beredskab.cases.views.shared import crumbs, done, station, unclashed
from beredskab.kit.errors import Conflict
from beredskab.kit.http import viewer_of
from beredskab.kit.viewer import Viewer

WIDE = "1"


@require_safe
def board(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """The whole board; `?stor=1` fills a wall."""
    purpose = "projector" if request.GET.get("stor") == WIDE else "casework"
    return _page(request, queries.board(viewer_of(request), case_id, purpose=purpose))


@require_POST
def save(request: HttpRequest, case_id: UUID, dimension: str) -> HttpResponse:
    """Save one field. If somebody saved it meanwhile, both texts are shown and none is lost."""
    viewer = viewer_of(request)
    page = queries.board(viewer, case_id)
    field, form = queries.field_of(page, dimension), FieldForm(dimension, request.POST)
    if form.is_valid():
        try:
            if unclashed(form, lambda: _saved(viewer, case_id, dimension, form)):
                return _back(request, case_id, dimension)
        except Conflict:
            return _conflict(request, page, field, form)
    return _page(request, page, {dimension: (form, ViewForm(dimension))}, status=422)


@require_POST
def disagree(request: HttpRequest, case_id: UUID, dimension: str) -> HttpResponse:
    """Record a view that differs."""
    viewer = viewer_of(request)
    page = queries.board(viewer, case_id)
    field, form = queries.field_of(page, dimension), ViewForm(dimension, request.POST)
    if form.is_valid() and done(form, lambda: _differs(viewer, case_id, dimension, form)):
        return _back(request, case_id, dimension)
    return _page(request, page, {dimension: (_form(field), form)}, status=422)


@require_safe
def print_board(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """The board on two pages."""
    page = queries.board(viewer_of(request), case_id, purpose="print")
    return printing.answer(printing.board(page), f"board-{page.found.case.number}.pdf")


def _form(field: Field) -> FieldForm:
    return FieldForm(field.code, initial={**field.parts(), "number": field.number})


def _saved(viewer: Viewer, case_id: UUID, dimension: str, form: FieldForm) -> object:
    number = form.cleaned_data["number"]
    return actions.save_field(
        by=viewer, case_id=case_id, dimension=dimension, number=number, content=form.content()
    )  # fmt: skip


def _differs(viewer: Viewer, case_id: UUID, dimension: str, form: ViewForm) -> object:
    return actions.disagree(by=viewer, case_id=case_id, dimension=dimension, **form.cleaned_data)


def _back(request: HttpRequest, case_id: UUID, dimension: str) -> HttpResponse:
    messages.success(request, _("Saved."))
    wide = "?stor=1" if request.POST.get("stor") == WIDE else ""
    return redirect(f"{reverse('cases:board', args=[case_id])}{wide}#{dimension}")


def _conflict(request: HttpRequest, page: Board, field: Field, typed: FieldForm) -> HttpResponse:
    """Both texts side by side: the colleague's to read, one's own to go on with, now on top of theirs."""
    mine = FieldForm(field.code, initial={**typed.content(), "number": field.number})
    case = page.found.case
    path = crumbs((case.number, reverse("cases:case", args=[case.id])), field.label)
    context = {"field": field, "form": mine, "case": case, "crumbs": path, "wide": request.POST.get("stor") == WIDE}
    return render(request, "cases/board_conflict.html", context, status=409)


def _page(
    request: HttpRequest, page: Board, bound: dict[str, tuple[FieldForm, ViewForm]] | None = None, status: int = 200
) -> HttpResponse:
    forms = {one.code: (_form(one), ViewForm(one.code)) for one in page.fields} | (bound or {})
    groups = [
        (_("Risk and threat"), [(one, *forms[one.code]) for one in page.risk]),
        (_("Well-being and resilience"), [(one, *forms[one.code]) for one in page.wellbeing]),
    ]
    wide = WIDE in (request.GET.get("stor"), request.POST.get("stor"))
    context = {"page": page, "groups": groups, "wide": wide, "name": page.initials}
    if not wide:
        return station(request, page.found, "analysis", "cases/board.html", context, status=status)
    case = page.found.case
    path = crumbs((case.number, reverse("cases:case", args=[case.id])), _("The board"))
    return render(request, "cases/board_wide.html", {**context, "case": case, "crumbs": path}, status=status)
