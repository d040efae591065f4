"""What the worker does again and again, beside the queue: each beat in a thread of its own.

`settings.BEATS` maps a function's dotted name to the seconds between two runs of it.
"""

import logging
import threading
from collections.abc import Callable, Mapping

from django.db import close_old_connections, connection
from django.utils.module_loading import import_string

logger = logging.getLogger("beredskab.beats")


class Beats:
    """Starts the beats on entering, and stops them on leaving, after the run they are in."""

    def __init__(self, beats: Mapping[str, float]) -> None:
        self._stop = threading.Event()
        self._threads = [
            threading.Thread(target=self._run, args=(import_string(name), pause), name=name, daemon=True)
            for name, pause in beats.items()
        ]

    def __enter__(self) -> "Beats":
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *error: object) -> None:
        self._stop.set()
        for thread in self._threads:
            thread.join(10)

    def _run(self, call: Callable[[], object], pause: float) -> None:
        try:
            while not self._stop.is_set():
                self._once(call)
                self._stop.wait(pause)
        finally:
            connection.close()

    def _once(self, call: Callable[[], object]) -> None:
        """One run. A fault ends the run and not the beat: the next one finds the work where it was."""
        try:
            call()
        except Exception:
            logger.exception("a beat failed")
            connection.close()
        finally:
            close_old_connections()
