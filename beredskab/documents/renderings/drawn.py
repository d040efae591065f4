"""PDF: every page drawn to a picture. Scripts, links, embedded files and text under a black bar stay behind."""

from __future__ import annotations

from typing import Any, Final

import pypdfium2 as pdfium

from beredskab.documents.renderings.errors import refuse
from beredskab.documents.renderings.jpeg import Budget
from beredskab.documents.renderings.model import MAX_PAGES, PAGE_SIDE, Page

_HAIR: Final = 0.01  # below the next whole pixel, whatever floats do


def render(data: bytes) -> tuple[Page, ...]:
    """All pages as pictures. Raises `RenderingError`; a page that cannot be drawn refuses the whole file."""
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        refuse("locked" if "password" in str(error).lower() else "broken")
    try:
        if len(document) > MAX_PAGES:
            refuse("too_many_pages")
        if not len(document):
            refuse("broken")
        # Without it what somebody has filled in would be missing. This build of PDFium runs no scripts.
        document.init_forms()
        budget = Budget(len(document))
        return tuple(budget.encoded(_drawn(document, number)) for number in range(len(document)))
    except pdfium.PdfiumError:
        refuse("broken")
    finally:
        document.close()


def _drawn(document: Any, number: int) -> Any:
    page = document[number]
    try:
        longest = max(page.get_size())
        if not longest > 0:
            refuse("broken")
        bitmap = page.render(scale=(PAGE_SIDE - _HAIR) / longest)
        try:
            return bitmap.to_pil().convert("RGB")
        finally:
            bitmap.close()
    finally:
        page.close()
