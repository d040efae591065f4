"""Migrations and the operator's commands, as the owner of the tables. Serves no requests."""

import os

from beredskab.config.database import configure
from beredskab.config.settings.base import *  # noqa: F403
from beredskab.config.settings.base import INSTALLED_APPS
from beredskab.config.settings.login import *  # noqa: F403
from beredskab.config.settings.login import LOGIN_APPS

INSTALLED_APPS = [*INSTALLED_APPS, *LOGIN_APPS]
ROOT_URLCONF = "beredskab.config.urls_worker"
MIDDLEWARE = ["allauth.account.middleware.AccountMiddleware"]  # allauth refuses to be installed without it
DATABASES = {"default": configure("owner", os.environ)}
