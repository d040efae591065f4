"""The process behind the login."""

import os

from beredskab.config.database import configure
from beredskab.config.settings.base import *  # noqa: F403
from beredskab.config.settings.base import ENVIRONMENT, INSTALLED_APPS, PRODUCTION, TEMPLATES
from beredskab.config.settings.login import *  # noqa: F403
from beredskab.config.settings.login import LOGIN_APPS

INSTALLED_APPS = [*INSTALLED_APPS, *LOGIN_APPS]
ROOT_URLCONF = "beredskab.config.urls_work"
DATABASES = {"default": configure("work", os.environ)}
# A policy takes longer to plan than most of our queries to run: planned once per connection instead of each time.
DATABASES["default"]["OPTIONS"]["prepare_threshold"] = 5

MIDDLEWARE = [
    "beredskab.kit.middleware.RequestLogMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "beredskab.kit.middleware.HeadersMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "beredskab.kit.language.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "beredskab.organisation.middleware.SecondFactorMiddleware",
    "beredskab.kit.middleware.TransactionMiddleware",
    "beredskab.organisation.middleware.ChosenAuthorityMiddleware",
]
RECOGNISER = "beredskab.organisation.recogniser.SessionRecogniser"
# The identity provider answers with a GET, and the login it ends in is written.
WRITING_GET_ROUTES = frozenset({"openid_connect_callback"})

TEMPLATES[0]["OPTIONS"]["context_processors"] += [  # type: ignore[index]
    "django.contrib.messages.context_processors.messages",
]

SESSION_COOKIE_NAME = "beredskab_arbejde"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 10 * 3600
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_COOKIE_NAME = "beredskab_arbejde_csrf"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "beredskab.config.pages.too_old"
CSRF_COOKIE_SECURE = PRODUCTION
CSRF_TRUSTED_ORIGINS = os.environ.get("BEREDSKAB_TRUSTED_ORIGINS", "").split()
MESSAGE_STORAGE = "django.contrib.messages.storage.cookie.CookieStorage"

# Both, so that one forgotten variable never opens the door.
DEMO = ENVIRONMENT == "demo" and os.environ.get("BEREDSKAB_DEMO") == "1"
if DEMO:
    ROOT_URLCONF = "beredskab.config.urls_demo"
