"""A process that ends when its parent does, however that ended: it watches a pipe that only the parent holds open."""

from __future__ import annotations

import os
import signal
import threading
import time
from typing import Final

VARIABLE: Final = "BEREDSKAB_LEASH"
GRACE_SECONDS: Final = 10


def follow() -> None:
    """Watch the pipe that the supervisor named, if any, from a thread of this process."""
    handle = os.environ.pop(VARIABLE, "")
    if handle:
        threading.Thread(target=_watch, args=(int(handle),), name="leash", daemon=True).start()


def _watch(handle: int) -> None:
    while os.read(handle, 1):
        pass
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(GRACE_SECONDS)
    os.kill(os.getpid(), signal.SIGKILL)
