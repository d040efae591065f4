"""Addresses under /sager/ behind the login."""

from django.urls import URLPattern, path

from beredskab.cases.views import access, home, reports, settings

app_name = "cases"

urlpatterns: list[URLPattern] = [
    # --- the list and the case ---
    path("", home.morning, name="home"),
    path("<uuid:case_id>/", home.case, name="case"),
    # --- reports ---
    path("henvendelser/ny/", reports.register, name="register"),
    path("henvendelser/mange/", reports.held, name="held"),
    path("henvendelser/<uuid:report_id>/", reports.report, name="report"),
    path("henvendelser/<uuid:report_id>/laes/", reports.take, name="take_report"),
    path("henvendelser/<uuid:report_id>/sag/", reports.open_case, name="open_case"),
    path("henvendelser/<uuid:report_id>/til-sag/", reports.attach, name="attach_report"),
    path("henvendelser/<uuid:report_id>/laeg-til-side/", reports.set_aside, name="set_aside"),
    path("henvendelser/<uuid:report_id>/indbakke/", reports.inbox, name="inbox"),
    path("henvendelser/<uuid:report_id>/bilag/<uuid:file_id>/<int:page>/", reports.picture, name="report_picture"),
    # --- assessing ---
    # --- clearing, gathering and what passes between authorities ---
    # --- meeting and recommending ---
    # --- deciding and following up ---
    # --- closing ---
    # --- after ---
    # --- access, settings ---
    path("<uuid:case_id>/adgang/", access.access, name="access"),
    path("<uuid:case_id>/adgang/tovholder/", access.lead, name="lead"),
    path("<uuid:case_id>/adgang/overtag/", access.take_over, name="take_over"),
    path("<uuid:case_id>/adgang/noedadgang/", access.breakable, name="breakable"),
    path("adgang/<uuid:grant_id>/slut/", access.end, name="end_access"),
    path("adgang/<uuid:grant_id>/gennemset/", access.review, name="review_glass"),
    path("<uuid:case_id>/noedadgang/", access.glass, name="glass"),
    path("hjaelp/<uuid:aid_id>/", settings.aid, name="aid"),
    path("indstillinger/", settings.settings, name="settings"),
]
