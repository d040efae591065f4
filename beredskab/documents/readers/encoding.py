"""Bytes to text: byte order mark, what an HTML page declares, UTF-8, and Windows-1252 when that is plainly it."""

from __future__ import annotations

import codecs
import re

from beredskab.documents.errors import fail

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_META = re.compile(rb"<meta[^>]{0,300}?charset\s*=\s*[\"']?\s*([\w-]{3,20})", re.IGNORECASE)
_XML = re.compile(rb"^\s*<\?xml[^>]{0,200}?encoding=[\"']([\w-]{3,20})", re.IGNORECASE)
_WESTERN = frozenset({"iso-8859-1", "latin-1", "latin1", "iso8859-1", "windows-1252", "cp1252", "us-ascii", "ascii"})
_MULTIBYTE = re.compile(rb"[\xc3-\xcf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}")
_PLAIN_1252 = frozenset("æøåÆØÅéÉèüÜöÖäÄáíóúñçëï’‘“”„«»–—…§°½¼¾·•€£´®©²³\xa0\xad")


def decode(data: bytes) -> tuple[str, bool]:
    """The text, and whether an older character set than UTF-8 had to be assumed.

    Raises `ReadError("bad_encoding")` for damaged characters, `unsupported_format` for bytes that are no text.
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _strictly(data, name), False
    if b"\0" in data:
        fail("unsupported_format", what="en fil, der ikke er tekst / a file that is not text")
    declared = _declared(data)
    try:
        return data.decode("utf-8"), False
    except UnicodeDecodeError:
        pass
    if declared and declared not in _WESTERN and declared not in ("utf-8", "utf8"):
        return _strictly(data, declared), False
    return _western(data, sure=declared in _WESTERN), declared not in _WESTERN


def _declared(data: bytes) -> str:
    match = _XML.search(data[:300]) or _META.search(data[:4096])
    return match[1].decode("ascii", "replace").lower() if match else ""


def _strictly(data: bytes, name: str) -> str:
    try:
        text = data.decode(name)
    except (UnicodeDecodeError, LookupError):
        fail("bad_encoding")
    if "\0" in text:
        fail("unsupported_format", what="en fil, der ikke er tekst / a file that is not text")
    return text


def _western(data: bytes, sure: bool) -> str:
    text = data.decode("cp1252", "replace" if sure else "surrogateescape")
    if sure:
        return text
    high = [char for char in text if ord(char) > 127]
    known = sum(char in _PLAIN_1252 for char in high)
    # Whole UTF-8 letters beside broken ones mean a damaged UTF-8 file; reading that as 1252 would make "Ã¦" of "æ".
    if _MULTIBYTE.search(data) or known < 0.9 * len(high) or len(high) > 0.3 * len(text):
        fail("bad_encoding")
    return text.encode("utf-8", "replace").decode("utf-8")
