"""Pages that are the same for everybody, made once in some seconds: an empty form names nobody."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Final

SECONDS: Final = 15.0
MOST: Final = 2000
_kept: Final[dict[tuple[str, ...], tuple[float, bytes]]] = {}


def kept(key: tuple[str, ...], make: Callable[[], bytes]) -> bytes:
    """The page as it was made a moment ago, or made now."""
    found = _kept.get(key)
    now = time.monotonic()
    if found is None or now - found[0] > SECONDS:
        if len(_kept) >= MOST:
            _kept.clear()
        found = (now, make())
        _kept[key] = found
    return found[1]
