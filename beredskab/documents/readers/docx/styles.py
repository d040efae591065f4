"""What a paragraph is, from its styles and numbering: heading level, list depth, table of contents."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from beredskab.documents.readers.docx.names import W, switched_on, value

# Built-in names in files from Danish, English, Swedish, Norwegian and German Word and LibreOffice.
_HEADING = re.compile(r"(?:heading|overskrift|rubrik|überschrift|kop|titre)[ _]*([1-9])", re.IGNORECASE)
_TITLE = re.compile(r"(?:title|titel|tittel|rubrik)", re.IGNORECASE)
_CONTENTS = re.compile(
    r"(?:toc|indholdsfortegnelse|contents|inhaltsverzeichnis)[ _]*(?:[1-9]|heading|overskrift)", re.IGNORECASE
)
_BULLETS = re.compile(
    r"(?:list bullet|opstilling - punkttegn|punktopstilling|aufzählungszeichen)[ _]*([1-9])?", re.IGNORECASE
)
_NUMBERS = re.compile(
    r"(?:list number|opstilling - talopstilling|talopstilling|listennummer)[ _]*([1-9])?", re.IGNORECASE
)
_MAX_CHAIN = 20
BODY_LEVEL = 9


@dataclass(frozen=True, slots=True)
class Kind:
    """What a paragraph is. `level` 0: no heading; `depth` 0: no list item."""

    level: int = 0
    depth: int = 0
    ordered: bool = False
    contents: bool = False
    bold: bool = False


@dataclass(slots=True)
class _Style:
    name: str
    based_on: str | None
    outline: str | None
    num_id: str | None
    num_level: str | None
    bold: bool | None


class Styles:
    """Lookup over styles.xml and numbering.xml; either may be missing."""

    def __init__(self, styles: Any, numbering: Any) -> None:
        self._styles: dict[str, _Style] = {}
        self._default: str | None = None
        for element in () if styles is None else styles.findall(W + "style"):
            self._styles[element.get(W + "styleId", "")] = _style(element)
            if element.get(W + "default") in ("1", "true") and element.get(W + "type") == "paragraph":
                self._default = element.get(W + "styleId")
        self._numbering = numbering
        self._kinds: dict[str | None, tuple[Kind, str | None, str | None]] = {}

    def kind(self, properties: Any) -> Kind:
        """The kind of a paragraph with these `w:pPr` (None for none)."""
        style_id = value(properties, "pStyle") or self._default
        if style_id not in self._kinds:
            self._kinds[style_id] = self._of_style(style_id)
        kind, num_id, num_level = self._kinds[style_id]
        if properties is None:
            own_outline = own_num = own_level = None
        else:
            own_outline = value(properties, "outlineLvl")
            own_num, own_level = value(properties, "numPr/numId"), value(properties, "numPr/ilvl")
        level = _outline(own_outline) if own_outline is not None else kind.level
        if level or kind.contents:
            return Kind(level=level, contents=kind.contents, bold=kind.bold)
        num_id = own_num if own_num is not None else num_id
        if num_id not in (None, "", "0"):
            depth = _number(own_level if own_level is not None else num_level)
            ordered = self._ordered(num_id, depth)
            # "List Bullet 2" is level 0 of a list of its own; its name alone says that it lies deeper.
            return Kind(depth=max(depth + 1, kind.depth), ordered=ordered, bold=kind.bold)
        return Kind(bold=kind.bold) if num_id == "0" else replace(kind, level=0)

    def _of_style(self, style_id: str | None) -> tuple[Kind, str | None, str | None]:
        level = depth = 0
        ordered = contents = False
        outline: str | None = None
        num_id: str | None = None
        num_level: str | None = None
        bold: bool | None = None
        for style in self._chain(style_id):
            outline = style.outline if outline is None else outline
            num_id = style.num_id if num_id is None else num_id
            num_level = style.num_level if num_level is None else num_level
            bold = style.bold if bold is None else bold
            if level or depth or contents:
                continue
            if match := _HEADING.fullmatch(style.name):
                level = int(match[1])
            elif _TITLE.fullmatch(style.name):
                level = 1
            elif _CONTENTS.match(style.name):
                contents = True
            elif match := _BULLETS.match(style.name) or _NUMBERS.match(style.name):
                depth, ordered = int(match[1] or 1), bool(_NUMBERS.match(style.name))
        if not level and outline is not None and not contents:
            level = _outline(outline)
        return Kind(level, depth, ordered, contents, bool(bold)), num_id, num_level

    def _chain(self, style_id: str | None) -> list[_Style]:
        chain: list[_Style] = []
        while style_id in self._styles and len(chain) < _MAX_CHAIN:
            chain.append(self._styles[style_id or ""])
            style_id = chain[-1].based_on
        return chain

    def _ordered(self, num_id: str | None, depth: int) -> bool:
        levels = self._formats.get(num_id or "", {})
        return levels.get(depth, "bullet") not in ("bullet", "none")

    @cached_property
    def _formats(self) -> dict[str, dict[int, str]]:
        if self._numbering is None:
            return {}
        abstract = {}
        for element in self._numbering.findall(W + "abstractNum"):
            abstract[element.get(W + "abstractNumId")] = {
                _number(level.get(W + "ilvl")): value(level, "numFmt") or "" for level in element.findall(W + "lvl")
            }
        return {
            element.get(W + "numId", ""): abstract.get(value(element, "abstractNumId"), {})
            for element in self._numbering.findall(W + "num")
        }


def _style(element: Any) -> _Style:
    paragraph, run = element.find(W + "pPr"), element.find(W + "rPr")
    return _Style(
        name=value(element, "name") or "",
        based_on=value(element, "basedOn"),
        outline=value(paragraph, "outlineLvl"),
        num_id=value(paragraph, "numPr/numId"),
        num_level=value(paragraph, "numPr/ilvl"),
        bold=None if value(run, "b") is None else switched_on(run, "b"),
    )


def _outline(text: str | None) -> int:
    level = _number(text, BODY_LEVEL)
    return 0 if level >= BODY_LEVEL else level + 1


def _number(text: str | None, otherwise: int = 0) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 4 else otherwise
