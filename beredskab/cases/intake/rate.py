"""When reports are a flood. Counts of one hour in memory under a salt of that hour: no address is kept or can be found.

Nothing is ever refused: what is over the measure is held for review. Each process counts for itself.
"""

from __future__ import annotations

import hashlib
import ipaddress
import secrets
import threading
import time
from collections import Counter
from typing import Final

HOUR: Final = 3600
MOST_ADDRESSES: Final = 100_000


class Rates:
    """Counts reports by municipality and by sender, and forgets both on the hour."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._hour = -1
        self._salt = b""
        self._counts: Counter[bytes] = Counter()
        self._proofs: set[bytes] = set()

    def is_flood(
        self, code: str, address: str, *, per_hour: int, proof: str = "", proved: bool = False, now: float | None = None
    ) -> bool:
        """Count one more report, and say whether it is over the measure of an hour.

        From one sender half of the measure: a school has one address and may have several worried people. Without a
        proof of work both are halved; a proof counts once.
        """
        with self._lock:
            self._turn(int((time.time() if now is None else now) // HOUR))
            proved = proved and self._is_new(proof)
            here = self._count(f"place {code}")
            sender = self._count(f"sender {code} {_network(address)}")
        share = 1 if proved else 2
        return here * share > per_hour or sender * share > max(per_hour // 2, 1)

    def _turn(self, hour: int) -> None:
        if hour != self._hour:
            self._hour, self._salt = hour, secrets.token_bytes(16)
            self._counts.clear()
            self._proofs.clear()

    def _count(self, what: str) -> int:
        key = self._key(what)
        if key not in self._counts and len(self._counts) >= MOST_ADDRESSES:
            return MOST_ADDRESSES  # so many senders in an hour are a flood
        self._counts[key] += 1
        return self._counts[key]

    def _is_new(self, proof: str) -> bool:
        key = self._key(proof)
        if key in self._proofs or len(self._proofs) >= MOST_ADDRESSES:
            return False
        self._proofs.add(key)
        return True

    def _key(self, what: str) -> bytes:
        return hashlib.blake2b(what.encode(), key=self._salt, digest_size=12).digest()


def _network(address: str) -> str:
    """One sender has a whole IPv6 network of 64 bits."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return ""
    if parsed.version == 4:
        return str(parsed)
    return str(ipaddress.ip_network((parsed, 64), strict=False))


RATES: Final = Rates()
"""This process' own."""
