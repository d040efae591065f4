"""The body of a Word file, block by block: read as a stream, so that 1,000 pages cost little memory."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from posixpath import dirname, join, normpath
from typing import Any

from beredskab.documents.errors import fail
from beredskab.documents.model import Document, Span
from beredskab.documents.readers.builder import Builder, clean
from beredskab.documents.readers.docx.inline import Gathered, gather
from beredskab.documents.readers.docx.names import ALTERNATIVES, CHOICE, RELATIONSHIP, STRICT, W
from beredskab.documents.readers.docx.styles import Kind, Styles
from beredskab.documents.readers.docx.tables import children, is_box, unfold
from beredskab.documents.readers.phrases import like_heading, marker
from beredskab.documents.readers.zipped import Package, xml_children, xml_root

_THROUGH = frozenset(W + name for name in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag"))
_BLOCKS = (*_THROUGH, W + "p", W + "tbl", ALTERNATIVES)
_MAX_NESTING = 40
Notes = Mapping[str, Any]


def read(package: Package, builder: Builder) -> Document:
    """The document of an opened docx. Drops headers, footers, comments, deletions and the table of contents."""
    main = _main_part(package)
    data = package.read(main)
    if data is None:
        fail("broken_zip")
    if STRICT.encode() in data[:4000]:
        data = _transitional(data)
    folder = dirname(main)
    styles = Styles(xml_root(package.read(f"{folder}/styles.xml")), xml_root(package.read(f"{folder}/numbering.xml")))
    body = _Body(builder, styles, _links(package, main), _notes(package, folder))
    for element in xml_children(data, W + "body", _BLOCKS):
        body.block(element)
    body.finish()
    if any(name.startswith(f"{folder}/comments") for name in package.names):
        builder.remark("comments")
    _say_what_margins_held(package, folder, builder)
    return builder.document()


class _Body:
    def __init__(self, builder: Builder, styles: Styles, links: Mapping[str, str], notes: Mapping[str, Notes]) -> None:
        self._to, self._styles, self._links, self._notes = builder, styles, links, notes
        self._called: list[tuple[str, str]] = []
        self._nesting = 0
        self._styled_headings = False
        self._held: tuple[Gathered, Kind] | None = None

    def block(self, element: Any) -> None:
        """Read one element of the body, of a content control or of a text box."""
        if self._nesting > _MAX_NESTING:
            fail("too_deep")
        self._nesting += 1
        if element.tag == W + "p":
            self._paragraph(element)
        elif element.tag == W + "tbl":
            self._table(element)
        elif element.tag in _THROUGH:
            self._each(element)
        elif element.tag == ALTERNATIVES and (choice := element.find(CHOICE)) is not None:
            self._each(choice)
        self._nesting -= 1

    def finish(self) -> None:
        """Footnotes as paragraphs at the end, in the order in which the text calls them."""
        self._release(None)
        for number, (part, note_id) in enumerate(dict.fromkeys(self._called), start=1):
            note = self._notes.get(part, {}).get(note_id)
            first = True
            for paragraph in () if note is None else note.iter(W + "p"):
                found = gather(paragraph, self._links)
                content = clean(found.content())
                if content:
                    self._to.paragraph((Span(f"[{number}] "), *content) if first else content)
                    first = False

    def _each(self, parent: Any) -> None:
        for child in parent:
            if child.tag in _BLOCKS:
                self.block(child)

    def _paragraph(self, element: Any) -> None:
        kind = self._styles.kind(element.find(W + "pPr"))
        found = gather(element, self._links)
        if kind.contents:
            self._to.remark("table_of_contents", once=True)
            return
        self._beside(found)
        if clean(found.content()):
            self._release(found)
            self._held = (found, kind)
        for box in found.boxes:
            self._each(box)

    def _release(self, following: Gathered | None) -> None:
        """Write the paragraph that was held back until it was known what follows it."""
        if self._held is None:
            return
        (found, kind), self._held = self._held, None
        if kind.level:
            self._styled_headings = True
            self._to.heading(kind.level, found.content())
        elif kind.depth:
            self._to.item(kind.depth, kind.ordered, found.content())
        elif following is not None and not self._styled_headings and _bold_title(found) and not _bold_title(following):
            self._to.heading(1 if not len(self._to) else 2, found.content())
            self._to.remark("guessed_headings", once=True)
        else:
            for line in found.lines:
                self._line(line)

    def _line(self, line: list[Span]) -> None:
        text = "".join(span.text for span in line)
        sign = marker(text) if len(text) < 5000 else None
        # A sign typed by hand, followed by a tab: an item in all but name. Numbers stay; they may be a heading's.
        if sign and not sign.ordered:
            self._to.item(1, False, _without(line, sign.end))
        else:
            self._to.paragraph(line)

    def _table(self, element: Any) -> None:
        self._release(None)
        if is_box(element):
            for row in children(element, W + "tr"):
                for cell in children(row, W + "tc"):
                    self._each(cell)
            self._release(None)
            return
        rows, merged, gathered = unfold(element, self._links)
        self._to.table(rows, merged)
        for found in gathered:
            self._beside(found)
            for box in found.boxes:
                self._each(box)

    def _beside(self, found: Gathered) -> None:
        self._called += found.notes
        if found.deleted:
            self._to.remark("deleted_text", once=True)
        for text in found.pictures:
            self._to.remark("picture" if text else "picture_without_text", text, once=not text)


def _bold_title(found: Gathered) -> bool:
    spans = [span for line in found.lines for span in line if span.text.strip()]
    return len(found.lines) == 1 and bool(spans) and all(s.strong for s in spans) and like_heading(_text(spans))


def _text(spans: Iterable[Span]) -> str:
    return "".join(span.text for span in spans).strip()


def _without(line: list[Span], count: int) -> list[Span]:
    rest = []
    for span in line:
        rest.append(Span(span.text[count:], span.strong, span.em, span.link))
        count = max(0, count - len(span.text))
    return rest


# --- parts of the package -----------------------------------------------------------------------------------------


def _main_part(package: Package) -> str:
    for element in _relationships(package, "_rels/.rels"):
        if element.get("Type", "").endswith("/officeDocument"):
            return str(element.get("Target", "")).lstrip("/")
    return "word/document.xml"


def _relationships(package: Package, name: str) -> Iterable[Any]:
    root = xml_root(package.read(name))
    return () if root is None else root.iter(RELATIONSHIP)


def _links(package: Package, main: str) -> dict[str, str]:
    name = normpath(join(dirname(main), "_rels", main.rsplit("/", 1)[-1] + ".rels"))
    return {
        element.get("Id", ""): element.get("Target", "")
        for element in _relationships(package, name)
        if element.get("TargetMode") == "External"
    }


def _notes(package: Package, folder: str) -> dict[str, Notes]:
    found: dict[str, Notes] = {}
    for part, tag in (("footnotes", "footnote"), ("endnotes", "endnote")):
        root = xml_root(package.read(f"{folder}/{part}.xml"))
        if root is not None:
            found[part] = {note.get(W + "id", ""): note for note in root.iter(W + tag) if not note.get(W + "type")}
    return found


def _say_what_margins_held(package: Package, folder: str, builder: Builder) -> None:
    texts: dict[str, None] = {}
    for name in sorted(package.names):
        if name.startswith((f"{folder}/header", f"{folder}/footer")) and name.endswith(".xml"):
            root = xml_root(package.read(name))
            words = " ".join("".join(element.itertext(W + "t")) for element in root.iter(W + "p"))
            if any(char.isalpha() for char in words):
                texts[" ".join(words.split())] = None
    if texts:
        builder.remark("header_footer", " | ".join(texts))


def _transitional(data: bytes) -> bytes:
    return data.replace(
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    ).replace(
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    )
