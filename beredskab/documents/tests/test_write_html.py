"""The HTML that we write, read back with lxml."""

import lxml.html
import pytest
from hypothesis import given

from beredskab.documents.model import Block, Figure, Heading, Link, List, ListItem, Paragraph, Reference, Span, Table
from beredskab.documents.schema import ids
from beredskab.documents.tests import golden, strategies
from beredskab.documents.tests.shape import html_pieces, pieces
from beredskab.documents.writers import html


def tree(blocks: tuple[Block, ...], offset: int = 0) -> lxml.html.HtmlElement:
    return lxml.html.fragment_fromstring(html.render(blocks, heading_offset=offset), create_parent="main")


def test_the_golden_document_reads_back_with_equal_text_and_structure() -> None:
    assert list(html_pieces(tree(golden.blocks()))) == pieces(golden.blocks())


def test_every_id_of_the_golden_document_is_an_address_on_the_page() -> None:
    root = tree(golden.blocks())
    assert [node.get("id") for node in root.iter() if (node.get("id") or "-h")[-2:] != "-h"] == list(
        ids(golden.blocks())
    )


@given(strategies.blocks)
def test_no_text_becomes_a_tag_in_any_document(blocks: tuple[Block, ...]) -> None:
    allowed = set(
        "main p h1 h2 h3 ul ol li div table thead tbody tr th td figure img figcaption a span em strong".split()
    )
    root = tree(blocks)
    assert {node.tag for node in root.iter()} <= allowed
    for piece, shown in zip(
        [piece for piece in pieces(blocks) if piece[0] == "row"],
        [piece for piece in html_pieces(root) if piece[0] == "row"],
        strict=True,
    ):
        assert shown == piece


def test_markup_in_text_and_addresses_is_escaped() -> None:
    block = Paragraph("a", (Span('<script>"&', link=Link("https://x.dk/?a='&b")),))
    assert html.render([block]) == (
        '<p id="a"><a href="https://x.dk/?a=&#x27;&amp;b" rel="noopener noreferrer">&lt;script&gt;"&amp;</a></p>'
    )


def test_one_link_over_several_marks_is_one_anchor() -> None:
    link = Link("#b")
    block = Paragraph("a", (Span("se ", link=link), Span("her", strong=True, em=True, link=link)))
    assert html.render([block]) == '<p id="a"><a href="#b">se <strong><em>her</em></strong></a></p>'


def test_a_law_is_marked_with_its_address() -> None:
    block = Paragraph("a", (Span("§ 15", reference=Reference("law", "barnets-lov § 15")),))
    assert html.render([block]) == (
        '<p id="a"><span class="ref ref-law" data-target="barnets-lov § 15">§ 15</span></p>'
    )


@pytest.mark.parametrize(("offset", "tag"), [(0, "h3"), (1, "h4"), (3, "h6"), (9, "h6"), (-9, "h1")])
def test_headings_are_shifted_and_stay_headings(offset: int, tag: str) -> None:
    assert html.render([Heading("a", 3, (Span("x"),))], heading_offset=offset) == f'<{tag} id="a">x</{tag}>'


def test_nothing_is_announced_that_holds_nothing() -> None:
    assert html.render([Heading("a", 1, ())]) == '<p id="a"></p>'
    root = tree((Table("t", ((), (Span("b"),)), ()), Figure("f", strategies.png(), "alt")))
    assert [node.tag for node in root.iter("th", "td")] == ["td", "th"]
    assert root.find(".//figcaption") is None


def test_a_text_that_came_round_the_schema_still_breaks_out_of_nothing() -> None:
    evil = '"><script>alert(1)</script>'
    spans = (Span("x", link=Link("javascript:alert(1)")), Span("y", reference=Reference(evil, evil)))
    items = (ListItem(Paragraph(evil, spans)),)
    blocks = (Heading(evil, 1, spans), Heading(evil, 1, ()), Paragraph(evil, spans), List(evil, True, items))
    written = html.render((*blocks, Table(evil, (spans,), ()), Figure(evil, evil, evil, spans)))
    assert "<script" not in written
    assert "javascript:" not in written
