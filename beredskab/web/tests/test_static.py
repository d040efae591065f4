"""What the browser gets is built, can be hashed for production, and stays light."""

import gzip
import re
from pathlib import Path

import pytest
from django.core.management import call_command
from django.template.loader import render_to_string
from django.test import override_settings

DIST = Path(__file__).resolve().parents[1] / "static" / "dist"
# Names of a namespace, of our schema's dialect and in an error text: none is ever fetched.
NAMES = {"www.w3.org", "json-schema.org", "prosemirror.net"}
FIRST_LOAD = ("site.css", "site.js", "IBMPlexSans-Regular-Latin1.woff2", "IBMPlexSans-SemiBold-Latin1.woff2")
HASHED = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}


def compressed(name):
    data = (DIST / name).read_bytes()
    return len(data) if name.endswith("woff2") else len(gzip.compress(data))


def test_the_first_load_is_under_its_budget():
    assert sum(map(compressed, FIRST_LOAD)) < 100 * 1024


def test_the_editor_is_under_its_budget():
    assert compressed("editor.js") < 120 * 1024


def test_no_style_sheet_or_script_names_another_host():
    for path in (*DIST.glob("*.css"), *DIST.glob("*.js")):
        hosts = set(re.findall(r"https?://([\w.-]+)", path.read_text()))
        assert hosts <= NAMES, path.name


def test_production_can_hash_every_file(tmp_path):
    with override_settings(STATIC_ROOT=tmp_path, STORAGES=HASHED):
        call_command("collectstatic", verbosity=0, interactive=False)
    assert list((tmp_path / "dist").glob("site.*.css"))
    assert list((tmp_path / "dist").glob("editor.*.js.gz"))


@pytest.mark.parametrize("name", ["400.html", "403.html", "404.html", "500.html"])
def test_an_error_page_needs_nothing_from_the_request(name):
    html = render_to_string(name)
    assert html.count("<h1>") == 1
