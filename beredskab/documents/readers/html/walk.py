"""From an HTML tree to blocks."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from lxml import etree

from beredskab.documents.errors import fail
from beredskab.documents.files import MAX_CELLS, MAX_DEPTH
from beredskab.documents.model import Document, Inline, Span
from beredskab.documents.readers.builder import Builder, clean, safe_link
from beredskab.documents.readers.html.furniture import DROPPED, main_part
from beredskab.documents.readers.phrases import marker

_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_INLINE = frozenset(
    "a abbr b bdi bdo big cite code data del dfn em font i ins kbd label mark q s samp small span strike strong sub "
    "sup time tt u var wbr nobr o:p".split()
)
_STRONG, _EM = frozenset({"b", "strong"}), frozenset({"i", "em"})
_MAX_SPAN = 200
_METADATA = frozenset({"title", "meta", "link", "style", "script", "base", "noscript", "template"})


def read(text: str, builder: Builder) -> Document:
    """The document of an HTML page."""
    body = _parse(text)
    roots, dropped = main_part(body)
    if dropped:
        builder.remark("page_furniture", " | ".join(dropped[:8]))
    walk = _Walk(builder)
    for root in roots:
        walk.element(root)
        walk.end_block()
    return builder.document()


def _parse(text: str) -> Any:
    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=True, recover=True
    )
    root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    if root is None:
        fail("no_text")
    depth = 0
    for event, _element in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > MAX_DEPTH:
            fail("too_deep")
    body = root.find("body")
    return root if _text_from_head(root) or body is None else body


def _text_from_head(root: Any) -> bool:
    """Whether text lay in the head: libxml2 leaves a page's `main` or `nav` there when `<body>` is not written out."""
    head = root.find("head")
    if head is None or all(child.tag in _METADATA for child in head):
        return False
    for child in [child for child in head if child.tag in _METADATA]:
        head.remove(child)
    head.tag = "div"
    return True


