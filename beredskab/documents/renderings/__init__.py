"""A stranger's file as pictures or plain words. The file itself is never kept and nobody has to open it.

What comes out is made from pixels and letters: no metadata, no scripts, no embedded files, no links, no file name.
"""

from beredskab.documents.renderings.errors import RenderingError
from beredskab.documents.renderings.model import MAX_BYTES, MAX_PAGES, Page, Rendering, safe_name
from beredskab.documents.renderings.safely import render_safely

__all__ = ["MAX_BYTES", "MAX_PAGES", "Page", "Rendering", "RenderingError", "render_safely", "safe_name"]
