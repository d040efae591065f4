"""The caller's side: a file goes into the bounded child, a rendering comes out and is checked before it is believed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from beredskab.documents import child
from beredskab.documents.errors import ReadError
from beredskab.documents.files import MEGABYTE
from beredskab.documents.readers.detect import extension
from beredskab.documents.renderings.errors import refuse, rendering_error
from beredskab.documents.renderings.model import (
    JPEG,
    MAX_BYTES,
    MAX_CHARACTERS,
    MAX_PAGES,
    MAX_RENDERED_BYTES,
    PICTURE_SIDE,
    Page,
    Rendering,
)
from beredskab.documents.renderings.proof import size_of_pixels
from beredskab.documents.renderings.words import remark
from beredskab.documents.sandbox import place

_SECONDS: Final = 20
_MEMORY_MB: Final = 700
_KINDS: Final = frozenset({"picture", "pdf", "document"})
_HEAD_ROOM: Final = MEGABYTE


def render_safely(
    name: str, data: bytes, *, language: str = "da", seconds: float = _SECONDS, memory_mb: int = _MEMORY_MB
) -> Rendering:
    """A safe rendering of a stranger's file, made in a bounded child. It takes one of the few places by itself.

    Of `name` only the ending is looked at. Remarks are written in `language`. Raises `RenderingError`, nothing else.
    """
    if not data:
        refuse("empty_file")
    if len(data) > MAX_BYTES:
        refuse("too_large")
    head = {"extension": extension(name), "language": language}
    try:
        with place():
            answered, bodies = child.ask(
                "render", head, [data], seconds=seconds, memory_mb=memory_mb, most=MAX_RENDERED_BYTES + _HEAD_ROOM
            )
    except child.ChildFailed as failed:
        raise rendering_error(failed.code) from None
    except ReadError as error:
        raise rendering_error(error.code) from None
    return _believed(answered, bodies, language)


def _believed(answered: Mapping[str, Any], bodies: Sequence[bytes], language: str) -> Rendering:
    """A child taken over by a file could answer anything: only pixels, plain text and known codes are let through."""
    try:
        if "error" in answered:
            raise rendering_error(answered["error"])
        pages = tuple(_page(body) for body in bodies)
        text, kind = answered["text"], answered["kind"]
        if kind not in _KINDS or not isinstance(text, str) or len(text) > MAX_CHARACTERS or len(pages) > MAX_PAGES:
            raise ValueError("not a rendering")
        return Rendering(kind, pages, text, tuple(remark(code, language) for code in answered["remarks"]))
    except (KeyError, TypeError, ValueError, AttributeError):
        raise rendering_error("too_heavy") from None


def _page(body: bytes) -> Page:
    width, height = size_of_pixels(body) or (0, 0)
    if not (0 < width <= PICTURE_SIDE and 0 < height <= PICTURE_SIDE):
        raise ValueError("not a picture of ours")
    return Page(JPEG, body, width, height)
