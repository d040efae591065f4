"""What a key store promises. A file provider stands beside it; a KMS would come behind the same few words."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager
from enum import StrEnum
from typing import Protocol
from uuid import UUID


class Kind(StrEnum):
    """What lies in the store. All but the masters are wrapped with a master."""

    MASTER = "master"  # the authority's own key; the id is its version
    DATA = "data"  # keys of reports and cases
    INTAKE = "intake"  # private halves of the pairs that intake seals to
    INDEX = "index"  # the one key of an authority's blind indexes


class KeyGone(Exception):
    """There is no such key: it never was, or it was destroyed."""


class KeyExists(Exception):
    """There is another key under this id, and a key is never overwritten."""


class KeyChanged(Exception):
    """Somebody else replaced the wrap first; read again."""


class MasterGone(Exception):
    """A wrapped key is there and the master that wraps it is not: the store is damaged. Never to be read as erased."""


class KeyStore(Protocol):
    """Durable places for wrapped keys. Every method is safe between processes; `tests/vault_contract.py` tries it."""

    def put(self, authority_id: UUID, kind: Kind, key_id: UUID, blob: bytes) -> None:
        """Store durably before returning. Raises KeyExists."""

    def get(self, authority_id: UUID, kind: Kind, key_id: UUID) -> bytes:
        """What is stored. Raises KeyGone."""

    def replace(self, authority_id: UUID, kind: Kind, key_id: UUID, blob: bytes, *, instead_of: bytes) -> None:
        """Exchange in one step, durably. Raises KeyGone, and KeyChanged when `instead_of` is not what is there.

        Without the comparison a rotation could bring back a key that was destroyed meanwhile.
        """

    def destroy(self, authority_id: UUID, kind: Kind, key_id: UUID) -> None:
        """Take away for good, durably; no error when it is gone already."""

    def ids(self, authority_id: UUID, kind: Kind) -> Iterator[UUID]:
        """The ids of what is stored, in order."""

    def held(self, authority_id: UUID, *, alone: bool) -> AbstractContextManager[None]:
        """Many may hold it together, or one `alone`: no master may come between choosing one and storing a wrap."""

    def authorities(self) -> Iterator[UUID]:
        """Those who have anything stored."""
