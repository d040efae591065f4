"""A quiet proof of work: the page gives a nonce, the browser finds a number whose hash begins with enough zero bits.

It costs a person nothing and a flood something. Without JavaScript there is no proof, and the report is taken all the
same. The nonce is an HMAC of the minute, so that nothing is stored and any process of the house can check it.
"""

from __future__ import annotations

import hashlib
import hmac
import time
from typing import Final

from django.conf import settings

BITS: Final = 16
LASTS_MINUTES: Final = 12 * 60  # somebody may write for an evening
LONGEST: Final = 120


def nonce(code: str, now: float | None = None) -> str:
    """This minute's nonce for one municipality's forms."""
    return _nonce(code, int((time.time() if now is None else now) // 60))


def is_done(code: str, proof: str, now: float | None = None) -> bool:
    """Whether `nonce:number` is a proof for this municipality, of the last twelve hours."""
    given, _, _number = proof.rpartition(":")
    minute, _, _tag = given.partition(".")
    if len(proof) > LONGEST or not (minute.isascii() and minute.isdigit()):
        return False
    age = int((time.time() if now is None else now) // 60) - int(minute)
    if not 0 <= age <= LASTS_MINUTES or not hmac.compare_digest(given, _nonce(code, int(minute))):
        return False
    return int.from_bytes(hashlib.sha256(proof.encode()).digest()[:4], "big") >> (32 - BITS) == 0


def _nonce(code: str, minute: int) -> str:
    tag = hmac.new(settings.SECRET_KEY.encode(), f"beredskab proof of work {code} {minute}".encode(), "sha256")
    return f"{minute}.{tag.hexdigest()[:24]}"
