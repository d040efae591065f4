"""Markdown is a faithful view of the text, and kind to people who type it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from beredskab.documents.markdown import keep_ids, parse, render
from beredskab.documents.model import (
    Block,
    Figure,
    Heading,
    Link,
    List,
    ListItem,
    Paragraph,
    Reference,
    Span,
    Table,
    plain,
    to_json,
)
from beredskab.documents.schema import ids, load, normalise
from beredskab.documents.tests import strategies

IMAGE = strategies.png()


def para(block_id: str, *spans: Span | str) -> Paragraph:
    return Paragraph(block_id, tuple(Span(span) if isinstance(span, str) else span for span in spans))


@settings(max_examples=150)
@given(strategies.blocks)
def test_what_is_written_is_read_back_for_every_document(blocks: tuple[Block, ...]) -> None:
    assert parse(render(blocks)) == blocks


@pytest.mark.long
@settings(max_examples=3000, deadline=None)
@given(strategies.blocks)
def test_what_is_written_is_really_read_back_for_every_document(blocks: tuple[Block, ...]) -> None:
    assert parse(render(blocks)) == blocks


@given(st.text())
def test_whatever_is_typed_becomes_a_valid_document_that_stays_the_same(text: str) -> None:
    blocks = parse(text)
    load(to_json(blocks))
    assert parse(render(blocks)) == blocks


@given(st.lists(st.sampled_from([*strategies.WORDS, "\n", "\n\n", "  ", "ord"]), max_size=20).map("".join))
def test_no_word_that_is_typed_is_lost(text: str) -> None:
    shown = "\n".join(plain(block) for block in parse(text))
    assert shown.count("plan") >= text.count("plan")
    assert shown.count("ord") >= text.count("ord")
    assert shown.count("Æble") >= text.count("Æble")


def test_a_section_reads_as_a_person_would_write_it() -> None:
    steps = List("l2", True, (ListItem(para("i3", "hvad")), ListItem(para("i4", "hvor"))))
    items = (
        ListItem(para("i1", "Ring til ", Span("vagten", strong=True), ".")),
        ListItem(para("i2", "Skriv ned"), (steps,)),
    )
    blocks = (
        Heading("h", 2, (Span("Bekymring"),)),
        para("p", "Se ", Span("barnets lov § 133", reference=Reference("law", "barnets-lov § 133")), " og", " mere."),
        List("l", False, items),
        Table("t", ((Span("Hvem"),), (Span("Hvornår"),)), (((Span("Vagten"),), (Span("døgnet rundt"),)),)),
        Figure("f", IMAGE, "En vej", (Span("Vejen gennem kommunen"),)),
        para("q", "Se ", Span("siden", link=Link("https://eksempel.dk/a?b=1&c=2")), "."),
    )
    assert render(blocks) == (
        "## Bekymring\n\n"
        "Se [barnets lov § 133](lov:barnets-lov%20§%20133) og mere.\n\n"
        "- Ring til **vagten**.\n"
        "- Skriv ned\n"
        "  1. hvad\n"
        "  2. hvor\n\n"
        "| Hvem | Hvornår |\n| --- | --- |\n| Vagten | døgnet rundt |\n\n"
        f"![En vej]({IMAGE})\nVejen gennem kommunen\n\n"
        "Se [siden](https://eksempel.dk/a?b=1&c=2).\n"
    )


def first(text: str) -> Block:
    return parse(text)[0]


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("> citeret\n> videre", ["citeret videre"]),
        ("    indrykket", ["indrykket"]),
        ("```\nkode\n\nmere\n```", ["kode", "mere"]),
        ("```plan\nx", ["plan", "x"]),
        ("| a |\n|---|\n| b | c |", ["| a |", "|---|", "| b | c |"]),
        ("linje et\nlinje to", ["linje et linje to"]),
        ("linje et  \nlinje to", ["linje et", "linje to"]),
        ("over\n\n---\n\nunder", ["over", "under"]),
        ("Overskrift\n======\n\ntekst", ["Overskrift", "tekst"]),
        ("#### dyb", ["dyb"]),
        ("<div>hej</div>", ["<div>hej</div>"]),
        ("[navn]: https://x.dk", ["[navn]: https://x.dk"]),
        ("`kode` i *tekst*", ["kode i tekst"]),
        ("- a\n\n  mere\n- b", ["a mere\nb"]),
        ("- a\n  > b\n- c", ["a\nc", "b"]),
        ("- 1\n  - 2\n    - 3\n      - 4\n        - 5", ["1\n2\n3\n4\n5"]),
        ("[fil](plan.docx)", ["fil (plan.docx)"]),
        ("![kort](https://x.dk/kort.png)", ["kort"]),
        ("![](kort.png)", ["kort.png (kort.png)"]),
        ("<https://x.dk>", ["https://x.dk"]),
        ("| a | b |\n|---|---|\n| c |", ["a\tb\nc\t"]),
        (f"før ![a]({IMAGE}) efter", ["før ", "a\n efter"]),
        ("", []),
        ("a<br>b", ["a", "b"]),
        ("\x00\ufeff", ["\ufffd\ufeff"]),
    ],
)
def test_what_people_type_is_kept(typed: str, shown: list[str]) -> None:
    assert [plain(block) for block in parse(typed)] == shown


def test_html_tags_of_the_old_days_are_marks() -> None:
    assert first("a<b>b</b><I>c</i>") == para("b1", "a", Span("b", strong=True), Span("c", em=True))


def test_only_safe_addresses_become_links() -> None:
    assert first("[a](javascript:alert(1))") == para("b1", "a (javascript:alert(1))")
    assert first("[a](www.x.dk)") == para("b1", Span("a", link=Link("https://www.x.dk")))


# --- ids ----------------------------------------------------------------------------------------------------------


@given(strategies.blocks)
def test_ids_survive_the_plain_form_when_nothing_was_edited(blocks: tuple[Block, ...]) -> None:
    old = strategies.number(blocks, "old")
    assert keep_ids(old, parse(render(old))) == old


@given(strategies.blocks, strategies.blocks)
def test_kept_ids_are_unique_and_the_text_is_the_new_one(old: tuple[Block, ...], new: tuple[Block, ...]) -> None:
    kept = keep_ids(strategies.number(old, "old"), new)
    assert len(set(ids(kept))) == len(list(ids(kept)))
    assert strategies.number(kept) == new


def test_an_edited_paragraph_keeps_its_id_and_a_new_one_gets_a_fresh_one() -> None:
    old = (para("a", "Vagten svarer hele døgnet."), para("b", "Byrådet vedtager planen."))
    new = parse("Vagten svarer altid hele døgnet.\n\nHelt nyt.\n\nByrådet vedtager planen.")
    kept = keep_ids(old, new)
    assert [kept[0].id, kept[2].id] == ["a", "b"]
    assert kept[1].id not in ("a", "b", "b2")


def test_a_moved_item_keeps_its_id() -> None:
    old = (
        List("l", False, (ListItem(para("i", "først")), ListItem(para("j", "siden")), ListItem(para("k", "sidst")))),
    )
    [new] = keep_ids(old, parse("- sidst\n- først\n- siden"))
    assert isinstance(new, List)
    assert [item.paragraph.id for item in new.items] == ["k", "i", "j"]


def test_render_normalises_first() -> None:
    assert render([para("a", Span("b", strong=True), Span("c", strong=True), "")]) == "**bc**\n"
    assert normalise(()) == () == parse(render(()))
