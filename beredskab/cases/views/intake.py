"""The forms of the intake process, and its receipt. An empty form is the same for all; what is sent is sealed first."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods

from beredskab.cases.actions.reporting import receive, somebody
from beredskab.cases.forms.intake import ConcernForm, GuideForm, HelpForm, ProfessionalForm
from beredskab.cases.intake import arrival, pages, work
from beredskab.cases.intake.submission import Door
from beredskab.cases.intake.turning import contacts, guide_address
from beredskab.cases.queries.door import door
from beredskab.kit.together import sent_together

FORMS: Final[dict[str, type[GuideForm]]] = {
    "concern": ConcernForm,
    "professional": ProfessionalForm,
    "help": HelpForm,
}
METHODS: Final = ["GET", "HEAD", "POST"]


@require_http_methods(METHODS)
def concern(request: HttpRequest, code: str) -> HttpResponse:
    """Anybody reports a concern, anonymous or by name."""
    return _form(request, code, "concern")


@require_http_methods(METHODS)
def professional(request: HttpRequest, code: str) -> HttpResponse:
    """Whoever works for the public reports in role, by name and unit."""
    return _form(request, code, "professional")


@require_http_methods(METHODS)
def ask_for_help(request: HttpRequest, code: str) -> HttpResponse:
    """Somebody asks for help for themselves (serviceloven § 12 b)."""
    return _form(request, code, "help")


def _form(request: HttpRequest, code: str, kind: str) -> HttpResponse:
    here = door(code)
    if not here.is_open:
        return render(request, "cases/intake/closed.html", _around(here, kind))
    if request.method != "POST":
        return HttpResponse(pages.kept(pages.form_key(request), lambda: _page(request, here, kind, FORMS[kind]())))
    form = FORMS[kind](request.POST, request.FILES, too_big=arrival.too_big(request))
    files = form.rendered() if form.is_valid() else None
    if files is None:
        return HttpResponse(_page(request, here, kind, form), status=422)
    held = arrival.is_flood(request, here)
    with sent_together():
        receipt = receive(by=somebody(here.authority_id), door=here, sent=form.submission(files), held=held)
    return _receipt(request, here, kind, receipt.text)


def _page(request: HttpRequest, here: Door, kind: str, form: GuideForm) -> bytes:
    context = {**_around(here, kind), "form": form, "nonce": work.nonce(here.code)}
    return render_to_string("cases/intake/form.html", context, request).encode()


def _receipt(request: HttpRequest, here: Door, kind: str, text: str) -> HttpResponse:
    """The page is made once in some seconds with a mark where the receipt stands, and the receipt put in its place."""
    mark = "@@"
    key = ("receipt", here.code, kind, str(get_language()), request.get_host())
    context = {"here": here, "kind": kind, "text": mark, "groups": [f"{mark}{number}@" for number in range(9)]}
    page = pages.kept(key, lambda: render_to_string("cases/intake/receipt.html", context, request).encode())
    for number, group in enumerate(text.split("-")):
        page = page.replace(f"{mark}{number}@".encode(), group.encode())
    return HttpResponse(page.replace(mark.encode(), text.encode()))


def _around(here: Door, kind: str) -> Mapping[str, Any]:
    return {
        "here": here,
        "kind": kind,
        "contacts": contacts(here.authority_id, kind),
        "guide": guide_address(here.code),
    }
