"""Laying an imported text out: nothing lost, nothing doubled, and most of it where a person would put it."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from beredskab.documents import markdown
from beredskab.documents.model import Block, Document, Heading, Paragraph, Span, inline_text
from beredskab.plans import coverage, layout
from beredskab.plans.actions.starting import slots
from beredskab.plans.tests.situations import PLAN

SLOTS = slots("concept-2018")
WORDS = st.sampled_from(
    "vision infohus politi kontakt indsats ansvar formål samarbejde skole kursus ordentlig vej".split()
)
TEXTS = st.lists(WORDS, min_size=1, max_size=6).map(" ".join)


@st.composite
def documents(draw: st.DrawFn) -> Document:
    made: list[Block] = []
    for number, (text, level) in enumerate(draw(st.lists(st.tuples(TEXTS, st.integers(0, 3)), max_size=25))):
        content = (Span(text),)
        made.append(Heading(f"b{number}", level, content) if level else Paragraph(f"b{number}", content))
    return Document(tuple(made))


def found_in(placement: layout.Placement, text: str, document: Document) -> str:
    block = next(
        one for one in document.blocks if isinstance(one, Heading | Paragraph) and text in inline_text(one.content)
    )
    return next(key for key, ids in placement.blocks.items() if block.id in ids)


@given(documents())
@settings(max_examples=150, deadline=None)
def test_every_block_is_placed_once_or_waits_in_the_tray(document: Document) -> None:
    placement = layout.propose(document, SLOTS)
    placed = [id_ for ids in placement.blocks.values() for id_ in ids]
    assert sorted(placed) == sorted(block.id for block in document.blocks)
    assert set(placement.reasons) == set(placed)


@given(documents())
@settings(max_examples=80, deadline=None)
def test_the_order_of_the_source_is_kept_inside_a_section(document: Document) -> None:
    order = {block.id: place for place, block in enumerate(document.blocks)}
    for ids in layout.propose(document, SLOTS).blocks.values():
        assert [order[id_] for id_ in ids] == sorted(order[id_] for id_ in ids)


@given(documents())
@settings(max_examples=80, deadline=None)
def test_own_headings_keep_every_block_too(document: Document) -> None:
    made, before = layout.own_headings(document)
    assert [*before, *(id_ for one in made for id_ in one.blocks)] == [block.id for block in document.blocks]


def test_headings_that_say_it_decide() -> None:
    document = Document(markdown.parse(PLAN))
    placement = layout.propose(document, SLOTS)
    titles = {slot.key: slot.title for slot in SLOTS}
    assert titles[found_in(placement, "Alle børn og unge", document)].startswith("Vision")
    assert titles[found_in(placement, "Infohus Kommune samler", document)].startswith("Organisation")
    assert titles[found_in(placement, "På kommunens hjemmeside", document)].startswith("Kommunikation")


def test_what_the_check_found_decides_where_headings_are_silent() -> None:
    text = "# Noget helt andet\n\nByrådet får hvert år i marts skriftlig ledelsesinformation om tal og udvikling."
    document = Document(markdown.parse(text))
    report = coverage.whole(document.blocks, coverage.pins(), date(2026, 11, 21), "da")
    placement = layout.propose(document, SLOTS, report.elements)
    assert layout.propose(document, SLOTS).blocks[layout.TRAY]
    assert not placement.blocks[layout.TRAY]


def test_a_table_of_contents_waits_in_the_tray() -> None:
    lines = "\n\n".join(f"Vision for området del {number} ........ {number}" for number in range(1, 7))
    document = Document(markdown.parse(f"# Indhold\n\n{lines}"))
    assert len(layout.propose(document, SLOTS).blocks[layout.TRAY]) == len(document.blocks)


def test_the_same_text_is_laid_out_the_same_way() -> None:
    document = Document(markdown.parse(PLAN))
    assert layout.propose(document, SLOTS) == layout.propose(document, SLOTS)
