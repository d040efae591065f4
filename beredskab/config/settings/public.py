"""The open process: published pages and the check. No session, no login, no private keys."""

import os

from beredskab.config.database import configure
from beredskab.config.settings.base import *  # noqa: F403

ROOT_URLCONF = "beredskab.config.urls_public"
DATABASES = {"default": configure("public", os.environ)}

MIDDLEWARE = [
    "beredskab.kit.middleware.RequestLogMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "beredskab.kit.middleware.HeadersMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "beredskab.kit.middleware.SameSitePostMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "beredskab.kit.middleware.TransactionMiddleware",
]
RECOGNISER = "beredskab.kit.middleware.Nobody"
PAGES_ARE_CONFIDENTIAL = False
