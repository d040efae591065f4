"""What changed between two texts: which blocks, and which words in them."""

from beredskab.documents.diff.blocks import BlockDiff, Summary, diff, diff_summary
from beredskab.documents.diff.words import WordOp, words

__all__ = ["BlockDiff", "Summary", "WordOp", "diff", "diff_summary", "words"]
