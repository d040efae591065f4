"""The PDF that we write, opened with pypdf (tags) and pypdfium2 (text)."""

import base64
import struct
from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pypdf
import pypdfium2
import pytest
from hypothesis import given, settings

from beredskab.documents.model import (
    Block,
    Figure,
    Heading,
    Link,
    List,
    Paragraph,
    Span,
    Table,
    list_paragraphs,
)
from beredskab.documents.tests import golden, strategies
from beredskab.documents.tests.shape import pieces, squeezed
from beredskab.documents.writers import pdf, pixels
from beredskab.documents.writers.meta import Meta


@pytest.fixture(scope="module")
def written() -> bytes:
    return pdf.render(golden.META, golden.blocks())


@pytest.fixture(scope="module")
def reader(written: bytes) -> pypdf.PdfReader:
    return pypdf.PdfReader(BytesIO(written))


def catalogue(data: bytes) -> Any:
    """The root of the PDF's objects; pypdf's types know nothing of what lies in it."""
    return pypdf.PdfReader(BytesIO(data)).root_object


def text_of(data: bytes) -> str:
    document = pypdfium2.PdfDocument(data)
    try:
        return "\n".join(page.get_textpage().get_text_bounded() for page in document)
    finally:
        document.close()


def tags(data: bytes) -> Iterator[Any]:
    """Every element of the structure tree, in reading order."""

    def walk(node: Any) -> Iterator[Any]:
        node = node.get_object()
        if isinstance(node, list):
            for child in node:
                yield from walk(child)
        elif isinstance(node, dict):
            if "/S" in node:
                yield node
            if "/K" in node:
                yield from walk(node["/K"])

    yield from walk(catalogue(data)["/StructTreeRoot"]["/K"])


def test_the_file_says_that_it_is_accessible(written: bytes, reader: pypdf.PdfReader) -> None:
    root = catalogue(written)
    assert root["/Lang"] == "da-DK"
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.metadata is not None
    assert reader.metadata.title == "Beredskabsplan mod ekstremisme"
    assert reader.metadata.author == "Ærøby Kommune, Velfærd og Børn"
    assert b"pdfuaid:part" in root["/Metadata"].get_object().get_data()


def test_the_tags_match_the_blocks(written: bytes) -> None:
    blocks = golden.blocks()
    found = Counter(node["/S"] for node in tags(written))
    headings = Counter(block.level for block in blocks if isinstance(block, Heading))
    lists = [block for block in blocks if isinstance(block, List)]
    tables = [block for block in blocks if isinstance(block, Table)]
    assert found["/H1"] == headings[1] + 1  # and the heading of the contents
    assert (found["/H2"], found["/H3"]) == (headings[2], headings[3])
    assert found["/LI"] == sum(len(list(list_paragraphs(block))) for block in lists)
    assert found["/Table"] == len(tables)
    assert found["/TR"] == sum(1 + len(table.rows) for table in tables)
    assert found["/TH"] == sum(len(table.header) for table in tables)
    assert found["/TD"] == sum(len(row) for table in tables for row in table.rows)
    assert [str(node["/Alt"]) for node in tags(written) if node["/S"] == "/Figure"] == [
        block.alt for block in blocks if isinstance(block, Figure)
    ]
    assert found["/TOC"] >= 1
    assert found["/Link"] >= 2


def test_the_text_stands_in_order(written: bytes) -> None:
    # Word by word: where lines break, and that a header row returns, is the page's business.
    body = squeezed(text_of(written)).split("Side 1 af", 1)[1]
    place = 0
    for piece in pieces(golden.blocks()):
        words = " ".join(piece[-1]) if piece[0] == "row" else piece[-1]
        if piece[0] == "figure":
            continue  # its words are in the tags
        for word in words.split():
            found = body.find(word, place)
            assert 0 <= found - place < 400, (piece, word)
            place = found + len(word)


def test_the_frame_says_title_notes_and_pages(written: bytes) -> None:
    text = squeezed(text_of(written))
    assert text.startswith(
        "Beredskabsplan mod ekstremisme Ærøby Kommune Ærøby Kommune, Velfærd og Børn · 1. december 2027"
    )
    assert "Vedtaget af byrådet den 1. december 2027, punkt 7." in text
    assert "Indhold" in text
    pages = len(pypdf.PdfReader(BytesIO(written)).pages)
    for number in range(1, pages + 1):
        assert f"Side {number} af {pages}" in text


def test_a_table_over_two_pages_repeats_its_header(reader: pypdf.PdfReader) -> None:
    assert sum("2028" in page.extract_text() and "2029" in page.extract_text() for page in reader.pages) == 2


