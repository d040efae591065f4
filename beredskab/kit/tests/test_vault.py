"""Who can open what: masters, wraps, rotation while others read and write, and a kill in the middle."""

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from uuid import uuid4

import pytest
from django.core.exceptions import ImproperlyConfigured

from beredskab.kit.tests.vault_contract import together
from beredskab.kit.vault import DataKey, FileKeyStore, KeyExists, KeyGone, Kind, MasterGone, Vault
from beredskab.kit.vault import vault as own_vault
from beredskab.lib import crypto
from beredskab.lib.crypto import Tampered

HERE, THERE = uuid4(), uuid4()
ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "keys"


@pytest.fixture
def vault(folder):
    return Vault(FileKeyStore(folder))


def again(vault):
    return Vault(FileKeyStore(vault.store.folder))


def masters(vault):
    return [version.int for version in vault.store.ids(HERE, Kind.MASTER)]


def test_a_key_is_there_for_every_process_until_it_is_destroyed(vault):
    key = uuid4()
    made = vault.new_key(HERE, key)
    assert again(vault).key(HERE, key).raw == made.raw and vault.has(HERE, key)
    vault.destroy(HERE, key)
    vault.destroy(HERE, key)
    assert not vault.has(HERE, key)
    with pytest.raises(KeyGone):
        again(vault).key(HERE, key)


def test_a_key_is_never_made_twice(vault):
    key = uuid4()
    made = vault.new_key(HERE, key)
    with pytest.raises(KeyExists):
        vault.new_key(HERE, key)
    assert vault.key(HERE, key).raw == made.raw


def test_no_key_lies_bare_in_the_store_but_the_master(vault, folder):
    made, public = vault.new_key(HERE, uuid4()).raw, vault.new_intake_pair(HERE, uuid4())
    index = vault.index_key(HERE)
    for path in folder.rglob("*"):
        if path.is_file():
            assert not any(secret in path.read_bytes() for secret in (made, index, public))


def test_another_authority_has_no_key_until_it_is_shared_and_keeps_it_after(vault):
    key = uuid4()
    raw = vault.new_key(HERE, key).raw
    with pytest.raises(KeyGone):
        vault.key(THERE, key)
    vault.share(key, from_authority=HERE, to_authority=THERE)
    vault.share(key, from_authority=HERE, to_authority=THERE)
    vault.destroy(HERE, key)
    assert vault.key(THERE, key).raw == raw
    with pytest.raises(KeyGone):
        vault.share(key, from_authority=HERE, to_authority=THERE)


def test_a_key_made_elsewhere_is_taken_in_once(vault):
    key, raw = uuid4(), crypto.new_key()
    assert vault.adopt(HERE, key, raw).raw == vault.adopt(HERE, key, raw).raw == vault.key(HERE, key).raw == raw
    with pytest.raises(KeyExists):
        vault.adopt(HERE, key, crypto.new_key())
    with pytest.raises(ValueError, match="not a data key"):
        vault.adopt(HERE, uuid4(), b"short")


def test_many_keys_at_once_without_those_that_are_gone(vault):
    keys = [uuid4() for _ in range(4)]
    made = {key: vault.new_key(HERE, key).raw for key in keys}
    vault.destroy(HERE, keys[0])
    assert {key: found.raw for key, found in vault.keys(HERE, keys).items()} == {key: made[key] for key in keys[1:]}


@pytest.mark.parametrize("where", ["key", "authority", "kind"])
def test_a_wrap_laid_in_another_place_does_not_open(vault, where):
    key, other = uuid4(), uuid4()
    vault.new_key(HERE, key)
    vault.new_key(THERE, uuid4())
    wrap = vault.store.get(HERE, Kind.DATA, key)
    with pytest.raises(Tampered):
        if where == "key":
            vault.store.put(HERE, Kind.DATA, other, wrap)
            vault.key(HERE, other)
        elif where == "authority":
            vault.store.put(THERE, Kind.DATA, key, wrap)
            vault.key(THERE, key)
        else:
            vault.store.put(HERE, Kind.INTAKE, key, wrap)
            vault.open_intake(HERE, key, b"", aad=b"")


def test_a_changed_or_cut_wrap_fails_loudly(vault):
    key = uuid4()
    vault.new_key(HERE, key)
    wrap = vault.store.get(HERE, Kind.DATA, key)
    for bad in (wrap[:-1] + bytes([wrap[-1] ^ 1]), wrap[:3], wrap[:4]):
        now = vault.store.get(HERE, Kind.DATA, key)
        vault.store.replace(HERE, Kind.DATA, key, bad, instead_of=now)
        with pytest.raises(Tampered):
            vault.key(HERE, key)


def test_a_lost_master_is_never_taken_for_an_erasure(vault):
    key = uuid4()
    vault.new_key(HERE, key)
    (version,) = vault.store.ids(HERE, Kind.MASTER)
    vault.store.destroy(HERE, Kind.MASTER, version)
    for attempt in (lambda: vault.key(HERE, key), lambda: vault.keys(HERE, [key]), lambda: vault.rotate(HERE)):
        with pytest.raises(MasterGone):
            attempt()


def test_what_intake_seals_is_opened_until_the_pair_is_destroyed(vault):
    pair = uuid4()
    blob = crypto.seal_to(vault.new_intake_pair(HERE, pair), b"a report's key", aad=b"report")
    assert again(vault).open_intake(HERE, pair, blob, aad=b"report") == b"a report's key"
    with pytest.raises(Tampered):
        vault.open_intake(HERE, pair, blob, aad=b"another")
    with pytest.raises(KeyExists):
        vault.new_intake_pair(HERE, pair)
    vault.destroy_intake(HERE, pair)
    vault.destroy_intake(HERE, pair)
    with pytest.raises(KeyGone):
        vault.open_intake(HERE, pair, blob, aad=b"report")


