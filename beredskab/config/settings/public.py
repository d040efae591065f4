"""The open process: published pages and the check. No session, no login, no private keys."""

import os

from beredskab.config.database import configure
from beredskab.config.settings.base import *  # noqa: F403
from beredskab.config.settings.open import *  # noqa: F403

ROOT_URLCONF = "beredskab.config.urls_public"
DATABASES = {"default": configure("public", os.environ)}
PAGES_ARE_CONFIDENTIAL = False
