"""What a rendering is, and the limits that keep it small."""

from __future__ import annotations

from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final, Literal, TypeAlias

from beredskab.documents.files import MEGABYTE
from beredskab.documents.model import Remark

Kind: TypeAlias = Literal["picture", "pdf", "document"]

MAX_BYTES: Final = 25 * MEGABYTE
"""Size of a file as it arrives."""
MAX_RENDERED_BYTES: Final = 25 * MEGABYTE
"""All pictures and the text of a rendering together."""
MAX_PAGES: Final = 60
MAX_PIXELS: Final = 50_400_000
"""The largest photo that a telephone takes by itself has 8192 × 6144."""
PICTURE_SIDE: Final = 2400
"""The longer side of a picture in pixels; small writing on a photographed page can still be read."""
PAGE_SIDE: Final = 1600
"""The longer side of a page of a PDF: A4 at 137 dots per inch."""
MAX_CHARACTERS: Final = 400_000
"""Some two hundred pages of text."""
JPEG: Final = "image/jpeg"

_WORDS: Final = MappingProxyType(
    {"picture": ("billede", "picture"), "pdf": ("pdf", "pdf"), "document": ("dokument", "document")}
)
_BY_EXTENSION: Final = MappingProxyType(
    dict.fromkeys(("jpg", "jpeg", "jpe", "jfif", "png", "webp", "gif", "heic", "heif"), "picture")
    | {"pdf": "pdf"}
    | dict.fromkeys(("docx", "doc", "odt", "txt", "text", "md"), "document")
)


@dataclass(frozen=True, slots=True)
class Page:
    """One picture, made from pixels alone. Printed in a log, it shows its size and no more."""

    mime: str
    data: bytes = field(repr=False)
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Rendering:
    """What may be kept of a file: pages of a picture or a PDF, or the text of a document.

    `remarks` tell what is left out, for the one who sends and the one who reads.
    """

    kind: Kind
    pages: tuple[Page, ...] = ()
    text: str = field(default="", repr=False)
    remarks: tuple[Remark, ...] = ()


def safe_name(name: str, *, language: str = "da") -> str:
    """A word for the kind of file, by the ending of its name. The name itself may name people and is not kept."""
    kind = _BY_EXTENSION.get(name.rpartition(".")[2].strip().lower() if "." in name else "")
    if kind is None:
        return "file" if language == "en" else "fil"
    return _WORDS[kind][language == "en"]
