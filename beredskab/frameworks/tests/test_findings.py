"""Findings as a whole: rules and detectors fit, places are verbatim, nothing rises above its force."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from beredskab.documents.model import Document, List, ListItem, Paragraph, Source, Span, Table, plain
from beredskab.frameworks.findings import DETECTORS, find
from beredskab.frameworks.findings.dates import danish, dates
from beredskab.frameworks.findings.plan import looks_like_plan
from beredskab.frameworks.findings.rules import MOST_SEVERE, rules
from beredskab.frameworks.findings.text import MAX_QUOTE, split
from beredskab.frameworks.report import Severity
from beredskab.frameworks.tests.texts import FAULTLESS, TODAY, document

FAULTY = """\
# Beredskab mod ekstremisme i Eksempel Kommune
Planen er godkendt af Socialudvalget den 3. maj 2019.
Ansatte underretter efter servicelovens § 153 og kan henvende sig anonymt.
Den nationale hotline 41 74 90 90 har åbent kl. 9-17. Kontakt SSP-konsulent Mette Eksempelsen på 11 22 33 44.
"""
DOCS = Path(__file__).parents[3] / "docs" / "frameworks.md"


def test_each_rule_has_a_detector_both_languages_and_a_line_in_the_docs() -> None:
    assert set(rules()) == set(DETECTORS)
    documented = DOCS.read_text("utf-8")
    for rule in rules().values():
        assert set(rule.messages) == {"da", "en"}
        assert f"| `{rule.code}` | {rule.force} | {rule.severity} |" in documented


def test_no_severity_rises_above_the_force_of_its_source() -> None:
    order = list(Severity)
    for rule in rules().values():
        assert order.index(rule.severity) >= order.index(MOST_SEVERE[rule.force])


def test_findings_come_gravest_first() -> None:
    found = find(document(FAULTY), TODAY, looks_like_plan=True)
    ranks = [list(Severity).index(finding.severity) for finding in found]
    assert ranks == sorted(ranks)
    assert {finding.code for finding in found} >= {
        "adopted-by-other-body",
        "review-overdue",
        "superseded-notification-law",
        "employee-anonymity",
        "hotline-hours",
        "named-person",
    }


def test_every_quote_stands_verbatim_at_its_anchor() -> None:
    text = document(FAULTY)
    blocks = {block.id: plain(block) for block in text.blocks}
    placed = [finding for finding in find(text, TODAY) if finding.anchor]
    assert placed
    for finding in placed:
        anchor = finding.anchor
        assert anchor is not None
        assert blocks[anchor.block_id][anchor.start : anchor.end] == anchor.quote == finding.quote
        assert (finding.file, finding.page) == ("plan.txt", 1)
        assert finding.heading == ("Beredskab mod ekstremisme i Eksempel Kommune",)


def test_a_fault_in_a_list_or_a_table_is_placed_in_its_block() -> None:
    items = tuple(
        ListItem(Paragraph(f"p{n}", (Span(text),)))
        for n, text in enumerate(("Ring til SSP.", "Underret efter servicelovens § 153."))
    )
    row = ((Span("Tovholder"),), (Span("Anders Prøvesen, 11 22 33 44"),))
    blocks = (List("l1", False, items), Table("t1", ((Span("Funktion"),), (Span("Kontakt"),)), (row,)))
    found = find(Document(blocks, {"l1": Source("plan.docx", 3, ("Kontakt",))}), TODAY)
    assert [(f.code, f.page, f.heading) for f in found] == [
        ("superseded-notification-law", 3, ("Kontakt",)),
        ("named-person", None, ()),
    ]
    for finding, block in zip(found, blocks, strict=True):
        assert finding.anchor is not None
        assert plain(block)[finding.anchor.start : finding.anchor.end] == finding.quote


def test_a_sentence_is_told_of_a_fault_once() -> None:
    (finding,) = find(document("Skærpet underretningspligt (serviceloven § 153 og § 154)."), TODAY)
    assert finding.code == "superseded-notification-law"


def test_a_very_long_sentence_is_quoted_around_what_fired() -> None:
    text = "ord " * 500 + "efter servicelovens § 153 " + "ord " * 500
    (finding,) = find(document(text), TODAY)
    assert "servicelovens § 153" in finding.quote
    assert len(finding.quote) <= MAX_QUOTE + 20


@given(st.text(alphabet="aæ. §153\n\tABİ12bservicelov,-@", max_size=200))
def test_no_text_breaks_the_rules_and_every_quote_is_verbatim(text: str) -> None:
    block = Paragraph("b", (Span(text),))
    for finding in find(Document((block,)), TODAY, looks_like_plan=True):
        if finding.anchor:
            assert text[finding.anchor.start : finding.anchor.end] == finding.quote


@given(st.text(alphabet="Abc. !\n", max_size=80))
def test_splitting_loses_no_word(text: str) -> None:
    pieces = list(split(text))
    assert all(text[start : start + len(piece)] == piece for start, piece in pieces)
    assert "".join("".join(piece.split()) for _, piece in pieces) == "".join(text.split())


def test_sentences_do_not_break_at_abbreviations_and_dates() -> None:
    text = "Loven er vedtaget d. 3. maj 2025, jf. Barnets lov § 15, stk. 3 i loven. Ring på tlf. 11 22 33 44! Tak."
    assert [piece for _, piece in split(text)] == [
        "Loven er vedtaget d. 3. maj 2025, jf. Barnets lov § 15, stk. 3 i loven.",
        "Ring på tlf. 11 22 33 44!",
        "Tak.",
    ]


@given(st.dates(date(2010, 1, 1), date(2059, 12, 31)))
def test_a_date_is_read_in_each_way_it_is_written(day: date) -> None:
    for written in (danish(day), day.strftime("%d.%m.%Y"), day.strftime("%d/%m-%Y"), day.isoformat()):
        assert [(found.first, found.last) for found in dates(f"vedtaget {written.lower()} af byrådet")] == [(day, day)]


def test_a_month_or_a_year_is_a_span_and_an_impossible_date_is_none() -> None:
    (month,) = dates("i juni 2024")
    assert (month.first, month.last) == (date(2024, 6, 1), date(2024, 6, 30))
    (year,) = dates("i 2028")
    assert (year.first, year.last) == (date(2028, 1, 1), date(2028, 12, 31))
    assert list(dates("31.02.2024 og 12.13.2024 og 24/7")) == []


def test_a_plan_looks_like_a_plan_and_a_report_about_plans_does_not() -> None:
    assert looks_like_plan(document(FAULTLESS))
    report = "Rapporten om beredskab mod ekstremisme i kommunerne.\n" + (
        "Mange kommuner har et beredskab, og kommunerne arbejder sammen. Eksempel Kommune, Prøve Kommune og Opdigt"
        " Kommune har delt deres planer.\n" * 12
    )
    assert not looks_like_plan(document(report))
    assert not looks_like_plan(document("Kort besked om ekstremisme og beredskab."))


def test_what_is_absent_is_not_reported_of_a_text_that_is_no_plan() -> None:
    assert find(document("Der er kaffe i kantinen."), TODAY) == ()
    assert find(Document(()), TODAY, looks_like_plan=True) != ()
