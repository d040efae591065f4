"""The sealer on a database that keeps what is committed, and what the operator's command finds there."""

import os
import subprocess
import sys
import threading
import time
from contextlib import contextmanager

import psycopg
import pytest
from django.db import DatabaseError, connections, transaction

from beredskab.audit import line, queries, sealing
from beredskab.audit.actions import access, record
from beredskab.audit.models import HOUSE, Event, Link
from beredskab.config.database import parse_url
from beredskab.kit import roles
from beredskab.kit.viewer import as_viewer
from beredskab.organisation import demo
from tests.database import ROOT


@contextmanager
def pointed_at(url, role=None):
    """Django's connection at another database and role for a while."""
    settings = connections["default"].settings_dict
    kept = {key: settings[key] for key in ("NAME", "USER", "PASSWORD", "HOST", "PORT", "OPTIONS")}
    connections.close_all()
    settings.update({key: value for key, value in parse_url(url).items() if key != "OPTIONS"})
    settings["OPTIONS"] = {**kept["OPTIONS"], **({"assume_role": role} if role else {})}
    try:
        yield
    finally:
        connections.close_all()
        line.hang_up()
        settings.update(kept)


@pytest.fixture
def here(fresh_house, django_db_setup, django_db_blocker):
    """A database of its own, with Django as one of its roles: `with here(roles.WORKER): ...`."""

    @contextmanager
    def enter(role):
        url = fresh_house.admin_url if role == roles.OWNER else fresh_house.url(role)
        with django_db_blocker.unblock(), pointed_at(url, role if role == roles.OWNER else None):
            yield

    return enter


@pytest.fixture
def people(here):
    with here(roles.WORK):
        return demo.cast()


def act(viewer, times=1):
    with as_viewer(viewer):
        return [record(by=viewer, event="test.it.happened", subject=None, detail={"count": n}) for n in range(times)]


def tamper(house, *statements):
    """As the server's administrator, past the triggers."""
    with psycopg.connect(house.admin_url) as admin:
        for table in ("audit_event", "audit_link"):
            admin.execute(f"alter table {table} disable trigger user")
        for statement in statements:
            admin.execute(statement)
        for table in ("audit_event", "audit_link"):
            admin.execute(f"alter table {table} enable trigger user")


def found(here, authority_id, noted=None):
    with here(roles.OWNER):
        return [one.why for one in queries.verify(authority_id, noted)]


@pytest.fixture
def sealed(here, people):
    """Six events of Eksempel Kommune and more, sealed by the worker; gives the authority."""
    with here(roles.WORK):
        act(people["pernille"], 5)
        act(people["niels"])
        access(people["dorte"], "test.log.read")
    with here(roles.WORKER):
        assert sealing.seal_all() >= 7
        assert sealing.seal_all() == 0
    return people["pernille"].authority_id


def test_the_worker_links_both_lanes_in_order_of_id(here, sealed, fresh_house):
    with psycopg.connect(fresh_house.admin_url) as admin:
        rows = admin.execute(
            "select l.position, e.id, e.lane from audit_link l join audit_event e on e.id = l.event_id"
            " where l.authority_id = %s order by l.position",
            [sealed],
        ).fetchall()
        assert admin.execute("select count(*) from audit_pending").fetchone() == (0,)
    assert [row[0] for row in rows] == list(range(1, len(rows) + 1))
    assert [row[1] for row in rows] == sorted(row[1] for row in rows)
    assert rows[-1][2] == "access"
    assert found(here, sealed) == found(here, HOUSE) == []


def test_what_is_not_committed_is_not_linked_and_what_comes_late_is_linked_last(here, people, sealed):
    late = Event(authority_id=sealed, event="test.it.happened", subject_type="")
    with here(roles.WORK):
        act(people["pernille"])
    with here(roles.WORKER):
        assert sealing.seal(sealed) == 1
    with here(roles.WORK), as_viewer(people["pernille"]):
        late.save(force_insert=True)
    with here(roles.WORKER):
        assert sealing.seal(sealed) == 1
    assert found(here, sealed) == []


EVENT = "select event_id from audit_link where position = 2 and authority_id ="
TAMPERED = {
    "changed": "update audit_event set event = 'forged' where id = ({event} '{authority}')",
    "moved": "update audit_event set at = at - interval '1 day' where id = ({event} '{authority}')",
    "removed": "delete from audit_event where id = ({event} '{authority}')",
    "missing": "delete from audit_link where position = 2 and authority_id = '{authority}'",
    "inserted": "insert into audit_event (id, authority_id, lane, at, event, subject_type, detail)"
    " values (gen_random_uuid(), '{authority}', 'change', now(), 'forged', '', '{{}}')",
}


@pytest.mark.parametrize("how", sorted(TAMPERED))
def test_a_row_touched_past_the_triggers_is_found(here, sealed, fresh_house, how):
    tamper(fresh_house, TAMPERED[how].format(event=EVENT, authority=sealed))
    why = {"moved": {"changed"}, "missing": {"missing", "inserted"}}.get(how, {how})
    assert set(found(here, sealed)) == why


def test_two_links_that_changed_places_are_found(here, sealed, fresh_house):
    swap = "update audit_link set position = {} where position = {} and authority_id = '" + str(sealed) + "'"
    tamper(fresh_house, swap.format(-1, 2), swap.format(2, 3), swap.format(3, -1))
    assert {"unlinked", "changed"} <= set(found(here, sealed))


