"""The open forms, as they run: what is asked, what is sealed, what the receipt opens, and what nobody can read."""

import psycopg
import pytest

from beredskab.cases.tests.intake_process import CONCERN, running
from tests import database

MARKS = ("Hemmelig", "010203-1234", "Skjulestræde", "brænde foreningens hus")


@pytest.fixture(scope="module")
def keys(tmp_path_factory):
    folder = tmp_path_factory.mktemp("keys")
    folder.chmod(0o700)
    return folder


@pytest.fixture(scope="module")
def own_house():
    made = database.clone("intake_forms")
    yield made
    database.drop(made)


@pytest.fixture(scope="module")
def intake(own_house, keys):
    with running(own_house, keys) as started:
        yield started


def all_rows(house):
    """Every value of every table, as the owner's backup would hold it."""
    with psycopg.connect(house.admin_url) as connection:
        names = connection.execute(
            "select relname from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace"
        ).fetchall()
        for (name,) in names:
            yield from connection.execute(f'select t::text from "{name}" t').fetchall()


def test_the_empty_form_says_who_reads_and_where_danger_goes_before_anybody_writes(intake):
    page = intake.get("bekymring/")
    assert page.status == 200
    assert page.text.index("112") < page.text.index('<form class="intake"')
    assert page.headers["Cache-Control"] == "no-store"
    assert not page.headers["Set-Cookie"]
    assert "maxlength" not in page.text and 'autocomplete="off"' in page.text


def test_an_anonymous_concern_gets_a_receipt_that_opens_it_again(intake):
    sent = intake.post("bekymring/", CONCERN)
    assert sent.status == 200
    opened = intake.post("kvittering/", {"receipt": sent.receipt.text.upper().replace("-", " ")})
    assert "brænde foreningens hus ned" in opened.text
