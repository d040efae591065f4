"""Moving imported passages between sections and the tray, one at a time, until the layout is accepted."""

from __future__ import annotations

from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from beredskab.audit.actions import record
from beredskab.kit.actions import action
from beredskab.kit.errors import NotFound
from beredskab.kit.viewer import Viewer
from beredskab.plans import permissions, policies
from beredskab.plans.actions.writing import add_version, held
from beredskab.plans.models import Edition, Section, State
from beredskab.plans.queries import sections


@action(event="plans.passage.moved")
def move(*, by: Viewer, edition_id: UUID, block_id: str, to: str, before: str | None = None) -> Section:
    """Move a passage to the section with key `to`, ahead of the block `before` or to the end. Gives that section.

    Both sections get a new version, so nothing can be lost between them. Raises NotFound for an unknown passage or
    section, DomainError when the text is locked.
    """
    permissions.require(permissions.may_write(by))
    edition = held(by, edition_id)
    policies.require(policies.can_be_written(edition.state))
    views = {view.section.key: view for view in sections.of_edition(by, edition)}
    source = next((view for view in views.values() if any(block.id == block_id for block in view.blocks)), None)
    target = views.get(to)
    if source is None or target is None:
        raise NotFound("passage_not_found", _("The passage is not there any more."))
    moved = next(block for block in source.blocks if block.id == block_id)
    left = tuple(block for block in source.blocks if block.id != block_id)
    goes_into = left if source is target else target.blocks
    place = next((i for i, block in enumerate(goes_into) if block.id == before), len(goes_into))
    if source is not target:
        add_version(by, source.section, left, base=source.number)
    add_version(by, target.section, (*goes_into[:place], moved, *goes_into[place:]), base=target.number)
    record(by=by, event="plans.passage.moved", subject=edition, detail={"from": source.section.key, "to": to})
    return target.section


@action(event="plans.layout.accepted")
def accept(*, by: Viewer, edition_id: UUID) -> Edition:
    """Take the layout as the draft. What is in the tray stays there and can be placed later."""
    permissions.require(permissions.may_write(by))
    edition = held(by, edition_id)
    policies.require(policies.can_take(edition.state, "accept"))
    edition.state, edition.state_since = State.DRAFT, timezone.now()
    edition.save(update_fields=["state", "state_since"])
    record(by=by, event="plans.layout.accepted", subject=edition)
    return edition


def neighbour(views: sections.SectionView, block_id: str, step: int) -> str | None:
    """The block to move ahead of, so that `block_id` goes one step up (-1) or down (1) in its section."""
    ids = [block.id for block in views.blocks]
    place = ids.index(block_id)
    if step < 0:
        return ids[max(place - 1, 0)]
    return ids[place + 2] if place + 2 < len(ids) else None
