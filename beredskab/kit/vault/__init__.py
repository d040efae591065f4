"""The key store and the vault over it. `vault()` is this installation's own."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from beredskab.kit.vault.datakey import DataKey
from beredskab.kit.vault.files import FileKeyStore, UnsafeFolder, check_folder
from beredskab.kit.vault.snapshots import BadSnapshot, load, snapshot
from beredskab.kit.vault.store import KeyExists, KeyGone, KeyStore, Kind, MasterGone
from beredskab.kit.vault.vault import Vault

__all__ = [
    "BadSnapshot", "DataKey", "FileKeyStore", "KeyExists", "KeyGone", "KeyStore", "Kind", "MasterGone", "UnsafeFolder",
    "Vault", "check_folder", "load", "snapshot", "vault",
]  # fmt: skip


def vault() -> Vault:
    """The vault of this process. The public and the intake process have none."""
    folder = str(getattr(settings, "KEY_FOLDER", ""))
    if not folder:
        raise ImproperlyConfigured("BEREDSKAB_KEYS names no folder: without the keys no concern or case can be opened")
    return _vault(folder)


@cache
def _vault(folder: str) -> Vault:
    try:
        return Vault(FileKeyStore(Path(folder)))
    except UnsafeFolder as error:
        raise ImproperlyConfigured(f"BEREDSKAB_KEYS: {error}") from None
