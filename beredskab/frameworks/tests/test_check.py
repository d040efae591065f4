"""The check as a whole: verdicts, quotes, explanations, and what it must never say."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from beredskab.documents.markdown import parse
from beredskab.documents.model import Document, plain
from beredskab.frameworks.check import check, check_elements
from beredskab.frameworks.check.lexicon import lexicon
from beredskab.frameworks.loader import load_all
from beredskab.frameworks.model import Force
from beredskab.frameworks.report import Confidence, ElementResult, Report, Verdict

AS_OF = date(2026, 11, 21)
OPENING = "# Beredskabsplan mod ekstremisme i Lindby Kommune\n\n"
LAW = (
    "Barnets lov § 15 stk. 3 angiver: Kommunalbestyrelsen skal udarbejde et beredskab til forebyggelse, opsporing og "
    "håndtering af ekstremisme. Beredskabet skal udformes skriftligt, vedtages af kommunalbestyrelsen og "
    "offentliggøres. Kommunalbestyrelsen skal revidere beredskabet løbende efter behov, dog som minimum hvert fjerde "
    "år."
)
SENTENCES = (
    "Tovholderen registrerer alle bekymringshenvendelser i fagsystemet.",
    "Infohus Lindby består af SSP-lederen og politiets tovholder.",
    "Vi ønsker på sigt en mentorordning.",
    "Planen er vedtaget af Lindby Byråd den 3. marts 2025.",
    "Direktionen får hvert år en rapport med nøgletal.",
    "Ved en akut hændelse træder krisestaben sammen, og sekretariatet fører log.",
    "Ring 112, hvis nogen er i fare.",
    LAW,
    "Ekstremisme betegner personer, som søger at legitimere vold.",
    "Æresrelaterede konflikter hører til en anden plan.",
)


def document(text: str) -> Document:
    return Document(tuple(parse(text)))


def report(text: str, language: str = "da") -> Report:
    return check(document(text), load_all(language), AS_OF, language=language)


def result(text: str, ref: str, language: str = "da") -> ElementResult:
    return next(one for one in report(text, language).elements if one.element.ref == ref)


def test_every_element_is_answered_in_order_of_force() -> None:
    elements = report(OPENING).elements
    assert len(elements) == sum(len(framework.elements) for framework in load_all())
    ranks = [one.element.force.rank for one in elements]
    assert ranks == sorted(ranks)


def test_every_element_has_a_rule_of_its_own() -> None:
    assert {element.ref for framework in load_all() for element in framework.elements} == set(lexicon().rules)


def test_the_parts_of_the_rules_are_parts_of_the_elements() -> None:
    for framework in load_all():
        for element in framework.elements:
            assert set(lexicon().rules[element.ref].parts) <= {part.id for part in element.parts}, element.ref


def test_quoting_the_law_fulfils_none_of_its_formalities() -> None:
    for ref in ("P1", "P3", "P4", "P5"):
        assert result(OPENING + "## Lovgivning\n\n" + LAW, ref).verdict is not Verdict.COVERED, ref
        assert result(OPENING + LAW, ref).verdict is not Verdict.COVERED, ref


def test_a_text_about_plans_is_not_taken_for_a_plan() -> None:
    text = (
        "# Undersøgelse af kommunale handlingsplaner mod ekstremisme\n\nKommunerne har vedtaget handlingsplaner. "
        "Den enkelte kommune bør lade kommunalbestyrelsen vedtage planen. Det anbefales, at kommunerne registrerer "
        "alle bekymringshenvendelser, og at tovholderen indkalder til møder i Infohus Kommune hver måned."
    )
    found = report(text)
    assert not found.looks_like_plan
    assert any("ligner ikke" in note for note in found.notes)
    assert all(one.verdict is not Verdict.COVERED for one in found.elements)
    assert all(one.verdict is Verdict.MISSING for one in found.elements if one.element.force is Force.LAW)


def test_an_empty_document_has_nothing_and_says_so() -> None:
    found = check(Document(()), load_all(), AS_OF)
    assert {one.verdict for one in found.elements} == {Verdict.MISSING}
    assert found.notes and not found.looks_like_plan


def test_a_table_of_contents_is_not_content() -> None:
    text = OPENING + "## Indholdsfortegnelse\n\n- Tilbageløb på sager\n- Sagsflow og registreringspraksis\n"
    assert result(text, "7.4").verdict is Verdict.MISSING
    assert result(text, "7.2").verdict is Verdict.MISSING


def test_a_list_of_aims_is_partly_at_most() -> None:
    text = OPENING + "Det er målet:\n\n- at tovholderen registrerer alle bekymringshenvendelser i fagsystemet\n"
    assert result(text, "7.2").verdict is Verdict.PARTLY
    assert "mål" in result(text, "7.2").why


def test_one_sentence_in_a_whole_plan_is_not_enough_for_a_must() -> None:
    filler = "Kommunen arbejder med trivsel i hverdagen og med gode rammer for alle. " * 200
    strong = "Alle medarbejdere ved, at de kan kontakte SSP-konsulenten, hvis de er bekymrede for ekstremisme. "
    assert result(OPENING + strong + "\n\n" + filler, "G5").verdict is not Verdict.COVERED


def test_the_explanation_names_what_was_found_and_what_was_not() -> None:
    one = result(OPENING + "Tovholderen registrerer alle bekymringshenvendelser i fagsystemet.", "7.2")
    assert one.verdict is Verdict.COVERED
    assert "registrering" in one.why
    assert one.missing_parts and all(part.rstrip(".") in one.why for part in one.missing_parts)
    assert "registrerer" in one.passages[0].words
    assert one.passages[0].confidence is Confidence.CLEAR


def test_the_explanation_speaks_english_when_asked() -> None:
    one = result(OPENING + "Planen er godkendt af Socialudvalget den 4. maj 2025.", "P3", "en")
    assert one.verdict is Verdict.PARTLY
    assert "municipal council" in one.why


def test_another_language_is_refused() -> None:
    with pytest.raises(ValueError, match="no explanations"):
        check(Document(()), load_all(), AS_OF, language="sv")


def test_a_passed_date_of_revision_is_not_a_next_one() -> None:
    text = document(OPENING + "Planen revideres næste gang i juni 2025.")
    before, after = (
        next(one for one in check(text, load_all(), day).elements if one.element.ref == "P5")
        for day in (date(2025, 1, 1), AS_OF)
    )
    assert (before.verdict, after.verdict) == (Verdict.COVERED, Verdict.PARTLY)


def test_a_long_sentence_is_quoted_around_the_words_that_fired() -> None:
    long = "Efter en lang indledning, " + "som bliver ved og ved, " * 30 + "registrerer tovholderen alle henvendelser."
    (passage,) = result(OPENING + long, "7.2").passages[:1]
    assert len(passage.anchor.quote) <= 320
    assert "registrerer" in passage.anchor.quote


def test_a_section_being_written_is_checked_for_its_own_elements_only() -> None:
    ids = ["concept-8-3", "concept-7-4"]
    found = check_elements(document("Sekretariatet fører log i akutte situationer."), load_all(), ids, as_of=AS_OF)
    assert {one.element.id: str(one.verdict) for one in found} == {"concept-8-3": "covered", "concept-7-4": "missing"}


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=8), st.integers(0, 3))
def test_every_quote_stands_verbatim_and_holds_its_words(sentences: list[str], every: int) -> None:
    parts = [f"- {text}" if number % 4 == every else text for number, text in enumerate(sentences)]
    text = document(OPENING + "\n\n".join(parts))
    blocks = {block.id: plain(block) for block in text.blocks}
    for one in check(text, load_all(), AS_OF).elements:
        assert (one.verdict is Verdict.MISSING) == (not one.passages)
        for passage in one.passages:
            anchor = passage.anchor
            assert blocks[anchor.block_id][anchor.start : anchor.end] == anchor.quote
            assert all(word in anchor.quote for word in passage.words)


@settings(max_examples=20, deadline=None)
@given(st.lists(st.sampled_from(SENTENCES), max_size=6))
def test_the_same_input_gives_the_same_output(sentences: list[str]) -> None:
    text = OPENING + "\n\n".join(sentences)
    assert report(text) == report(text)


@settings(max_examples=30, deadline=None)
@given(st.lists(st.sampled_from([LAW, *LAW.split(". ")]), min_size=1, max_size=6))
def test_no_arrangement_of_the_laws_words_covers_adoption_publication_or_revision(sentences: list[str]) -> None:
    found = report(OPENING + "\n\n".join(sentences))
    said = {one.element.ref: one.verdict for one in found.elements}
    assert Verdict.COVERED not in {said["P3"], said["P4"], said["P5"]}
