"""Where a mail leads."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from beredskab.kit.http import viewer_of
from beredskab.organisation.outbox.queries import link_of


@require_safe
def letter(request: HttpRequest, message_id: UUID) -> HttpResponse:
    """From the address in a mail on to what it is about."""
    return redirect(link_of(viewer_of(request), message_id))
