"""The check answers in a moment whatever it is given: nobody can hold the open process with one file."""

from __future__ import annotations

import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beredskab.documents.model import Document, Heading, Paragraph, Span, Table, plain
from beredskab.frameworks.check import check
from beredskab.frameworks.check.bounds import LONGEST_STRETCH, bounded, bounded_text
from beredskab.frameworks.loader import load_all

LENGTH = 40_000
EVIL = {
    "one word": "a" * LENGTH,
    "one number": "1" * LENGTH,
    "hyphens": "ø-" * (LENGTH // 2),
    "stops": "1." * (LENGTH // 2),
    "dotted": "a." * (LENGTH // 2),
    "at signs": "a@" * (LENGTH // 2),
    "blanks": "a" + " " * LENGTH + "b",
    "hard blanks": "a" + "\u00a0" * LENGTH + "b",
    "an endless sentence": "henvend " * (LENGTH // 8),
    "abbreviations": "stk. A " * (LENGTH // 7),
    "names": "Anna " * (LENGTH // 5),
    "paragraphs of law": "§ 153 " * (LENGTH // 6),
    "quotation marks": "»" * LENGTH,
}


def seconds(document: Document) -> float:
    started = time.process_time()
    check(document, load_all("da"), date(2026, 11, 1))
    return time.process_time() - started


@pytest.mark.parametrize("name", EVIL)
def test_a_text_that_no_person_writes_is_checked_in_a_moment(name: str) -> None:
    seconds(Document((Paragraph("b1", (Span("Ord."),)),), {}))  # loads the rules
    text = (Span(EVIL[name]),)
    assert seconds(Document((Paragraph("b1", text),), {})) < 30  # it took hours; a noisy machine is not a fault
    assert seconds(Document((Heading("b1", 1, text),), {})) < 30  # it took hours; a noisy machine is not a fault


def test_a_word_in_many_marks_is_still_one_word() -> None:
    spans = tuple(Span("ø-" * 40, strong=bool(number % 2)) for number in range(500))
    assert seconds(Document((Paragraph("b1", spans),), {})) < 30  # it took hours; a noisy machine is not a fault


def test_a_row_of_thousands_of_cells_is_checked_in_a_moment() -> None:
    row = tuple((Span("henvend"),) for _ in range(5_000))
    assert seconds(Document((Table("b1", row, (row,)),), {})) < 30  # it took hours; a noisy machine is not a fault


@given(st.text(max_size=300) | st.text("a .\u00a0-", min_size=200, max_size=500))
def test_every_place_keeps_its_offset(text: str) -> None:
    whole = Document((Paragraph("b1", (Span(text[:100]), Span(text[100:]))),), {})
    made = bounded(whole)
    assert len(plain(made.blocks[0])) == len(text)
    assert [len(span.text) for span in made.blocks[0].content] == [len(span.text) for span in whole.blocks[0].content]  # type: ignore[union-attr]


def test_an_ordinary_text_is_left_alone() -> None:
    text = "Kommunalbestyrelsen vedtager beredskabet hvert fjerde år. " * (LONGEST_STRETCH // 60)
    assert bounded_text(text) == text
    longer = bounded_text(text * 3)
    assert longer.replace("\n", " ") == text * 3
    assert all(line.endswith(".") or not line for line in longer.split("\n")[:-1])
