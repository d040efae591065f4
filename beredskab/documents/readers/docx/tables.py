"""Word tables: merged cells unfolded, a table of one column taken as running text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from beredskab.documents.errors import fail
from beredskab.documents.files import MAX_CELLS
from beredskab.documents.model import Inline, Span
from beredskab.documents.readers.docx.inline import Gathered, gather
from beredskab.documents.readers.docx.names import W, value

_THROUGH = (W + "sdt", W + "sdtContent", W + "ins", W + "moveTo", W + "customXml")
MAX_SPAN = 200


def children(parent: Any, tag: str) -> Iterator[Any]:
    """The `tag` elements below, also inside content controls and insertions."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in _THROUGH:
            yield from children(child, tag)


def is_box(table: Any) -> bool:
    """A table of one column only frames its text."""
    return all(sum(1 for _ in children(row, W + "tc")) <= 1 for row in children(table, W + "tr"))


def unfold(table: Any, links: Mapping[str, str]) -> tuple[list[list[Inline]], bool, list[Gathered]]:
    """Rows of cells, whether any were merged, and the paragraphs gathered (for notes and pictures in them).

    A cell merged downwards repeats its text in each row; one merged sideways is followed by empty cells.
    """
    rows: list[list[Inline]] = []
    gathered: list[Gathered] = []
    merged = False
    cells = 0
    for row in children(table, W + "tr"):
        if row.find(f"{W}trPr/{W}del") is not None:
            gathered.append(Gathered(deleted=True))
            continue
        made: list[Inline] = []
        for cell in children(row, W + "tc"):
            properties = cell.find(W + "tcPr")
            content, inside = _cell(cell, links)
            gathered += inside
            upwards = value(properties, "vMerge")
            if upwards is not None and upwards != "restart" and rows and len(made) < len(rows[-1]):
                merged, content = True, content if any(s.text.strip() for s in content) else rows[-1][len(made)]
            made.append(content)
            extra = _span(value(properties, "gridSpan")) - 1
            merged = merged or extra > 0
            made += [()] * extra
        cells += len(made)
        if cells > MAX_CELLS:
            fail("too_long")
        rows.append(made)
    return rows, merged, gathered


def _cell(cell: Any, links: Mapping[str, str]) -> tuple[Inline, list[Gathered]]:
    spans: list[Span] = []
    inside: list[Gathered] = []
    for paragraph in cell.iter(W + "p"):
        # Text boxes anchored in a cell are read where their anchor stands, once.
        if any(above.tag == W + "txbxContent" for above in paragraph.iterancestors()):
            continue
        found = gather(paragraph, links)
        inside.append(found)
        spans += found.content()
    return tuple(spans), inside


def _span(text: str | None) -> int:
    return max(1, min(int(text), MAX_SPAN)) if text and text.isascii() and text.isdigit() and len(text) < 6 else 1
