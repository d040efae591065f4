"""The embedded PostgreSQL: closed to others, ours alone, back after any kill. Real servers, really killed."""

import json
import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from beredskab.cli.postgres import PostgresError, account, cluster, engine, processes
from beredskab.cli.tests.people import Operator, kinds, operator


@pytest.fixture(params=kinds())
def somebody(request: pytest.FixtureRequest) -> Iterator[Operator]:
    with operator(request.param) as person:
        yield person


START = "server = postgres.start(folder)\n"
TABLE = "ask(server, 'create table kept (n int)'); ask(server, 'insert into kept values (7)')\n"


def test_it_starts_answers_and_leaves_nothing_running(somebody):
    out = somebody.run(START + "print(ask(server, 'select 6 * 7'))\nserver.stop()\nserver.stop()")
    assert out == ["42"]
    assert somebody.nothing_runs()


def test_nobody_gets_in_without_the_password_and_nothing_listens_on_the_network(somebody):
    out = somebody.run(
        START
        + """
with server:
    print(ask(server, "show listen_addresses") or "nothing", ask(server, "show data_checksums"))
    print(ask(server, "select string_agg(distinct auth_method, ' ') from pg_hba_file_rules"))
    print(oct(server.socket.stat().st_mode & 0o777), oct((folder / "passwords.json").stat().st_mode & 0o777))
    print(oct(server.files.data.stat().st_mode & 0o777))
    try:
        psycopg.connect(host=str(server.socket), user="postgres", password="wrong", dbname="postgres")
    except psycopg.OperationalError as error:
        print("password authentication failed" in str(error))
"""
    )
    assert out == ["nothing on", "scram-sha-256", "0o700 0o600", "0o700", "True"]


def test_its_log_never_repeats_what_somebody_wrote(somebody):
    somebody.run(
        START
        + """
ask(server, "create table people (name text primary key)")
for statement in ("insert into people values ('Fortrolig Person')",) * 2 + ("select 'Fortrolig Person'::int",):
    try:
        ask(server, statement)
    except psycopg.Error:
        pass
server.stop()
"""
    )
    written = (somebody.folder / "db" / "log" / "server.log").read_text()
    assert "ready to accept connections" in written
    assert "Fortrolig" not in written


def test_a_server_that_outlived_its_killed_app_is_taken_over_and_stopped(somebody):
    with somebody.start(START + TABLE + "print(server.pid, flush=True); os.kill(os.getpid(), 9)") as killed:
        out, _ = killed.communicate(timeout=60)
    assert killed.returncode == -signal.SIGKILL
    assert somebody.running() == [int(out)]
    again = somebody.run(START + "print(server.attached, server.pid, ask(server, 'select n from kept'))\nserver.stop()")
    assert again == [f"True {out.strip()} 7"]
    assert somebody.nothing_runs()


def test_a_killed_server_is_up_again_at_once_with_its_rows(somebody):
    out = somebody.run(
        START
        + TABLE
        + """
forgotten = []
for _ in range(3):
    forgotten.append(server)
    os.kill(server.pid, signal.SIGKILL)
    server = postgres.start(folder)
print(server.attached, ask(server, "select n from kept"))
forgotten[0].stop()
print(ask(server, "select n from kept"))
server.stop()
"""
    )
    assert out == ["False 7", "7"]
    assert somebody.nothing_runs()


def test_a_dead_server_that_its_app_has_not_buried_does_not_stop_the_next_start(somebody):
    with somebody.start(START + TABLE + "print(server.pid, flush=True); sys.stdin.read()") as first:
        assert first.stdout is not None
        os.kill(int(first.stdout.readline()), signal.SIGKILL)
        out = somebody.run(START + "print(server.attached, ask(server, 'select n from kept'))\nserver.stop()")
        first.communicate(timeout=30)
    assert out == ["False 7"]


def test_a_process_number_that_another_program_now_has_is_not_taken_for_the_server(somebody):
    somebody.run(START + "os.kill(server.pid, signal.SIGKILL)")
    somebody.run(
        """
file = folder / "cluster" / "postmaster.pid"
lines = file.read_text().splitlines()
file.write_text("\\n".join([str(os.getpid()), *lines[1:]]) + "\\n")
server = postgres.start(folder)
print(server.attached)
server.stop()
"""
    )
    assert somebody.nothing_runs()


