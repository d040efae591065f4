"""PDF and web pages: paragraphs out of lines, headings by look, furniture dropped, text kept."""

from __future__ import annotations

from beredskab.documents.model import Paragraph, Table, inline_text
from beredskab.documents.readers import read
from beredskab.documents.tests.read_samples import codes, pdf_of, shape

LONG = "Kommunen har et beredskab, og medarbejderen kontakter tovholderen ved bekymring for en borger. "


def page(body: str, head: str = "") -> bytes:
    return f"<!doctype html><html><head>{head}</head><body>{body}</body></html>".encode()


# --- PDF ----------------------------------------------------------------------------------------------------------


def test_lines_become_paragraphs_and_broken_words_are_made_whole() -> None:
    words = "bekymringshenvendelsesprocedure " * 30
    document = read(
        "a.pdf",
        pdf_of([("p", words + "slut."), ("p", LONG * 4)], "#set par(justify: true)\n#set text(hyphenate: true)"),
    )
    assert [kind for kind, _text in shape(document)] == ["p", "p"]
    assert shape(document)[0][1] == words + "slut."


def test_running_headers_and_page_numbers_are_dropped_with_a_remark() -> None:
    outline = [("p", LONG * 12 + f"Nummer {number} slut.\n#pagebreak(weak: true)") for number in range(5)]
    head = '#set page(numbering: "1 / 1", header: [Beredskabsplan for Fjordby])'
    document = read("a.pdf", pdf_of(outline, head))
    assert [text for _kind, text in shape(document)] == [LONG * 12 + f"Nummer {number} slut." for number in range(5)]
    assert "header_footer" in codes(document)


def test_a_sentence_goes_on_over_the_page_break() -> None:
    document = read("a.pdf", pdf_of([("p", LONG * 12 + "Her standser siden midt i\n#pagebreak()\nen sætning. Slut.")]))
    assert len(document.blocks) == 1
    assert inline_text(document.blocks[0].content).endswith("midt i en sætning. Slut.")  # type: ignore[union-attr]


def test_bold_lines_of_body_size_are_headings() -> None:
    document = read("a.pdf", pdf_of([("p", "*Formål*"), ("p", LONG * 3), ("p", "*Organisering*"), ("p", LONG * 3)]))
    assert [kind for kind, _text in shape(document)] == ["h1", "p", "h1", "p"]
    assert "guessed_headings" in codes(document)


def test_nested_bullets_and_numbers_of_a_pdf_are_lists() -> None:
    document = read("a.pdf", pdf_of([("p", "Det gælder:\n\n- et\n  - under\n- to\n\n+ først\n+ så")]))
    assert shape(document) == [
        ("p", "Det gælder:"),
        ("li", "et"),
        ("li2", "under"),
        ("li", "to"),
        ("ol", "først"),
        ("ol", "så"),
    ]


def test_pages_that_are_pictures_are_named() -> None:
    document = read("a.pdf", pdf_of([("p", LONG), ("p", "#pagebreak()\n#rect(width: 3cm)\n#pagebreak()\n" + LONG)]))
    remark = next(remark for remark in document.remarks if remark.code == "pages_without_text")
    assert remark.message.endswith(": 2")


# --- HTML ---------------------------------------------------------------------------------------------------------


def test_furniture_of_a_saved_page_is_dropped_and_the_main_content_kept() -> None:
    body = (
        '<a class="skip-link" href="#main">Spring til indhold</a>'
        "<header><nav><ul><li>Borger</li><li>Politik</li></ul></nav></header>"
        '<div id="cookie-banner"><p>Vi bruger cookies.</p><button>Ja tak</button></div>'
        '<main id="main"><ol class="breadcrumb"><li>Forside</li></ol><h1>Beredskabsplan</h1><p>Planen gælder alle.</p>'
        '<aside><p>Læs også</p></aside><div class="share">Del siden</div><script>alert(1)</script></main>'
        "<footer><p>CVR 12345678</p></footer>"
    )
    document = read("a.html", page(body))
    assert shape(document) == [("h1", "Beredskabsplan"), ("p", "Planen gælder alle.")]
    assert "page_furniture" in codes(document)


