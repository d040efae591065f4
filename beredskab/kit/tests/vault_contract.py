"""What any key store must do. A new provider makes a test class of it with its own `place`."""

import threading
from collections.abc import Callable
from uuid import UUID, uuid4

import pytest

from beredskab.kit.vault import KeyExists, KeyGone, KeyStore, Kind
from beredskab.kit.vault.store import KeyChanged

HERE, THERE = uuid4(), uuid4()


class KeyStoreContract:
    """`opened` opens the same store anew, as another process would."""

    opened: Callable[[], KeyStore]

    @pytest.fixture
    def store(self, opened):
        return opened()

    def test_what_is_put_is_there_for_everybody(self, store, opened):
        key = uuid4()
        store.put(HERE, Kind.DATA, key, b"wrap")
        assert store.get(HERE, Kind.DATA, key) == opened().get(HERE, Kind.DATA, key) == b"wrap"

    def test_a_key_is_never_overwritten(self, store):
        key = uuid4()
        store.put(HERE, Kind.DATA, key, b"first")
        with pytest.raises(KeyExists):
            store.put(HERE, Kind.DATA, key, b"second")
        assert store.get(HERE, Kind.DATA, key) == b"first"

    def test_of_many_who_put_at_once_one_wins(self, opened):
        key, won = uuid4(), []

        def put(number):
            try:
                opened().put(HERE, Kind.DATA, key, bytes([number + 1]) * 60)
                won.append(number)
            except KeyExists:
                pass

        together(put, 8)
        assert len(won) == 1
        assert opened().get(HERE, Kind.DATA, key) == bytes([won[0] + 1]) * 60

    def test_authorities_and_kinds_do_not_meet(self, store):
        key = uuid4()
        store.put(HERE, Kind.DATA, key, b"a")
        store.put(THERE, Kind.DATA, key, b"b")
        store.put(HERE, Kind.INTAKE, key, b"c")
        store.destroy(HERE, Kind.DATA, key)
        assert (store.get(THERE, Kind.DATA, key), store.get(HERE, Kind.INTAKE, key)) == (b"b", b"c")
        assert list(store.authorities()) == sorted([HERE, THERE])

    def test_a_destroyed_key_is_gone_for_everybody_and_may_be_destroyed_again(self, store, opened):
        key = uuid4()
        store.put(HERE, Kind.DATA, key, b"wrap")
        store.destroy(HERE, Kind.DATA, key)
        store.destroy(HERE, Kind.DATA, key)
        for one in (store, opened()):
            with pytest.raises(KeyGone):
                one.get(HERE, Kind.DATA, key)
        assert list(store.ids(HERE, Kind.DATA)) == []

    def test_what_never_was_is_gone_too(self, store):
        with pytest.raises(KeyGone):
            store.get(HERE, Kind.DATA, uuid4())
        store.destroy(uuid4(), Kind.DATA, uuid4())
        assert list(store.ids(uuid4(), Kind.DATA)) == []

    def test_ids_come_in_order(self, store):
        keys = [UUID(int=number) for number in (300, 2, 1, 255)]
        for key in keys:
            store.put(HERE, Kind.MASTER, key, b"wrap")
        assert list(store.ids(HERE, Kind.MASTER)) == sorted(keys)

    def test_an_exchange_needs_what_is_there(self, store):
        key = uuid4()
        store.put(HERE, Kind.DATA, key, b"old")
        with pytest.raises(KeyChanged):
            store.replace(HERE, Kind.DATA, key, b"new", instead_of=b"other")
        assert store.get(HERE, Kind.DATA, key) == b"old"
        store.replace(HERE, Kind.DATA, key, b"new", instead_of=b"old")
        assert store.get(HERE, Kind.DATA, key) == b"new"

    def test_an_exchange_never_brings_back_a_destroyed_key(self, store):
        key = uuid4()
        store.put(HERE, Kind.DATA, key, b"old")
        store.destroy(HERE, Kind.DATA, key)
        with pytest.raises(KeyGone):
            store.replace(HERE, Kind.DATA, key, b"new", instead_of=b"old")
        assert list(store.ids(HERE, Kind.DATA)) == []

    def test_of_many_exchanges_none_is_lost(self, opened):
        """Each adds one to what it read; with a lost update the sum would be too small."""
        key = uuid4()
        opened().put(HERE, Kind.DATA, key, b"\x01\x00")

        def count(_):
            store, done = opened(), 0
            while done < 10:
                seen = store.get(HERE, Kind.DATA, key)
                try:
                    more = (int.from_bytes(seen, "little") + 1).to_bytes(2, "little")
                    store.replace(HERE, Kind.DATA, key, more, instead_of=seen)
                    done += 1
                except KeyChanged:
                    continue

        together(count, 4)
        assert int.from_bytes(opened().get(HERE, Kind.DATA, key), "little") == 41

    def test_a_reader_sees_the_old_or_the_new_and_never_a_part(self, opened):
        key, seen, over = uuid4(), set(), threading.Event()
        old, new = b"\x01" * 90, b"\x02" * 90
        opened().put(HERE, Kind.DATA, key, old)

        def work(number):
            store = opened()
            if number:
                while not over.is_set():
                    seen.add(store.get(HERE, Kind.DATA, key))
                return
            try:
                for _ in range(15):
                    store.replace(HERE, Kind.DATA, key, new, instead_of=old)
                    store.replace(HERE, Kind.DATA, key, old, instead_of=new)
            finally:
                over.set()

        together(work, 3)
        assert seen <= {old, new}

    def test_a_reader_meets_the_whole_key_or_none_while_it_is_destroyed(self, opened):
        wrong = []
        for _ in range(10):
            key, over = uuid4(), threading.Event()
            opened().put(HERE, Kind.DATA, key, b"\x07" * 90)

            def work(number, key=key, over=over):
                store = opened()
                if not number:
                    store.destroy(HERE, Kind.DATA, key)
                    over.set()
                while number and not over.is_set():
                    try:
                        wrong.extend({store.get(HERE, Kind.DATA, key)} - {b"\x07" * 90})
                    except KeyGone:
                        return

            together(work, 3)
        assert wrong == []

    def test_one_who_holds_alone_waits_for_the_others(self, opened):
        order = []

        def alone():
            with opened().held(HERE, alone=True):
                order.append("alone")

        with opened().held(HERE, alone=False), opened().held(HERE, alone=False), opened().held(THERE, alone=True):
            waiting = threading.Thread(target=alone)
            waiting.start()
            waiting.join(0.1)
            order.append("together")
        waiting.join(20)
        assert order == ["together", "alone"]


def together(work: Callable[[int], object], number: int) -> None:
    """Run in so many threads at once; an error in one fails the test."""
    errors: list[BaseException] = []

    def guarded(index: int) -> None:
        try:
            work(index)
        except BaseException as error:  # noqa: BLE001  shown below
            errors.append(error)

    threads = [threading.Thread(target=guarded, args=(index,)) for index in range(number)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert errors == []
