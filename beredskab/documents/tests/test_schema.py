"""What `documents.schema` lets in, and what it says when it does not."""

import copy
import json
from typing import Any

import pytest
from hypothesis import given

from beredskab.documents.model import (
    Block,
    Figure,
    Heading,
    Link,
    List,
    ListItem,
    Paragraph,
    Span,
    Table,
    canonical,
    from_json,
    to_json,
)
from beredskab.documents.schema import MAX_BYTES, SchemaError, fresh_id, ids, load, normalise, validate
from beredskab.documents.tests import strategies


def doc(*nodes: dict[str, Any]) -> dict[str, Any]:
    return {"type": "doc", "content": list(nodes)}


def paragraph(block_id: str = "a", text: str = "Tekst", **extra: Any) -> dict[str, Any]:
    return {"type": "paragraph", "attrs": {"id": block_id}, "content": [{"type": "text", "text": text, **extra}]}


@given(strategies.blocks)
def test_every_document_survives_the_way_through_json(blocks: tuple[Block, ...]) -> None:
    assert from_json(to_json(blocks)) == blocks
    assert load(json.loads(canonical(blocks))) == blocks


@given(strategies.blocks)
def test_normalising_twice_changes_nothing_more(blocks: tuple[Block, ...]) -> None:
    assert normalise(blocks) == blocks


def test_equal_neighbours_are_joined_and_empty_spans_dropped() -> None:
    content = (Span("en "), Span(""), Span("plan"), Span("!", strong=True), Span("!", strong=True))
    [block] = normalise([Paragraph("a", content)])
    assert isinstance(block, Paragraph)
    assert block.content == (Span("en plan"), Span("!!", strong=True))


def test_characters_that_no_pdf_can_hold_are_cleaned_away() -> None:
    [block] = normalise([Paragraph("a", (Span("a\x0bb\x02c\ud800d\u2028e"),))])
    assert isinstance(block, Paragraph)
    assert block.content == (Span("a bcd e"),)


def test_a_link_that_holds_controls_is_repaired_or_dropped() -> None:
    [block] = normalise([Paragraph("a", (Span("a", link=Link("https://x\x01.dk")), Span("b", link=Link("#\x7f"))))])
    assert isinstance(block, Paragraph)
    assert block.content == (Span("a", link=Link("https://x.dk")), Span("b"))


def test_a_blank_alternative_text_becomes_a_word() -> None:
    [block] = normalise([Figure("a", strategies.png(), " \n ")])
    assert isinstance(block, Figure)
    assert block.alt == "Billede"


@pytest.mark.parametrize(
    ("data", "path"),
    [
        ({}, ""),
        ({"type": "doc", "content": [1]}, "content/0"),
        (doc(paragraph("a b")), "content/0/attrs/id"),
        (doc(paragraph("a\n")), "content/0/attrs/id"),
        (doc(paragraph("a"), paragraph("b"), paragraph("a")), "content/2/attrs/id"),
        (doc(paragraph(text="")), "content/0/content/0/text"),
        (doc(paragraph(text="a\nb")), "content/0/content/0/text"),
        (doc(paragraph(text="a\n")), "content/0/content/0/text"),
        (doc(paragraph(marks=[{"type": "blink"}])), "content/0/content/0/marks/0/type"),
        (
            doc(paragraph(marks=[{"type": "link", "attrs": {"href": "javascript:alert(1)"}}])),
            "content/0/content/0/marks/0/attrs/href",
        ),
        (
            doc(paragraph(marks=[{"type": "link", "attrs": {"href": "https://x.dk\n"}}])),
            "content/0/content/0/marks/0/attrs/href",
        ),
        (doc({"type": "heading", "attrs": {"id": "a", "level": 4}}), "content/0/attrs/level"),
        (doc({"type": "figure", "attrs": {"id": "a", "src": "https://x.dk/a.png", "alt": "a"}}), "content/0/attrs/src"),
        (doc({"type": "bullet_list", "attrs": {"id": "a"}, "content": []}), "content/0/content"),
    ],
)  # fmt: skip
def test_a_broken_document_is_refused_with_the_place(data: dict[str, Any], path: str) -> None:
    with pytest.raises(SchemaError) as caught:
        validate(data)
    assert caught.value.path == path
    assert caught.value.message


def test_ids_are_unique_over_list_items_too() -> None:
    items = (ListItem(Paragraph("a", ()), (List("b", True, (ListItem(Paragraph("l", ())),)),)),)
    with pytest.raises(SchemaError, match="twice"):
        load(to_json((List("l", False, items),)))


def test_a_row_shorter_than_the_header_is_refused() -> None:
    data = to_json((Table("t", ((Span("a"),), (Span("b"),)), (((Span("c"),),),)),))
    with pytest.raises(SchemaError) as caught:
        load(data)
    assert caught.value.path == "content/0/content/1"


def test_lists_deeper_than_three_are_refused() -> None:
    block = List("l4", False, (ListItem(Paragraph("p4", ())),))
    for depth in (3, 2, 1):
        block = List(f"l{depth}", False, (ListItem(Paragraph(f"p{depth}", ()), (block,)),))
    with pytest.raises(SchemaError):
        load(to_json((block,)))


def test_a_text_beyond_the_bound_is_refused_before_it_is_walked() -> None:
    with pytest.raises(SchemaError, match="bytes"):
        validate(doc(paragraph(text="x" * MAX_BYTES)))


def test_json_nested_without_end_is_refused() -> None:
    data: dict[str, Any] = {}
    inner = data
    for _ in range(100_000):
        inner["content"] = inner = {}
    try:
        with pytest.raises(SchemaError):
            validate(data)
    finally:
        while data:  # taken apart by hand: freeing a tower this deep by recursion is what we test against
            data = data.pop("content", {})


def test_validating_changes_nothing() -> None:
    data = doc(paragraph())
    before = copy.deepcopy(data)
    validate(data)
    assert data == before


def test_ids_are_listed_in_reading_order_and_fresh_ones_are_valid() -> None:
    blocks = (Heading("h", 1, ()), List("l", False, (ListItem(Paragraph("p", ())),)))
    assert list(ids(blocks)) == ["h", "l", "p"]
    assert fresh_id() != fresh_id()
    load(to_json((Paragraph(fresh_id(), ()),)))
