"""The operator's hand on the keys."""

import os
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from beredskab.cli.main import main
from beredskab.kit.vault import FileKeyStore, Kind, Vault, snapshot

HERE, THERE = uuid4(), uuid4()


@pytest.fixture
def vault(tmp_path, monkeypatch):
    folder = tmp_path / "keys"
    monkeypatch.setenv("BEREDSKAB_KEYS", str(folder))
    return Vault(FileKeyStore(folder))


def versions(vault, authority):
    return [version.int for version in vault.store.ids(authority, Kind.MASTER)]


def test_all_authorities_get_a_new_master_and_every_key_still_opens(vault, capsys):
    key = uuid4()
    raw = vault.new_key(HERE, key).raw
    vault.new_key(THERE, uuid4())
    assert main(["keys", "rotate"]) == 0
    assert sorted(capsys.readouterr().out.split()) == sorted([str(HERE), "2", str(THERE), "2"])
    assert (versions(vault, HERE), versions(vault, THERE), vault.key(HERE, key).raw) == ([2], [2], raw)


def test_one_authority_can_be_rotated_alone(vault, capsys):
    vault.new_key(HERE, uuid4())
    vault.new_key(THERE, uuid4())
    assert main(["keys", "rotate", "--authority", str(HERE)]) == 0
    assert (versions(vault, HERE), versions(vault, THERE)) == ([2], [1])
    assert main(["keys", "rotate", "--authority", str(uuid4())]) == 2
    assert "ingen nøgler" in capsys.readouterr().err


def test_a_key_that_does_not_open_stops_the_rotation_before_anything_is_destroyed(vault, capsys):
    good, bad = uuid4(), uuid4()
    raw = vault.new_key(HERE, good).raw
    vault.store.put(HERE, Kind.DATA, bad, vault.store.get(HERE, Kind.DATA, good))
    assert main(["keys", "rotate"]) == 2
    assert "ingen gammel hovednøgle" in capsys.readouterr().err
    assert versions(vault, HERE) == [1, 2] and vault.key(HERE, good).raw == raw


def test_a_copy_goes_back_into_an_empty_folder_and_says_what_must_follow(vault, tmp_path, monkeypatch, capsys):
    key = uuid4()
    raw = vault.new_key(HERE, key).raw
    assert main(["keys", "snapshot", str(tmp_path / "copies")]) == 0
    (copy,) = (tmp_path / "copies").iterdir()
    monkeypatch.setenv("BEREDSKAB_KEYS", str(tmp_path / "fresh"))
    assert main(["keys", "restore", str(copy)]) == 0
    assert "gentag sletningerne" in capsys.readouterr().out
    assert Vault(FileKeyStore(tmp_path / "fresh")).key(HERE, key).raw == raw
    assert main(["keys", "restore", str(copy)]) == 2
    assert "allerede nøgler" in capsys.readouterr().err


def test_an_old_a_damaged_and_a_missing_copy_are_refused_in_one_sentence(vault, tmp_path, monkeypatch, capsys):
    vault.new_key(HERE, uuid4())
    old = snapshot(vault.store, tmp_path / "copies", now=datetime.now(UTC) - timedelta(days=31))
    (damaged := tmp_path / "damaged").write_text("x")
    monkeypatch.setenv("BEREDSKAB_KEYS", str(tmp_path / "fresh"))
    said = []
    for file in (old, damaged, tmp_path / "missing"):
        assert main(["keys", "restore", str(file)]) == 2
        said += capsys.readouterr().err.splitlines()
    assert len(said) == 3
    assert ["30 dage" in said[0], "ikke hel" in said[1], "ingen fil" in said[2]] == [True] * 3
    assert list((tmp_path / "fresh").iterdir()) == []


def test_without_a_key_folder_or_with_an_open_one_nothing_is_done(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("BEREDSKAB_KEYS", str(tmp_path / "nowhere"))
    assert main(["keys", "rotate"]) == 2
    assert "BEREDSKAB_KEYS" in capsys.readouterr().err and not (tmp_path / "nowhere").exists()
    monkeypatch.setenv("BEREDSKAB_LANG", "en")
    (tmp_path / "nowhere").mkdir()
    os.chmod(tmp_path / "nowhere", 0o755)
    assert main(["keys", "rotate"]) == 2
    assert "0700" in capsys.readouterr().err


def test_the_demos_keys_are_found_without_an_environment(tmp_path, monkeypatch, capsys):
    monkeypatch.delenv("BEREDSKAB_KEYS", raising=False)
    vault = Vault(FileKeyStore(tmp_path / "keys"))
    vault.new_key(HERE, uuid4())
    assert main(["keys", "rotate", "--data", str(tmp_path)]) == 0
    assert capsys.readouterr().out == f"{HERE} 2\n"
