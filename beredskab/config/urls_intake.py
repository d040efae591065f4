"""The process that takes concerns in. The pages that explain stand on the public side."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import include, path
from django.views.decorators.http import require_safe

from beredskab.config.pages import shared
from beredskab.web.navigation import open_address


@require_safe
def front(request: HttpRequest) -> HttpResponse:
    """The bare address leads to the page that asks which municipality."""
    return redirect(open_address("web:guide_choose"))


urlpatterns = [*shared, path("", front), path("", include("beredskab.cases.urls_intake"))]
