"""Plain text, Markdown and OpenDocument."""

from __future__ import annotations

from beredskab.documents.readers import read
from beredskab.documents.readers.phrases import join_lines, like_heading, split_glued
from beredskab.documents.tests.read_samples import codes, odt, shape


def text(content: str) -> list[tuple[str, str]]:
    return shape(read("a.txt", content.encode()))


# --- plain text ---------------------------------------------------------------------------------------------------


def test_wrapped_lines_are_joined_and_short_ones_are_not() -> None:
    wrapped = (
        "Kommunen vil med denne plan styrke den forebyggende indsats, så alle henvendelser om\n"
        "ekstremisme håndteres ens. Planen gælder børn, unge og voksne i hele kommunen, og den\n"
        "tages op hvert fjerde år."
    )
    assert text(wrapped) == [("p", wrapped.replace("\n", " "))]
    assert text("Byvej 1\n9999 Fjordby\n\nRing til os.") == [
        ("p", "Byvej 1"),
        ("p", "9999 Fjordby"),
        ("p", "Ring til os."),
    ]


def test_numbered_and_lone_short_lines_are_headings() -> None:
    source = "Plan for Fjordby\n\n1. Mål\n\nVi vil noget.\n\n1.1 Delmål\n\nVi vil mere.\n\nRevision\n\nHvert fjerde år."
    assert [kind for kind, _text in text(source)] == ["h1", "h2", "p", "h3", "p", "h2", "p"]
    steps = "Gør så:\n\n1. Ring\n\n2. Skriv\n\nSå er det gjort."
    assert [kind for kind, _text in text(steps)] == ["p", "ol", "ol", "p"]


def test_glued_headings_are_parted_from_their_sentence() -> None:
    source = (
        "Plan for Fjordby\n\nDet sker med borgeren.Vigtige begreber\n\nHer er et begreb.\n\n"
        "Vedtaget af BytingetPlanens formål\n\nAt hjælpe."
    )
    document = read("a.txt", source.encode())
    assert ("h2", "Vigtige begreber") in shape(document)
    assert ("h2", "Planens formål") in shape(document)
    assert "split_lines" in codes(document)


def test_addresses_of_sites_and_names_with_capitals_are_not_parted() -> None:
    for line in (
        "Log på med MitID",
        "Se www.fjordby.example/Planer",
        "Skriv til a@fjordby.exampleKontoret",
        "Se YouTube og andre",
    ):
        assert split_glued(line) is None


def test_bullets_dashes_and_numbers_are_items_and_dates_are_not() -> None:
    source = (
        "Det gælder:\n- et punkt\n- et andet punkt, der\n  fortsætter\n\n1) først\n2) så\n\n"
        "Vedtaget den\n24. juni 2030 af byrådet."
    )
    assert text(source) == [
        ("p", "Det gælder:"),
        ("li", "et punkt"),
        ("li", "et andet punkt, der fortsætter"),
        ("ol", "først"),
        ("ol", "så"),
        ("p", "Vedtaget den"),
        ("p", "24. juni 2030 af byrådet."),
    ]


def test_a_dash_in_mid_sentence_is_no_item() -> None:
    line = (
        "Det sker i samfundet, hvor nogen åbent eller skjult og på mange måder\n"
        "– også på nettet – søger at vinde andre for vold og andet, der er forbudt."
    )
    assert text(line) == [("p", line.replace("\n", " "))]


def test_menu_lines_of_a_copied_page_are_dropped_with_a_remark() -> None:
    document = read("a.txt", b"Skip til hoved indholdet\n  Hjem Social Planer\n\nPlan for Fjordby\n\nTeksten er her.")
    assert shape(document) == [("h1", "Plan for Fjordby"), ("p", "Teksten er her.")]
    assert "page_furniture" in codes(document)


def test_the_contact_box_at_the_foot_has_one_heading() -> None:
    source = (
        "Plan\n\nTeksten er lang nok.\n\nKontakt\n\nFamilieafdelingen\n\nRing til os\n\n12 34 56 78\n\n"
        "Telefontider\n\nByvej 1"
    )
    assert [kind for kind, _text in text(source)][2:] == ["h2", "p", "p", "p", "p", "p"]


