"""Each requirement: what the machine proposes, what a person answers."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from beredskab.frameworks.report import Passage
from beredskab.kit.errors import DomainError, NotFound
from beredskab.kit.viewer import Viewer
from beredskab.plans import coverage, permissions, policies
from beredskab.plans.actions import confirming
from beredskab.plans.forms import AnswerForm, take_error
from beredskab.plans.queries import covering, editions
from beredskab.plans.views import shared

if TYPE_CHECKING:
    from beredskab.plans.models import Edition


@require_safe
def confirm(request: HttpRequest, edition_id: UUID) -> HttpResponse:
    """All requirements by force, with what is settled and what waits."""
    viewer = shared.reader(request)
    edition = editions.edition(viewer, edition_id)
    covered = covering.of_edition(viewer, edition)
    waiting = coverage.open_rows(covered.rows)
    context = {
        "edition": edition,
        "coverage": covered,
        "groups": [(force, [(row, proposal_key(row)) for row in rows]) for force, rows in covered.by_force()],
        "next_row": waiting[0] if waiting else None,
        "may_write": _may_answer(viewer, edition),
        "crumbs": shared.crumbs(_("Requirements")),
    }
    return render(request, "plans/confirm.html", context)


@require_POST
def confirm_several(request: HttpRequest, edition_id: UUID) -> HttpResponse:
    """Confirm the ticked proposals, each with the clear quote the page showed; if one is gone, none is confirmed."""
    viewer = shared.reader(request)
    edition = editions.edition(viewer, edition_id)
    ticked = set(request.POST.getlist("proposal"))
    rows = [row for row in covering.of_edition(viewer, edition).rows if proposal_key(row) in ticked]
    if not rows or len(rows) < len(ticked):
        permissions.require(permissions.may_write(viewer))
        said = _("Tick those you have read.") if not ticked else _("The text has changed meanwhile. Look again.")
        messages.warning(request, said)
        return redirect("plans:confirm", edition_id)
    passages = {row.element.id: [anchor_of(row.clear)] for row in rows if row.clear}
    made = confirming.confirm_several(by=viewer, edition_id=edition_id, passages=passages)
    messages.success(request, _("You have confirmed %(count)s of the machine's proposals.") % {"count": len(made)})
    return redirect("plans:confirm", edition_id)


def proposal_key(row: coverage.Row) -> str:
    """A proposal with the quote it rests on, as the page's tick carries it; "" where there is none to confirm."""
    if row.clear is None:
        return ""
    quote = hashlib.sha256(row.clear.anchor.quote.encode()).hexdigest()[:16]
    return f"{row.element.id}:{quote}"


def anchor_of(passage: Passage) -> dict[str, object]:
    """A passage's place as the answer stores it."""
    at = passage.anchor
    return {"block_id": at.block_id, "start": at.start, "end": at.end, "quote": at.quote}


@require_http_methods(["GET", "HEAD", "POST"])
def requirement(request: HttpRequest, edition_id: UUID, element_id: str) -> HttpResponse:
    """One requirement with the quotes and the four answers; saving goes to the next that waits."""
    viewer = shared.reader(request)
    edition = editions.edition(viewer, edition_id)
    row = _row(viewer, edition, element_id)
    quotes = _quotes(row)
    form = AnswerForm(
        row.element, [(key, str(value["quote"])) for key, value in quotes.items()], **_filled(request, row, quotes)
    )
    if request.method == "POST" and form.is_valid() and _answered(viewer, edition, form, row, quotes):
        return _to_next(request, viewer, edition, row)
    context = {
        "edition": edition,
        "row": row,
        "form": form,
        "may_write": _may_answer(viewer, edition),
        "crumbs": shared.crumbs((_("Requirements"), reverse("plans:confirm", args=[edition_id])), row.element.ref),
    }
    return render(request, "plans/requirement.html", context, status=422 if form.errors else 200)


def _row(viewer: Viewer, edition: Edition, element_id: str) -> coverage.Row:
    found = covering.of_edition(viewer, edition).rows
    row = next((one for one in found if one.element.id == element_id), None)
    if row is None:
        raise NotFound("element_not_found", "")
    return row


def _may_answer(viewer: Viewer, edition: Edition) -> bool:
    return bool(permissions.may_write(viewer)) and bool(policies.can_be_written(edition.state))


def _quotes(row: coverage.Row) -> dict[str, dict[str, object]]:
    """The machine's passages as anchors, keyed for the form; what a person chose before comes first."""
    anchors: list[dict[str, object]] = [dict(one) for one in (row.answered.passages if row.answered else ())]
    for passage in row.proposal.passages:
        anchors.append(anchor_of(passage))
    return {json.dumps([one["block_id"], one["start"], one["end"]]): one for one in anchors}


def _filled(request: HttpRequest, row: coverage.Row, quotes: dict[str, dict[str, object]]) -> dict[str, object]:
    if request.method == "POST":
        return {"data": request.POST}
    if row.answered is None:
        likely = {"covered": "covered_here", "missing": "missing"}.get(row.verdict, "")
        return {"initial": {"answer": likely, "passages": list(quotes)}}
    chosen = [json.dumps([one["block_id"], one["start"], one["end"]]) for one in row.answered.passages]
    answered = row.answered
    return {
        "initial": {"answer": answered.answer, "link": answered.link, "reason": answered.reason, "passages": chosen}
    }


def _answered(
    viewer: Viewer, edition: Edition, form: AnswerForm, row: coverage.Row, quotes: dict[str, dict[str, object]]
) -> bool:
    data = form.cleaned_data
    try:
        confirming.answer(
            by=viewer,
            edition_id=edition.id,
            element_id=row.element.id,
            answer=data["answer"],
            link=data["link"],
            reason=data.get("reason", ""),
            passages=[quotes[key] for key in data.get("passages", ())],
        )
    except DomainError as error:
        if error.field is None:
            raise
        take_error(form, error)
        return False
    return True


def _to_next(request: HttpRequest, viewer: Viewer, edition: Edition, row: coverage.Row) -> HttpResponse:
    messages.success(request, _("%(ref)s is answered.") % {"ref": row.element.ref})
    waiting = coverage.open_rows(covering.of_edition(viewer, edition).rows)
    if "next" in request.POST and waiting:
        return redirect("plans:requirement", edition.id, waiting[0].element.id)
    return redirect(f"{reverse('plans:confirm', args=[edition.id])}#{row.element.id}")
