"""The document model: plain text, bytes and hashes, and the golden document that all ways out must pass."""

import json

import pytest
from hypothesis import given

from beredskab.documents.markdown import parse, render
from beredskab.documents.model import (
    Block,
    Figure,
    Heading,
    List,
    ListItem,
    Paragraph,
    Span,
    Table,
    canonical,
    digest,
    from_json,
    list_paragraphs,
    plain,
    to_json,
)
from beredskab.documents.tests import golden, strategies


def para(block_id: str, text: str) -> Paragraph:
    return Paragraph(block_id, (Span(text),))


@given(strategies.blocks)
def test_equal_texts_have_equal_bytes_and_other_texts_other_hashes(blocks: tuple[Block, ...]) -> None:
    assert canonical(from_json(json.loads(canonical(blocks)))) == canonical(blocks)
    assert digest(blocks) != digest((*blocks, Paragraph("new", ())))


def test_the_hash_of_a_text_never_changes() -> None:
    # Adopted plans are known by this hash: whoever changes it makes every adoption record wrong.
    blocks = (Heading("a", 1, (Span("Formål"),)), Paragraph("b", (Span("Æ", strong=True, em=True),)))
    assert canonical(blocks).decode() == (
        '{"content":[{"attrs":{"id":"a","level":1},"content":[{"text":"Formål","type":"text"}],"type":"heading"},'
        '{"attrs":{"id":"b"},"content":[{"marks":[{"type":"em"},{"type":"strong"}],"text":"Æ","type":"text"}],'
        '"type":"paragraph"}],"type":"doc"}'
    )
    assert digest(blocks) == "e2ba14f414c880bd49aa96a1d55a99795149401d9057dc3da3b738204fd9dc02"


@pytest.mark.parametrize(
    ("block", "text"),
    [
        (Heading("a", 1, (Span("en "), Span("plan", em=True))), "en plan"),
        (
            List("l", False, (ListItem(para("a", "et"), (List("m", True, (ListItem(para("b", "to")),)),)),)),
            "et\nto",
        ),
        (Table("t", ((Span("a"),), (Span("b"),)), (((Span("c"),), ()),)), "a\tb\nc\t"),
        (Figure("f", strategies.png(), "kort", (Span("vej"),)), "kort\nvej"),
        (Figure("f", strategies.png(), "kort"), "kort"),
    ],
)
def test_plain_text_puts_items_and_rows_on_lines(block: Block, text: str) -> None:
    assert plain(block) == text


def test_items_come_with_their_depth() -> None:
    inner = List("m", True, (ListItem(para("b", "to")),))
    block = List("l", False, (ListItem(para("a", "et"), (inner,)), ListItem(para("c", "tre"))))
    assert [(paragraph.id, depth) for paragraph, depth in list_paragraphs(block)] == [("a", 1), ("b", 2), ("c", 1)]


def test_an_unknown_block_is_an_error() -> None:
    with pytest.raises(ValueError, match="video"):
        from_json({"type": "doc", "content": [{"type": "video"}]})


def test_the_golden_document_has_every_kind_of_block_and_mark() -> None:
    blocks = golden.blocks()
    assert {type(block) for block in blocks} == {Heading, Paragraph, List, Table, Figure}
    assert {block.level for block in blocks if isinstance(block, Heading)} == {1, 2, 3}
    text = json.dumps(to_json(blocks))
    for mark in ("strong", "em", "link", "reference", "law", "contact", "bullet_list", "ordered_list"):
        assert f'"{mark}"' in text
    assert {depth for block in blocks if isinstance(block, List) for _p, depth in list_paragraphs(block)} == {1, 2, 3}


def test_the_golden_document_and_its_markdown_are_one_text() -> None:
    assert parse(golden.markdown()) == golden.blocks()
    assert render(golden.blocks()) == golden.markdown()
