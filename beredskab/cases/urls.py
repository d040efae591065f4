"""Addresses under /sager/ behind the login."""

from django.urls import URLPattern, path

from beredskab.cases.views import access, home, settings

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
    path("<uuid:case_id>/adgang/", access.access, name="access"),
    path("<uuid:case_id>/noedadgang/", access.glass, name="glass"),
    path("hjaelp/<uuid:aid_id>/", settings.aid, name="aid"),
    path("indstillinger/", settings.settings, name="settings"),
]
