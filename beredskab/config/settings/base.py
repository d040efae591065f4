"""What all processes share. Every choice that differs between installations comes from the environment."""

import os
from pathlib import Path

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

PACKAGE = Path(__file__).resolve().parents[2]

# production unless the launcher says demo or the suite says test: the safe answer is the default
ENVIRONMENT = os.environ.get("BEREDSKAB_ENV", "production")
if ENVIRONMENT not in {"production", "demo", "test"}:
    raise ImproperlyConfigured("BEREDSKAB_ENV is production, demo or test")
PRODUCTION = ENVIRONMENT == "production"

DEBUG = False
SECRET_KEY = os.environ.get("BEREDSKAB_SECRET_KEY", "")
if PRODUCTION and len(SECRET_KEY) < 40:
    raise ImproperlyConfigured("BEREDSKAB_SECRET_KEY needs at least 40 characters")
SECRET_KEY = SECRET_KEY or "only-for-demo-and-test-never-in-production-0000"
ALLOWED_HOSTS = os.environ.get("BEREDSKAB_HOSTS", "localhost 127.0.0.1 [::1]").split()
PUBLIC_BASE_URL = os.environ.get("BEREDSKAB_PUBLIC_URL", "http://localhost:8000")
INTAKE_BASE_URL = os.environ.get("BEREDSKAB_INTAKE_URL", "http://localhost:8002")
WORK_BASE_URL = os.environ.get("BEREDSKAB_WORK_URL", "http://localhost:8001")
# The key store. Only work and worker are told of it; the public and the intake process hold no private key.
KEY_FOLDER = os.environ.get("BEREDSKAB_KEYS", "")

# Every process knows our own tables; only those with a login add `login.LOGIN_APPS`.
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.forms",
    "csp",
    "procrastinate.contrib.django",
    "beredskab.audit",
    "beredskab.organisation",
    "beredskab.privacy",
    "beredskab.interventions",
    "beredskab.plans",
    "beredskab.cases",
    "beredskab.web",
]
AUTH_USER_MODEL = "organisation.Person"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {"context_processors": ["django.template.context_processors.request"]},
    }
]

LANGUAGE_CODE = "da"
LANGUAGES = [("da", "Dansk"), ("en", "English")]
LANGUAGE_COOKIE_NAME = "beredskab_sprog"
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SECURE = PRODUCTION
LOCALE_PATHS = [PACKAGE / "kit" / "locale"]
USE_I18N = True
USE_TZ = True
FORMAT_MODULE_PATH = "beredskab.kit.formats"
TIME_ZONE = "Europe/Copenhagen"

STATIC_URL = "/static/"
# Hashed names need a collected folder; the demo serves the sources as they are.
STATIC_ROOT = os.environ.get("BEREDSKAB_STATIC") or (str(PACKAGE.parent / "var" / "static") if PRODUCTION else None)
WHITENOISE_USE_FINDERS = not PRODUCTION
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if PRODUCTION
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
# Uploads stay in memory and are never written to disk by the web process.
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]
MAX_UPLOAD_BYTES = 30 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = MAX_UPLOAD_BYTES
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
SESSION_COOKIE_SECURE = PRODUCTION
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SECURE_SSL_REDIRECT = PRODUCTION
SECURE_HSTS_SECONDS = 31_536_000 if PRODUCTION else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = PRODUCTION
SILENCED_SYSTEM_CHECKS = ["security.W021"]  # the browsers' preload list is for whole domains, not for our host
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
# Only set behind a proxy that overwrites the header; otherwise a caller could claim https.
if os.environ.get("BEREDSKAB_BEHIND_PROXY") == "1":
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

EMAIL_HOST = os.environ.get("BEREDSKAB_SMTP_HOST", "localhost")
EMAIL_PORT = int(os.environ.get("BEREDSKAB_SMTP_PORT", "25"))
EMAIL_HOST_USER = os.environ.get("BEREDSKAB_SMTP_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("BEREDSKAB_SMTP_PASSWORD", "")
EMAIL_USE_TLS = os.environ.get("BEREDSKAB_SMTP_TLS", "1") == "1" and PRODUCTION
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = os.environ.get("BEREDSKAB_MAIL_FROM", "beredskab@eksempel.invalid")
if not PRODUCTION:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = os.environ.get("BEREDSKAB_MAIL_FOLDER", str(PACKAGE.parent / "var" / "mail"))

LOGGING_CONFIG = "beredskab.kit.logs.configure"
LOGGING = {"level": "INFO"}

BEATS: dict[str, float] = {}  # only the worker has any
