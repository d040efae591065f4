"""Which kind of file it is, by its bytes. Only what stands here is opened; other known kinds get their own advice."""

from __future__ import annotations

from typing import Final, Literal, TypeAlias

from beredskab.documents.renderings.errors import refuse

Opened: TypeAlias = Literal["JPEG", "PNG", "WEBP", "GIF", "pdf", "office", "text"]

_PICTURES: Final[tuple[tuple[bytes, Opened], ...]] = (
    (b"\xff\xd8\xff", "JPEG"),
    (b"\x89PNG\r\n\x1a\n", "PNG"),
    (b"GIF87a", "GIF"),
    (b"GIF89a", "GIF"),
)
_ZIP: Final = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_PACKED: Final = (b"\x1f\x8b", b"7z\xbc\xaf\x27\x1c", b"Rar!\x1a\x07", b"BZh", b"\xfd7zXZ\0")
_SOUND: Final = (
    b"ID3",
    b"\xff\xfb",
    b"\xff\xf3",
    b"\xff\xf1",
    b"\xff\xf9",
    b"OggS",
    b"fLaC",
    b"#!AMR",
    b"\x1aE\xdf\xa3",
)
_STILL: Final = (b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"mif1", b"msf1", b"avif", b"avis")
_COMPOUND: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_UTF_16: Final = (b"\xff\xfe", b"\xfe\xff")
_RTF: Final = b"{\\rtf"


def kind_of(data: bytes) -> Opened:
    """What the first bytes say. Raises `RenderingError` for what is not opened."""
    for mark, kind in _PICTURES:
        if data.startswith(mark):
            return kind
    if data[:4] == b"RIFF":
        return _riff(data[8:12])
    if data[4:8] == b"ftyp":
        refuse("heic" if data[8:12] in _STILL else "film_or_sound")
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith(_ZIP):
        return "office"
    if data.startswith(_COMPOUND):
        _compound(data)
    if b"\0" in data[:4096] and not data.startswith(_UTF_16):  # a text may well begin with BZh or ID3
        refuse("packed" if data.startswith(_PACKED) else "film_or_sound" if data.startswith(_SOUND) else "unknown_kind")
    if data.startswith(_RTF):
        refuse("unknown_kind")
    return "text"


def _riff(form: bytes) -> Opened:
    if form != b"WEBP":
        refuse("film_or_sound" if form in (b"WAVE", b"AVI ") else "unknown_kind")
    return "WEBP"


def _compound(data: bytes) -> None:
    """Old Office files, and new ones behind a password."""
    for stream, code in (("EncryptedPackage", "locked"), ("WordDocument", "legacy_doc")):
        if stream.encode("utf-16-le") in data:
            refuse(code)
    refuse("unknown_kind")
