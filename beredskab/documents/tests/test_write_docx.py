"""The Word file that we write, opened with mammoth, and with lxml where mammoth is silent."""

import subprocess
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

import lxml.etree
import lxml.html
import mammoth  # type: ignore[import-untyped]
import pypdfium2
import pytest
from hypothesis import given, settings

from beredskab.documents.model import Block, Figure, Heading, Link, List, ListItem, Paragraph, Span, Table
from beredskab.documents.tests import golden, strategies
from beredskab.documents.tests.shape import Piece, html_pieces, pieces, squeezed
from beredskab.documents.writers import docx
from beredskab.documents.writers.meta import Meta

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FRONT = ["Title", "Subtitle", "Meta Line", "TOC Heading", "toc 1", "toc 2", "toc 3"]


def part(data: bytes, name: str) -> Any:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return lxml.etree.fromstring(archive.read(name))


def read_back(data: bytes) -> list[Piece]:
    """The shape as mammoth sees it, without the front matter and the gaps."""
    skipped = "\n".join(f"p[style-name='{name}'] => " for name in [*FRONT, "Table Gap"])
    styles = skipped + "\np[style-name='Caption'] => figcaption:fresh\nb => strong"
    result = mammoth.convert_to_html(BytesIO(data), style_map=styles)
    assert not [message for message in result.messages if "Unrecognised paragraph style" not in message.message]
    root = lxml.html.fragment_fromstring(result.value, create_parent="main")
    for cell in root.iter("td", "th"):
        for paragraph in cell.findall("p"):
            paragraph.drop_tag()
    return list(html_pieces(root))


@pytest.fixture(scope="module")
def written() -> bytes:
    return docx.render(golden.META, golden.blocks())


def test_the_golden_document_reads_back_with_equal_text_and_structure(written: bytes) -> None:
    assert read_back(written) == pieces(golden.blocks())


def test_the_properties_say_title_author_and_language(written: bytes) -> None:
    core = part(written, "docProps/core.xml")
    values = {lxml.etree.QName(node).localname: node.text for node in core}
    assert values["title"] == "Beredskabsplan mod ekstremisme"
    assert values["creator"] == "Ærøby Kommune, Velfærd og Børn"
    assert values["language"] == "da-DK"
    languages = {node.get(f"{W}val") for node in part(written, "word/styles.xml").iter(f"{W}lang")}
    assert languages == {"da-DK"}


def test_headings_lists_and_tables_have_named_styles(written: bytes) -> None:
    styles = part(written, "word/styles.xml").iter(f"{W}style")
    names = {style.get(f"{W}styleId"): style.find(f"{W}name").get(f"{W}val") for style in styles}
    body = part(written, "word/document.xml")
    used = {names[node.get(f"{W}val")] for node in body.iter(f"{W}pStyle", f"{W}tblStyle")}
    assert {"Title", "heading 1", "heading 2", "heading 3", "caption", "Beredskab Table"} <= used
    assert {"List Bullet", "List Bullet 2", "List Bullet 3", "List Number", "List Number 2"} <= used


def test_every_table_repeats_its_header_and_keeps_rows_whole(written: bytes) -> None:
    for table in part(written, "word/document.xml").iter(f"{W}tbl"):
        rows = table.findall(f"{W}tr")
        assert [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows] == [True] + [False] * (len(rows) - 1)
        assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)


def test_every_ordered_list_begins_at_one(written: bytes) -> None:
    body = part(written, "word/document.xml")
    numbers = [node.get(f"{W}val") for node in body.iter(f"{W}numId")]
    instances = {node.get(f"{W}numId"): node for node in part(written, "word/numbering.xml").iter(f"{W}num")}
    ordered = dict.fromkeys(number for number in numbers if instances[number].find(f".//{W}startOverride") is not None)
    assert len(ordered) == 3  # two lists and one inside the first


def test_pictures_have_words_and_links_lead_somewhere(written: bytes) -> None:
    body = part(written, "word/document.xml")
    descriptions = [node.get("descr") for node in body.iter("{*}docPr")]
    assert descriptions == [block.alt for block in golden.blocks() if isinstance(block, Figure)]
    with zipfile.ZipFile(BytesIO(written)) as archive:
        assert b"https://aeroeby.example/beredskab?side=1&amp;afsnit=2" in archive.read("word/_rels/document.xml.rels")
    names = {node.get(f"{W}name") for node in body.iter(f"{W}bookmarkStart")}
    anchors = {node.get(f"{W}anchor") for node in body.iter(f"{W}hyperlink")} - {None}
    assert anchors
    assert anchors <= names


