"""The desk: one section with what it should cover, the help for writing it, and the comments."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from beredskab.documents import schema
from beredskab.documents.diff import BlockDiff, diff
from beredskab.documents.model import Block, plain
from beredskab.frameworks.loader import dispositions
from beredskab.frameworks.model import Section as Help
from beredskab.frameworks.report import ElementResult
from beredskab.kit.viewer import Viewer
from beredskab.plans import text
from beredskab.plans.models import Comment, Edition, Section, SectionVersion
from beredskab.plans.queries import covering, sections
from beredskab.plans.queries.sections import SectionView

Changes = tuple[tuple[str, BlockDiff], ...]
"""Passages that differ, each with the heading it stands under."""


@dataclass(frozen=True, slots=True)
class Desk:
    """What the writer has in front of them."""

    edition: Edition
    views: tuple[SectionView, ...]
    here: SectionView
    covers: tuple[ElementResult, ...]
    help: Help | None
    comments: tuple[Comment, ...]

    @property
    def following(self) -> SectionView | None:
        """The next section in order."""
        order = [view for view in self.views if not view.is_tray]
        place = next((i for i, view in enumerate(order) if view.id == self.here.id), len(order))
        return order[place + 1] if place + 1 < len(order) else None


def desk(viewer: Viewer, section_id: UUID) -> Desk:
    """The desk at one section. Raises NotFound."""
    section = sections.section(viewer, section_id)
    edition = section.edition
    views = sections.of_edition(viewer, edition)
    here = next(view for view in views if view.id == section.id)
    comments = Comment.objects.filter(authority_id=viewer.authority_id, section=section).order_by("created_at", "id")
    return Desk(
        edition, views, here, covering.of_section(edition, here), help_for(edition, section.key), tuple(comments)
    )


def help_for(edition: Edition, key: str) -> Help | None:
    """The disposition's help for a section; None for own headings."""
    found = dispositions(covering.language()).get(edition.disposition)
    return next((one for one in found.sections if one.id == key), None) if found else None


def open_comments(viewer: Viewer, edition: Edition) -> dict[UUID, int]:
    """How many comments wait, by section."""
    counts: dict[UUID, int] = {}
    found = Comment.objects.filter(
        authority_id=viewer.authority_id, section__edition=edition, resolved_at__isnull=True
    ).order_by("created_at", "id")
    for one in found:
        counts[one.section_id] = counts.get(one.section_id, 0) + 1
    return counts


def comments_of(viewer: Viewer, edition: Edition) -> tuple[Comment, ...]:
    """All comments on an edition in the order of the plan: who was heard and what they said."""
    found = Comment.objects.filter(authority_id=viewer.authority_id, section__edition=edition).select_related("section")
    return tuple(found.order_by("section__position", "created_at", "id"))


def comment_section(viewer: Viewer, comment_id: UUID) -> Section | None:
    """The section a comment stands at."""
    found = Comment.objects.filter(authority_id=viewer.authority_id, id=comment_id).select_related("section").first()
    return found.section if found else None


def conflict(viewer: Viewer, section: Section, number: int) -> tuple[SectionVersion, SectionVersion, Changes]:
    """The text that was kept aside, the current text, and the difference from the current to it."""
    mine = sections.version(viewer, section, number)
    theirs = sections.current(section) or mine
    return mine, theirs, differences(theirs, mine)


def differences(before: SectionVersion | None, after: SectionVersion) -> Changes:
    """What changed from one saved text to the next."""
    return text.under_headings(diff(text.load(before.canonical) if before else (), text.load(after.canonical)))


def both(theirs: Sequence[Block], mine: Sequence[Block]) -> tuple[Block, ...]:
    """Their text, and after it every passage of mine that theirs does not have: to be edited by hand."""
    known = {plain(block) for block in theirs}
    taken = set(schema.ids(theirs))
    added = [block for block in mine if plain(block) not in known]
    return (*theirs, *(replace(block, id=schema.fresh_id()) if block.id in taken else block for block in added))
