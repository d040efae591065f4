"""The intake process for gunicorn."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "beredskab.config.settings.intake")
application = get_wsgi_application()
