"""Saving a section's text. Nothing is locked and nothing is lost: a text that comes too late is kept aside."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from beredskab.audit.actions import record
from beredskab.documents import schema
from beredskab.documents.model import Block, canonical, digest, to_json
from beredskab.kit.actions import action
from beredskab.kit.errors import DomainError
from beredskab.kit.viewer import Viewer
from beredskab.plans import permissions, policies
from beredskab.plans.models import Edition, Presence, Section, SectionVersion
from beredskab.plans.queries import editions, sections


@dataclass(frozen=True, slots=True)
class Saved:
    """The row that was written; `conflict` when somebody saved first and the text was kept aside."""

    version: SectionVersion
    conflict: bool


@action(event="plans.section.saved")
def save(*, by: Viewer, section_id: UUID, base_version: int, blocks: tuple[Block, ...]) -> Saved:
    """Save a text written on top of version `base_version` (0 before the first).

    Gives the new version; the current one, when the text is the same; or the row kept aside with `conflict` set, when
    the base is not current any more. Raises NotFound, NotAllowed, DomainError("locked" or "frozen").
    """
    permissions.require(permissions.may_write(by))
    section = sections.section(by, section_id)
    # Two savers stand in line, and behind whoever makes the text ready: nothing slips in under a locked text.
    policies.require(policies.can_be_written(held(by, section.edition_id).state))
    blocks = schema.normalise(blocks)
    current = sections.current(section)
    number = current.number if current else 0
    if current is not None and current.sha256 == digest(blocks):
        saved = Saved(current, conflict=False)
    elif base_version != number:
        saved = Saved(add_version(by, section, blocks, base=base_version, aside=True), conflict=True)
    else:
        saved = Saved(add_version(by, section, blocks, base=number), conflict=False)
    record(
        by=by,
        event="plans.section.saved",
        subject=section,
        detail={"version": saved.version.number, "sha256": saved.version.sha256, "status": _status(saved)},
    )
    return saved


@action(event="plans.section.done")
def mark_done(*, by: Viewer, section_id: UUID, done: bool) -> Section:
    """Say that a section is ready, or not any more. Nothing is locked by it."""
    permissions.require(permissions.may_write(by))
    section = sections.section(by, section_id)
    policies.require(policies.can_be_written(section.edition.state))
    section.done = done
    section.save(update_fields=["done"])
    record(by=by, event="plans.section.done", subject=section, detail={"status": "done" if done else "open"})
    return section


def held(by: Viewer, edition_id: UUID) -> Edition:
    """The edition as it stands now, held until the transaction ends: its state and text change in turn, never at once.

    Raises NotFound.
    """
    editions.edition(by, edition_id)
    Edition.objects.select_for_update(of=("self",)).get(id=edition_id)
    return editions.edition(by, edition_id)


def add_version(
    by: Viewer, section: Section, blocks: tuple[Block, ...], *, base: int = 0, aside: bool = False
) -> SectionVersion:
    """Add a row to the section's chain. For the actions of this app: who may, and when, is decided before.

    Raises DomainError at `markdown` for a text that cannot be stored.
    """
    blocks = _storable(section, blocks)
    newest = section.versions.order_by("-number").values_list("number", flat=True).first() or 0
    parent = section.versions.filter(number=base).first() if base else None
    return SectionVersion.objects.create(
        authority_id=by.authority_id,
        section=section,
        number=newest + 1,
        parent=parent,
        aside=aside,
        canonical=canonical(blocks),
        sha256=digest(blocks),
        author_id=by.person_id,
        author_name=by.name,
    )


def _storable(section: Section, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The text in its one spelling. However it came (editor, form, import), the same schema and size hold."""
    blocks = schema.normalise(blocks)
    try:
        schema.validate(to_json(blocks))
    except schema.TooLarge as error:
        sentence = _(
            "The text of “%(title)s” takes up more than %(limit)s MB with its pictures. Make the pictures smaller, take"
            " some out, or divide the text between more sections."
        )
        values = {"title": section.title, "limit": f"{schema.MAX_BYTES / 1_000_000:.1f}".replace(".", ",")}
        raise DomainError("too_large", sentence % values, "markdown") from error
    except schema.SchemaError as error:
        raise DomainError(
            "unreadable", _("The text could not be read. Write it in another way."), "markdown"
        ) from error
    return blocks


def note_presence(*, by: Viewer, section: Section) -> None:
    """Say that somebody has the section open. A sign of life and no deed: it expires and leaves no audit row."""
    Presence.objects.update_or_create(
        section=section,
        person_id=by.person_id,
        defaults={"seen_at": timezone.now(), "person_name": by.name},
        create_defaults={
            "seen_at": timezone.now(),
            "person_name": by.name,
            "authority_id": by.authority_id,
        },
    )


def _status(saved: Saved) -> str:
    return "aside" if saved.conflict else "saved"
