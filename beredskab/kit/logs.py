"""The application's log: JSON lines with an allow-list of keys. A message's own text is never written.

A request gives one line: request id, route name, status, milliseconds and person id. Anything else that logs
(Django, a library) gives its logger's name and, for an exception, the exception's class and the places in the code
it passed; its text may quote what a person wrote and is dropped.
"""

import json
import logging
import sys
import traceback
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

REQUEST_KEYS: Final = ("request_id", "route", "status", "ms", "person_id")
REQUEST_LOGGER: Final = "beredskab.request"


class AllowListFormatter(logging.Formatter):
    """Writes what is allowed of a record and nothing else."""

    def format(self, record: logging.LogRecord) -> str:
        """One JSON object on one line."""
        line: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
        }
        line.update({key: vars(record)[key] for key in REQUEST_KEYS if key in vars(record)})
        if record.exc_info and record.exc_info[0] is not None:
            line["error"] = record.exc_info[0].__qualname__
            line["places"] = [_place(frame) for frame in traceback.extract_tb(record.exc_info[2])]
        return json.dumps(line)


def configure(settings: Mapping[str, Any]) -> None:
    """Django's LOGGING_CONFIG: one handler for the whole process, to standard error."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(AllowListFormatter())
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(settings.get("level", "INFO"))
    # gunicorn would write the whole traceback of a streamed answer itself, with what the error quotes.
    for name in ("django", "django.server", "gunicorn.error", "gunicorn.access"):
        logger = logging.getLogger(name)
        logger.handlers = []
        logger.propagate = True
        logger.setLevel("WARNING")
    logging.getLogger("procrastinate").setLevel("WARNING")


def _place(frame: traceback.FrameSummary) -> str:
    return f"{Path(frame.filename).name}:{frame.lineno} {frame.name}"
