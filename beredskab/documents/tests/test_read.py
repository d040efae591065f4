"""Reading: every format gives the same document, nothing is lost, and every block knows where it came from."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from beredskab.documents.model import Document, List, Span, list_paragraphs, plain, to_json
from beredskab.documents.readers import read, read_files
from beredskab.documents.readers.builder import Builder
from beredskab.documents.schema import validate
from beredskab.documents.tests.read_samples import (
    OUTLINE,
    codes,
    docx_of,
    every_format,
    html_of,
    md_of,
    odt_of,
    pdf_of,
    shape,
    txt_of,
)


@pytest.mark.parametrize("name", sorted(every_format()))
def test_the_same_plan_comes_out_of_every_format(name: str) -> None:
    assert shape(read(name, every_format()[name])) == list(OUTLINE)


@pytest.mark.parametrize("name", sorted(every_format()))
def test_every_block_and_item_has_a_source_with_its_headings(name: str) -> None:
    document = read(name, every_format()[name])
    ids = [block.id for block in document.blocks]
    for block in document.blocks:
        if isinstance(block, List):
            ids += [paragraph.id for paragraph, _depth in list_paragraphs(block)]
    assert len(set(ids)) == len(ids)
    assert set(ids) == set(document.sources)
    assert all(source.file == name for source in document.sources.values())
    assert document.sources[document.blocks[-1].id].heading == ("Beredskabsplan", "Revision")


@pytest.mark.parametrize("name", sorted(every_format()))
def test_reading_twice_gives_the_same_document(name: str) -> None:
    assert read(name, every_format()[name]) == read(name, every_format()[name])


@pytest.mark.parametrize("name", sorted(every_format()))
def test_what_is_read_fits_the_published_schema(name: str) -> None:
    validate(to_json(read(name, every_format()[name]).blocks))


def test_pages_are_remembered() -> None:
    outline = [("h1", "Plan"), ("p", "Her er side et med tekst."), ("p", "#pagebreak()\nHer er side to med tekst.")]
    document, infos = read_files([("plan.pdf", pdf_of(outline))])
    assert infos[0].pages == 2
    assert document.sources[document.blocks[-1].id].page == 2


def test_several_files_become_one_document_with_ids_of_their_own() -> None:
    files = [("a.txt", b"Plan for alle\n\nTeksten er her."), ("b.md", b"# Bilag\n\n- et\n- to")]
    document, infos = read_files(files)
    assert [(info.name, info.format, info.words) for info in infos] == [("a.txt", "txt", 6), ("b.md", "md", 3)]
    assert [block.id for block in document.blocks] == ["f1-b1", "f1-b2", "f2-b1", "f2-b2"]
    assert document.sources["f2-b3"].file == "b.md"


def test_a_wrong_extension_is_read_by_its_content_with_a_remark() -> None:
    document = read("plan.doc", every_format()["plan.docx"])
    assert shape(document) == list(OUTLINE)
    assert codes(document) == ["wrong_extension"]


def test_headings_that_skip_or_lie_too_deep_are_brought_in_line() -> None:
    document = read("a.md", b"# A\n\n### B\n\n##### C\n\n###### D\n\n## E\n\ntekst")
    assert [kind for kind, _text in shape(document)] == ["h1", "h2", "h3", "h3", "h2", "p"]
    assert "heading_levels" in codes(document)


def test_a_text_that_starts_at_level_two_is_shifted_without_a_remark() -> None:
    document = read("a.html", b"<h2>A</h2><p>x</p><h3>B</h3><p>y</p>")
    assert [kind for kind, _text in shape(document)] == ["h1", "p", "h2", "p"]
    assert "heading_levels" not in codes(document)


def test_lists_deeper_than_three_are_flattened_with_a_remark() -> None:
    document = read("a.md", b"- a\n  - b\n    - c\n      - d\n")
    assert [kind for kind, _text in shape(document)] == ["li", "li2", "li3", "li3"]
    assert "list_depth" in codes(document)


def test_remarks_speak_english_on_request() -> None:
    document = read("a.md", b"# A\n\n### B\n\ntekst", language="en")
    assert document.remarks[0].message.startswith("Headings skipped")


# --- no sentence is lost ------------------------------------------------------------------------------------------

WORDS = st.sampled_from(
    "kommunen beredskabet ekstremisme bekymring borgeren tovholder æresrelaterede øvrige år medarbejderen kontakter "
    "skal vurderer samarbejde politiet Infohus § 15 stk. 3 kl. 8-22".split()
)
SENTENCE = st.lists(WORDS, min_size=4, max_size=18).map(lambda words: "Nu " + " ".join(words) + " slut.")
PART = st.one_of(
    st.tuples(st.just("p"), st.lists(SENTENCE, min_size=1, max_size=4).map(" ".join)),
    st.tuples(st.just("li"), SENTENCE),
    st.tuples(
        st.sampled_from(["h1", "h2"]), st.lists(WORDS, min_size=1, max_size=5).map(lambda w: "Om " + " ".join(w))
    ),
)
PLAN = st.lists(PART, min_size=1, max_size=14).map(lambda parts: [*parts, ("p", "Nu er planen slut.")])
MAKERS: dict[str, Any] = {"docx": docx_of, "odt": odt_of, "html": html_of, "txt": txt_of, "md": md_of, "pdf": pdf_of}


def letters(text: str) -> str:
    return re.sub(r"[\s-]+", "", unicodedata.normalize("NFC", text))


def assert_nothing_lost(outline: list[tuple[str, str]], document: Document) -> None:
    whole = letters(" ".join(plain(block) for block in document.blocks))
    for _kind, text in outline:
        for sentence in re.split(r"(?<=[.]) (?=Nu)", text):
            assert letters(sentence) in whole


@pytest.mark.parametrize("kind", sorted(set(MAKERS) - {"pdf"}))
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(outline=PLAN)
def test_no_sentence_of_a_source_is_lost(kind: str, outline: list[tuple[str, str]]) -> None:
    assert_nothing_lost(outline, read(f"plan.{kind}", MAKERS[kind](outline)))


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(outline=PLAN)
def test_no_sentence_of_a_pdf_is_lost(outline: list[tuple[str, str]]) -> None:
    escaped = [(kind, text.replace("§", "\\u{a7}")) for kind, text in outline]
    assert_nothing_lost(outline, read("plan.pdf", pdf_of(escaped)))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(1, 7), st.booleans(), st.text("abc ", min_size=1)), max_size=20))
def test_any_order_of_items_keeps_every_item_once(items: list[tuple[int, bool, str]]) -> None:
    builder = Builder("x")
    builder.paragraph([Span("start")])
    for depth, ordered, text in items:
        builder.item(depth, ordered, [Span(text)])
    texts = [line.strip() for _kind, line in shape(builder.document())[1:]]
    assert texts == [" ".join(text.split()) for _d, _o, text in items if text.strip()]