def test_a_page_without_main_keeps_its_text() -> None:
    body = (
        "<div id='header'><h1>Plan</h1></div><div class='nav'><a href='/'>Hjem</a></div><div><p>"
        + LONG * 3
        + "</p></div>"
    )
    assert shape(read("a.html", page(body))) == [("h1", "Plan"), ("p", (LONG * 3).strip())]


def test_a_page_that_leaves_out_body_keeps_its_text_and_loses_its_menu() -> None:
    page_without_body = (
        "<!doctype html><html lang=da><meta charset=utf-8><title>Plan</title><nav><a href=/>Forside</a></nav>"
        "<main><h1>Beredskab</h1><p>Kommunen har et beredskab.</p></main><footer>Cookies</footer>"
    )
    document = read("a.html", page_without_body.encode())
    assert [text for _kind, text in shape(document)] == ["Beredskab", "Kommunen har et beredskab."]


def test_a_wrapper_with_a_misleading_class_does_not_take_the_text_with_it() -> None:
    assert shape(read("a.html", page(f"<div class='sidebar menu'><p>{LONG}</p></div>"))) == [("p", LONG.strip())]


def test_text_after_a_dropped_element_is_kept() -> None:
    assert shape(read("a.html", page("<p>Før <script>x</script>efter</p>"))) == [("p", "Før efter")]


def test_loose_text_lists_links_and_fold_outs_keep_their_order() -> None:
    body = (
        "Løs <b>tekst</b><ul><li>et<ol><li>under</li></ol>mere</li></ul><h2>Mål</h2>"
        "<button aria-controls='a'>Fold ud</button><div id='a'><p>Se <a href='https://a.example/b'>her</a></p></div>"
    )
    document = read("a.html", page(body))
    assert shape(document) == [
        ("p", "Løs tekst"),
        ("li", "et"),
        ("li2", "under mere"),
        ("h1", "Mål"),
        ("h2", "Fold ud"),
        ("p", "Se her"),
    ]
    last = document.blocks[-1]
    assert isinstance(last, Paragraph)
    assert last.content[1].link


def test_merged_cells_of_a_web_table_are_unfolded() -> None:
    body = (
        "<table><tr><th>A<th colspan=2>B<tr><td rowspan=2>x<td>y<td>z<tr><td><p>u</p><ul><li>v</li></ul><td>w</table>"
    )
    document = read("a.html", page(body))
    table = document.blocks[0]
    assert isinstance(table, Table)
    cells = [[inline_text(cell) for cell in row] for row in (table.header, *table.rows)]
    assert cells == [["A", "B", ""], ["x", "y", "z"], ["x", "u v", "w"]]
    assert codes(document) == ["merged_cells"]


def test_a_table_for_layout_is_running_text() -> None:
    body = "<table><tr><td><h2>Mål</h2><p>Et.</p></td><td><table><tr><td>a<td>b</table></td></tr></table>"
    assert [kind for kind, _text in shape(read("a.html", page(body)))] == ["h1", "p", "table"]


def test_the_encoding_is_found_by_mark_declaration_or_content() -> None:
    text = "<html><head>{}</head><body><p>Æresrelaterede spørgsmål på åben gade</p></body></html>"
    wanted = [("p", "Æresrelaterede spørgsmål på åben gade")]
    meta = '<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1">'
    for data in (
        text.format("").encode(),
        text.format("").encode("utf-8-sig"),
        text.format("").encode("utf-16"),
        text.format("").encode("cp1252"),
        text.format(meta).encode("cp1252"),
        text.format('<meta charset="windows-1257">').encode("windows-1257"),
        ('<?xml version="1.0" encoding="utf-8"?>' + text.format("")).encode(),
    ):
        assert shape(read("a.html", data)) == wanted
