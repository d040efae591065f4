"""Addresses of the intake process."""

from django.urls import URLPattern

app_name = "intake"

urlpatterns: list[URLPattern] = []
