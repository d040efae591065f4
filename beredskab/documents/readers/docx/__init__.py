"""Word files (docx): lxml over the zip."""

from beredskab.documents.readers.docx.body import read

__all__ = ["read"]
