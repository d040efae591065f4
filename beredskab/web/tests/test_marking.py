"""Marks stand exactly on the words of their anchors, whatever the block, and never change a word."""

import re

from hypothesis import given
from hypothesis import strategies as st

from beredskab.documents.model import Anchor, Heading, List, ListItem, Paragraph, Span, Table, plain
from beredskab.documents.writers import html
from beredskab.web.check.marking import mark

WORDS = st.text(alphabet="abc æøå<&", min_size=1, max_size=12).filter(lambda text: text.strip())
LINES = st.lists(WORDS, min_size=1, max_size=4)


def spans(text, at=1):
    """The text in two runs, the second bold, so that marks must cross tags."""
    return tuple(span for span in (Span(text[:at]), Span(text[at:], strong=True)) if span.text)


def block(kind, lines):
    if kind == "list":
        return List("b", False, tuple(ListItem(Paragraph(f"i{n}", spans(line))) for n, line in enumerate(lines)))
    if kind == "nested":
        inner = tuple(ListItem(Paragraph(f"i{n}", spans(line))) for n, line in enumerate(lines))
        return List("b", True, (ListItem(Paragraph("top", spans("top")), (List("inner", False, inner),)),))
    if kind == "table":
        row = tuple(spans(line) for line in lines)
        return Table("b", row, (row, row))
    if kind == "heading":
        return Heading("b", 2, spans(lines[0]))
    return Paragraph("b", spans(lines[0]))


def text_of(fragment):
    return re.sub(r"<[^>]+>", "", fragment)


def marked_words(fragment):
    return [text_of(one) for one in re.findall(r"<mark[^>]*>(.*?)</mark>", fragment, re.S)]


@given(st.sampled_from(["paragraph", "heading", "list", "nested", "table"]), LINES, st.data())
def test_a_mark_covers_the_quote_and_no_word_is_changed(kind, lines, data):
    one = block(kind, lines)
    text = plain(one)
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    fragment = html.render([one])
    marked, ids = mark(fragment, [Anchor("b", start, end, text[start:end])])
    assert text_of(marked) == text_of(fragment)
    wanted = re.sub(r"[\n\t]", "", text[start:end])
    joined = "".join(marked_words(marked))
    assert joined.replace("&lt;", "<").replace("&amp;", "&").replace("&gt;", ">") == wanted
    assert not wanted or f'id="{ids["b", start, end]}"' in marked


def test_overlapping_anchors_share_a_mark_and_each_finds_it():
    fragment = html.render([Paragraph("p", (Span("Byrådet har vedtaget planen"),))])
    anchors = [Anchor("p", 0, 7, "Byrådet"), Anchor("p", 4, 20, "det har vedtaget"), Anchor("p", 21, 27, "planen")]
    marked, ids = mark(fragment, anchors)
    assert marked_words(marked) == ["Byrådet har vedtaget", "planen"]
    assert len(set(ids.values())) == 2


def test_an_anchor_of_an_unknown_block_is_left_out():
    fragment = html.render([Paragraph("p", (Span("Tekst"),))])
    marked, ids = mark(fragment, [Anchor("borte", 0, 5, "Tekst")])
    assert "<mark" not in marked
    assert ids == {}
