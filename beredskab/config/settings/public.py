"""The open process: published pages and the check. No session, no login, no private keys."""

import os

from beredskab.config.database import configure
from beredskab.config.settings.base import *  # noqa: F403
from beredskab.config.settings.base import SILENCED_SYSTEM_CHECKS

ROOT_URLCONF = "beredskab.config.urls_public"
DATABASES = {"default": configure("public", os.environ)}

MIDDLEWARE = [
    "beredskab.kit.middleware.RequestLogMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "beredskab.kit.middleware.HeadersMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "beredskab.kit.language.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "beredskab.kit.middleware.SameSitePostMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "beredskab.kit.middleware.TransactionMiddleware",
]
# No cookie, so nothing to forge: SameSitePostMiddleware refuses other sites' forms by what the browser says.
SILENCED_SYSTEM_CHECKS = [*SILENCED_SYSTEM_CHECKS, "security.W003"]
RECOGNISER = "beredskab.kit.middleware.Nobody"
PAGES_ARE_CONFIDENTIAL = False