def test_links_lead_out_and_inside(reader: pypdf.PdfReader) -> None:
    notes = [note.get_object() for page in reader.pages for note in page.get("/Annots", [])]
    assert "https://aeroeby.example/beredskab?side=1&afsnit=2" in [
        str(note["/A"]["/URI"]) for note in notes if "/URI" in note.get("/A", {})
    ]
    assert any("/Dest" in note or "/D" in note.get("/A", {}) for note in notes)


def test_skipped_levels_and_empty_headings_are_repaired() -> None:
    levels = ((3, "Først"), (1, ""), (1, "To"), (3, "Tre"))
    blocks = [Heading(f"h{n}", level, (Span(text),)) for n, (level, text) in enumerate(levels)]
    found = [node["/S"] for node in tags(pdf.render(Meta("x"), blocks)) if node["/S"][1] == "H"]
    assert found == ["/H1", "/H1", "/H2"]


def test_characters_without_a_glyph_do_not_stop_the_print() -> None:
    block = Paragraph("a", (Span("før 😀漢字かな\u0378\U0001f9ff⛄ efter"),))
    meta = Meta("漢字 ok", "under\ntitel\ud800", author="a\x02", note_lines=("", "\x03"))
    text = text_of(pdf.render(meta, [block]))
    assert "under titel" in text
    assert "før" in text
    assert "efter" in text


@pytest.mark.parametrize("content", ["AAAA", "A", "iVBORw0KGgo="])
def test_a_broken_picture_leaves_its_words(content: str) -> None:
    figure = Figure("f", f"data:image/png;base64,{content}", "Et kort", (Span("Vejen"),))
    text = text_of(pdf.render(Meta("x"), [figure]))
    assert "Et kort" in text
    assert "Vejen" in text


def test_text_is_data_and_never_typst() -> None:
    evil = '#read("/etc/passwd") $x$ #panic() \\ @a <b> *c* _d_ = e'
    text = text_of(
        pdf.render(Meta(evil, subtitle=evil, author=evil, note_lines=(evil,)), [Paragraph("a", (Span(evil),))])
    )
    assert squeezed(text).count("#panic()") == 6  # the author stands in the footer too


def test_a_link_to_nowhere_is_plain_text() -> None:
    assert "her" in text_of(pdf.render(Meta("x"), [Paragraph("a", (Span("her", link=Link("#findes-ikke")),))]))


@pytest.mark.parametrize("length", [50, 70, 90])
def test_a_soft_hyphen_at_the_end_of_a_link_does_not_stop_the_print(length: int) -> None:
    spans = (Span("x" * length), Span("eks\u00adempel\u00ad", link=Link("https://x.dk")), Span("m" * length))
    notes = pypdf.PdfReader(BytesIO(pdf.render(Meta("x"), [Paragraph("a", spans)]))).pages[0]["/Annots"]
    assert notes


def test_an_english_document_speaks_english() -> None:
    data = pdf.render(Meta("Plan", language="en"), [])
    assert catalogue(data)["/Lang"] == "en-GB"
    assert "Page 1 of 1" in text_of(data)


def test_equal_texts_give_equal_files() -> None:
    assert pdf.render(golden.META, golden.blocks()) == pdf.render(golden.META, golden.blocks())


def shown(blocks: tuple[Block, ...]) -> None:
    assert pdf.render(Meta("Plan"), blocks).startswith(b"%PDF")


@settings(max_examples=25, deadline=None)
@given(strategies.blocks)
def test_every_document_can_be_printed(blocks: tuple[Block, ...]) -> None:
    shown(blocks)


@pytest.mark.long
@settings(max_examples=600, deadline=None)
@given(strategies.blocks)
def test_really_every_document_can_be_printed(blocks: tuple[Block, ...]) -> None:
    shown(blocks)


@pytest.mark.parametrize("kind", ["png", "jpeg"])
def test_a_picture_that_would_unfold_to_gigabytes_is_shown_by_its_words(kind: str) -> None:
    side = 60_000
    head = {
        "png": b"\x89PNG\r\n\x1a\n" + struct.pack(">I4sII", 13, b"IHDR", side, side) + bytes(9),
        "jpeg": b"\xff\xd8\xff\xe0\x00\x04ab\xff\xc0\x00\x11\x08" + struct.pack(">HH", side, side) + bytes(30),
    }[kind]
    assert pixels.too_many(head)
    src = f"data:image/{kind};base64,{base64.b64encode(head).decode()}"
    written = pdf.render(Meta(title="Plan"), (Figure("f", src, "Et alt for stort billede", ()),))
    assert written.startswith(b"%PDF")
    assert not pixels.too_many(base64.b64decode(strategies.png().partition(",")[2]))
