"""How wide the columns of a table should be, for PDF and Word alike."""

from __future__ import annotations

from beredskab.documents.model import Table, inline_text


def widths(block: Table) -> list[int]:
    """Shares of the width per column: by the longest word or short cell, and by the usual amount of text."""
    shares = []
    for column in zip(block.header, *block.rows, strict=True):
        texts = [inline_text(cell) for cell in column]
        word = max((len(word) for text in texts for word in text.split()), default=0)
        cell = min(max(map(len, texts)), 14)
        usual = sum(map(len, texts)) // len(texts)
        # Three more for the room inside the cell.
        shares.append(3 + max(4, cell, min(word, 24), min(usual, 42)))
    return shares
