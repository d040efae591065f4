"""The published plans: addresses by municipality code that never change. Included under `kommune/` by `config`."""

from __future__ import annotations

from django.urls import re_path

from beredskab.plans.views import public

app_name = "plans_public"

FILE = r"^(?P<code>\d{4})/plan"
DAY = r"(?P<adopted>\d{4}-\d{2}-\d{2})"
KIND = r"\.(?P<kind>pdf|docx|json)$"

urlpatterns = [
    re_path(rf"{FILE}/$", public.plan, name="plan"),
    re_path(rf"{FILE}/{DAY}/$", public.plan, name="plan_of_day"),
    re_path(rf"{FILE}{KIND}", public.file, name="file"),
    re_path(rf"{FILE}/{DAY}{KIND}", public.file, name="file_of_day"),
]
