"""The proposed layout: passages in sections, moved by mouse or keyboard, then accepted."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from beredskab.documents.model import Heading, plain
from beredskab.kit.errors import DomainError
from beredskab.kit.http import viewer_of
from beredskab.kit.viewer import Viewer
from beredskab.plans import layout, permissions
from beredskab.plans.actions import placing
from beredskab.plans.queries import editions, sections
from beredskab.plans.queries.sections import SectionView
from beredskab.plans.views import shared

if TYPE_CHECKING:
    from beredskab.plans.models import BlockSource


@require_http_methods(["GET", "HEAD", "POST"])
def placement(request: HttpRequest, edition_id: UUID) -> HttpResponse:
    """The proposal. A post without script moves one passage and comes back to it."""
    viewer = shared.reader(request)
    edition = editions.edition(viewer, edition_id)
    if request.method == "POST":
        piece = _move_by_form(request, viewer, edition_id)
        return redirect(f"{reverse('plans:placement', args=[edition_id])}#piece-{piece}")
    views = sections.of_edition(viewer, edition)
    known = sections.sources(viewer, edition)
    context = {
        "edition": edition,
        "places": [_place(view, known) for view in views if not view.is_tray],
        "tray": next((_place(view, known) for view in views if view.is_tray), None),
        "options": [(view.section.key, str(view.section)) for view in views if not view.is_tray],
        "may_write": bool(permissions.may_write(viewer)),
        "crumbs": shared.crumbs(_("Proposed layout")),
    }
    return render(request, "plans/placement.html", context)


@require_POST
def move(request: HttpRequest, edition_id: UUID) -> HttpResponse:
    """Move a passage with script: `{piece, section, before}` in, `{message}` out; section "" is the tray."""
    try:
        data = json.loads(request.body)
        to, before = str(data["section"]) or layout.TRAY, data["before"]
        section = placing.move(
            by=viewer_of(request), edition_id=edition_id, block_id=str(data["piece"]), to=to, before=before
        )
    except (ValueError, KeyError, TypeError, RecursionError):
        return JsonResponse({"message": _("The passage could not be moved. Try again.")}, status=400)
    except DomainError as error:
        return JsonResponse({"message": str(error.message)}, status=error.status)
    return JsonResponse({"message": _("Moved to %(section)s.") % {"section": str(section)}})


@require_POST
def accept(request: HttpRequest, edition_id: UUID) -> HttpResponse:
    """Take the layout as the draft."""
    placing.accept(by=viewer_of(request), edition_id=edition_id)
    messages.success(request, _("This is your draft now. Go through it section by section."))
    return redirect("plans:edition", edition_id)


def _move_by_form(request: HttpRequest, viewer: Viewer, edition_id: UUID) -> str:
    for verb, step in (("up", -1), ("down", 1)):
        if verb in request.POST:
            piece = request.POST[verb]
            view = _holder(viewer, edition_id, piece)
            before = placing.neighbour(view, piece, step)
            placing.move(by=viewer, edition_id=edition_id, block_id=piece, to=view.section.key, before=before)
            return piece
    piece = request.POST.get("move", "")
    to = request.POST.get(f"section-{piece}") or layout.TRAY
    placing.move(by=viewer, edition_id=edition_id, block_id=piece, to=to)
    return piece


def _holder(viewer: Viewer, edition_id: UUID, piece: str) -> SectionView:
    views = sections.of_edition(viewer, editions.edition(viewer, edition_id))
    found = next((view for view in views if any(block.id == piece for block in view.blocks)), None)
    if found is None:
        raise DomainError("passage_not_found", _("The passage is not there any more."))
    return found


def _place(view: SectionView, known: dict[str, BlockSource]) -> dict[str, object]:
    pieces = [
        {
            "id": block.id,
            "text": plain(block),
            "heading": isinstance(block, Heading),
            "source": sections.source_of(block, known),
        }
        for block in view.blocks
    ]
    return {"view": view, "pieces": pieces}
