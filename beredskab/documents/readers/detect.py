"""Which format a file has, by its content. The name only tells Markdown from plain text."""

from __future__ import annotations

import re
from typing import Literal, TypeAlias

from beredskab.documents.errors import fail

Format: TypeAlias = Literal["docx", "pdf", "html", "odt", "txt", "md"]

EXTENSIONS: dict[str, frozenset[str]] = {
    "docx": frozenset({"docx", "docm", "dotx"}),
    "pdf": frozenset({"pdf"}),
    "html": frozenset({"html", "htm", "xhtml", "aspx", "php"}),
    "odt": frozenset({"odt", "ott"}),
    "txt": frozenset({"txt", "text"}),
    "md": frozenset({"md", "markdown"}),
}
_KNOWN = frozenset().union(*EXTENSIONS.values(), {"doc", "rtf", "xlsx", "pptx", "png", "jpg"})
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*", b"BM", b"RIFF")
_HTML = re.compile(
    r"<(?:!doctype\s+html|html|head|body|article|main|section|div|h[1-6]|p|ul|table|span|br)\b[^<]{0,2000}>",
    re.IGNORECASE,
)
_MARKDOWN = re.compile(r"^#{1,6} \S", re.MULTILINE)


def extension(name: str) -> str:
    """The part of a file name after its last dot, in lower case; empty when it is none that we know."""
    tail = name.rsplit(".", 1)[-1].lower() if "." in name else ""
    return tail if tail in _KNOWN else ""


def binary_format(data: bytes) -> Literal["pdf", "zip", "text"]:
    """What the first bytes say. Raises `ReadError` for formats that are known and not read."""
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data[:4] in (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08"):
        return "zip"
    if data[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        _compound_file(data)
    if data[:5] == b"{\\rtf":
        fail("unsupported_format", what="RTF-filer / RTF files")
    if data.startswith(_PICTURES) and b"\0" in data[:4096]:
        fail("unsupported_format", what="billeder / pictures")
    if data[:2] == b"\x1f\x8b" or data[:6] in (b"7z\xbc\xaf\x27\x1c", b"Rar!\x1a\x07"):
        fail("unsupported_format", what="zip, gzip og 7z / zip, gzip and 7z")
    return "text"


def text_format(name: str, text: str) -> Literal["html", "txt", "md"]:
    """Whether a text is HTML, Markdown or plain."""
    head = text[:20_000].lstrip()
    if head[:5].lower() == "<?xml" and "<html" not in head[:4000].lower():
        fail(
            "xml_entities" if "<!ENTITY" in head or "<!DOCTYPE" in head else "unsupported_format",
            what="XML-filer / XML files",
        )
    if head.startswith("<") and _HTML.search(head):
        return "html"
    if extension(name) in EXTENSIONS["html"] and _HTML.search(head):
        return "html"
    if head[:13].lower() == "mime-version:" or "multipart/related" in head[:2000].lower():
        fail("unsupported_format", what="MHTML-filer / MHTML files")
    if extension(name) in EXTENSIONS["md"] or (extension(name) != "txt" and _MARKDOWN.search(head)):
        return "md"
    return "md" if len(_MARKDOWN.findall(head)) >= 2 else "txt"


def _compound_file(data: bytes) -> None:
    def holds(stream: str) -> bool:
        return stream.encode("utf-16-le") in data

    if holds("EncryptedPackage"):
        fail("encrypted_office")
    if holds("WordDocument"):
        fail("legacy_doc")
    fail("unsupported_format", what="gamle Office-filer / old Office files")
