"""What the detail of an event may hold: codes, numbers, dates and hashes under known names. Never free text."""

import re
from collections.abc import Mapping
from typing import Any, Final

KEYS: Final = frozenset(
    {
        "basis", "body", "bytes", "code", "comment", "count", "date", "dimension", "disposition", "edition",
        "element", "elements", "fields", "files", "force", "format", "framework", "from", "kind", "language",
        "level", "meeting", "membership", "order", "page", "parent", "person", "placed", "plan", "publication",
        "reason", "ref", "resolved", "revision", "role", "roles", "section", "sections", "sha256", "state", "status",
        "terms", "to", "unplaced", "until", "verdict", "version", "versions", "words",
    }
)  # fmt: skip
CODE: Final = re.compile(r"[\w.:/+#*-]{0,100}")


class DetailRefused(ValueError):
    """An event's detail has an unknown key or something that could be free text: a fault in our code."""


def checked(detail: Mapping[str, Any]) -> dict[str, Any]:
    """The detail, if every key is known and every value a code, a number or a list of them.

    Raises DetailRefused, naming the key and never the value.
    """
    for key, value in detail.items():
        if key not in KEYS:
            raise DetailRefused(f"unknown key {key!r}; add it to audit.details.KEYS if it can hold no person")
        values = value if isinstance(value, list | tuple) else [value]
        if not all(_is_code(item) for item in values):
            raise DetailRefused(f"{key!r} holds something other than a code, a number or a date")
    return {key: list(value) if isinstance(value, tuple) else value for key, value in detail.items()}


def _is_code(value: object) -> bool:
    if value is None or isinstance(value, bool | int):
        return True
    return isinstance(value, str) and CODE.fullmatch(value) is not None
