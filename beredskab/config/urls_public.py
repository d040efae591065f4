"""The open process: everything here is for anybody."""

from importlib.util import find_spec

from django.urls import include, path

from beredskab.config.pages import shared

urlpatterns = [
    *shared,
    *([path("kommune/", include("beredskab.plans.urls_public"))] if find_spec("beredskab.plans.urls_public") else []),
    path("", include("beredskab.web.urls_public")),
]
