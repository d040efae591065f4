"""The process that takes concerns in. The pages that explain stand on the public side."""

from importlib.util import find_spec

from django.urls import include, path

from beredskab.config.pages import shared

_cases = find_spec("beredskab.cases") and find_spec("beredskab.cases.urls_intake")

urlpatterns = [*shared, *([path("", include("beredskab.cases.urls_intake"))] if _cases else [])]
