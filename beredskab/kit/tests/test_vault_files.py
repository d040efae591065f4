"""The key store as a folder: the contract, and what only files can get wrong."""

import os
import re
import stat
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest

from beredskab.kit.tests.vault_contract import HERE, KeyStoreContract
from beredskab.kit.vault import BadSnapshot, FileKeyStore, KeyGone, Kind, UnsafeFolder, Vault, load, snapshot
from beredskab.kit.vault.files import wipe


class TestTheFolderKeepsTheContract(KeyStoreContract):
    @pytest.fixture
    def opened(self, tmp_path):
        return lambda: FileKeyStore(tmp_path / "keys")


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "keys"


@pytest.fixture
def store(folder):
    return FileKeyStore(folder)


def files(folder):
    return [path for path in folder.rglob("*") if path.is_file() and path.suffix != ".lock"]


def test_nobody_else_can_read_anything_in_it(store, folder):
    store.put(HERE, Kind.DATA, uuid4(), b"wrap")
    store.destroy(HERE, Kind.DATA, uuid4())
    with store.held(HERE, alone=False):
        modes = {(path.is_dir(), stat.S_IMODE(path.stat().st_mode)) for path in [folder, *folder.rglob("*")]}
    assert modes == {(True, 0o700), (False, 0o600)}


@pytest.mark.parametrize("mode", [0o750, 0o705, 0o701, 0o777])
def test_a_folder_that_others_can_look_into_is_refused(folder, mode):
    folder.mkdir()
    folder.chmod(mode)
    with pytest.raises(UnsafeFolder):
        FileKeyStore(folder)


def test_a_file_in_the_place_of_the_folder_is_refused(folder):
    folder.write_text("")
    with pytest.raises(UnsafeFolder):
        FileKeyStore(folder)


def test_a_key_is_on_the_disk_before_put_returns(store, folder, monkeypatch):
    """Watched, not replaced: first the content, then the name, then the folders that hold the name."""
    seen, fsync, link = [], os.fsync, os.link

    def watched_fsync(number):
        seen.append("folder" if stat.S_ISDIR(os.fstat(number).st_mode) else "file")
        fsync(number)

    def watched_link(*names):
        seen.append("name")
        link(*names)

    monkeypatch.setattr(os, "fsync", watched_fsync)
    monkeypatch.setattr(os, "link", watched_link)
    store.put(HERE, Kind.DATA, UUID(int=0x0107), b"wrap")
    assert seen == ["file", "name", *["folder"] * 4]
    seen.clear()
    store.put(HERE, Kind.DATA, UUID(int=0x0207), b"wrap")  # those above are known to be durable
    assert seen == ["file", "name", "folder"]


def test_a_disk_that_fails_leaves_no_key_behind(store, folder, monkeypatch):
    def full(_):
        raise OSError(28, "No space left on device")

    key = uuid4()
    with monkeypatch.context() as patched, pytest.raises(OSError, match="No space"):
        patched.setattr(os, "fsync", full)
        store.put(HERE, Kind.DATA, key, b"wrap")
    assert files(folder) == []
    store.put(HERE, Kind.DATA, key, b"wrap")


def test_a_destroyed_key_was_overwritten_first(store, folder):
    """A second name of the same file, as a copy-shy backup would have it, holds only zeros afterwards."""
    key = uuid4()
    store.put(HERE, Kind.DATA, key, b"wrapped key")
    (path,) = files(folder)
    os.link(path, folder / "witness")
    store.destroy(HERE, Kind.DATA, key)
    assert (folder / "witness").read_bytes() == bytes(11)
    assert files(folder) == [folder / "witness"]


def test_what_a_killed_process_left_aside_is_no_key_and_dies_with_the_key(store, folder):
    key = uuid4()
    store.put(HERE, Kind.DATA, key, b"wrap")
    (path,) = files(folder)
    path.with_suffix(".0011").write_bytes(b"half")
    assert list(store.ids(HERE, Kind.DATA)) == [key]
    store.destroy(HERE, Kind.DATA, key)
    assert files(folder) == []


def test_a_destruction_cut_short_is_finished_by_the_next(store, folder):
    key = uuid4()
    store.put(HERE, Kind.DATA, key, b"wrap")
    (path,) = files(folder)
    path.rename(path.with_suffix(".aabb"))  # killed between the new name and the overwriting
    with pytest.raises(KeyGone):
        store.get(HERE, Kind.DATA, key)
    store.destroy(HERE, Kind.DATA, key)
    assert files(folder) == []


def test_wiping_what_is_gone_is_no_error(folder):
    wipe(folder)


NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture
def copies(tmp_path):
    return tmp_path / "copies"


def test_a_snapshot_gives_back_every_key(store, copies, tmp_path):
    vault, key, pair = Vault(store), uuid4(), uuid4()
    raw, index = vault.new_key(HERE, key).raw, vault.index_key(HERE)
    vault.new_intake_pair(HERE, pair)
    path = snapshot(store, copies, now=NOW)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600 and stat.S_IMODE(copies.stat().st_mode) == 0o700
    other = Vault(FileKeyStore(tmp_path / "other"))
    assert load(other.store, path, now=NOW + timedelta(days=30)) == 4
    assert (other.key(HERE, key).raw, other.index_key(HERE)) == (raw, index)
    assert list(other.store.ids(HERE, Kind.INTAKE)) == [pair]


def test_a_snapshot_older_than_thirty_days_is_not_restored(store, copies, tmp_path):
    Vault(store).new_key(HERE, uuid4())
    path = snapshot(store, copies, now=NOW)
    other = FileKeyStore(tmp_path / "other")
    with pytest.raises(BadSnapshot) as refused:
        load(other, path, now=NOW + timedelta(days=30, seconds=1))
    assert refused.value.code == "old"
    assert list(other.authorities()) == []


def test_each_snapshot_wipes_those_that_are_too_old(store, copies):
    old, still = snapshot(store, copies, now=NOW), snapshot(store, copies, now=NOW + timedelta(days=1))
    os.link(old, copies / "witness")
    newest = snapshot(store, copies, now=NOW + timedelta(days=31))
    assert sorted(copies.glob("keys-*")) == sorted([still, newest])
    assert not any((copies / "witness").read_bytes())


def test_a_snapshot_never_goes_over_other_keys(store, copies):
    Vault(store).new_key(HERE, uuid4())
    with pytest.raises(BadSnapshot) as refused:
        load(store, snapshot(store, copies))
    assert refused.value.code == "not-empty"


@pytest.mark.parametrize(
    "damage",
    [
        lambda text: text[:-30],
        lambda text: text.replace("master", "data", 1),
        lambda text: re.sub(r"\n\[.*?\n", "\n", text, count=1),
        lambda text: "",
        lambda text: "{}\n",
        lambda text: "\x00\n" * 3,
    ],
    ids="cut changed shortened empty header nonsense".split(),
)
def test_a_damaged_snapshot_is_refused_whole(store, copies, tmp_path, damage):
    Vault(store).new_key(HERE, uuid4())
    path = snapshot(store, copies, now=NOW)
    path.write_text(damage(path.read_text()))
    other = FileKeyStore(tmp_path / "other")
    with pytest.raises(BadSnapshot) as refused:
        load(other, path, now=NOW)
    assert refused.value.code == "damaged"
    assert list(other.authorities()) == []


def test_a_snapshot_folder_that_others_can_read_is_refused(store, copies):
    copies.mkdir(mode=0o755)
    with pytest.raises(UnsafeFolder):
        snapshot(store, copies)
