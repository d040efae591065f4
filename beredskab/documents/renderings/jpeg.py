"""Pixels to JPEG, within the room that a rendering may take."""

from __future__ import annotations

import io
from typing import Final

from PIL import Image

from beredskab.documents.renderings.errors import rendering_error
from beredskab.documents.renderings.model import JPEG, MAX_RENDERED_BYTES, Page

# The first keeps coloured writing sharp (no colour is halved); the last can still be read.
QUALITIES: Final = ((85, 0), (70, 2), (50, 2), (30, 2))


class Budget:
    """Room for a number of pages. A page may take its share of what the pages before it left."""

    def __init__(self, pages: int, room: int = MAX_RENDERED_BYTES) -> None:
        self._pages = pages
        self._room = room

    def encoded(self, image: Image.Image) -> Page:
        """The picture as a page, at the best quality that its share allows. Raises `RenderingError` `too_much`."""
        share = self._room // max(self._pages, 1)
        clean = _only_the_pixels(image)
        for quality, subsampling in QUALITIES:
            out = io.BytesIO()
            clean.save(out, "JPEG", quality=quality, subsampling=subsampling)
            data = out.getvalue()
            if len(data) <= share:
                self._pages -= 1
                self._room -= len(data)
                return Page(JPEG, data, clean.width, clean.height)
        raise rendering_error("too_much")


def _only_the_pixels(image: Image.Image) -> Image.Image:
    """A new picture on white: the old one carries comments and profiles that an encoder would write out again."""
    clean = Image.new("RGB", image.size, "white")
    layered = image.convert("RGBA") if image.has_transparency_data else None
    clean.paste(layered or image.convert("RGB"), mask=layered)
    return clean
