"""Anchors hold, and are found again when the text around them moves."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beredskab.documents.anchors import find, make, text_at, verify
from beredskab.documents.model import Anchor, Block, Heading, List, ListItem, Paragraph, Span, plain
from beredskab.documents.tests import strategies


def para(block_id: str, text: str) -> Paragraph:
    return Paragraph(block_id, (Span(text),))


@st.composite
def anchored(draw: st.DrawFn) -> tuple[tuple[Block, ...], Anchor]:
    blocks = draw(strategies.blocks.filter(bool))
    block = draw(st.sampled_from(blocks))
    start = draw(st.integers(0, len(plain(block))))
    return blocks, make(block, start, draw(st.integers(start, len(plain(block)))))


@given(anchored())
def test_an_anchor_holds_in_the_text_it_was_made_from(case: tuple[tuple[Block, ...], Anchor]) -> None:
    blocks, anchor = case
    assert verify(anchor, blocks)
    assert find(anchor, blocks) == anchor
    assert text_at(anchor, blocks) == anchor.quote


@given(anchored(), strategies.blocks, st.data())
def test_an_anchor_is_found_again_wherever_its_block_goes(
    case: tuple[tuple[Block, ...], Anchor], others: tuple[Block, ...], data: st.DataObject
) -> None:
    blocks, anchor = case
    shuffled = tuple(data.draw(st.permutations([*strategies.number(blocks, "n"), *strategies.number(others, "o")])))
    found = find(anchor, shuffled)
    if anchor.quote.strip():
        assert found is not None
        assert found.quote == anchor.quote
        assert verify(found, shuffled)
    else:
        assert found is None


@given(anchored(), strategies.blocks)
def test_what_is_found_always_holds(case: tuple[tuple[Block, ...], Anchor], others: tuple[Block, ...]) -> None:
    found = find(case[1], others)
    assert found is None or verify(found, others)


def test_words_that_moved_within_the_block_are_found_at_the_nearest_place() -> None:
    anchor = make(para("a", "vagten svarer"), 0, 6)
    found = find(anchor, (para("a", "Ring først: vagten har åbent, og vagten svarer"),))
    assert found == Anchor("a", 12, 18, "vagten")


def test_the_own_block_wins_over_an_earlier_one() -> None:
    anchor = make(para("a", "vagten"))
    found = find(anchor, (para("b", "vagten"), para("a", "om vagten")))
    assert found is not None
    assert found.block_id == "a"


def test_other_blanks_do_not_hide_the_words() -> None:
    anchor = Anchor("gone", 0, 14, "ring  til\nvagt")
    assert find(anchor, (para("a", "Så ring til\u00a0vagt nu"),)) == Anchor("a", 3, 16, "ring til\u00a0vagt")


def test_an_item_is_a_better_address_than_its_list() -> None:
    block = List("l", False, (ListItem(para("i1", "først")), ListItem(para("i2", "siden"))))
    assert find(Anchor("gone", 0, 5, "siden"), (block,)) == Anchor("i2", 0, 5, "siden")
    across = make(block, 3, 8)
    assert across.quote == "st\nsi"
    assert find(replace(across, block_id="gone"), (block,)) == across


def test_words_that_are_gone_are_not_found() -> None:
    assert find(make(para("a", "vagten")), (para("a", "ingen"), Heading("h", 1, ()))) is None
    assert text_at(make(para("a", "vagten")), ()) is None


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (3, 2), (0, 99)])
def test_an_anchor_outside_the_text_is_refused(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="outside"):
        make(para("a", "vagten"), start, end)
