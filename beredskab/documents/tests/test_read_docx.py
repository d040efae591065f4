"""Word: styles in any language, numbering, tables, tracked changes, notes, boxes and content controls."""

from __future__ import annotations

import pytest

from beredskab.documents.model import Paragraph, Span, Table, inline_text
from beredskab.documents.readers import read
from beredskab.documents.tests.read_samples import BULLETS, W, codes, docx, numbered, paragraph, shape


def body(xml: str, *, styles: str = "", numbering: str = "") -> list[tuple[str, str]]:
    return shape(read("a.docx", docx(xml, styles=styles, numbering=numbering)))


@pytest.mark.parametrize("name", ["heading 2", "Overskrift 2", "Heading 2", "Rubrik 2", "Overskrift2"])
def test_a_heading_style_is_known_by_its_name_in_any_language(name: str) -> None:
    style = f'<w:style w:type="paragraph" w:styleId="S"><w:name w:val="{name}"/></w:style>'
    xml = paragraph("Top", "Overskrift1") + paragraph("Mål", "S") + paragraph("tekst")
    assert body(xml, styles=style) == [("h1", "Top"), ("h2", "Mål"), ("p", "tekst")]


def test_a_style_built_on_a_heading_style_is_a_heading() -> None:
    style = '<w:style w:styleId="K"><w:name w:val="Kommunens"/><w:basedOn w:val="Overskrift1"/></w:style>'
    assert body(paragraph("Mål", "K") + paragraph("tekst"), styles=style)[0] == ("h1", "Mål")


def test_styles_built_on_each_other_in_a_ring_do_no_harm() -> None:
    style = (
        '<w:style w:styleId="A"><w:name w:val="A"/><w:basedOn w:val="B"/></w:style>'
        '<w:style w:styleId="B"><w:name w:val="B"/><w:basedOn w:val="A"/></w:style>'
    )
    assert body(paragraph("tekst", "A"), styles=style) == [("p", "tekst")]


def test_an_outline_level_makes_a_heading_and_level_nine_none() -> None:
    xml = paragraph("Mål", extra='<w:outlineLvl w:val="0"/>') + paragraph(
        "x", "Overskrift1", '<w:outlineLvl w:val="9"/>'
    )
    assert body(xml) == [("h1", "Mål"), ("p", "x")]


def test_numbering_gives_nested_bullets_and_numbers() -> None:
    xml = "".join(paragraph(text, extra=numbered(level)) for text, level in (("a", 0), ("b", 1), ("c", 0)))
    assert body(xml, numbering=BULLETS) == [("li", "a"), ("li2", "b"), ("li", "c")]
    document = read("a.docx", docx(xml, numbering=BULLETS))
    assert document.blocks[0].items[0].children[0].ordered  # type: ignore[union-attr]


def test_bullets_typed_by_hand_are_items() -> None:
    assert body(paragraph("•\u00a0 Ring først") + paragraph("– Skriv så")) == [("li", "Ring først"), ("li", "Skriv så")]


def test_insertions_are_kept_and_deletions_dropped_with_a_remark() -> None:
    xml = (
        "<w:p><w:r><w:t>Frist: </w:t></w:r><w:ins><w:r><w:t>fire</w:t></w:r></w:ins>"
        "<w:del><w:r><w:delText>to</w:delText></w:r></w:del><w:r><w:t> dage</w:t></w:r></w:p>"
    )
    document = read("a.docx", docx(xml))
    assert shape(document) == [("p", "Frist: fire dage")]
    assert codes(document) == ["deleted_text"]


def test_merged_cells_are_unfolded_with_a_remark() -> None:
    def cell(text: str, properties: str = "") -> str:
        return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(text)}</w:tc>"

    xml = (
        "<w:tbl><w:tr>" + cell("Hvem") + cell("Hvad") + cell("Hvornår") + "</w:tr><w:tr>"
        + cell("Leder", '<w:vMerge w:val="restart"/>') + cell("Ring", '<w:gridSpan w:val="2"/>') + "</w:tr><w:tr>"
        + cell("", "<w:vMerge/>") + cell("Skriv") + cell("Straks") + "</w:tr></w:tbl>"
    )  # fmt: skip
    document = read("a.docx", docx(xml))
    table = document.blocks[0]
    assert isinstance(table, Table)
    assert [[inline_text(c) for c in row] for row in table.rows] == [
        ["Leder", "Ring", ""],
        ["Leder", "Skriv", "Straks"],
    ]
    assert codes(document) == ["merged_cells"]


