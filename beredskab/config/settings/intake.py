"""The process that takes a concern in: it can add one, and read none back without the receipt.

No session, no login, no mail, no private keys; its pages are never stored, for the computer may be the family's.
"""

import os

from django.core.exceptions import ImproperlyConfigured

from beredskab.config.database import configure
from beredskab.config.settings.base import *  # noqa: F403
from beredskab.config.settings.open import *  # noqa: F403
from beredskab.config.settings.open import MIDDLEWARE as _OPEN

# What is sealed here must stay closed to whoever takes this process over.
if os.environ.get("BEREDSKAB_KEYS"):
    raise ImproperlyConfigured("the intake process must not be given BEREDSKAB_KEYS")

MIDDLEWARE = [*_OPEN[:-1], "beredskab.cases.intake.pages.KeptFormMiddleware", _OPEN[-1]]
ROOT_URLCONF = "beredskab.config.urls_intake"
DATABASES = {"default": configure("intake", os.environ)}
# Every report sends the same few statements: planned once per connection instead of each time.
DATABASES["default"]["OPTIONS"]["prepare_threshold"] = 5
PAGES_ARE_CONFIDENTIAL = True

EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
EMAIL_HOST = EMAIL_HOST_USER = EMAIL_HOST_PASSWORD = ""
EMAIL_FILE_PATH = ""
