"""Sections with their current text, and the texts joined."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from itertools import pairwise
from uuid import UUID

from django.utils import timezone

from beredskab.documents.model import Block, Source, list_paragraphs
from beredskab.documents.model import List as ListBlock
from beredskab.kit.errors import NotFound
from beredskab.kit.viewer import Viewer
from beredskab.plans import text, visibility
from beredskab.plans.models import BlockSource, Edition, Presence, Section, SectionKind, SectionVersion

SITTING = timedelta(minutes=10)
PRESENT_SECONDS = 60
"""After this long without a sign, nobody is in a section."""


@dataclass(frozen=True)
class SectionView:
    """A section with the version that is its text now; `version` is None before the first save."""

    section: Section
    version: SectionVersion | None
    present: tuple[str, ...] = ()
    leads: bool = False  # a chapter with sections below it, which hold the text

    @property
    def id(self) -> UUID:
        """The section's id."""
        return self.section.id

    @property
    def is_tray(self) -> bool:
        """Whether this is the tray."""
        return self.section.kind == SectionKind.TRAY

    @property
    def number(self) -> int:
        """The current version's number, 0 before the first."""
        return self.version.number if self.version else 0

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """The text."""
        return text.load(self.version.canonical) if self.version else ()

    @cached_property
    def words(self) -> int:
        """Number of words."""
        return text.words(self.blocks)

    @property
    def state(self) -> str:
        """empty, writing or ready; "chapter" for one that only leads its sections: what the list of sections shows."""
        if self.leads and text.is_empty(self.blocks):
            return "chapter"
        if self.section.done:
            return "ready"
        return "empty" if text.is_empty(self.blocks) else "writing"

    @property
    def saved_at(self) -> datetime | None:
        """When the text was last saved."""
        return self.version.created_at if self.version else None


def of_edition(viewer: Viewer, edition: Edition, *, presence: bool = True) -> tuple[SectionView, ...]:
    """All sections in order, tray last, each with its current text and who is in it. Three queries, or two."""
    found = Section.objects.filter(authority_id=viewer.authority_id, edition=edition)
    sections = list(found.exclude(kind=SectionKind.REMOVED).order_by("position"))
    current = {version.section_id: version for version in current_versions(edition)}
    present = _present(viewer, edition) if presence else {}
    leads = {
        one.id for one, after in pairwise(sections) if after.kind == SectionKind.SECTION and after.level > one.level
    }
    return tuple(
        SectionView(one, current.get(one.id), tuple(present.get(one.id, ())), one.id in leads) for one in sections
    )


def current_versions(edition: Edition) -> Sequence[SectionVersion]:
    """The text of each section now: its highest version that is not kept aside."""
    found = SectionVersion.objects.filter(authority_id=edition.authority_id, section__edition=edition, aside=False)
    return list(found.order_by("section_id", "-number").distinct("section_id"))


def section(viewer: Viewer, section_id: UUID) -> Section:
    """One section with its edition. Raises NotFound."""
    found = (
        Section.objects.filter(id=section_id, authority_id=viewer.authority_id, edition__in=visibility.editions(viewer))
        .select_related("edition", "edition__plan")
        .first()
    )
    if found is None:
        raise NotFound("section_not_found", "")
    return found


def current(of: Section) -> SectionVersion | None:
    """The section's text now."""
    return of.versions.filter(aside=False).order_by("-number").first()


def versions(viewer: Viewer, of: Section) -> list[SectionVersion]:
    """All saved texts of a section without their bytes, newest first, also those kept aside."""
    found = SectionVersion.objects.filter(authority_id=viewer.authority_id, section=of)
    return list(found.defer("canonical").order_by("-number"))


def milestones(all_versions: Sequence[SectionVersion]) -> list[SectionVersion]:
    """What people call versions: the last text of each sitting, and every text kept aside. Newest first.

    A sitting is one person's saves with less than ten minutes between them; a text saves itself many times in one.
    """
    found: list[SectionVersion] = []
    later: SectionVersion | None = None
    for one in all_versions:
        same_sitting = (
            later is not None
            and not (one.aside or later.aside)
            and one.author_id == later.author_id
            and later.created_at - one.created_at < SITTING
        )
        if not same_sitting:
            found.append(one)
        later = one
    return found


def version(viewer: Viewer, of: Section, number: int) -> SectionVersion:
    """One saved text by its number. Raises NotFound."""
    found = SectionVersion.objects.filter(authority_id=viewer.authority_id, section=of, number=number).first()
    if found is None:
        raise NotFound("version_not_found", "")
    return found


def texts(views: Sequence[SectionView]) -> tuple[text.SectionText, ...]:
    """The sections that make up the plan, without the tray."""
    return tuple(
        text.SectionText(one.section.key, one.section.number, one.section.title, one.section.level, one.blocks)
        for one in views
        if not one.is_tray
    )


def joined(viewer: Viewer, edition: Edition) -> tuple[Block, ...]:
    """The whole plan's text."""
    return text.joined(texts(of_edition(viewer, edition, presence=False)))


def sources(viewer: Viewer, edition: Edition) -> dict[str, BlockSource]:
    """Where imported blocks came from, by block id."""
    found = BlockSource.objects.filter(authority_id=viewer.authority_id, edition=edition).order_by("created_at", "id")
    return {one.block_id: one for one in found}


def source_of(block: Block, known: dict[str, BlockSource]) -> BlockSource | None:
    """The source of a block, or of its first list item that has one."""
    if block.id in known:
        return known[block.id]
    if isinstance(block, ListBlock):
        return next((known[p.id] for p, _depth in list_paragraphs(block) if p.id in known), None)
    return None


def as_source(source: BlockSource) -> Source:
    """A stored source as the document model has it."""
    return Source(source.file, source.page, tuple(source.heading))


def _present(viewer: Viewer, edition: Edition) -> dict[UUID, list[str]]:
    since = timezone.now() - timedelta(seconds=PRESENT_SECONDS)
    found = Presence.objects.filter(authority_id=viewer.authority_id, section__edition=edition, seen_at__gte=since)
    by_section: dict[UUID, list[str]] = {}
    for one in found.exclude(person_id=viewer.person_id).order_by("person_name", "id"):
        by_section.setdefault(one.section_id, []).append(one.person_name)
    return by_section
