"""Addresses of the intake process: by municipality code, stable, and without a word about anybody."""

from __future__ import annotations

from django.urls import re_path

from beredskab.cases.views import intake, receipts

app_name = "intake"

HERE = r"^kommune/(?P<code>\d{4})/"

urlpatterns = [
    re_path(rf"{HERE}bekymring/$", intake.concern, name="concern"),
    re_path(rf"{HERE}bekymring/fagperson/$", intake.professional, name="professional"),
    re_path(rf"{HERE}hjaelp/$", intake.ask_for_help, name="help"),
    re_path(rf"{HERE}kvittering/$", receipts.by_receipt, name="receipt"),
    re_path(rf"{HERE}kvittering/gem/$", receipts.save, name="save"),
]
