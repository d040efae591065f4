"""The runs of a Word paragraph as spans, and what hangs on them: text boxes, footnotes, pictures, deletions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from beredskab.documents.model import Inline, Link, Span
from beredskab.documents.readers.builder import safe_link
from beredskab.documents.readers.docx.names import (
    ALTERNATIVES,
    CHOICE,
    FALLBACK,
    PICTURE_PROPERTIES,
    VML_SHAPE,
    R,
    W,
    switched_on,
)

_DELETED = frozenset({W + "del", W + "moveFrom"})
_THROUGH = frozenset(
    W + name for name in ("ins", "moveTo", "smartTag", "customXml", "sdt", "sdtContent", "fldSimple", "dir", "bdo")
)
_BREAKS = frozenset({W + "br", W + "cr"})
_NOTES = {W + "footnoteReference": "footnotes", W + "endnoteReference": "endnotes"}


@dataclass(slots=True)
class Gathered:
    """One paragraph: its lines (a break starts a new one) and what stood in it beside text."""

    lines: list[list[Span]] = field(default_factory=lambda: [[]])
    boxes: list[Any] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    pictures: list[str] = field(default_factory=list)
    deleted: bool = False

    def content(self) -> Inline:
        """All lines as one run of spans."""
        spans: list[Span] = []
        for line in self.lines:
            spans += [*line, Span(" ")]
        return tuple(spans)


def gather(paragraph: Any, links: Mapping[str, str]) -> Gathered:
    """Everything in a `w:p`; insertions are kept, deletions are not. `links` maps relationship ids to addresses."""
    found = Gathered()
    _walk(paragraph, found, links, None)
    return found


def _walk(parent: Any, found: Gathered, links: Mapping[str, str], link: Link | None) -> None:
    for child in parent:
        tag = child.tag
        if tag == W + "r":
            _run(child, found, link)
        elif tag == W + "hyperlink":
            anchor = child.get(W + "anchor")
            address = links.get(child.get(R + "id", "")) or (f"#{anchor}" if anchor else None)
            _walk(child, found, links, safe_link(address) or link)
        elif tag in _DELETED:
            found.deleted = True
        elif tag in _THROUGH:
            _walk(child, found, links, link)
        elif tag == ALTERNATIVES:
            _walk(_alternative(child), found, links, link)


def _run(run: Any, found: Gathered, link: Link | None) -> None:
    properties = run.find(W + "rPr")
    strong = properties is not None and switched_on(properties, "b")
    em = properties is not None and switched_on(properties, "i")
    for child in run:
        tag = child.tag
        if tag == W + "t":
            found.lines[-1].append(Span(child.text or "", strong, em, link))
        elif tag == W + "tab":
            found.lines[-1].append(Span(" ", strong, em, link))
        elif tag in _BREAKS:
            found.lines.append([])
        elif tag == W + "noBreakHyphen":
            found.lines[-1].append(Span("-", strong, em, link))
        elif tag in _NOTES:
            found.notes.append((_NOTES[tag], child.get(W + "id", "")))
        elif tag in (W + "drawing", W + "pict", W + "object"):
            _drawing(child, found)
        elif tag == ALTERNATIVES:
            _drawing(_alternative(child), found)


def _drawing(drawing: Any, found: Gathered) -> None:
    boxes = [box for box in drawing.iter(W + "txbxContent") if not _inside_fallback(box, drawing)]
    found.boxes += boxes
    if boxes:
        return
    texts = [element.get("descr") or element.get("title") for element in drawing.iter(PICTURE_PROPERTIES)]
    texts += [element.get("alt") for element in drawing.iter(VML_SHAPE)]
    if texts or len(drawing):
        found.pictures.append(next((text for text in texts if text), ""))


def _inside_fallback(box: Any, top: Any) -> bool:
    for above in box.iterancestors():
        if above is top:
            return False
        if above.tag in (FALLBACK, W + "txbxContent"):
            return True
    return False


def _alternative(element: Any) -> Any:
    choice = element.find(CHOICE)
    return choice if choice is not None else element.find(FALLBACK) if element.find(FALLBACK) is not None else ()
