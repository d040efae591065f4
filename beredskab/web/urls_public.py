"""The open process: front page, check, what the law asks, about. Included at the root by `config.urls_public`."""

from __future__ import annotations

from django.urls import path

from beredskab.web.views import check, pages

app_name = "web"

urlpatterns = [
    path("", pages.home, name="home"),
    path("tjek/", check.check, name="check"),
    path("tjek/hent/", check.download, name="check_download"),
    path("krav/", pages.requirements, name="requirements"),
    path("kommuner/", pages.municipalities, name="municipalities"),
    path("om/", pages.about, name="about"),
    path("tilgaengelighed/", pages.accessibility, name="accessibility"),
]
