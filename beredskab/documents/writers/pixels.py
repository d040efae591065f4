"""How large a picture says it is, before anybody unfolds it: a few kilobytes can become gigabytes of memory."""

from __future__ import annotations

import re
from typing import Final

MAX_PIXELS: Final = 40_000_000
"""A page scanned at 600 dots per inch has 35 million."""

_PNG = re.compile(rb"\x89PNG\r\n\x1a\n.{4}IHDR(.{4})(.{4})", re.DOTALL)
_NO_FRAME = frozenset({0xC4, 0xC8, 0xCC})  # tables and an extension that stand among the frame markers


def too_many(data: bytes) -> bool:
    """Whether the head of a PNG or JPEG promises more than `MAX_PIXELS`. What has no head we know is not judged."""
    return max(_sizes(data), default=0) > MAX_PIXELS


def _sizes(data: bytes) -> list[int]:
    if png := _PNG.match(data):
        return [int.from_bytes(png[1]) * int.from_bytes(png[2])]
    if data[:2] != b"\xff\xd8":
        return []
    sizes, at = [], 2
    while at + 9 <= len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        if 0xC0 <= marker <= 0xCF and marker not in _NO_FRAME:
            sizes.append(int.from_bytes(data[at + 5 : at + 7]) * int.from_bytes(data[at + 7 : at + 9]))
        at += 1 if marker == 0xFF else 2 + int.from_bytes(data[at + 2 : at + 4])
    return sizes
