"""The suite: the process behind the login, with the server that the harness starts."""

import os

os.environ["BEREDSKAB_ENV"] = "test"
# The harness writes the real address when a test first asks for the database.
os.environ.setdefault("BEREDSKAB_DB_WORK", "postgresql://beredskab_work@localhost/none")

from beredskab.config.settings.work import *  # noqa: F403
from beredskab.config.settings.work import DATABASES

DATABASES["default"]["CONN_MAX_AGE"] = 0
DATABASES["default"]["CONN_HEALTH_CHECKS"] = False
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
WHITENOISE_AUTOREFRESH = True
