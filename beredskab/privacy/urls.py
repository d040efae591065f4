"""Addresses under /log/ behind the login."""

from django.urls import path

from beredskab.privacy import views

app_name = "privacy"

urlpatterns = [
    path("", views.log, name="log"),
    path("sag/", views.find, name="find"),
    path("fortegnelse/", views.processing, name="record"),
    path("fil/", views.export, name="export"),
]
