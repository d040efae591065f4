"""Addresses under /organisation/vagt/, in the namespace `organisation`."""

from django.urls import path

from beredskab.organisation.duty import views

urlpatterns = [
    path("", views.rota, name="rota"),
    path("<uuid:duty_id>/slut/", views.end, name="duty_end"),
]
