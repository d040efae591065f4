"""The process that takes concerns in. The pages that explain stand on the public side."""

from django.urls import include, path

from beredskab.config.pages import shared

urlpatterns = [*shared, path("", include("beredskab.cases.urls_intake"))]
