"""Two texts of the plan held against each other: by words, and by requirement."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from beredskab.documents.diff import BlockDiff, diff
from beredskab.documents.model import Block
from beredskab.kit.viewer import Viewer
from beredskab.plans import coverage, text
from beredskab.plans.models import Edition
from beredskab.plans.queries import covering, sections


@dataclass(frozen=True, slots=True)
class Comparison:
    """From `old` to `new`: the passages that differ, with the heading above, and the requirements that fell or rose."""

    old: Edition
    new: Edition
    changes: tuple[tuple[str, BlockDiff], ...]
    lost: tuple[tuple[coverage.Row, coverage.Row], ...]
    gained: tuple[tuple[coverage.Row, coverage.Row], ...]

    @property
    def changed(self) -> int:
        """How many passages differ."""
        return len(self.changes)


def compare(
    viewer: Viewer,
    old: Edition,
    new: Edition,
    blocks: tuple[Block, ...] | None = None,
    covered: covering.Coverage | None = None,
) -> Comparison:
    """Compare two editions; the new one's text and coverage can be given where they are known already.

    Records are left out of the requirements: they say nothing of the text.
    """
    old_blocks = sections.joined(viewer, old)
    new_blocks = sections.joined(viewer, new) if blocks is None else blocks
    covered = covered or covering.of_edition(viewer, new, new_blocks)
    old_rows, new_rows = _of_text(covering.of_edition(viewer, old, old_blocks).rows), _of_text(covered.rows)
    return Comparison(
        old,
        new,
        text.under_headings(diff(old_blocks, new_blocks)),
        coverage.lost(old_rows, new_rows),
        coverage.gained(old_rows, new_rows),
    )


def _of_text(rows: Sequence[coverage.Row]) -> list[coverage.Row]:
    return [row for row in rows if row.element.id not in coverage.BY_RECORD]
