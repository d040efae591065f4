"""The worker and the owner serve nothing."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