def test_the_index_key_is_one_per_authority_for_ever(vault):
    first = vault.index_key(HERE)
    vault.rotate(HERE)
    assert again(vault).index_key(HERE) == first != vault.index_key(THERE)


def test_the_first_use_by_many_at_once_makes_one_master_and_one_index_key(vault):
    keys, seen = [uuid4() for _ in range(6)], set()

    def begin(number):
        mine = again(vault)
        mine.new_key(HERE, keys[number])
        seen.add(mine.index_key(HERE))

    together(begin, 6)
    assert masters(vault) == [1] and len(seen) == 1
    assert len(vault.keys(HERE, keys)) == 6


def test_a_rotation_wraps_everything_again_and_ends_the_old_master(vault):
    key, pair = uuid4(), uuid4()
    raw, index = vault.new_key(HERE, key).raw, vault.index_key(HERE)
    blob = crypto.seal_to(vault.new_intake_pair(HERE, pair), b"x", aad=b"")
    before = vault.store.get(HERE, Kind.DATA, key)
    assert (vault.rotate(HERE), masters(vault)) == (2, [2])
    assert vault.store.get(HERE, Kind.DATA, key) != before
    assert (vault.key(HERE, key).raw, vault.index_key(HERE)) == (raw, index)
    assert vault.open_intake(HERE, pair, blob, aad=b"") == b"x"
    assert vault.rotate(THERE) == 1  # nothing there yet: a first master


def test_nobody_is_kept_waiting_or_turned_away_by_a_rotation(vault):
    """Readers, writers and erasers go on through eight rotations by two rotators at once."""
    keys = [uuid4() for _ in range(12)]
    made, over, erased = {key: vault.new_key(HERE, key).raw for key in keys}, threading.Event(), []

    def rotate(mine):
        for _ in range(4):
            mine.rotate(HERE)
        over.set()

    def read(mine):
        while not over.is_set():
            assert {key: found.raw for key, found in mine.keys(HERE, keys).items()} == made
            assert all(mine.key(HERE, key).raw == made[key] for key in keys)

    def write(mine):
        while not (over.is_set() and erased):
            key = uuid4()
            raw = mine.new_key(HERE, key).raw
            assert mine.key(HERE, key).raw == raw
            mine.destroy(HERE, key)
            erased.append(key)

    work = [rotate, rotate, read, read, write, write]
    together(lambda number: work[number](again(vault)), len(work))
    vault.rotate(HERE)
    assert len(masters(vault)) == 1
    assert {key: found.raw for key, found in vault.keys(HERE, keys).items()} == made
    assert erased and vault.keys(HERE, erased) == {}
    assert sorted(vault.store.ids(HERE, Kind.DATA)) == sorted(keys)


ROTATE = """
import sys
from pathlib import Path
from uuid import UUID
from beredskab.kit.vault import FileKeyStore, Vault
vault = Vault(FileKeyStore(Path(sys.argv[1])))
print("ready", flush=True)
while True:
    vault.rotate(UUID(sys.argv[2]))
"""


def test_a_rotation_killed_anywhere_loses_nothing_and_the_next_one_finishes(vault):
    keys = [uuid4() for _ in range(20)]
    made = {key: vault.new_key(HERE, key).raw for key in keys}
    for number in range(6):
        command = [sys.executable, "-c", ROTATE, str(vault.store.folder), str(HERE)]
        process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, env={**os.environ})
        assert process.stdout.readline() == b"ready\n"
        time.sleep(0.005 + 0.011 * number)
        process.send_signal(signal.SIGKILL)
        process.wait()
        process.stdout.close()
        assert {key: found.raw for key, found in vault.keys(HERE, keys).items()} == made
    vault.rotate(HERE)
    assert len(masters(vault)) == 1
    assert {key: found.raw for key, found in vault.keys(HERE, keys).items()} == made


def test_readers_in_another_process_never_fail_while_we_rotate(vault):
    key = uuid4()
    vault.new_key(HERE, key)
    code = ROTATE.replace("vault.rotate(UUID(sys.argv[2]))", "vault.key(UUID(sys.argv[2]), UUID(sys.argv[3]))")
    command = [sys.executable, "-c", code, str(vault.store.folder), str(HERE), str(key)]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE)
    assert process.stdout.readline() == b"ready\n"
    for _ in range(40):
        vault.rotate(HERE)
    assert process.poll() is None
    process.kill()
    process.wait()
    process.stdout.close()


def test_the_own_vault_lies_where_the_settings_say(settings):
    assert own_vault().store.folder == Path(settings.KEY_FOLDER)
    assert own_vault() is own_vault()


def test_without_a_key_folder_one_sentence_says_so(settings):
    settings.KEY_FOLDER = ""
    with pytest.raises(ImproperlyConfigured, match="BEREDSKAB_KEYS"):
        own_vault()


def test_a_key_folder_that_others_can_read_is_refused_in_one_sentence(settings, tmp_path):
    tmp_path.chmod(0o755)
    settings.KEY_FOLDER = str(tmp_path)
    with pytest.raises(ImproperlyConfigured, match="closed to all others"):
        own_vault()


def test_a_data_key_is_of_the_right_length():
    with pytest.raises(ValueError, match="not a data key"):
        DataKey(bytes(16))
