"""PDF files with text: pypdfium2 gives lines, geometry makes paragraphs, headings and lists of them."""

from beredskab.documents.readers.pdf.reader import read

__all__ = ["read"]
