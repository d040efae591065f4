"""Blocks as a Word file with named styles, real numbering and header rows that repeat."""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Iterable
from datetime import datetime
from io import BytesIO
from itertools import groupby
from typing import Any

from docx import Document as new_document
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.image.exceptions import InvalidImageStreamError, UnexpectedEndOfFileError, UnrecognizedImageError
from docx.shared import Cm
from docx.text.run import Run

from beredskab.documents.model import Block, Figure, Heading, Inline, List, Paragraph, Span, Table, inline_text
from beredskab.documents.schema import clean, normalise
from beredskab.documents.writers import docx_parts as parts
from beredskab.documents.writers.columns import widths
from beredskab.documents.writers.meta import Meta
from beredskab.documents.writers.outline import repaired, worth_contents

TEXT_WIDTH, MAX_HEIGHT = Cm(16), Cm(18)
BAD_PICTURE = (UnrecognizedImageError, UnexpectedEndOfFileError, InvalidImageStreamError, ValueError, ZeroDivisionError)


def render(meta: Meta, blocks: Iterable[Block]) -> bytes:
    """The bytes of a docx file for A4."""
    kept = repaired(normalise(blocks))
    writer = _Writer(meta, kept)
    writer.front()
    for block in kept:
        writer.block(block)
    out = BytesIO()
    writer.document.save(out)
    return out.getvalue()


