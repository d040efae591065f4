"""Units and words: how a text is cut, and how stems find Danish compounds and inflections."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beredskab.documents.markdown import parse
from beredskab.documents.model import Document, Paragraph, Span, plain
from beredskab.frameworks.check.lexicon import build, lexicon
from beredskab.frameworks.check.units import Shape, sentences, split
from beredskab.frameworks.check.words import compile_concepts


def units(text: str) -> list[str]:
    return [unit.text for unit in split(Document(tuple(parse(text))))]


def concepts(text: str) -> set[str]:
    return {hit.concept for hit in lexicon().matcher.find(text)}


def test_a_sentence_does_not_end_at_an_abbreviation_or_a_date() -> None:
    text = "Efter barnets lov § 15, stk. 3, bl.a. Det gælder fra d. 1. januar. Planen er ny."
    assert [text[a:b].strip() for a, b in sentences(text)][-1] == "Planen er ny."
    assert len(list(sentences(text))) == 2


def test_a_bullet_hangs_on_the_sentence_above_it() -> None:
    found = split(Document(tuple(parse("Planen skal sikre:\n\n- at alle ved besked\n- at der føres log"))))
    assert [unit.shape for unit in found] == [Shape.SENTENCE, Shape.ITEM, Shape.ITEM]
    assert {unit.lead_in for unit in found[1:]} == {0}


def test_a_bullet_typed_as_text_hangs_on_its_lead_in_too() -> None:
    blocks = (Paragraph("a", (Span("Infohuset består af:"),)), Paragraph("b", (Span("• politiets tovholder"),)))
    assert split(Document(blocks))[1].lead_in == 0


def test_a_table_row_carries_the_heads_of_its_columns() -> None:
    found = split(Document(tuple(parse("| Rolle | Ansvar |\n|---|---|\n| Tovholder | Indkalder |"))))
    assert found[-1].header == "Rolle\tAnsvar"


def test_a_unit_knows_the_headings_above() -> None:
    found = split(Document(tuple(parse("# Plan\n\n## Akut\n\nRing 112.\n\n## Andet\n\nSlut."))))
    assert [unit.heading for unit in found if unit.shape is Shape.SENTENCE] == [("Plan", "Akut"), ("Plan", "Andet")]


@given(st.lists(st.text(min_size=1).filter(lambda text: "\n" not in text and text.strip()), min_size=1, max_size=6))
def test_every_unit_stands_verbatim_where_it_says(texts: list[str]) -> None:
    blocks = tuple(Paragraph(f"b{number}", (Span(text),)) for number, text in enumerate(texts))
    by_id = {block.id: plain(block) for block in blocks}
    for unit in split(Document(blocks)):
        assert by_id[unit.block_id][unit.start : unit.end] == unit.text


@pytest.mark.parametrize(
    ("text", "concept"),
    [
        ("bekymringshenvendelser", "report"),
        ("Bekymringshenvendelsernes", "concern"),
        ("tilbageløbet", "return_word"),
        ("henvendelsesprocedure", "procedure"),
        ("radikaliseringsbekymringer", "extremism"),
        ("SSP-konsulenterne", "coordinator"),
        ("højreekstremismen", "extremism"),
        ("kompetenceudviklingsforløb", "train"),
        ("ledelsesinformationen", "management_info"),
        ("møde- og beslutningslog", "log"),
        ("opkvalificeringsbehovet", "train"),
        ("INFO-HUSET", "infohus"),
    ],
)
def test_danish_compounds_and_inflections_are_found(text: str, concept: str) -> None:
    assert concept in concepts(text)


@pytest.mark.parametrize(
    ("text", "concept"), [("dialogen", "log"), ("katalog", "log"), ("psykologer", "log"), ("sociale medier", "press")]
)
def test_a_word_inside_another_word_is_not_that_word(text: str, concept: str) -> None:
    assert concept not in concepts(text)


def test_a_gap_lets_a_few_words_stand_between_but_not_many() -> None:
    matcher = compile_concepts({"near": ["følge .. op"]})
    assert matcher.find("følge sagerne op")
    assert not matcher.find("følge en to tre fire op")


@pytest.mark.parametrize("pattern", ["", ".. ord", "*", "to-ord* a*b"])
def test_a_pattern_that_cannot_be_meant_is_refused(pattern: str) -> None:
    with pytest.raises(ValueError):
        compile_concepts({"x": [pattern]})


def test_a_hit_says_where_its_words_stand() -> None:
    (hit,) = compile_concepts({"x": ["*henvendelse*"]}).find("Ved en bekymringshenvendelse ringer man.")
    assert (hit.start, hit.end) == (7, 28)


@given(st.text())
def test_any_text_can_be_searched(text: str) -> None:
    for hit in lexicon().matcher.find(text):
        assert 0 <= hit.start < hit.end <= len(text)


def test_a_rule_with_an_unknown_concept_is_refused() -> None:
    with pytest.raises(ValueError, match="unknown concept"):
        build({"concepts": {}, "roles": {}, "parts": {}, "elements": {"1.1": {"strong": ["vision"]}}})


def test_a_rule_that_needs_an_unknown_part_is_refused() -> None:
    with pytest.raises(ValueError, match="parts that do not exist"):
        build({"concepts": {}, "roles": {}, "parts": {}, "elements": {"1.1": {"needs": ["who"]}}})
