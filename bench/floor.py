"""The bare floor: a Django without middleware whose one view seals a text with AES-GCM and inserts it, committed."""

import os

import django
from django.conf import settings
from django.urls import path

if not settings.configured:
    from beredskab.config.database import parse_url

    settings.configure(
        SECRET_KEY="only-for-the-floor",
        ALLOWED_HOSTS=["*"],
        ROOT_URLCONF="bench.floor",
        DATABASES={
            "default": {
                **parse_url(os.environ["DATABASE_URL"]),
                "ENGINE": "django.db.backends.postgresql",
                "CONN_MAX_AGE": 300,
            }
        },
        USE_TZ=True,
    )
    django.setup()

from django.db import connection
from django.http import HttpRequest, HttpResponse

from beredskab.lib import crypto

KEY = crypto.new_key()


def insert(request: HttpRequest) -> HttpResponse:
    """Seal what was posted and insert it; the connection commits by itself."""
    text = request.POST["seen"].encode()
    with connection.cursor() as cursor:
        cursor.execute("insert into bench_floor (sealed) values (%s)", [crypto.seal(KEY, text, aad=b"floor")])
    return HttpResponse("ok", headers={"Content-Length": "2"})


def healthz(request: HttpRequest) -> HttpResponse:
    """It answers."""
    return HttpResponse("ok")


urlpatterns = [path("insert", insert), path("healthz", healthz)]

from django.core.wsgi import get_wsgi_application  # noqa: E402

application = get_wsgi_application()
