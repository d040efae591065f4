"""The ways to begin a plan."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from beredskab.documents import schema
from beredskab.documents.errors import ReadError
from beredskab.documents.model import Document
from beredskab.documents.sandbox import place, read_safely
from beredskab.kit.errors import DomainError
from beredskab.kit.http import viewer_of
from beredskab.kit.viewer import Viewer
from beredskab.plans import permissions
from beredskab.plans.actions import starting
from beredskab.plans.forms import CheckedForm, EmptyForm, LayoutForm, UploadForm, take_error
from beredskab.plans.queries import covering, editions
from beredskab.plans.views import shared


@require_safe
def choose(request: HttpRequest) -> HttpResponse:
    """We have a plan, or we begin from the beginning."""
    viewer = viewer_of(request)
    permissions.require(permissions.may_write(viewer))
    context = {"crumbs": shared.crumbs(_("A new plan")), "from_check": "tjek" in request.GET}
    return render(request, "plans/start.html", {**context, **_draft(request, viewer)})


@require_http_methods(["GET", "HEAD", "POST"])
def empty(request: HttpRequest) -> HttpResponse:
    """Start with empty sections."""
    viewer = viewer_of(request)
    permissions.require(permissions.may_write(viewer))
    form = EmptyForm(request.POST or None)
    if form.is_valid():
        try:
            return redirect(
                "plans:edition", starting.start(by=viewer, replaces=_replaces(request), **form.cleaned_data).id
            )
        except DomainError as error:
            take_error(form, error)
    return _layout_page(request, form, _("Start with empty sections"))


@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: HttpRequest) -> HttpResponse:
    """Import files: read in a bounded child process, laid out, shown as a proposal."""
    viewer = viewer_of(request)
    permissions.require(permissions.may_write(viewer))
    form = UploadForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        try:
            files = [(file.name or "", file.read()) for file in form.cleaned_data.pop("documents")]
            with place():
                document, _info = read_safely(files, language=covering.language())
                return _import(request, document, form, "import")
        except ReadError as error:
            form.add_error("documents", f"{error.file}: {error.message(covering.language())}".removeprefix(": "))
            return _layout_page(request, form, _("Use the plan we have"), 503 if error.code == "busy" else 422)
        except DomainError as error:
            take_error(form, error)
    return _layout_page(request, form, _("Use the plan we have"))


@require_POST
def import_checked(request: HttpRequest) -> HttpResponse:
    """Import the text that the check page carries; asks first how it is to be laid out."""
    viewer = viewer_of(request)
    permissions.require(permissions.may_write(viewer))
    document = carried(request.POST.get("document", ""))
    asked = "disposition" in request.POST
    form = CheckedForm(request.POST) if asked else CheckedForm()
    form.initial["document"] = request.POST.get("document", "")
    if asked and form.is_valid():
        try:
            with place():
                return _import(request, document, form, "check")
        except ReadError as error:
            form.add_error(None, error.message(covering.language()))
            return _layout_page(request, form, _("Make the checked text our plan"), 503)
        except DomainError as error:
            take_error(form, error)
    return _layout_page(request, form, _("Make the checked text our plan"))


def carried(text: str) -> Document:
    """The document in what the check page sent back. Raises DomainError: the page can be forged or cut."""
    try:
        data: dict[str, Any] = json.loads(text)
        return Document(schema.received(data["doc"]), schema.received_sources(data["sources"]))
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError) as error:
        raise DomainError("unreadable", _("The text did not come through whole. Check the plan again.")) from error


def _replaces(request: HttpRequest) -> UUID | None:
    """The draft that the writer has said may be replaced."""
    try:
        return UUID(request.POST.get("replace") or request.GET.get("replace") or "")
    except ValueError:
        return None


def _draft(request: HttpRequest, viewer: Viewer) -> dict[str, object]:
    """The draft that stands in the way, and whether the writer has said that it may be replaced."""
    found = editions.open_edition(viewer)
    return {"draft": found, "replacing": bool(found and found.id == _replaces(request))}


def _import(request: HttpRequest, document: Document, form: LayoutForm, origin: str) -> HttpResponse:
    values = {key: form.cleaned_data[key] for key in ("title", "topic", "disposition")}
    made = starting.import_document(
        by=viewer_of(request), document=document, origin=origin, replaces=_replaces(request), **values
    )
    return redirect("plans:placement", made.id)


def _layout_page(request: HttpRequest, form: LayoutForm, title: str, status: int = 422) -> HttpResponse:
    path = shared.crumbs((_("A new plan"), reverse("plans:start")), title)
    context = {"form": form, "page_title": title, "crumbs": path, **_draft(request, viewer_of(request))}
    return render(request, "plans/start_form.html", context, status=status if form.errors else 200)
