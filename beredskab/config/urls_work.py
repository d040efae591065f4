"""The process behind the login."""

from django.urls import include, path, re_path

from beredskab.config.pages import nowhere, shared

urlpatterns = [
    *shared,
    # Colleagues are let in by their address, so nobody may take another person's before they come.
    path("konto/", include([re_path(r"^(?:email/|signup/|confirm-email/|3rdparty/(?:signup/)?$)", nowhere)])),
    path("konto/", include("allauth.urls")),
    path("organisation/", include("beredskab.organisation.urls")),
    path("log/", include("beredskab.privacy.urls")),
    path("indsatser/", include("beredskab.interventions.urls")),
    path("sager/", include("beredskab.cases.urls")),
    path("plan/", include("beredskab.plans.urls")),
    path("", include("beredskab.web.urls_work")),
]
