"""Pages that both processes have and no app owns."""

from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseForbidden
from django.template.loader import render_to_string
from django.urls import URLPattern, path
from django.views.i18n import set_language


@login_not_required
def healthz(request: HttpRequest) -> HttpResponse:
    """Whether the process serves and its database answers, for a load balancer."""
    with connection.cursor() as cursor:
        cursor.execute("select 1")
    return HttpResponse("ok\n", content_type="text/plain")


def too_old(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form without a valid token: nearly always one that stood open since another login. In our own words."""
    return HttpResponseForbidden(render_to_string("403.html", request=request))


def nowhere(request: HttpRequest) -> HttpResponse:
    """Shuts an address that a library brings along and the house does not want."""
    raise Http404


shared: list[URLPattern] = [
    path("healthz", healthz, name="healthz"),
    path("sprog/", login_not_required(set_language), name="set_language"),
]
