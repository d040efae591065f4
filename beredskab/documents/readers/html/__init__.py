"""HTML, also saved web pages: the main content without menus, banners and footers."""

from beredskab.documents.readers.html.walk import read

__all__ = ["read"]
