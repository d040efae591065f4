"""Each process as it really runs: its settings, its role, its addresses."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
OPEN_PROCESS = """
import django
django.setup()
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import setup_test_environment
setup_test_environment()
with connection.cursor() as cursor:
    cursor.execute("select current_user")
    assert cursor.fetchone() == ("beredskab_public",)
assert not any("session" in name.lower() or "auth" in name.lower() for name in settings.MIDDLEWARE)
for path in ("/", "/tjek/", "/krav/", "/kommuner/", "/om/", "/tilgaengelighed/", "/healthz"):
    answer = Client().get(path)
    assert answer.status_code == 200, (path, answer.status_code)
    assert not answer.cookies, (path, answer.cookies)
    assert "default-src 'none'" in answer["Content-Security-Policy"], path
    assert answer["X-Content-Type-Options"] == "nosniff"
assert Client().get("/kommune/0851/plan/").status_code == 404
assert Client().get("/organisation/").status_code == 404
assert Client().post("/sprog/", {"language": "en", "next": "/"}).status_code == 302
assert Client().post("/sprog/", headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
"""


INTAKE_PROCESS = """
import django
django.setup()
from django.conf import settings
from django.core.mail import get_connection
from django.db import connection
from django.test import Client
from django.test.utils import setup_test_environment
with connection.cursor() as cursor:
    cursor.execute("select current_user")
    assert cursor.fetchone() == ("beredskab_intake",)
assert get_connection().__class__.__module__.endswith("dummy") and not settings.EMAIL_HOST
assert not any("session" in name.lower() or "auth" in name.lower() for name in settings.MIDDLEWARE)
setup_test_environment()
answer = Client().get("/healthz")
assert answer.status_code == 200 and not answer.cookies
assert answer["Cache-Control"] == "no-store"
for path in ("/organisation/", "/plan/", "/tjek/", "/konto/login/", "/demo/"):
    answer = Client().get(path)
    assert answer.status_code == 404, (path, answer.status_code)
    page = answer.content.decode()
    assert f'href="{settings.PUBLIC_BASE_URL}/tjek/"' in page
    assert f'href="{settings.PUBLIC_BASE_URL}/om/"' in page
    assert "Vi gemmer det, du vælger at sende" in page
    assert settings.WORK_BASE_URL not in page, "the way to the cases is not shown here"
"""


def run(code, environment, settings):
    clean = {
        key: value for key, value in os.environ.items() if not key.startswith(("BEREDSKAB_", "DATABASE_", "DJANGO_"))
    }
    return subprocess.run(
        [sys.executable, "-c", code],
        env={**clean, **environment, "DJANGO_SETTINGS_MODULE": f"beredskab.config.settings.{settings}"},
        cwd=ROOT,
        capture_output=True,
        text=True,
    )


def test_the_open_process_serves_its_pages_as_the_public_role_without_a_cookie(house):
    done = run(OPEN_PROCESS, house.environment(), "public")
    assert done.returncode == 0, done.stderr


def test_the_intake_serves_as_its_own_role_without_cookie_mail_or_a_way_in(house):
    environment = {**house.environment(), "BEREDSKAB_PUBLIC_URL": "http://aaben.test"}
    done = run(INTAKE_PROCESS, environment, "intake")
    assert done.returncode == 0, done.stderr


def test_the_intake_refuses_to_be_given_the_keys(house):
    done = run("import django; django.setup()", {**house.environment(), "BEREDSKAB_KEYS": "/var/keys"}, "intake")
    assert done.returncode != 0
    assert "must not be given BEREDSKAB_KEYS" in done.stderr


def test_production_needs_a_real_key(house):
    environment = {**house.environment(), "BEREDSKAB_ENV": "production"}
    done = run("import django; django.setup()", environment, "work")
    assert "BEREDSKAB_SECRET_KEY" in done.stderr
    assert done.returncode != 0


def test_production_cannot_load_the_demos_login(house):
    environment = {
        **house.environment(), "BEREDSKAB_ENV": "production", "BEREDSKAB_DEMO": "1", "BEREDSKAB_SECRET_KEY": "x" * 50,
    }  # fmt: skip
    code = (
        "import django; django.setup()\nfrom django.conf import settings\n"
        "assert settings.ROOT_URLCONF.endswith('urls_work')\n"
    )
    assert run(code, environment, "work").returncode == 0
    done = run(code + "import beredskab.config.urls_demo", environment, "work")
    assert "ImproperlyConfigured" in done.stderr


def test_production_asks_for_a_second_factor_and_secure_cookies(house):
    environment = {**house.environment(), "BEREDSKAB_ENV": "production", "BEREDSKAB_SECRET_KEY": "x" * 50}
    code = (
        "import django; django.setup()\nfrom django.conf import settings as s\n"
        "assert s.REQUIRE_MFA and s.SESSION_COOKIE_SECURE and s.CSRF_COOKIE_SECURE and s.SESSION_COOKIE_HTTPONLY\n"
        "assert s.SECURE_SSL_REDIRECT and s.SECURE_HSTS_SECONDS and not s.DEBUG and not s.DEMO\n"
    )
    done = run(code, environment, "work")
    assert done.returncode == 0, done.stderr


def test_django_finds_nothing_to_complain_about(house):
    environment = {**house.environment(), "BEREDSKAB_ENV": "production", "BEREDSKAB_SECRET_KEY": "a1B2c3D4e5" * 6}
    code = (
        "import django; django.setup()\nfrom django.core.management import call_command\n"
        "call_command('check', deploy=True, fail_level='WARNING')"
    )
    for process in ("work", "public", "intake"):
        done = run(code, environment, process)
        assert done.returncode == 0, (process, done.stderr[-2000:])
