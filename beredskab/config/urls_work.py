"""The process behind the login."""

from importlib.util import find_spec

from django.urls import include, path

from beredskab.config.pages import shared

urlpatterns = [
    *shared,
    path("konto/", include("allauth.urls")),
    path("organisation/", include("beredskab.organisation.urls")),
    *([path("plan/", include("beredskab.plans.urls"))] if find_spec("beredskab.plans.urls") else []),
    path("", include("beredskab.web.urls_work")),
]
