"""Envelopes: what is sealed with a key or to a public key, and what binds it to its place. Knows no Django."""

from __future__ import annotations

import hmac
import os
import struct
from dataclasses import dataclass, field
from typing import Final
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

KEY_BYTES: Final = 32
FORMAT: Final = b"\x01"
NONCE_BYTES: Final = 12
TAG_BYTES: Final = 16
SUITE: Final = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)


class Tampered(Exception):
    """The sealed bytes were changed, moved to another place, or sealed with another key."""


@dataclass(frozen=True, slots=True)
class Pair:
    """The two halves of a pair for `seal_to` and `open_with`, as raw bytes."""

    private: bytes = field(repr=False)
    public: bytes


def new_key() -> bytes:
    """A random key."""
    return os.urandom(KEY_BYTES)


def seal(key: bytes, plaintext: bytes, *, aad: bytes) -> bytes:
    """Format byte, random nonce, AES-256-GCM. It opens only with the same `aad`."""
    nonce = os.urandom(NONCE_BYTES)
    return FORMAT + nonce + _cipher(key).encrypt(nonce, plaintext, FORMAT + aad)


def open_sealed(key: bytes, blob: bytes, *, aad: bytes) -> bytes:
    """What `seal` was given. Raises Tampered."""
    cipher = _cipher(key)
    if len(blob) < len(FORMAT) + NONCE_BYTES + TAG_BYTES or blob[:1] != FORMAT:
        raise Tampered("not a sealed value")
    try:
        return cipher.decrypt(blob[1 : 1 + NONCE_BYTES], blob[1 + NONCE_BYTES :], FORMAT + aad)
    except InvalidTag:
        raise Tampered("the seal does not fit") from None


def _cipher(key: bytes) -> AESGCM:
    if len(key) != KEY_BYTES:  # AESGCM would take a shorter one for AES-128 without a word
        raise ValueError(f"a key has {KEY_BYTES} bytes")
    return AESGCM(key)


def join(*parts: bytes) -> bytes:
    """The parts with their lengths, so that no two lists of parts give the same bytes."""
    return b"".join(struct.pack(">I", len(part)) + part for part in parts)


def place(table: str, column: str, row_id: UUID, part: int | None = None) -> bytes:
    """Associated data of a field, or of one numbered part of a file: a value moved elsewhere does not open."""
    number = b"" if part is None else struct.pack(">Q", part)
    return join(b"place", FORMAT, table.encode(), column.encode(), row_id.bytes, number)


def new_pair() -> Pair:
    """A fresh X25519 pair."""
    private = X25519PrivateKey.generate()
    return Pair(private.private_bytes_raw(), private.public_key().public_bytes_raw())


def seal_to(public: bytes, plaintext: bytes, *, aad: bytes) -> bytes:
    """Seal so that only the holder of the private half can open: format byte, encapsulated key, ciphertext (RFC 9180).

    `aad` goes into HPKE's `info`, which binds the key itself; for a single message the two are equally strong.
    """
    key = X25519PublicKey.from_public_bytes(public)
    return FORMAT + SUITE.encrypt(plaintext, key, info=FORMAT + aad)


def open_with(private: bytes, blob: bytes, *, aad: bytes) -> bytes:
    """What `seal_to` was given. Raises Tampered."""
    key = X25519PrivateKey.from_private_bytes(private)
    if blob[:1] != FORMAT:
        raise Tampered("not a sealed value")
    try:
        return SUITE.decrypt(blob[1:], key, info=FORMAT + aad)
    except (InvalidTag, ValueError):  # ValueError: an encapsulated key that is no point of the curve
        raise Tampered("the seal does not fit") from None


def blind(key: bytes, value: str) -> bytes:
    """A keyed commitment (HMAC-SHA-256): equal values can be found, and without the key nothing can be tried out."""
    if len(key) != KEY_BYTES:
        raise ValueError(f"a key has {KEY_BYTES} bytes")
    return hmac.digest(key, value.encode(), "sha256")


def derive(secret: bytes, info: str) -> bytes:
    """A key for one use from a secret of high entropy (HKDF-SHA-256). A password needs a slow derivation instead."""
    return HKDF(algorithm=hashes.SHA256(), length=KEY_BYTES, salt=None, info=info.encode()).derive(secret)
