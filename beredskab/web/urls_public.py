"""The open process: front page, check, what the law asks, about. Included at the root by `config.urls_public`."""

from __future__ import annotations

from django.urls import path, re_path

from beredskab.web.views import check, guide, pages

app_name = "web"

GUIDE = r"^kommune/(?P<code>\d{4})/hvad-goer-jeg/"

urlpatterns = [
    path("", pages.home, name="home"),
    path("tjek/", check.check, name="check"),
    path("tjek/hent/", check.download, name="check_download"),
    path("krav/", pages.requirements, name="requirements"),
    path("kommuner/", pages.municipalities, name="municipalities"),
    path("hvad-goer-jeg/", guide.choose, name="guide_choose"),
    re_path(rf"{GUIDE}tegn/$", guide.signs, name="guide_signs"),
    re_path(rf"{GUIDE}underretning/$", guide.notification, name="guide_notification"),
    re_path(rf"{GUIDE}(?P<answers>(?:[a-z-]+/){{0,4}})$", guide.guide, name="guide"),
    path("om/", pages.about, name="about"),
    path("tilgaengelighed/", pages.accessibility, name="accessibility"),
]
