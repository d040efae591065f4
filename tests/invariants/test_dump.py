"""Who gets a copy of the whole database learns no name, no number and no sentence of anybody's case."""

import os
import subprocess
import sys

import psycopg
import pytest

from beredskab.cases import demo, demo_concerns
from beredskab.cases.tests import situations, situations_ended
from beredskab.kit import roles
from tests import database

CPR = "010180-1234"
LOAD = f"""
import django; django.setup()
from beredskab.cases import demo
from beredskab.cases.actions import following, outside, people, storing, subject_access, telling
from beredskab.cases.tests import situations, situations_after, situations_ended
from beredskab.cases.tests.test_telling import telling_of
from beredskab.organisation import demo as organisation
from django.utils import timezone
demo.load()
cast = organisation.cast()
case = situations.ready_for_police(cast, "adult")
details = {{"name": "Gustav Skjult", "cpr": "{CPR}", "note": "Bor skjult i byen nu"}}
person = people.add(by=cast["karen"], case_id=case.id, kind="other", details=details)
subject_access.receive(by=cast["karen"], case_id=case.id, person_id=person.id, received_on=timezone.localdate())
storing.hold(by=cast["karen"], case_id=case.id, reason="Moderen har klaget over skolen")
closed = situations_ended.closed(cast)
situations_ended.offered(cast)
told = telling_of(short="Bor skjult i byen nu", paragraph="straffuldbyrdelsesloven § 94")
telling.tell_back(by=cast["kurt"], exchange_id=situations_after.accepted_outside(cast).id, told=told)
brings = [{{"label": "Gustav Skjult", "text": "Bor skjult i byen nu"}}]
invited = situations.invited_to_meeting(cast)
outside.answer(
    by=cast["kurt"], exchange_id=invited.id, what="contribution", items=brings, basis="rpl-115-1-1", certain=True
)
measure = situations_after.measured(cast)
following.set_contact(
    by=cast["karen"], case_id=measure.case_id, measure_id=measure.id, contact_id=cast["tina"].person_id
)
"""
WORDS_LONG = 4


def strings(value):
    """Every text in a structure of the demo's, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from strings(one)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from strings(one)


def told():
    """What the demo tells of people: names whole and in parts, and every sentence of the narratives."""
    facts = {name: value for name, value in vars(demo_concerns).items() if name.isupper()}
    names = [value for name, value in facts.items() if name.endswith("_NAME")] + [demo.SCHOOL["name"], "Gustav Skjult"]
    reporter, answers = situations.REPORTER, situations.ANSWERS
    texts = [*strings(list(facts.values())), *strings(dict(reporter)), *strings(answers), situations_ended.NOTE]
    texts += ["Moderen har klaget over skolen", "Bor skjult i byen nu"]
    phrases = {part.strip() for text in texts for part in text.split(".") if len(part.split()) >= WORDS_LONG}
    first_names = {name.split()[0] for name in [*names, "Bertram Opdigtet", reporter["name"]]}
    return {*phrases, *names, *first_names, CPR, CPR.replace("-", ""), reporter["phone"]}


@pytest.fixture
def full_house(fresh_house, tmp_path):
    environment = {
        **os.environ, **fresh_house.environment(), "BEREDSKAB_KEYS": str(tmp_path / "keys"),
        "DJANGO_SETTINGS_MODULE": "beredskab.config.settings.test",
    }  # fmt: skip
    done = subprocess.run(
        [sys.executable, "-c", LOAD], env=environment, cwd=database.ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return fresh_house


def test_a_dump_holds_no_name_no_number_and_no_sentence(full_house):
    """As text, and inside binary columns, where a dump shows bytes as hexadecimal digits."""
    wanted = told()
    assert len(wanted) > 50
    found, rows = set(), 0
    with psycopg.connect(full_house.admin_url) as connection:
        connection.execute(f"set role {roles.OWNER}")
        tables = connection.execute(
            "select c.relname from pg_class c where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace"
        ).fetchall()
        for (table,) in tables:
            dump = "".join(copied(connection, table))
            rows += dump.count("\n")
            found |= {(table, one) for one in wanted if one in dump or one.encode().hex() in dump}
        cases = connection.execute("select count(*) from cases_case").fetchone()
    assert cases[0] > 6 and rows > 300
    assert found == set()


def copied(connection, table):
    with connection.cursor().copy(f'copy "{table}" to stdout') as copy:
        for block in copy:
            yield bytes(block).decode()
