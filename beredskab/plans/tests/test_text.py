"""Sections joined into one text."""

from __future__ import annotations

from beredskab.documents import markdown, schema
from beredskab.documents.model import Heading, inline_text, to_json
from beredskab.plans import text
from beredskab.plans.text import SectionText


def section(number: str, title: str, level: int, markdown_text: str = "") -> SectionText:
    return SectionText(number, number, title, level, markdown.parse(markdown_text))


def headings(*sections: SectionText) -> list[tuple[int, str]]:
    return [(one.level, inline_text(one.content)) for one in text.joined(sections) if isinstance(one, Heading)]


def test_a_chapter_without_text_below_it_is_left_out() -> None:
    found = headings(section("1", "Strategi", 1), section("1.1", "Vision", 2), section("2", "Indsatser", 1, "Tekst."))
    assert found == [(1, "2 Indsatser")]


def test_a_chapter_stands_above_its_sections() -> None:
    found = headings(section("1", "Strategi", 1), section("1.1", "Vision", 2, "# Mål\n\nTekst."))
    assert found == [(1, "1 Strategi"), (2, "1.1 Vision"), (3, "Mål")]


def test_an_imported_heading_that_repeats_the_title_is_said_once() -> None:
    assert headings(section("1.1", "Vision", 2, "## 1.1 Vision\n\nTekst.")) == [(2, "1.1 Vision")]


def test_a_passage_copied_to_another_section_keeps_the_text_valid() -> None:
    same = section("1", "Første", 1, "- Et\n- To\n\nTekst.")
    other = SectionText("2", "2", "Anden", 1, same.blocks)
    joined = text.joined([same, other])
    schema.validate(to_json(joined))
    assert len(joined) == 2 * (1 + len(same.blocks))
