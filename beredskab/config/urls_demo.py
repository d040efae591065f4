"""The work process of the demo: the same addresses, and a page to enter as one of the fictional people."""

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.urls import include, path

from beredskab.config import urls_work

if settings.PRODUCTION or not settings.DEMO:
    raise ImproperlyConfigured("the demo's login page exists only with BEREDSKAB_ENV=demo and BEREDSKAB_DEMO=1")

urlpatterns = [path("demo/", include("beredskab.organisation.demo_pages")), *urls_work.urlpatterns]
