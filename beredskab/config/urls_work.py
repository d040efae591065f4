"""The process behind the login."""

from django.urls import include, path

from beredskab.config.pages import shared

urlpatterns = [
    *shared,
    path("konto/", include("allauth.urls")),
    path("organisation/", include("beredskab.organisation.urls")),
    path("plan/", include("beredskab.plans.urls")),
    path("", include("beredskab.web.urls_work")),
]
