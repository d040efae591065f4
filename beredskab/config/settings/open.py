"""What the processes without a login share: no session, no cookie, nobody to recognise."""

from beredskab.config.settings.base import SILENCED_SYSTEM_CHECKS as _SILENCED

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
SILENCED_SYSTEM_CHECKS = [*_SILENCED, "security.W003"]
RECOGNISER = "beredskab.kit.middleware.Nobody"
KEY_FOLDER = ""  # even when the environment names it
