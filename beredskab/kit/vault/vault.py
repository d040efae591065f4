"""The vault: each authority's master key, and what it wraps.

A wrap is the master's version (four bytes, readable) and a seal whose associated data names kind, key id, authority and
that version. Nothing here asks who may: the callers are actions and queries, which have asked.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable
from contextlib import suppress
from uuid import UUID

from beredskab.kit.vault.datakey import DataKey
from beredskab.kit.vault.store import KeyChanged, KeyExists, KeyGone, KeyStore, Kind, MasterGone
from beredskab.lib import crypto

VERSION_BYTES = 4
ONLY = UUID(int=0)  # the id of a kind of which an authority has one
FIRST = 1
WRAPPED = (Kind.DATA, Kind.INTAKE, Kind.INDEX)


class Vault:
    """Keys by authority and id, over any store."""

    def __init__(self, store: KeyStore) -> None:
        self.store = store

    def new_key(self, authority_id: UUID, key_id: UUID) -> DataKey:
        """A fresh data key, durable when this returns: make it before the row. Raises KeyExists."""
        raw = crypto.new_key()
        self._put(authority_id, Kind.DATA, key_id, raw)
        return DataKey(raw)

    def key(self, authority_id: UUID, key_id: UUID) -> DataKey:
        """The data key. Raises KeyGone."""
        return DataKey(self._get(authority_id, Kind.DATA, key_id))

    def keys(self, authority_id: UUID, key_ids: Iterable[UUID]) -> dict[UUID, DataKey]:
        """Many at once, for a list; a destroyed one is left out."""
        found: dict[UUID, DataKey] = {}
        masters: dict[int, bytes] = {}
        for key_id in key_ids:
            try:
                found[key_id] = DataKey(self._get(authority_id, Kind.DATA, key_id, masters))
            except KeyGone:
                continue
        return found

    def has(self, authority_id: UUID, key_id: UUID) -> bool:
        """Is there such a data key?"""
        try:
            self.store.get(authority_id, Kind.DATA, key_id)
        except KeyGone:
            return False
        return True

    def destroy(self, authority_id: UUID, key_id: UUID) -> None:
        """Erase: what the key sealed can never be read again. Safe to repeat."""
        self.store.destroy(authority_id, Kind.DATA, key_id)

    def share(self, key_id: UUID, *, from_authority: UUID, to_authority: UUID) -> None:
        """A second wrap of the same key for another authority. Safe to repeat."""
        self.adopt(to_authority, key_id, self.key(from_authority, key_id).raw)

    def adopt(self, authority_id: UUID, key_id: UUID, raw: bytes) -> DataKey:
        """Take in a key made elsewhere, as intake does. Safe to repeat; another key under the id raises KeyExists."""
        key = DataKey(raw)
        try:
            self._put(authority_id, Kind.DATA, key_id, raw)
        except KeyExists:
            if self._get(authority_id, Kind.DATA, key_id) != raw:
                raise
        return key

    def new_intake_pair(self, authority_id: UUID, pair_id: UUID) -> bytes:
        """A fresh pair: the private half is durable when the public one is returned. Raises KeyExists."""
        pair = crypto.new_pair()
        self._put(authority_id, Kind.INTAKE, pair_id, pair.private)
        return pair.public

    def open_intake(self, authority_id: UUID, pair_id: UUID, blob: bytes, *, aad: bytes) -> bytes:
        """What intake sealed to the pair. Raises KeyGone and `crypto.Tampered`."""
        return crypto.open_with(self._get(authority_id, Kind.INTAKE, pair_id), bytes(blob), aad=aad)

    def destroy_intake(self, authority_id: UUID, pair_id: UUID) -> None:
        """End a pair; what was sealed to it alone can never be read again. Safe to repeat."""
        self.store.destroy(authority_id, Kind.INTAKE, pair_id)

    def index_key(self, authority_id: UUID) -> bytes:
        """The authority's key for `crypto.blind`; the same for ever, or nothing stored would be found again."""
        try:
            return self._get(authority_id, Kind.INDEX, ONLY)
        except KeyGone:
            with suppress(KeyExists):  # another process was first, and its key counts
                self._put(authority_id, Kind.INDEX, ONLY, crypto.new_key())
        return self._get(authority_id, Kind.INDEX, ONLY)

    def rotate(self, authority_id: UUID) -> int:
        """A new master; everything is wrapped again, then the older ones are destroyed. Returns the new version.

        Readers and writers go on meanwhile. After a kill both masters stay until the next rotation, and all opens.
        """
        version = self._new_master(authority_id)
        for kind in WRAPPED:
            for key_id in list(self.store.ids(authority_id, kind)):
                self._rewrap(authority_id, kind, key_id, version)
        for old in list(self.store.ids(authority_id, Kind.MASTER)):
            if old.int < version:
                self.store.destroy(authority_id, Kind.MASTER, old)
        return version

    def _put(self, authority_id: UUID, kind: Kind, key_id: UUID, raw: bytes) -> None:
        """Wrap and store. The hold keeps a rotation from listing the keys before ours is among them."""
        if not self._versions(authority_id):
            self._new_master(authority_id, first=True)
        with self.store.held(authority_id, alone=False):
            version = max(self._versions(authority_id))
            self.store.put(authority_id, kind, key_id, self._wrap(authority_id, kind, key_id, raw, version))

    def _get(self, authority_id: UUID, kind: Kind, key_id: UUID, masters: dict[int, bytes] | None = None) -> bytes:
        blob = self.store.get(authority_id, kind, key_id)
        while True:
            try:
                return self._unwrap(authority_id, kind, key_id, blob, masters)
            except MasterGone:
                # A rotation ended between our two looks, and by now the wrap is a new one.
                again = self.store.get(authority_id, kind, key_id)
                if again == blob:
                    raise
                blob = again

    def _rewrap(self, authority_id: UUID, kind: Kind, key_id: UUID, version: int) -> None:
        while True:
            try:
                blob = self.store.get(authority_id, kind, key_id)
                if _version(blob) >= version:
                    return
                raw = self._unwrap(authority_id, kind, key_id, blob)
                wrapped = self._wrap(authority_id, kind, key_id, raw, version)
                self.store.replace(authority_id, kind, key_id, wrapped, instead_of=blob)
                return
            except KeyChanged:
                continue
            except KeyGone:
                return  # destroyed meanwhile
            except MasterGone:
                if self.store.get(authority_id, kind, key_id) == blob:
                    raise

    def _versions(self, authority_id: UUID) -> list[int]:
        return [key_id.int for key_id in self.store.ids(authority_id, Kind.MASTER)]

    def _new_master(self, authority_id: UUID, *, first: bool = False) -> int:
        with self.store.held(authority_id, alone=True):
            version = max(self._versions(authority_id), default=0) + 1
            if first and version > FIRST:
                return version - 1  # another process was first
            if version == FIRST and any(True for kind in WRAPPED for _ in self.store.ids(authority_id, kind)):
                raise MasterGone("all masters")  # a new one would take the number of one that is lost
            self.store.put(authority_id, Kind.MASTER, UUID(int=version), crypto.new_key())
        return version

    def _master(self, authority_id: UUID, version: int) -> bytes:
        try:
            return self.store.get(authority_id, Kind.MASTER, UUID(int=version))
        except KeyGone:
            raise MasterGone(f"master {version}") from None

    def _wrap(self, authority_id: UUID, kind: Kind, key_id: UUID, raw: bytes, version: int) -> bytes:
        master = self._master(authority_id, version)
        aad = _wrap_place(authority_id, kind, key_id, version)
        return struct.pack(">I", version) + crypto.seal(master, raw, aad=aad)

    def _unwrap(
        self, authority_id: UUID, kind: Kind, key_id: UUID, blob: bytes, masters: dict[int, bytes] | None = None
    ) -> bytes:
        known, version = {} if masters is None else masters, _version(blob)
        if version not in known:
            known[version] = self._master(authority_id, version)
        aad = _wrap_place(authority_id, kind, key_id, version)
        return crypto.open_sealed(known[version], blob[VERSION_BYTES:], aad=aad)


def _version(blob: bytes) -> int:
    if len(blob) < VERSION_BYTES:
        raise crypto.Tampered("not a wrapped key")
    return int(struct.unpack(">I", blob[:VERSION_BYTES])[0])


def _wrap_place(authority_id: UUID, kind: Kind, key_id: UUID, version: int) -> bytes:
    return crypto.join(b"wrap", kind.encode(), key_id.bytes, authority_id.bytes, struct.pack(">I", version))
