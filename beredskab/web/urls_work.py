"""The process behind the login: the same check and the same explanations, beside the plan's own pages."""

from __future__ import annotations

from django.urls import path

from beredskab.web.views import check, pages

app_name = "web"

urlpatterns = [
    path("", pages.work_home, name="home"),
    path("tjek/", check.check, name="check"),
    path("tjek/hent/", check.download, name="check_download"),
    path("krav/", pages.requirements, name="requirements"),
    path("om/", pages.about, name="about"),
    path("tilgaengelighed/", pages.accessibility, name="accessibility"),
]
