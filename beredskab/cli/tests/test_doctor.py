"""The doctor: an installation that is not safe is refused, one sentence per reason."""

import json
import secrets

import psycopg
import pytest

from beredskab.cli import doctor, place, serve
from beredskab.kit import roles


@pytest.fixture
def sound(monkeypatch, tmp_path, fresh_house):
    """An installation with nothing wrong, and the house it uses."""
    static = tmp_path / "static"
    static.mkdir()
    (static / "staticfiles.json").write_text(json.dumps({"paths": {"a": "b"}}))
    site = tmp_path / "package" / "web" / "static" / "dist"
    site.mkdir(parents=True)
    (site / "site.css").write_text("")
    monkeypatch.setattr(doctor, "PACKAGE", tmp_path / "package")
    (keys := tmp_path / "keys").mkdir(mode=0o700)
    values = {
        "BEREDSKAB_ENV": "production",
        "BEREDSKAB_KEYS": str(keys),
        "BEREDSKAB_SECRET_KEY": secrets.token_urlsafe(48),
        "BEREDSKAB_STATIC": str(static),
        **{variable: fresh_house.url(role) for role, variable in place.VARIABLES.items()},
    }
    for name, value in values.items():
        monkeypatch.setenv(name, value)
    monkeypatch.delenv("BEREDSKAB_DEMO", raising=False)
    return fresh_house


def codes(*processes: str) -> list[str]:
    return [error.code for error in doctor.problems(processes or tuple(doctor.PROCESSES))]


def test_a_sound_installation_is_sound(sound):
    assert codes() == []


@pytest.mark.parametrize("process", ["work", "worker"])
def test_casework_without_a_key_folder_is_refused(sound, monkeypatch, tmp_path, process):
    monkeypatch.setenv("BEREDSKAB_KEYS", str(tmp_path / "nowhere"))
    assert codes(process) == ["no-keys"] and not (tmp_path / "nowhere").exists()
    monkeypatch.delenv("BEREDSKAB_KEYS")
    assert codes(process) == ["no-keys"]


def test_a_key_folder_that_others_can_read_is_refused(sound, tmp_path):
    (tmp_path / "keys").chmod(0o750)
    assert codes("work") == ["open-keys"]


@pytest.mark.parametrize("process", ["public", "intake"])
def test_a_process_without_login_must_not_know_the_keys(sound, monkeypatch, process):
    assert codes(process) == ["keys-in-the-open"]
    monkeypatch.delenv("BEREDSKAB_KEYS")
    assert codes(process) == []


def test_a_superuser_is_refused(sound, monkeypatch):
    monkeypatch.setenv("BEREDSKAB_DB_WORK", sound.admin_url)
    assert codes() == ["superuser"]


def test_a_role_that_passes_by_the_policies_is_refused(sound, monkeypatch, stranger):
    monkeypatch.setenv("BEREDSKAB_DB_WORK", stranger("bypassrls"))
    assert codes("work") == ["superuser"]


def test_the_owner_of_the_tables_is_refused(sound, monkeypatch, stranger):
    monkeypatch.delenv("BEREDSKAB_KEYS")
    monkeypatch.setenv("BEREDSKAB_DB_PUBLIC", stranger(f"in role {roles.OWNER}"))
    assert codes("public") == ["owner"]


@pytest.fixture
def stranger(sound):
    """Makes a role with given rights and gives its address; the role is taken away again."""
    name, word = f"stranger_{secrets.token_hex(4)}", secrets.token_hex(8)

    def make(rights: str) -> str:
        with psycopg.connect(sound.admin_url, autocommit=True) as connection:
            connection.execute(f"create role {name} login password '{word}' {rights}")
            connection.execute(f"grant connect on database {sound.name} to {name}")
        from tests.database import address

        return address(sound.server.admin_url, sound.name, name, word)

    yield make
    with psycopg.connect(sound.admin_url, autocommit=True) as connection:
        connection.execute(f"drop owned by {name}")
        connection.execute(f"drop role {name}")


@pytest.mark.parametrize(
    "harm",
    [
        "alter table organisation_membership no force row level security",
        "alter table organisation_membership disable row level security",
        "do $$ declare p record; begin for p in select policyname from pg_policies where tablename ="
        " 'organisation_membership' loop execute format('drop policy %I on organisation_membership', p.policyname);"
        " end loop; end $$",
    ],
)
def test_a_tenant_table_without_its_policy_is_named(sound, harm):
    with psycopg.connect(sound.admin_url) as connection:
        connection.execute(harm)
    found = doctor.problems(["work"])
    assert [error.code for error in found] == ["no-policy"]
    assert "organisation_membership" in found[0].message("da")


def test_a_key_that_is_missing_short_or_the_demos_is_refused(sound, monkeypatch):
    for key in ("", "short", "a" * 60, "only-for-demo-and-test-never-in-production-0000"):
        monkeypatch.setenv("BEREDSKAB_SECRET_KEY", key)
        assert codes() == ["default-secret"]


def test_debug_is_refused(sound, settings):
    settings.DEBUG = True
    assert codes() == ["debug"]


def test_the_demo_is_no_production(sound, monkeypatch):
    monkeypatch.setenv("BEREDSKAB_ENV", "demo")
    assert codes() == ["not-production"]


def test_missing_styles_are_noticed(sound, monkeypatch, tmp_path):
    (tmp_path / "package" / "web" / "static" / "dist" / "site.css").unlink()
    monkeypatch.setenv("BEREDSKAB_STATIC", str(tmp_path / "nothing"))
    assert codes() == ["no-assets", "not-collected"]


def test_a_database_that_does_not_answer_is_one_sentence_without_its_password(sound, monkeypatch):
    monkeypatch.setenv("BEREDSKAB_DB_WORK", "postgresql://beredskab_work:hemmeligt@/x?host=/nowhere")
    found = doctor.problems(["work"])
    assert [error.code for error in found] == ["no-connection"]
    assert "hemmeligt" not in found[0].message("da") + found[0].message("en")


def test_serve_refuses_an_unsafe_installation_before_it_listens(sound, monkeypatch, capsys):
    monkeypatch.setenv("BEREDSKAB_DB_PUBLIC", sound.admin_url)
    import argparse

    parser = argparse.ArgumentParser()
    serve.add_arguments(parser)
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "beredskab.config.settings.test")
    assert serve.run(parser.parse_args(["public"])) == 3
    assert "går uden om adskillelsen" in capsys.readouterr().err