def test_the_page_is_a4_with_page_numbers_and_contents(written: bytes) -> None:
    body = part(written, "word/document.xml")
    size = body.find(f".//{W}pgSz")
    assert (round(int(size.get(f"{W}w")), -1), round(int(size.get(f"{W}h")), -1)) == (11910, 16840)
    codes = [node.text.split()[0] for node in body.iter(f"{W}instrText")]
    assert codes == ["TOC"]
    with zipfile.ZipFile(BytesIO(written)) as archive:
        footers = [archive.read(name) for name in archive.namelist() if name.startswith("word/footer")]
    assert footers
    assert all(b"PAGE" in footer and b"NUMPAGES" in footer for footer in footers)


def test_a_broken_picture_leaves_its_words() -> None:
    data = docx.render(Meta("x"), [Figure("f", "data:image/png;base64,AAAA", "Et kort", (Span("Vejen"),))])
    assert read_back(data) == [("paragraph", "Et kort"), ("caption", "Vejen")]


def test_addresses_that_word_would_call_damage_are_encoded() -> None:
    data = docx.render(Meta("x"), [Paragraph("a", (Span("her", link=Link("https://x.dk/ø|\\{%zz}%20")),))])
    with zipfile.ZipFile(BytesIO(data)) as archive:
        assert b'Target="https://x.dk/%C3%B8%7C%5C%7B%25zz%7D%20"' in archive.read("word/_rels/document.xml.rels")


def test_a_link_to_nowhere_is_plain_text() -> None:
    data = docx.render(Meta("x"), [Paragraph("a", (Span("her", link=Link("#findes-ikke")),))])
    assert part(data, "word/document.xml").find(f".//{W}hyperlink") is None


def test_two_tables_side_by_side_stay_two() -> None:
    table = Table("t", ((Span("a"),),), (((Span("b"),),),))
    data = docx.render(Meta("x"), [table, Table("u", table.header, table.rows)])
    assert len(list(part(data, "word/document.xml").iter(f"{W}tbl"))) == 2


def test_a_short_text_has_no_contents() -> None:
    data = docx.render(Meta("x"), [Heading("a", 1, (Span("Kort"),)), List("l", True, (ListItem(Paragraph("p", ())),))])
    assert b"instrText" not in lxml.etree.tostring(part(data, "word/document.xml"))


@settings(max_examples=8, deadline=None)
@given(strategies.blocks)
def test_every_document_becomes_a_word_file_with_all_its_words(blocks: tuple[Block, ...]) -> None:
    all_words_are_in_the_file(blocks)


@pytest.mark.long
@settings(max_examples=100, deadline=None)
@given(strategies.blocks)
def test_really_every_document_becomes_a_word_file_with_all_its_words(blocks: tuple[Block, ...]) -> None:
    all_words_are_in_the_file(blocks)


def all_words_are_in_the_file(blocks: tuple[Block, ...]) -> None:
    text = mammoth.extract_raw_text(BytesIO(docx.render(Meta("Plan"), blocks))).value
    for piece in pieces(blocks):
        cells = piece[-1] if piece[0] == "row" else piece[-1:]
        if piece[0] != "figure":
            assert all(squeezed(cell) in squeezed(text) for cell in cells)


@pytest.mark.long
def test_libreoffice_opens_the_file_and_prints_it(written: bytes, tmp_path: Path) -> None:
    (tmp_path / "plan.docx").write_bytes(written)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [
        "soffice",
        profile,
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        str(tmp_path),
        str(tmp_path / "plan.docx"),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    document = pypdfium2.PdfDocument(tmp_path / "plan.pdf")
    text = squeezed("\n".join(page.get_textpage().get_text_bounded() for page in document))
    pages = len(document)
    document.close()
    assert f"Side {pages} af {pages}" in text
    for piece in pieces(golden.blocks()):
        if piece[0] == "heading":
            assert text.count(piece[2]) >= 2  # in the contents and in the text
