"""The proof that a JPEG is nothing else than pixels. It decodes nothing: the caller has no decoder loaded."""

from __future__ import annotations

import re
import struct
from typing import Final

_START_OF_FILE: Final = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00"
_AFTER_START: Final = 20
_FRAME: Final = 0xC0
_TABLES: Final = frozenset({0xDB, 0xC4, _FRAME})  # quantisation, Huffman, frame
_SCAN: Final = b"\xff\xda"
_END: Final = b"\xff\xd9"
_IN_SCAN: Final = re.compile(rb"\xff[^\x00]")


def size_of_pixels(data: bytes) -> tuple[int, int] | None:
    """Width and height of a JPEG that has the segments an encoder needs, and no other; nothing if it has any more.

    No metadata, one frame, one scan, nothing after the end.
    """
    if not data.startswith(_START_OF_FILE):
        return None
    at, sizes = _AFTER_START, []
    while at + 9 <= len(data) and data[at] == 0xFF and data[at + 1] in _TABLES:
        if data[at + 1] == _FRAME:
            height, width = struct.unpack_from(">HH", data, at + 5)
            sizes.append((width, height))
        at += 2 + int.from_bytes(data[at + 2 : at + 4])
    if data[at : at + 2] != _SCAN or len(sizes) != 1:
        return None
    end = _IN_SCAN.search(data, at + 2 + int.from_bytes(data[at + 2 : at + 4]))
    return sizes[0] if end is not None and end[0] == _END and end.end() == len(data) else None


def is_only_pixels(data: bytes) -> bool:
    """Whether a JPEG is nothing else than a picture."""
    return size_of_pixels(data) is not None
