"""Word, OpenDocument and text files: the words alone, by the readers that plans go through."""

from __future__ import annotations

import unicodedata
from types import MappingProxyType
from typing import Final

from beredskab.documents.errors import ReadError
from beredskab.documents.model import Block, List, Remark, inline_text, list_paragraphs, plain
from beredskab.documents.renderings.errors import of_reader, refuse
from beredskab.documents.renderings.model import MAX_CHARACTERS

REMARKS: Final = MappingProxyType(
    {
        "first_picture_only": (
            "Filen er et billede, der bevæger sig. Kun det første af dem er med.",
            "The file is a moving picture. Only its first picture is kept.",
        ),
        "pictures_left_out": (
            "Billeder i dokumentet er ikke med. Send dem som billeder eller som PDF, hvis de betyder noget.",
            "Pictures in the document are left out. Send them as pictures or as PDF if they matter.",
        ),
        "header_footer": (
            "Det, der står øverst og nederst på hver side, er ikke med.",
            "What stands at the top and the foot of every page is left out.",
        ),
        "comments": ("Kommentarer i margenen er ikke med.", "Comments in the margin are left out."),
        "deleted_text": (
            "Tekst, der er slettet i dokumentet, er ikke med.",
            "Text that was deleted in the document is left out.",
        ),
        "old_encoding": (
            "Teksten er gemt på en ældre måde. Se efter, om æ, ø og å står rigtigt.",
            "The text was saved in an older way. Check that its letters came out right.",
        ),
    }
)
"""What is told of things left out: code → (Danish, English)."""

_OF_READERS: Final = MappingProxyType(
    {"picture": "pictures_left_out", "picture_without_text": "pictures_left_out"}
    | {code: code for code in ("header_footer", "comments", "deleted_text", "old_encoding")}
)
# They turn what is shown around, or hide it: a text must be read as it was written.
_HIDING: Final = frozenset("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff\u061c")


def remark(code: str, language: str) -> Remark:
    """The remark of a code in `da` or `en`."""
    return Remark(code, REMARKS[code][language == "en"])


def office(data: bytes, language: str) -> tuple[str, tuple[Remark, ...]]:
    """The text of a Word or OpenDocument file, and what is left out. Raises `RenderingError`."""
    from beredskab.documents.readers import read
    from beredskab.documents.readers.zipped import Package

    try:
        names = Package(data).names
        if "content.xml" not in names and not any(name.startswith(("word/", "xl/", "ppt/")) for name in names):
            refuse("packed")
        document = read("", data, language=language)
    except ReadError as error:
        raise of_reader(error) from None
    codes = dict.fromkeys(_OF_READERS[told.code] for told in document.remarks if told.code in _OF_READERS)
    text = "\n\n".join(_as_text(block) for block in document.blocks)
    return _bounded(text), tuple(remark(code, language) for code in codes)


def text(data: bytes, extension: str, language: str) -> tuple[str, tuple[Remark, ...]]:
    """A text file line by line, as it stands. Raises `RenderingError`; a web page is no text file."""
    from beredskab.documents.readers.detect import text_format
    from beredskab.documents.readers.encoding import decode

    try:
        found, older = decode(data)
        if text_format(f"x.{extension}", found) == "html":
            refuse("unknown_kind")
    except ReadError as error:
        raise of_reader(error) from None
    return _bounded(found), (remark("old_encoding", language),) if older else ()


def _as_text(block: Block) -> str:
    if not isinstance(block, List):
        return plain(block)
    return "\n".join(f"{'  ' * (depth - 1)}- {inline_text(item.content)}" for item, depth in list_paragraphs(block))


def _bounded(found: str) -> str:
    if len(found) > MAX_CHARACTERS:
        refuse("too_long")
    lines = found.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n")
    seen = "".join(sign for sign in lines if sign in "\n\t" or _is_shown(sign)).strip("\n")
    if not seen.strip():
        refuse("no_text")
    return seen


def _is_shown(sign: str) -> bool:
    return sign not in _HIDING and unicodedata.category(sign) not in ("Cc", "Cs")
