"""The proof that a JPEG is nothing else than pixels. It decodes nothing: the caller has no decoder loaded."""

from __future__ import annotations

import re
from typing import Final

_START_OF_FILE: Final = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00"
_AFTER_START: Final = 20
_TABLES: Final = frozenset({0xDB, 0xC4, 0xC0})  # quantisation, Huffman, frame
_SCAN: Final = 0xDA
_IN_SCAN: Final = re.compile(rb"\xff[^\x00]")


def is_only_pixels(data: bytes) -> bool:
    """Whether a JPEG has the segments that an encoder needs, and no other: no metadata, nothing after its end."""
    if not data.startswith(_START_OF_FILE):
        return False
    at = _AFTER_START
    while at + 4 <= len(data) and data[at] == 0xFF and data[at + 1] in _TABLES:
        at += 2 + int.from_bytes(data[at + 2 : at + 4])
    if data[at : at + 2] != bytes((0xFF, _SCAN)):
        return False
    end = _IN_SCAN.search(data, at + 2 + int.from_bytes(data[at + 2 : at + 4]))
    return end is not None and end[0] == b"\xff\xd9" and end.end() == len(data)
