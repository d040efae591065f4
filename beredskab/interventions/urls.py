"""Addresses under /indsatser/ behind the login."""

from django.urls import path

from beredskab.interventions import views

app_name = "interventions"

urlpatterns = [
    path("", views.home, name="home"),
    path("ny/", views.add, name="add"),
    path("<uuid:intervention_id>/", views.intervention, name="intervention"),
    path("<uuid:intervention_id>/ret/", views.change, name="change"),
    path("<uuid:intervention_id>/tag-i-brug/", views.take_into_use, name="use"),
    path("<uuid:intervention_id>/udgaa/", views.retire, name="retire"),
]
