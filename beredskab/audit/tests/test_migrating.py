"""What was chained before there were two lanes still holds afterwards."""

import secrets
import subprocess
import sys

import psycopg
import pytest

from tests import database
from tests.database import ROOT

BEFORE = """
import hashlib, json, uuid
from datetime import UTC, datetime
import django
django.setup()
from django.core.management import call_command
from django.db import connection
call_command("migrate", "audit", "0002", verbosity=0, skip_checks=True)
authority, previous = uuid.UUID(int=7), bytes(32)
for position in (1, 2, 3):
    at = datetime(2026, 11, 20, 8, position, 0, 120000, UTC)
    own, person = uuid.uuid4(), uuid.uuid4()
    content = {
        "id": str(own), "authority": str(authority), "position": position, "at": at.isoformat(timespec="microseconds"),
        "person": str(person), "event": "plans.section.saved", "subject_type": "plans.Section", "subject": None,
        "detail": {"version": position, "status": "æ"}, "request": None,
    }
    canonical = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    digest = hashlib.sha256(previous + canonical.encode()).digest()
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into audit_event (id, authority_id, position, at, person_id, event, subject_type, detail,"
            " prev_hash, hash) values (%s, %s, %s, %s, %s, 'plans.section.saved', 'plans.Section', %s, %s, %s)",
            [own, authority, position, at, person, json.dumps(content["detail"]), previous, digest],
        )
    previous = digest
"""
AFTER = """
import uuid
import django
django.setup()
from django.core.management import call_command
from beredskab.audit import queries, sealing
call_command("migrate", "audit", verbosity=0, skip_checks=True)
authority = uuid.UUID(int=7)
assert queries.verify(authority) == (), queries.verify(authority)
assert sealing.seal_all() == 0
print(queries.head(authority).position, queries.head(authority).hash)
"""


@pytest.fixture
def empty(house):
    """A database with our roles and no tables."""
    made = database.Clone(f"{house.server.template}_old_{secrets.token_hex(3)}", house.server)
    database._create(house.server, made.name)
    yield made
    database.drop(made)


def run(code, house):
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**house.environment(), "DJANGO_SETTINGS_MODULE": "beredskab.config.settings.owner"},
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_a_chain_of_the_first_format_becomes_links_that_hold(empty):
    run(BEFORE, empty)
    with psycopg.connect(empty.admin_url) as admin:
        last = admin.execute("select position, hash from audit_event order by position desc limit 1").fetchone()
    assert last is not None
    assert run(AFTER, empty).split() == [str(last[0]), bytes(last[1]).hex()]
