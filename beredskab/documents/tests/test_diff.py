"""Two texts compared: every block has one story, and the words add up."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beredskab.documents.diff import BlockDiff, Summary, WordOp, diff, diff_summary, words
from beredskab.documents.model import Block, Heading, List, ListItem, Paragraph, Span, Table, plain
from beredskab.documents.tests import strategies


def para(block_id: str, text: str, *, strong: bool = False) -> Paragraph:
    return Paragraph(block_id, (Span(text, strong=strong),))


def kinds(diffs: tuple[BlockDiff, ...]) -> list[str]:
    return [one.kind for one in diffs]


def side(ops: tuple[WordOp, ...], kind: str) -> str:
    return "".join(op.text for op in ops if op.kind in ("same", kind))


texts = st.lists(st.sampled_from(["vagten", "svarer", "hele", "døgnet", ".", " ", "\n", "\t", "ø", "\r"])).map("".join)


@given(texts | st.text(), texts | st.text())
def test_the_words_lead_from_the_old_text_to_the_new(old: str, new: str) -> None:
    ops = words(old, new)
    assert side(ops, "removed") == old
    assert side(ops, "added") == new
    assert all(op.text for op in ops)


@given(strategies.blocks, strategies.blocks, st.data())
def test_every_block_has_exactly_one_story(
    old: tuple[Block, ...], extra: tuple[Block, ...], data: st.DataObject
) -> None:
    kept = data.draw(st.lists(st.sampled_from(old), unique_by=id)) if old else []
    new = tuple(data.draw(st.permutations([*kept, *strategies.number(extra, "n")])))
    diffs = diff(old, new)
    assert [one.new for one in diffs if one.new] == list(new)
    assert sorted(one.old.id for one in diffs if one.old) == sorted(block.id for block in old)
    for one in diffs:
        assert side(one.words, "removed") == (plain(one.old) if one.old else "")
        assert side(one.words, "added") == (plain(one.new) if one.new else "")
        assert (one.kind == "added") == (one.old is None)
        assert (one.kind == "removed") == (one.new is None)


@given(strategies.blocks)
def test_a_text_against_itself_is_all_same(blocks: tuple[Block, ...]) -> None:
    assert set(kinds(diff(blocks, blocks))) <= {"same"}
    assert set(kinds(diff(blocks, strategies.number(blocks, "other")))) <= {"same"}


def test_a_changed_word_is_shown_as_one_replacement() -> None:
    [one] = diff([para("a", "Vagten svarer inden tre dage.")], [para("a", "Vagten svarer inden 24 timer.")])
    assert one.kind == "changed"
    assert one.words == (
        WordOp("same", "Vagten svarer inden "),
        WordOp("removed", "tre dage"),
        WordOp("added", "24 timer"),
        WordOp("same", "."),
    )


def test_a_block_with_a_new_id_is_known_by_its_words() -> None:
    old = [para("a", "Byrådet vedtager planen i marts."), para("b", "Vagten svarer hele døgnet alle dage.")]
    new = [para("c", "Vagten svarer hele døgnet hver dag.")]
    diffs = diff(old, new)
    assert kinds(diffs) == ["removed", "changed"]
    assert diffs[1].old == old[1]


def test_ids_that_agree_by_chance_do_not_pair_strangers() -> None:
    old = [para("b1", "Vagten svarer."), para("b2", "Byrådet vedtager.")]
    new = [para("b1", "Helt ny indledning."), para("b2", "Vagten svarer."), para("b3", "Byrådet vedtager.")]
    assert kinds(diff(old, new)) == ["added", "same", "same"]


def test_a_block_that_changed_place_is_moved_and_only_that_one() -> None:
    old = [para("a", "et"), para("b", "to"), para("c", "tre"), para("d", "fire")]
    diffs = diff(old, [old[3], *old[:3]])
    assert kinds(diffs) == ["moved", "same", "same", "same"]


def test_a_new_look_is_a_change_without_words() -> None:
    [one] = diff([para("a", "skal")], [para("a", "skal", strong=True)])
    assert (one.kind, one.words) == ("changed", (WordOp("same", "skal"),))
    [one] = diff([Heading("a", 1, (Span("Mål"),))], [Heading("a", 2, (Span("Mål"),))])
    assert one.kind == "changed"


def test_a_new_item_leaves_the_other_items_alone() -> None:
    def bullets(*texts: str) -> List:
        return List("l", False, tuple(ListItem(para(f"i{n}", text)) for n, text in enumerate(texts)))

    [one] = diff([bullets("ring først", "skriv ned")], [bullets("ring først", "tal med lederen", "skriv ned")])
    assert one.words == (
        WordOp("same", "ring først\n"),
        WordOp("added", "tal med lederen\n"),
        WordOp("same", "skriv ned"),
    )


def test_a_table_is_compared_row_by_row() -> None:
    def table(*cells: str) -> Table:
        return Table("t", ((Span("Hvem"),),), tuple(((Span(cell),),) for cell in cells))

    [one] = diff([table("Vagten", "Skolen")], [table("Vagten", "Skolen og SFO")])
    assert one.words == (WordOp("same", "Hvem\nVagten\nSkolen"), WordOp("added", " og SFO"))


def test_a_removed_block_stands_where_it_stood() -> None:
    old = [para("a", "et"), para("b", "to"), para("c", "tre")]
    assert [(one.kind, one.old and one.old.id) for one in diff(old, [old[0], old[2]])] == [
        ("same", "a"),
        ("removed", "b"),
        ("same", "c"),
    ]


def test_the_summary_counts_blocks_and_words() -> None:
    old = [para("a", "et to tre"), para("b", "bliver")]
    new = [para("a", "et to fire fem"), para("b", "bliver"), para("c", "helt ny")]
    assert diff_summary(diff(old, new)) == Summary(same=1, changed=1, added=1, words_added=4, words_removed=1)


@pytest.mark.parametrize("same_ids", [True, False])
def test_a_thousand_blocks_are_compared_to_the_end(same_ids: bool) -> None:
    base = "Kommunen skal handle på bekymringer om ekstremisme i løbet af dage og orientere ledelsen om sagen"
    old = [para(f"a{n}", f"{base} nummer {n} hos enhed {n % 37}") for n in range(1000)]
    new = [para(f"a{n}" if same_ids else f"n{n}", f"{base} nummer {n} hos ny enhed {n % 31}") for n in range(1000)]
    diffs = diff(old, new)
    assert kinds(diffs).count("changed") > 900


def test_a_paragraph_without_end_is_compared_to_the_end() -> None:
    ops = words("start " + "a b " * 20_000 + "slut", "start " + "c d " * 20_000 + "slut")
    assert [op.kind for op in ops] == ["same", "removed", "added", "same"]
