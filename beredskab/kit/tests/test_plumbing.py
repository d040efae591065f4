import gettext
import io
import time

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpResponse
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from beredskab.config.database import configure, parse_url
from beredskab.kit import messages
from beredskab.kit.ids import new_id
from beredskab.kit.middleware import SameSitePostMiddleware
from beredskab.kit.viewer import NOBODY, narrow_to


def test_ids_are_version_seven_and_sort_by_time():
    first = new_id()
    time.sleep(0.002)
    second = new_id()
    assert first < second
    assert first.version == 7
    assert len({new_id() for _ in range(1000)}) == 1000


def test_a_database_address_may_name_a_socket_folder():
    parts = parse_url("postgresql://a%40b:s%2Fcret@/navn?host=/run/pg&port=5433&sslmode=require")
    assert (parts["USER"], parts["PASSWORD"], parts["NAME"]) == ("a@b", "s/cret", "navn")
    assert (parts["HOST"], parts["PORT"], parts["OPTIONS"]) == ("/run/pg", "5433", {"sslmode": "require"})
    assert parse_url("postgres://u:p@db.invalid:5432/x")["HOST"] == "db.invalid"


@pytest.mark.parametrize(
    "url", ["mysql://a:secret@b/c", "postgresql://a:secret@b/", "postgresql://a:secret@b:xx/c", "secret"]
)
def test_a_bad_database_address_is_refused_without_being_repeated(url):
    with pytest.raises(ImproperlyConfigured) as refused:
        parse_url(url)
    assert "secret" not in str(refused.value)


def test_only_migrations_take_the_owners_role():
    settings = {"DATABASE_URL": "postgresql://u@h/d", "BEREDSKAB_DB_WORK": "postgresql://u@h/d"}
    assert configure("owner", settings)["OPTIONS"]["assume_role"] == "beredskab_owner"
    work = configure("work", settings)["OPTIONS"]
    assert "assume_role" not in work
    assert work["server_side_binding"] is True
    assert "statement_timeout" in work["options"]
    with pytest.raises(ImproperlyConfigured, match="BEREDSKAB_DB_PUBLIC"):
        configure("public", settings)


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"Sec-Fetch-Site": "same-origin"}, 200),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Origin": "http://testserver"}, 200),
        ({"Origin": "https://et-andet-sted.invalid"}, 403),
        ({"Origin": "null"}, 403),
    ],
)
def test_the_open_process_takes_forms_from_its_own_pages_only(headers, status):
    request = RequestFactory().post("/tjek/", headers=headers)
    assert SameSitePostMiddleware(lambda _: HttpResponse())(request).status_code == status


def test_a_scope_cannot_be_changed_outside_a_transaction():
    with pytest.raises(RuntimeError):
        narrow_to(NOBODY)


TEXT = st.text(st.characters(blacklist_categories=["Cs", "Cc"]), min_size=1, max_size=30)


@given(texts=st.dictionaries(TEXT, TEXT, max_size=8))
def test_a_compiled_catalogue_is_read_by_the_standard_library(texts):
    data = messages._binary(
        {
            key.encode(): value.encode()
            for key, value in {"": "Content-Type: text/plain; charset=UTF-8\n", **texts}.items()
        }
    )
    read = gettext.GNUTranslations(io.BytesIO(data))
    assert {key: read.gettext(key) for key in texts} == texts


def test_a_catalogue_is_compiled_without_what_is_fuzzy_or_empty(tmp_path):
    path = tmp_path / "django.po"
    path.write_text(
        'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
        '"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n'
        'msgid "One"\nmsgstr "En"\n\n#, fuzzy\nmsgid "Guess"\nmsgstr "Gæt"\n\nmsgid "Empty"\nmsgstr ""\n\n'
        'msgid "%(n)s day"\nmsgid_plural "%(n)s days"\nmsgstr[0] "%(n)s dag"\nmsgstr[1] "%(n)s dage"\n\n'
        'msgctxt "verb"\nmsgid "Long"\nmsgstr "en "\n"lang"\n'
    )
    with messages.compile_catalogue(path).open("rb") as file:
        read = gettext.GNUTranslations(file)
    assert (read.gettext("One"), read.gettext("Guess"), read.gettext("Empty")) == ("En", "Guess", "Empty")
    assert read.ngettext("%(n)s day", "%(n)s days", 2) == "%(n)s dage"
    assert read.pgettext("verb", "Long") == "en lang"


def test_a_broken_catalogue_names_file_and_line(tmp_path):
    path = tmp_path / "django.po"
    path.write_text('msgid "One"\nmsgstr "En\n')
    with pytest.raises(messages.CatalogueError, match=r"django\.po:2"):
        messages.read(path)


def test_python_sources_give_their_messages():
    source = '_("a"); gettext_lazy("b"); ngettext("c", "d", n); pgettext("e", "f"); other("g")'
    assert sorted(messages.messages_of_python(source)) == ["a", "b", "c\0d", "e\4f"]