class _Walk:
    def __init__(self, builder: Builder) -> None:
        self._to = builder
        self._spans: list[Span] = []
        self._marks = Span("")
        self._lists: list[bool] = []
        self._item_open = False
        self._heading = 0
        self._last_level = 1

    def element(self, element: Any) -> None:
        """Read one element with all below it."""
        tag = element.tag if isinstance(element.tag, str) else ""
        if tag in _INLINE or (tag == "button" and self._heading):
            self._inline(element)
        elif tag == "br":
            if self._heading:
                self._say(" ")
            else:
                self.end_block()
        elif tag == DROPPED:
            self.end_block()
        elif tag == "img":
            self._picture(element)
        elif tag == "table" and not _for_layout(element):
            self.end_block()
            self._table(element)
        elif tag:
            self._block(element, tag)

    def end_block(self) -> None:
        """Write the text gathered so far as what it is."""
        spans, self._spans = self._spans, []
        if not clean(spans):
            return
        if self._heading:
            self._last_level = self._heading
            self._to.heading(self._heading, spans)
        elif self._lists and self._item_open:
            self._to.item(len(self._lists), self._lists[-1], spans)
            self._item_open = False
        elif self._lists:
            self._to.continue_item(spans)
        else:
            self._paragraph(spans)

    def _paragraph(self, spans: list[Span]) -> None:
        content = clean(spans)
        sign = marker(content[0].text)
        # Pages pasted from Word carry their bullets as text.
        if sign and not sign.ordered and not sign.dash:
            self._to.item(1, False, (replace(content[0], text=content[0].text[sign.end :]), *content[1:]))
        else:
            self._to.paragraph(content)

    def _block(self, element: Any, tag: str) -> None:
        self.end_block()
        before = self._heading
        # The switch of a fold-out is the heading of what it folds out.
        if tag in ("summary", "button") and (tag == "summary" or element.get("aria-controls")):
            self._heading = before or min(self._last_level + 1, 6)
        elif tag == "button":
            return
        self._heading = _HEADINGS.get(tag, self._heading)
        level = self._last_level
        if tag in ("ul", "ol"):
            self._list(element, tag == "ol")
        else:
            if tag in ("li", "dd", "dt"):
                self._item_open = bool(self._lists)
            self._inside(element)
            self.end_block()
            if tag in ("summary", "button"):
                self._last_level = level
        self._heading = before

    def _list(self, element: Any, ordered: bool) -> None:
        self._lists.append(ordered)
        self._inside(element)
        self.end_block()
        self._lists.pop()
        self._item_open = False

    def _inside(self, element: Any) -> None:
        self._say(element.text)
        for child in element:
            self.element(child)
            self._say(child.tail)

    def _inline(self, element: Any) -> None:
        before, tag = self._marks, element.tag
        self._marks = replace(
            before,
            strong=before.strong or tag in _STRONG,
            em=before.em or tag in _EM,
            link=(safe_link(element.get("href")) if tag == "a" else None) or before.link,
        )
        self._inside(element)
        self._marks = before

    def _say(self, text: str | None) -> None:
        if text:
            self._spans.append(replace(self._marks, text=text))

    def _picture(self, element: Any) -> None:
        if text := (element.get("alt") or "").strip():
            self._to.remark("picture", text)

    # --- tables ---

    def _table(self, table: Any) -> None:
        rows: list[list[Inline]] = []
        below: dict[int, tuple[int, Inline]] = {}
        merged, cells = False, 0
        for caption in table.findall("caption"):
            self._inside(caption)
            self.end_block()
        for row in table.iter("tr"):
            made: list[Inline] = []
            for cell in [*row.iterchildren("td", "th"), None]:
                while len(made) in below:
                    left, content = below.pop(len(made))
                    if left > 1:
                        below[len(made)] = (left - 1, content)
                    made.append(content)
                    if len(made) > MAX_CELLS:
                        fail("too_long")
                if cell is None:
                    break
                content = self._cell(cell)
                wide, high = _span(cell, "colspan"), _span(cell, "rowspan")
                merged = merged or wide > 1 or high > 1
                for offset in range(wide):
                    if high > 1:
                        below_at = len(made)
                        below[below_at] = (high - 1, () if offset else content)
                    made.append(() if offset else content)
            cells += len(made)
            if cells > MAX_CELLS:
                fail("too_long")
            rows.append(made)
        self._to.table(rows, merged)

    def _cell(self, cell: Any) -> Inline:
        outer, self._to = self._to, _Cell(self._to)  # type: ignore[assignment]
        before, self._spans, self._lists, lists = self._spans, [], [], self._lists
        self._inside(cell)
        self.end_block()
        inner: _Cell = self._to  # type: ignore[assignment]
        self._to, self._spans, self._lists = outer, before, lists
        return tuple(inner.spans)


class _Cell:
    """Stands in for the builder inside a cell: every block becomes part of the cell's one run of text."""

    def __init__(self, builder: Builder) -> None:
        self.spans: list[Span] = []
        self.remark = builder.remark

    def paragraph(self, content: Inline) -> None:
        self.spans += [*content, Span(" ")]

    continue_item = paragraph

    def heading(self, _level: int, content: Inline) -> None:
        self.paragraph(content)

    def item(self, _depth: int, _ordered: bool, content: Inline) -> None:
        self.paragraph(content)

    def table(self, rows: list[list[Inline]], _merged: bool = False) -> None:
        for row in rows:
            for cell in row:
                self.paragraph(cell)


def _for_layout(table: Any) -> bool:
    """A table of one column, or with headings or other tables in it, only arranges the page."""
    if table.get("role") == "presentation":
        return True
    if any(element is not table for element in table.iter("table", "h1", "h2", "h3", "h4")):
        return True
    return all(len(row) <= 1 for row in table.iter("tr"))


def _span(cell: Any, name: str) -> int:
    text = cell.get(name, "")
    return max(1, min(int(text), _MAX_SPAN)) if text.isascii() and text.isdigit() and len(text) < 6 else 1