def test_windows_1252_is_read_with_a_remark() -> None:
    document = read("a.txt", "Åbenhed på tværs af København – også for æresrelaterede sager.".encode("cp1252"))
    assert shape(document)[0][1].startswith("Åbenhed på tværs")
    assert codes(document) == ["old_encoding"]


def test_odd_blanks_and_control_signs_do_not_reach_the_text() -> None:
    assert text("Et\u00a0§\u00a015 og et skjult\u00adord\x07 her.\u200b") == [("p", "Et § 15 og et skjultord her.")]


def test_heading_lines_are_told_from_telephone_numbers_and_sentences() -> None:
    assert all(map(like_heading, ("Formål", "1.1 Mål", "Hvad er ekstremisme?", "Infohus - samarbejdet")))
    assert not any(
        map(like_heading, ("Ring 12 34 56 78", "Det er slut.", "9000 Fjordby", "og så videre", "a@b.example"))
    )


def test_hyphens_at_line_ends_follow_danish_habit() -> None:
    assert join_lines("beredskabs-", "planen") == "beredskabsplanen"
    assert join_lines("børne-", "og ungeområdet") == "børne- og ungeområdet"
    assert join_lines("SSP-", "samarbejde") == "SSP-samarbejde"


# --- Markdown -----------------------------------------------------------------------------------------------------


def test_markdown_tables_links_and_marks_are_read() -> None:
    document = read(
        "a.md", "# Plan\n\nSe **her** [nu](https://a.example).\n\n|A|B|\n|-|-|\n|x|y|\n\n<b>rå</b> html".encode()
    )
    assert shape(document) == [("h1", "Plan"), ("p", "Se her nu."), ("table", "A\tB\nx\ty"), ("p", "rå html")]


def test_markdown_is_known_by_its_headings_without_the_extension() -> None:
    assert shape(read("plan.txt", "# Plan\n\n## Mål\n\nTekst.".encode()))[0] == ("h1", "Plan")


# --- OpenDocument -------------------------------------------------------------------------------------------------

STYLES = (
    '<style:style style:name="T1"><style:text-properties fo:font-weight="bold"/></style:style>'
    '<text:list-style style:name="L1"><text:list-level-style-number text:level="1" style:num-format="1"/>'
    '<text:list-level-style-bullet text:level="2"/></text:list-style>'
)


def test_open_document_lists_marks_notes_and_links() -> None:
    body = (
        '<text:p>Et <text:span text:style-name="T1">fed</text:span><text:s/>'
        '<text:a xlink:href="https://a.example">her</text:a>'
        "<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>Noten.</text:p>"
        "</text:note-body></text:note>.</text:p>"
        '<text:list text:style-name="L1"><text:list-item><text:p>a</text:p>'
        "<text:list><text:list-item><text:p>b</text:p></text:list-item></text:list></text:list-item></text:list>"
    )
    document = read("a.odt", odt(body, STYLES))
    assert shape(document) == [("p", "Et fed her."), ("ol", "a"), ("ol2", "b"), ("p", "[1] Noten.")]
    assert [span.strong for span in document.blocks[0].content] == [False, True, False, False, False]  # type: ignore[union-attr]


def test_open_document_tables_frames_and_deletions() -> None:
    body = (
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>slettet</text:p></text:deletion>"
        "</text:changed-region></text:tracked-changes><table:table><table:table-row>"
        '<table:table-cell table:number-columns-spanned="2"><text:p>A</text:p></table:table-cell>'
        "<table:covered-table-cell/></table:table-row><table:table-row><table:table-cell><text:p>x</text:p></table:table-cell>"
        "<table:table-cell><text:p>y</text:p></table:table-cell></table:table-row></table:table>"
        "<text:p><draw:frame><draw:text-box><text:p>I boksen.</text:p></draw:text-box></draw:frame>"
        "<draw:frame><draw:image/><svg:desc>Et kort</svg:desc></draw:frame></text:p>"
    )
    document = read("a.odt", odt(body))
    assert shape(document) == [("table", "A\t\nx\ty"), ("p", "I boksen.")]
    assert set(codes(document)) == {"deleted_text", "merged_cells", "picture"}