def test_an_event_removed_before_it_was_linked_is_found(here, people, sealed, fresh_house):
    with here(roles.WORK):
        (event,) = act(people["pernille"])
    tamper(fresh_house, f"delete from audit_event where id = '{event.id}'")
    with here(roles.WORKER):
        assert sealing.seal(sealed) == 0
    assert found(here, sealed) == ["unsealed"]


def test_a_cut_off_end_is_found_by_a_noted_head(here, sealed, fresh_house):
    with here(roles.OWNER):
        noted = queries.head(sealed)
    cut = f"where position = {noted.position} and authority_id = '{sealed}'"
    tamper(
        fresh_house,
        f"delete from audit_event where id = (select event_id from audit_link {cut})",
        f"delete from audit_link {cut}",
    )
    assert found(here, sealed) == []
    assert found(here, sealed, noted) == ["missing"]


def test_several_sealers_at_once_take_each_place_once(here, people, sealed, monkeypatch):
    monkeypatch.setattr(sealing, "AT_A_TIME", 7)
    with here(roles.WORK):
        act(people["pernille"], 60)
    counts = []

    def work():
        counts.append(sealing.seal(sealed))
        connections.close_all()

    with here(roles.WORKER):
        threads = [threading.Thread(target=work) for _ in range(3)]
        for one in threads:
            one.start()
        for one in threads:
            one.join()
    assert sum(counts) == 60
    assert found(here, sealed) == []


def test_the_sealer_goes_on_after_a_fault(here, people, monkeypatch):
    monkeypatch.setattr(sealing, "PAUSE_SECONDS", 0.01)
    monkeypatch.setattr(sealing, "FAULT_SECONDS", 0.01)
    stop, turns, seal_all = threading.Event(), [], sealing.seal_all

    def falls_once():
        turns.append(1)
        if len(turns) == 1:
            raise DatabaseError
        seal_all()
        stop.set()

    monkeypatch.setattr(sealing, "seal_all", falls_once)
    with here(roles.WORKER):
        sealing.keep_sealing(stop)
        assert len(turns) == 2
        assert not sealing.seal(HOUSE)


@pytest.mark.parametrize("table", ["audit_event", "audit_link"])
@pytest.mark.parametrize("statement", ["update {} set authority_id = authority_id", "delete from {}", "truncate {}"])
def test_not_even_the_owner_changes_the_record(owner, table, statement):
    if table == "audit_link":
        owner.execute("insert into audit_link values (gen_random_uuid(), gen_random_uuid(), 1, 2, '\\x00', '\\x00')")
    with pytest.raises(psycopg.Error, match="only added to"):
        owner.execute(statement.format(table))


@pytest.mark.parametrize("statement", ["update", "delete", "link"])
def test_the_application_can_neither_change_nor_remove_an_event_nor_link_one(cast, statement):
    viewer = cast["pernille"]
    with as_viewer(viewer), pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        if statement == "update":
            Event.objects.update(event="forged")
        elif statement == "delete":
            Event.objects.all()._raw_delete("default")
        else:
            Link.objects.bulk_create([Link(authority_id=viewer.authority_id, position=1, format=2)])


def test_the_worker_process_seals_by_itself_and_ends_when_told(here, people, fresh_house):
    with here(roles.WORK):
        act(people["pernille"], 3)
    worker = subprocess.Popen(
        [sys.executable, "-m", "beredskab", "serve", "worker"], env=environment(fresh_house), cwd=ROOT
    )
    try:
        with psycopg.connect(fresh_house.admin_url, autocommit=True) as admin:
            until = time.monotonic() + 60
            while admin.execute("select exists (select from audit_pending)").fetchone() == (True,):
                assert worker.poll() is None and time.monotonic() < until
                time.sleep(0.1)
    finally:
        worker.terminate()
        assert worker.wait(30) == 0
    assert found(here, people["pernille"].authority_id) == []


def environment(house):
    clean = {key: value for key, value in os.environ.items() if not key.startswith(("BEREDSKAB_", "DJANGO_"))}
    return {**clean, **house.environment()}


def asked(house, *words):
    """The operator's command as it really runs: its exit code and what it said."""
    done = subprocess.run(
        [sys.executable, "-m", "beredskab", "audit", *words],
        env=environment(house),
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    return done.returncode, done.stdout


def test_the_operator_notes_the_heads_and_compares_with_them_later(here, people, sealed, fresh_house, tmp_path):
    file = tmp_path / "noteret"
    with here(roles.WORK):
        act(people["pernille"])  # not sealed by anybody yet
    code, heads = asked(fresh_house, "head")
    assert code == 0 and str(sealed) in heads
    file.write_text(heads)
    code, said = asked(fresh_house, "verify", "--noted", str(file))
    assert code == 0 and "0 brud" in said and "noterede" in said
    file.write_text(heads.replace(heads.split()[2], "00" * 32))
    assert asked(fresh_house, "verify", "--noted", str(file))[0] == 1
    tamper(fresh_house, TAMPERED["changed"].format(event=EVENT, authority=sealed))
    code, said = asked(fresh_house, "verify")
    assert code == 1 and "led 2 er ikke, som det blev skrevet" in said


def test_a_file_that_holds_no_heads_is_refused(tmp_path, fresh_house):
    file = tmp_path / "andet"
    file.write_text("hej med dig igen\n")
    assert asked(fresh_house, "verify", "--noted", str(file))[0] == 2