def test_a_table_of_one_cell_is_running_text() -> None:
    xml = f"<w:tbl><w:tr><w:tc>{paragraph('Husk', 'Overskrift2')}{paragraph('Ring 112.')}</w:tc></w:tr></w:tbl>"
    assert body(xml) == [("h1", "Husk"), ("p", "Ring 112.")]


def test_footnotes_stand_as_paragraphs_at_the_end() -> None:
    notes = f'<w:footnotes xmlns:w="{W}"><w:footnote w:id="2">{paragraph("Se lov om x.")}</w:footnote></w:footnotes>'
    xml = '<w:p><w:r><w:t>Kravet</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r></w:p>' + paragraph("slut")
    document = read("a.docx", docx(xml, parts={"word/footnotes.xml": notes}))
    assert shape(document) == [("p", "Kravet"), ("p", "slut"), ("p", "[1] Se lov om x.")]


def test_text_boxes_and_content_controls_are_kept_once() -> None:
    box = f"<w:txbxContent>{paragraph('I boksen.')}</w:txbxContent>"
    xml = (
        f"<w:p><w:r><w:t>Før.</w:t></w:r><w:r><mc:AlternateContent><mc:Choice><w:drawing>{box}</w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
        f"<w:sdt><w:sdtContent>{paragraph('I feltet.')}</w:sdtContent></w:sdt>"
        "<w:p><w:sdt><w:sdtContent><w:r><w:t>Midt i.</w:t></w:r></w:sdtContent></w:sdt></w:p>"
    )
    assert [text for _kind, text in body(xml)] == ["Før.", "I boksen.", "I feltet.", "Midt i."]


def test_a_drawing_becomes_a_remark_with_its_alternative_text() -> None:
    drawing = '<w:drawing><wp:inline><wp:docPr descr="Trekant"/></wp:inline></w:drawing>'
    xml = f"<w:p><w:r><w:t>Se figuren.</w:t>{drawing}</w:r></w:p>"
    document = read("a.docx", docx(xml))
    assert codes(document) == ["picture"]
    assert "Trekant" in document.remarks[0].message


def test_links_bold_and_italic_are_kept_and_scripts_are_not() -> None:
    rels = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="r1" Target="https://kommune.example/plan" TargetMode="External" Type="t"/>'
        '<Relationship Id="r2" Target="javascript:alert(1)" TargetMode="External" Type="t"/></Relationships>'
    )
    xml = (
        "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>Fed</w:t></w:r>"
        "<w:r><w:rPr><w:i/><w:b w:val='0'/></w:rPr><w:t> skrå</w:t></w:r>"
        '<w:hyperlink r:id="r1"><w:r><w:t> her</w:t></w:r></w:hyperlink>'
        '<w:hyperlink r:id="r2"><w:r><w:t> ikke</w:t></w:r></w:hyperlink></w:p>'
    )
    block = read("a.docx", docx(xml, parts={"word/_rels/document.xml.rels": rels})).blocks[0]
    assert isinstance(block, Paragraph)
    fed, skew, here, plain_one = block.content
    assert (fed.strong, skew.em, skew.strong) == (True, True, False)
    assert here.link and here.link.href == "https://kommune.example/plan"
    assert plain_one == Span(" ikke")


def test_headers_footers_and_the_contents_are_dropped_with_remarks() -> None:
    header = f'<w:hdr xmlns:w="{W}">{paragraph("Beredskabsplan 2028")}</w:hdr>'
    style = '<w:style w:styleId="Indholdsfortegnelse1"><w:name w:val="toc 1"/></w:style>'
    xml = paragraph("Mål ... 4", "Indholdsfortegnelse1") + paragraph("tekst")
    document = read("a.docx", docx(xml, styles=style, parts={"word/header1.xml": header}))
    assert shape(document) == [("p", "tekst")]
    assert codes(document) == ["table_of_contents", "header_footer"]


def test_bold_lines_are_headings_where_there_are_no_heading_styles() -> None:
    def bold(text: str) -> str:
        return f"<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>{text}</w:t></w:r></w:p>"

    document = read("a.docx", docx(bold("Beredskab") + paragraph("Tekst.") + bold("Mål") + paragraph("Mere tekst.")))
    assert [kind for kind, _text in shape(document)] == ["h1", "p", "h2", "p"]
    assert codes(document) == ["guessed_headings"]


def test_a_break_in_a_paragraph_makes_two() -> None:
    assert body("<w:p><w:r><w:t>En</w:t><w:br/><w:t>To</w:t></w:r></w:p>") == [("p", "En"), ("p", "To")]
