"""Changing the disposition of an edition: titles, order, what a section covers, new sections, empty ones removed."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.utils.translation import gettext as _

from beredskab.audit.actions import record
from beredskab.kit.actions import action
from beredskab.kit.errors import DomainError
from beredskab.kit.ids import new_id
from beredskab.kit.viewer import Viewer
from beredskab.plans import permissions, policies, text
from beredskab.plans.actions.writing import held
from beredskab.plans.models import Edition, Section, SectionKind
from beredskab.plans.queries import covering, sections


@action(event="plans.outline.changed")
def change(*, by: Viewer, section_id: UUID, title: str, level: int, covers: Sequence[str]) -> Section:
    """Give a section another title, level (1 chapter, 2 section) or other requirements to cover."""
    section = _writable(by, section_id)
    known = covering.elements(section.edition)
    section.title, section.level = title, level
    section.covers = [element for element in known if element in covers]
    section.save(update_fields=["title", "level", "covers"])
    _number(section.edition)
    record(by=by, event="plans.outline.changed", subject=section, detail={"elements": section.covers})
    return section


@action(event="plans.outline.added")
def add(*, by: Viewer, edition_id: UUID, title: str, level: int, covers: Sequence[str] = ()) -> Section:
    """Add a section at the end."""
    permissions.require(permissions.may_write(by))
    edition = held(by, edition_id)
    policies.require(policies.can_be_written(edition.state))
    last = edition.sections.filter(kind=SectionKind.SECTION).order_by("-position").first()
    made = Section.objects.create(
        authority_id=by.authority_id,
        edition=edition,
        key=f"own-{new_id().hex[-12:]}",
        title=title,
        level=level,
        position=last.position + 1 if last else 0,
        covers=[element for element in covering.elements(edition) if element in covers],
    )
    _number(edition)
    record(by=by, event="plans.outline.added", subject=made)
    return made


@action(event="plans.outline.moved")
def move(*, by: Viewer, section_id: UUID, step: int) -> Section:
    """Move a section one place up (-1) or down (1); at the end of the list nothing happens."""
    section = _writable(by, section_id)
    order = list(section.edition.sections.filter(kind=SectionKind.SECTION).order_by("position"))
    place = next(index for index, one in enumerate(order) if one.id == section.id)
    goal = min(max(place + step, 0), len(order) - 1)
    order.insert(goal, order.pop(place))
    for position, one in enumerate(order):
        one.position = position
    Section.objects.bulk_update(order, ["position"])
    _number(section.edition)
    record(by=by, event="plans.outline.moved", subject=section, detail={"from": place, "to": goal})
    return section


@action(event="plans.outline.removed")
def remove(*, by: Viewer, section_id: UUID) -> None:
    """Remove a section that has never held text; one that has is emptied by moving its text elsewhere first."""
    section = _writable(by, section_id)
    current = sections.current(section)
    if current is not None and not text.is_empty(text.load(current.canonical)):
        raise DomainError("has_text", _("There is text in the section. Move it or delete it first."))
    record(by=by, event="plans.outline.removed", subject=section)
    # Versions and comments are never deleted, so the section leaves the plan instead of the database.
    section.kind, section.position = SectionKind.REMOVED, 20_000
    section.save(update_fields=["kind", "position"])


def _number(edition: Edition) -> None:
    """Number the sections anew (1, 1.1, 1.2, 2): a moved section takes the number of its new place."""
    chapter = below = 0
    order = list(edition.sections.filter(kind=SectionKind.SECTION).order_by("position"))
    for one in order:
        if one.level == 1:
            chapter, below = chapter + 1, 0
            one.number = str(chapter)
        else:
            below += 1
            one.number = f"{chapter}.{below}" if chapter else str(below)
    Section.objects.bulk_update(order, ["number"])


def _writable(by: Viewer, section_id: UUID) -> Section:
    permissions.require(permissions.may_write(by))
    section = sections.section(by, section_id)
    policies.require(policies.can_be_written(held(by, section.edition_id).state))
    return section
