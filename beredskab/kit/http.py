"""Between Django's requests and the house: who is looking, and how a refusal becomes a page."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, cast
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from beredskab.kit.errors import DomainError, NotAllowed
from beredskab.kit.viewer import Viewer

if TYPE_CHECKING:

    class ViewerRequest(HttpRequest):
        """A request that has passed `TransactionMiddleware`."""

        viewer: Viewer | None
        request_id: UUID


REFUSED_TEMPLATE = "errors/refused.html"


def viewer_of(request: HttpRequest) -> Viewer:
    """The person acting for an authority. Raises NotAllowed for a person with no role anywhere."""
    viewer = cast("ViewerRequest", request).viewer
    if viewer is None:
        raise NotAllowed("no_membership", _("Your account has no role in an authority yet. Ask your administrator."))
    return viewer


def refusal(request: HttpRequest, error: DomainError) -> HttpResponse:
    """The page for a rule that said no: its sentence, and the error's status."""
    context: dict[str, Any] = {"error": error, "message": error.message}
    return render(request, REFUSED_TEMPLATE, context, status=error.status)


def shown_at_field(form: forms.Form, write: Callable[[], Any]) -> bool:
    """Run an action; what it refuses about a field of the form stands at the field. Every other refusal is raised."""
    try:
        write()
    except DomainError as error:
        if error.field not in form.fields:
            raise
        form.add_error(error.field, error.message)
        return False
    return True
