"""OpenDocument texts (odt): lxml over the zip."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from beredskab.documents.errors import fail
from beredskab.documents.files import MAX_CELLS
from beredskab.documents.model import Document, Inline, Link, Span
from beredskab.documents.readers.builder import Builder, clean, safe_link
from beredskab.documents.readers.zipped import Package, xml_root

_NS = "{urn:oasis:names:tc:opendocument:xmlns:%s:1.0}"
TEXT, OFFICE, TABLE, STYLE, DRAW, FO, SVG = (
    _NS % name for name in ("text", "office", "table", "style", "drawing", "xsl-fo-compatible", "svg-compatible")
)
HREF = "{http://www.w3.org/1999/xlink}href"
_CONTENTS = frozenset(
    TEXT + name
    for name in ("table-of-content", "alphabetical-index", "illustration-index", "table-index", "bibliography")
)
_DROPPED = frozenset({TEXT + "tracked-changes", OFFICE + "annotation", TEXT + "sequence-decls", OFFICE + "forms"})
_MAX_SPAN = 200


@dataclass(slots=True)
class _Marks:
    strong: bool = False
    em: bool = False


@dataclass(slots=True)
class _Gathered:
    lines: list[list[Span]]
    boxes: list[Any]

    def content(self) -> Inline:
        return tuple(span for line in self.lines for span in (*line, Span(" ")))


def read(package: Package, builder: Builder) -> Document:
    """The document of an opened odt. Drops deletions, comments and the table of contents; keeps notes at the end."""
    manifest = package.read("META-INF/manifest.xml") or b""
    if b"encryption-data" in manifest:
        fail("encrypted_office")
    content = xml_root(package.read("content.xml"))
    body = content.find(f"{OFFICE}body/{OFFICE}text")
    if body is None:
        fail("broken_xml")
    _Reader(builder, [xml_root(package.read("styles.xml")), content]).all(body)
    return builder.document()


class _Reader:
    def __init__(self, builder: Builder, roots: list[Any]) -> None:
        self._to = builder
        self._marks: dict[str, _Marks] = {}
        self._parents: dict[str, str] = {}
        self._ordered: dict[str, list[bool]] = {}
        self._notes: list[Any] = []
        for root in roots:
            if root is not None:
                self._styles(root)

    def all(self, body: Any) -> None:
        self._each(body)
        for number, note in enumerate(self._notes, start=1):
            for index, paragraph in enumerate(note.iter(TEXT + "p")):
                content = clean(self._gather(paragraph).content())
                if content:
                    self._to.paragraph(content if index else (Span(f"[{number}] "), *content))

    def _styles(self, root: Any) -> None:
        for style in root.iter(STYLE + "style"):
            name = style.get(STYLE + "name", "")
            self._parents[name] = style.get(STYLE + "parent-style-name", "")
            properties = style.find(STYLE + "text-properties")
            if properties is not None:
                bold = properties.get(FO + "font-weight", "") in ("bold", "600", "700", "800", "900")
                self._marks[name] = _Marks(bold, properties.get(FO + "font-style") in ("italic", "oblique"))
        for style in root.iter(TEXT + "list-style"):
            self._ordered[style.get(STYLE + "name", "")] = [
                level.tag == TEXT + "list-level-style-number" and bool(level.get(STYLE + "num-format", "1"))
                for level in style
            ]

    def _each(self, parent: Any) -> None:
        for child in parent:
            self._block(child)

    def _block(self, element: Any) -> None:
        tag = element.tag
        if tag in _DROPPED:
            if tag == TEXT + "tracked-changes" and element.find(f".//{TEXT}deletion") is not None:
                self._to.remark("deleted_text", once=True)
        elif tag in _CONTENTS:
            self._to.remark("table_of_contents", once=True)
        elif tag == TEXT + "h":
            self._paragraph(element, _number(element.get(TEXT + "outline-level")))
        elif tag == TEXT + "p":
            self._paragraph(element, self._title(element))
        elif tag == TEXT + "list":
            self._list(element, 1, element.get(TEXT + "style-name", ""))
        elif tag == TABLE + "table":
            self._table(element)
        elif tag == DRAW + "frame":
            boxes: list[Any] = []
            self._frame(element, boxes)
            for box in boxes:
                self._each(box)
        elif isinstance(tag, str):
            self._each(element)

    def _paragraph(self, element: Any, level: int) -> None:
        found = self._gather(element)
        if level:
            self._to.heading(level, found.content())
        else:
            for line in found.lines:
                self._to.paragraph(line)
        for box in found.boxes:
            self._each(box)

    def _title(self, element: Any) -> int:
        name = element.get(TEXT + "style-name", "")
        for _ in range(5):
            bare = name.replace("_20_", " ").lower()
            if bare in ("title", "titel"):
                return 1
            if bare.startswith(("heading ", "overskrift ")) and bare[-1].isdigit():
                return int(bare[-1]) or 1
            name = self._parents.get(name, "")
        return 0

    def _list(self, element: Any, depth: int, style: str) -> None:
        kinds = self._ordered.get(style, [])
        ordered = kinds[min(depth, len(kinds)) - 1] if kinds else False
        boxes: list[Any] = []
        for item in element:
            fresh = True
            for child in item:
                if child.tag == TEXT + "list":
                    self._list(child, depth + 1, child.get(TEXT + "style-name", "") or style)
                elif child.tag == TEXT + "h":
                    self._paragraph(child, _number(child.get(TEXT + "outline-level")))
                elif child.tag == TEXT + "p":
                    found = self._gather(child)
                    boxes += found.boxes
                    if fresh:
                        self._to.item(depth, ordered, found.content())
                    else:
                        self._to.continue_item(found.content())
                    fresh = fresh and not clean(found.content())
                else:
                    self._block(child)
        for box in boxes:
            self._each(box)

    def _table(self, table: Any) -> None:
        rows: list[list[Inline]] = []
        boxes: list[Any] = []
        merged, cells = False, 0
        for row in table.iter(TABLE + "table-row"):
            if next(row.iterancestors(TABLE + "table")) is not table:
                continue
            made: list[Inline] = []
            for cell in row.iterchildren(TABLE + "table-cell", TABLE + "covered-table-cell"):
                found = [self._gather(part) for part in cell.iter(TEXT + "p", TEXT + "h")]
                boxes += [box for one in found for box in one.boxes]
                content = tuple(span for one in found for span in one.content())
                covered = cell.tag == TABLE + "covered-table-cell"
                merged = merged or covered
                if covered and not content and rows and len(made) < len(rows[-1]) and not _sideways(cell):
                    content = rows[-1][len(made)]
                made += [content] * min(_number(cell.get(TABLE + "number-columns-repeated")) or 1, _MAX_SPAN)
            cells += len(made)
            if cells > MAX_CELLS:
                fail("too_long")
            rows.append(made)
        if rows and max(len(row) for row in rows) <= 1:
            for row in rows:
                for content in row:
                    self._to.paragraph(content)
        else:
            self._to.table(rows, merged)
        for box in boxes:
            self._each(box)

    # --- inline ---

    def _gather(self, paragraph: Any) -> _Gathered:
        found = _Gathered([[]], [])
        self._inline(paragraph, found, self._marks_of(paragraph), None)
        return found

    def _marks_of(self, element: Any) -> _Marks:
        # Only a style made for this place marks text; a named paragraph style is the look of a heading, not emphasis.
        return (
            self._marks.get(element.get(TEXT + "style-name", ""), _Marks())
            if element.tag == TEXT + "span"
            else _Marks()
        )

    def _inline(self, parent: Any, found: _Gathered, marks: _Marks, link: Link | None) -> None:
        self._say(parent.text, found, marks, link)
        for child in parent:
            tag = child.tag
            if tag == TEXT + "line-break":
                found.lines.append([])
            elif tag in (TEXT + "s", TEXT + "tab"):
                self._say(" ", found, marks, link)
            elif tag == TEXT + "note":
                self._notes += child.findall(TEXT + "note-body")
            elif tag == DRAW + "frame":
                self._frame(child, found.boxes)
            elif tag == OFFICE + "annotation":
                self._to.remark("comments", once=True)
            elif tag == TEXT + "a":
                self._inline(child, found, marks, safe_link(child.get(HREF)) or link)
            elif isinstance(tag, str) and tag not in _DROPPED:
                own = self._marks_of(child)
                self._inline(child, found, _Marks(marks.strong or own.strong, marks.em or own.em), link)
            self._say(child.tail, found, marks, link)

    def _say(self, text: str | None, found: _Gathered, marks: _Marks, link: Link | None) -> None:
        if text:
            found.lines[-1].append(Span(text, marks.strong, marks.em, link))

    def _frame(self, frame: Any, boxes: list[Any]) -> None:
        inner = frame.findall(DRAW + "text-box")
        if inner:
            for box in inner:
                boxes.append(box)
            return
        text = " ".join(filter(None, (frame.findtext(SVG + "title"), frame.findtext(SVG + "desc"))))
        self._to.remark("picture" if text else "picture_without_text", text, once=not text)


def _sideways(cell: Any) -> bool:
    before = cell.getprevious()
    while before is not None and before.tag == TABLE + "covered-table-cell":
        before = before.getprevious()
    return before is not None and _number(before.get(TABLE + "number-columns-spanned")) > 1


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 7 else 0
