"""Parts out of a zip and XML out of parts, both bounded: sizes are counted as they unpack, never believed."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from lxml import etree

from beredskab.documents.errors import fail
from beredskab.documents.files import MAX_EXPANDED_BYTES, MAX_ZIP_ENTRIES

_RATIO = 300
_RATIO_FROM = 16 * 1024 * 1024
_CHUNK = 256 * 1024
_ZIP_FAULTS = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    NotImplementedError,
    ValueError,
    KeyError,
    RuntimeError,
)


class Package:
    """A zip file. Only the parts asked for are unpacked; together they may come to 60 MB."""

    def __init__(self, data: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(BytesIO(data))
        except _ZIP_FAULTS:
            fail("broken_zip")
        entries = self._zip.infolist()
        self.names = frozenset(entry.filename for entry in entries)
        self._left = MAX_EXPANDED_BYTES
        if len(entries) > MAX_ZIP_ENTRIES:
            fail("zip_bomb")

    def read(self, name: str) -> bytes | None:
        """The bytes of a part, or nothing when the zip has none of that name."""
        if name not in self.names:
            return None
        try:
            return self._unpack(self._zip.getinfo(name))
        except _ZIP_FAULTS:
            fail("broken_zip")

    def _unpack(self, entry: zipfile.ZipInfo) -> bytes:
        if entry.flag_bits & 1:
            fail("encrypted_office")
        if entry.file_size > self._left:
            fail("zip_bomb")
        if entry.file_size > _RATIO_FROM and entry.file_size > _RATIO * max(entry.compress_size, 1):
            fail("zip_bomb")
        parts = []
        with self._zip.open(entry) as stream:
            while chunk := stream.read(_CHUNK):
                self._left -= len(chunk)
                if self._left < 0:
                    fail("zip_bomb")
                parts.append(chunk)
        return b"".join(parts)


def refuse_definitions(data: bytes) -> None:
    """Refuse a DTD or entities, in UTF-8 as in UTF-16."""
    flat = data.replace(b"\0", b"") if b"\0" in data[:200] else data
    if b"<!DOCTYPE" in flat or b"<!ENTITY" in flat:
        fail("xml_entities")


def xml_root(data: bytes | None) -> Any:
    """The root element of a part (None for no part), without entities, DTD or network."""
    if data is None:
        return None
    refuse_definitions(data)
    try:
        return etree.fromstring(data, etree.XMLParser(**_safe()))
    except etree.XMLSyntaxError as error:
        _syntax(error)


def xml_children(data: bytes, parent: str, tags: tuple[str, ...]) -> Iterator[Any]:
    """The elements of `tags` right below `parent`, one at a time, forgotten again: memory stays flat."""
    refuse_definitions(data)
    try:
        for _event, element in etree.iterparse(BytesIO(data), events=("end",), tag=tags, **_safe()):
            above = element.getparent()
            if above is None or above.tag != parent:
                continue
            yield element
            element.clear()
            while element.getprevious() is not None:
                del above[0]
    except etree.XMLSyntaxError as error:
        _syntax(error)


def _safe() -> dict[str, Any]:
    return {
        "resolve_entities": False,
        "no_network": True,
        "load_dtd": False,
        "huge_tree": False,
        "remove_comments": True,
    }


def _syntax(error: etree.XMLSyntaxError) -> None:
    fail("too_deep" if "depth" in str(error).lower() else "broken_xml")