class _Writer:
    def __init__(self, meta: Meta, blocks: tuple[Block, ...]) -> None:
        self.meta = meta
        self.blocks = blocks
        self.targets = {block.id: number for number, block in enumerate(blocks, start=1)}
        self.document: Any = new_document()
        self.numbering = parts.Numbering(self.document)
        parts.set_styles(self.document, meta.tag())
        # Asking python-docx for a style by name walks all of them; that was most of the time.
        self.style_ids = {style.name: style.style_id for style in self.document.styles}
        self._properties()
        self._page()

    # --- the frame ---

    def _properties(self) -> None:
        properties = self.document.core_properties
        properties.title, properties.subject = self.meta.shown_title(), clean(self.meta.subtitle)[:255]
        properties.title = properties.title[:255]
        properties.author = properties.last_modified_by = clean(self.meta.author)[:255]
        properties.language, properties.comments = self.meta.tag(), ""
        if self.meta.date:
            at = datetime(self.meta.date.year, self.meta.date.month, self.meta.date.day)  # noqa: DTZ001 the format has no zone
            properties.created = properties.modified = at

    def _page(self) -> None:
        section = self.document.sections[0]
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = Cm(2.5)
        section.top_margin, section.bottom_margin = Cm(2.6), Cm(2.4)
        section.different_first_page_header_footer = True
        section.header.paragraphs[0].text = self.meta.shown_title()
        section.header.paragraphs[0].style = "Meta Line"
        for footer in (section.footer, section.first_page_footer):
            self._footer(footer.paragraphs[0])

    def _footer(self, paragraph: Any) -> None:
        words = self.meta.words()
        paragraph.style = "Meta Line"
        paragraph.paragraph_format.tab_stops.add_tab_stop(TEXT_WIDTH, WD_TAB_ALIGNMENT.RIGHT)
        paragraph.add_run(f"{clean(self.meta.author)}\t{words['page']} ")
        parts.field(paragraph, "PAGE")
        paragraph.add_run(f" {words['of']} ")
        parts.field(paragraph, "NUMPAGES")

    def front(self) -> None:
        """Title, subtitle, the lines below it and, in a longer text, the table of contents."""
        self.document.add_paragraph(self.meta.shown_title(), style="Title")
        if subtitle := clean(self.meta.subtitle).strip():
            self.document.add_paragraph(subtitle, style="Subtitle")
        for line in self.meta.shown_lines():
            self.document.add_paragraph(line, style="Meta Line")
        if worth_contents(self.blocks):
            self._contents()

    def _contents(self) -> None:
        self.document.add_paragraph(self.meta.words()["contents"], style="TOC Heading")
        headings = [block for block in self.blocks if isinstance(block, Heading)]
        paragraph = None
        for heading in headings:
            style = f"toc {heading.level}"
            previous, paragraph = paragraph, self.paragraph(style)
            if previous is None:
                parts.open_field(paragraph, r'TOC \o "1-3" \h \z \u', dirty=True)
            link = parts.hyperlink(paragraph, f"#{heading.id}")
            self.run(link, paragraph, Span(inline_text(heading.content)))
        parts.close_field(paragraph)
        self.document.add_page_break()

    # --- blocks ---

    def block(self, block: Block) -> None:
        match block:
            case Heading():
                paragraph = self.paragraph(f"Heading {block.level}")
                self.inline(paragraph, block.content)
            case Paragraph():
                paragraph = self.document.add_paragraph()
                self.inline(paragraph, block.content)
            case List():
                paragraph = self.list(block, 0)
            case Table():
                paragraph = self.table(block)
            case Figure():
                paragraph = self.figure(block)
        parts.bookmark(paragraph, self.targets[block.id], block.id)

    def paragraph(self, style: str) -> Any:
        paragraph = self.document.add_paragraph()
        paragraph._p.style = self.style_ids[style]
        return paragraph

    def list(self, block: List, level: int) -> Any:
        number = self.numbering.start(ordered=block.ordered, level=level)
        style = ("List Number" if block.ordered else "List Bullet") + ("" if level == 0 else f" {level + 1}")
        first = None
        for item in block.items:
            paragraph = self.paragraph(style)
            parts.number_paragraph(paragraph, number, level)
            self.inline(paragraph, item.paragraph.content)
            first = first or paragraph
            for child in item.children:
                self.list(child, level + 1)
        return first

    def table(self, block: Table) -> Any:
        table = self.document.add_table(rows=0, cols=len(block.header), style=parts.TABLE_STYLE)
        table.autofit = False
        shares = widths(block)
        columns = [int(TEXT_WIDTH * share / sum(shares)) for share in shares]
        for column, width in zip(table.columns, columns, strict=True):
            column.width = width
        for index, row in enumerate((block.header, *block.rows)):
            cells = table.add_row()
            properties = cells._tr.get_or_add_trPr()
            properties.append(parts.element("cantSplit"))
            if index == 0:
                properties.append(parts.element("tblHeader"))
            for cell, content, width in zip(cells.cells, row, columns, strict=True):
                cell.width = width
                cell.paragraphs[0]._p.style = self.style_ids["Table Header" if index == 0 else "Table Text"]
                self.inline(cell.paragraphs[0], content)
        # Two tables without a paragraph between them would be one table to Word.
        self.paragraph("Table Gap")
        return table.rows[0].cells[0].paragraphs[0]

    def figure(self, block: Figure) -> Any:
        paragraph = self.document.add_paragraph()
        try:
            picture = paragraph.add_run().add_picture(BytesIO(b64decode(block.src.partition(",")[2])))
        except BAD_PICTURE:
            paragraph.add_run(block.alt).italic = True
        else:
            scale = min(1, TEXT_WIDTH / max(1, picture.width), MAX_HEIGHT / max(1, picture.height))
            picture.width, picture.height = max(1, int(picture.width * scale)), max(1, int(picture.height * scale))
            picture._inline.docPr.set("descr", block.alt)
            paragraph.paragraph_format.keep_with_next = bool(block.caption)
        if block.caption:
            self.inline(self.paragraph("Caption"), block.caption)
        return paragraph

    # --- inside a line ---

    def inline(self, paragraph: Any, content: Inline) -> None:
        for link, spans in groupby(content, key=lambda span: span.link):
            parent = paragraph._p
            if link and (not link.href.startswith("#") or link.href[1:] in self.targets):
                parent = parts.hyperlink(paragraph, link.href)
            for span in spans:
                run = self.run(parent, paragraph, span)
                if parent is not paragraph._p:
                    run._r.style = self.style_ids["Hyperlink"]

    def run(self, parent: Any, paragraph: Any, span: Span) -> Run:
        element = parts.element("r")
        parent.append(element)
        run = Run(element, paragraph)
        run.text = span.text
        # None, not False: the style may say bold, as that of a table's header row does.
        run.bold, run.italic = span.strong or None, span.em or None
        return run