def test_two_users_of_one_server_and_the_last_one_stops_it(somebody):
    with somebody.start(START + "print('up', flush=True); sys.stdin.read(); server.stop()") as first:
        assert first.stdout is not None
        first.stdout.readline()
        assert somebody.run(START + "print(server.attached)\nserver.stop()") == ["True"]
        assert len(somebody.running()) == 1
        first.communicate(timeout=30)
    assert somebody.nothing_runs()


def test_a_deep_folder_gets_a_short_socket_that_is_taken_away_again(somebody):
    out = somebody.run(
        """
deep = folder / ("d" * 120)
deep.mkdir(parents=True)
server = postgres.start(deep / "db", durable=False)
print(len(str(server.socket)) < 60, oct(server.socket.stat().st_mode & 0o777), ask(server, "select 1"))
server.stop()
print(server.socket.exists())
"""
    )
    assert out == ["True 0o700 1", "False"]


def test_a_folder_with_other_things_in_it_is_refused_in_one_sentence(somebody):
    refused = (
        "try:\n    postgres.start(folder)\nexcept PostgresError as error:\n    print(error.code, error.message('da'))"
    )
    out = somebody.run("folder.mkdir(); (folder / 'brev.txt').write_text('mit')\n" + refused)
    assert out == [
        f"not-ours Mappen {somebody.folder}/db indeholder noget, som beredskab ikke har lagt der: vælg en tom mappe."
    ]
    assert [path.name for path in (somebody.folder / "db").iterdir()] == ["brev.txt"]


def test_another_versions_data_is_refused_and_left_alone(somebody):
    somebody.run(START + "server.stop()")
    version = somebody.folder / "db" / "cluster" / "PG_VERSION"
    version.write_text("17\n")
    out = somebody.run("try:\n    postgres.start(folder)\nexcept PostgresError as error:\n    print(error.code)")
    assert out == ["other-version"]
    assert version.read_text() == "17\n"


def test_another_users_data_is_refused(tmp_path):
    files = cluster.open_folder(tmp_path / "db")
    files.data.mkdir()
    stranger = account.Account(os.getuid() + 1, os.getgid(), borrowed=False)
    with pytest.raises(PostgresError) as caught:
        cluster.ensure(files, engine.Engine("18.6.3", tmp_path), stranger)
    assert caught.value.code == "other-owner"


def test_root_never_opens_a_closed_folder_but_goes_elsewhere(tmp_path):
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)
    settled = account.settle(closed / "db")
    if os.geteuid() == 0:
        assert settled.parent == account.ROOT_HOME
        assert settled == account.settle(closed / "db")
    else:
        assert settled == closed / "db"
    assert closed.stat().st_mode & 0o777 == 0o700


def test_without_the_wheel_one_sentence_says_what_to_install(monkeypatch):
    monkeypatch.setattr(engine, "PACKAGE", "no-such-package-here")
    with pytest.raises(PostgresError, match="DATABASE_URL") as caught:
        engine.version()
    assert caught.value.code == "no-engine"


def test_a_half_written_pid_file_is_no_server(tmp_path):
    file = tmp_path / "postmaster.pid"
    assert processes.read(file) is None
    file.write_text("12\n")
    assert processes.read(file) is None


def test_a_password_is_made_once_and_read_by_us_alone(tmp_path):
    files = cluster.Cluster(tmp_path)
    first = files.password("a")
    assert files.password("b") != first
    assert files.password("a") == first
    kept: Path = tmp_path / "passwords.json"
    assert kept.stat().st_mode & 0o777 == 0o600
    assert set(json.loads(kept.read_text())) == {"a", "b"}


def test_a_link_in_the_accounts_own_folder_leads_root_nowhere(tmp_path):
    valuable = tmp_path / "valuable"
    valuable.write_text("kept\n1\n2\n3\n/tmp\n")
    trap = tmp_path / "postmaster.pid"
    trap.symlink_to(valuable)
    with pytest.raises(OSError):
        processes.disown(trap)
    assert valuable.read_text().startswith("kept")
