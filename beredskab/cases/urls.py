"""Addresses under /sager/ behind the login."""

from django.urls import URLPattern, path, re_path

from beredskab.cases.views import access, clearing, gathering, home, notes, outside, partners, people, reports, settings

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
    path("<uuid:case_id>/afklaring/", clearing.clearance, name="clearance"),
    path("<uuid:case_id>/afklaring/svar/", clearing.take_answer, name="take_answer"),
    path("<uuid:case_id>/raad/", clearing.advice, name="advice"),
    path("<uuid:case_id>/samling/", gathering.gathering, name="gathering"),
    path("<uuid:case_id>/samling/<uuid:partner_id>/", gathering.invite, name="invite"),
    path("<uuid:case_id>/videregivelser/", gathering.disclose, name="disclose"),
    path("<uuid:case_id>/videregivelser/laest/", clearing.read, name="answers_read"),
    path("<uuid:case_id>/videregivelser/til/<uuid:partner_id>/", gathering.give, name="give"),
    path("<uuid:case_id>/videregivelser/<uuid:exchange_id>/", gathering.exchange, name="exchange"),
    path("<uuid:case_id>/videregivelser/<uuid:exchange_id>/svar/", clearing.record_answer, name="record_answer"),
    path("<uuid:case_id>/videregivelser/<uuid:exchange_id>/rykker/", clearing.remind, name="remind"),
    path("til-os/", outside.inbox, name="inbox_outside"),
    path("til-os/<uuid:exchange_id>/", outside.outside, name="outside"),
    path("til-os/<uuid:exchange_id>/aabn/", outside.open_received, name="open_received"),
    path("maa-jeg-dele/", partners.share, name="share"),
    path("maa-jeg-dele/tabel/", partners.share_table, name="share_table"),
    path("samarbejde/", partners.partners, name="partners"),
    path("samarbejde/ny/", partners.partner, name="partner_add"),
    path("samarbejde/<uuid:partner_id>/", partners.partner, name="partner"),
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
    path("<uuid:case_id>/notat/", notes.note, name="note"),
    path("<uuid:case_id>/personer/", people.people, name="people"),
    path("<uuid:case_id>/personer/ny/", people.add, name="person_add"),
    path("<uuid:case_id>/personer/<uuid:person_id>/", people.person, name="person"),
    path("hjaelp/<uuid:aid_id>/", settings.aid, name="aid"),
    path("indstillinger/", settings.settings, name="settings"),
    path("indstillinger/hjaelp/", settings.add_aid, name="aid_add"),
    path("indstillinger/hjaelp/<uuid:aid_id>/fjern/", settings.remove_aid, name="aid_remove"),
    re_path(r"^indstillinger/noegle/(?P<verb>ny|luk|ryd)/$", settings.key, name="intake_key"),
]
