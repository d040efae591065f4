"""The published plan: for anybody, at an address that lasts."""

from __future__ import annotations

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from beredskab.documents.model import Heading, inline_text
from beredskab.organisation.queries import municipality_by_code
from beredskab.plans import text
from beredskab.plans.queries import public
from beredskab.plans.views import shared

CONTENT_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "json": "application/json",
}


@require_safe
def plan(request: HttpRequest, code: str, adopted: str = "") -> HttpResponse:
    """The plan in force, or the edition adopted on a day."""
    municipality = municipality_by_code(code)
    publications = public.publications(municipality.id)
    if not publications:
        return render(request, "plans/public_none.html", {"municipality": municipality}, status=404)
    shown = public.publication(municipality.id, _day(adopted))
    blocks = text.load(shown.canonical)
    context = {
        "municipality": municipality,
        "publication": shown,
        "others": [one for one in publications if one.id != shown.id],
        "contents": [
            (one.id, one.level, inline_text(one.content))
            for one in blocks
            if isinstance(one, Heading) and one.level <= 2
        ],
        "text": shared.shown(blocks, 1),
    }
    return render(request, "plans/public.html", context)


@require_safe
def file(request: HttpRequest, code: str, kind: str, adopted: str = "") -> HttpResponse:
    """The plan as PDF, Word or JSON."""
    municipality = municipality_by_code(code)
    shown = public.publication(municipality.id, _day(adopted))
    data = public.file(shown.id, "canonical" if kind == "json" else kind)
    name = f"{municipality.slug}-beredskabsplan-{shown.meeting_date.isoformat()}.{kind}"
    headers = {"Content-Disposition": f'inline; filename="{name}"', "ETag": f'"{shown.sha256[:32]}-{kind}"'}
    return HttpResponse(data, content_type=CONTENT_TYPES[kind], headers=headers)


def _day(value: str) -> date | None:
    if not value:
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise Http404(_("No such edition")) from None
