"""The open process: everything here is for anybody."""

from django.urls import include, path

from beredskab.config.pages import shared

urlpatterns = [
    *shared,
    path("kommune/", include("beredskab.plans.urls_public")),
    path("", include("beredskab.web.urls_public")),
]
