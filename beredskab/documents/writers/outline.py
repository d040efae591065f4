"""Repairs that PDF/UA demands and Word readers thank for: headings without gaps and without nothing in them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from beredskab.documents.model import Block, Heading, Paragraph, inline_text


def repaired(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """The blocks without empty headings and paragraphs, and with headings that start at 1 and skip no level."""
    out: list[Block] = []
    above: list[int] = []
    for block in blocks:
        if isinstance(block, Heading | Paragraph) and not inline_text(block.content).strip():
            continue
        if isinstance(block, Heading):
            # The level is the number of headings that stand open above, whatever they called themselves.
            while above and above[-1] >= block.level:
                above.pop()
            above.append(block.level)
            block = replace(block, level=len(above))
        out.append(block)
    return tuple(out)


def worth_contents(blocks: Iterable[Block]) -> bool:
    """Whether a table of contents helps: from four headings on."""
    return sum(isinstance(block, Heading) for block in blocks) >= 4
