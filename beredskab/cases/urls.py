"""Addresses under /sager/ behind the login."""

from django.urls import URLPattern, path

from beredskab.cases.views import home

app_name = "cases"

urlpatterns: list[URLPattern] = [
    # --- the list and the case ---
    path("", home.morning, name="home"),
    path("<uuid:case_id>/", home.case, name="case"),
    # --- reports ---
    # --- assessing ---
    # --- clearing, gathering and what passes between authorities ---
    # --- meeting and recommending ---
    # --- deciding and following up ---
    # --- closing ---
    # --- after ---
    # --- access, settings ---
]
