"""How an edition begins: from an empty disposition, from own headings, from an imported text, or from the last one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from beredskab.audit.actions import record
from beredskab.documents.model import Block, Document
from beredskab.frameworks.loader import dispositions
from beredskab.kit.actions import action
from beredskab.kit.errors import DomainError
from beredskab.kit.viewer import Viewer
from beredskab.plans import coverage, layout, permissions
from beredskab.plans.actions.reviewing import withdraw
from beredskab.plans.actions.writing import add_version
from beredskab.plans.models import (
    BlockSource,
    Confirmation,
    Edition,
    Origin,
    Plan,
    Section,
    SectionKind,
    State,
    Topic,
)
from beredskab.plans.queries import covering, editions, sections

OWN = "own"
"""The disposition of one who keeps the own headings."""


@dataclass(frozen=True, slots=True)
class Outline:
    """A section to be made."""

    key: str
    number: str
    title: str
    level: int
    covers: tuple[str, ...] = ()


@action(event="plans.edition.started")
def start(
    *,
    by: Viewer,
    disposition: str,
    title: str,
    topic: str = Topic.EXTREMISM,
    headings: str = "",
    replaces: UUID | None = None,
) -> Edition:
    """Start with empty sections: those of a disposition, or own headings, one per line ("# " for a chapter).

    The open edition `replaces` is withdrawn in the same transaction. Raises NotAllowed, or DomainError when another
    edition is open or there are no headings.
    """
    permissions.require(permissions.may_write(by))
    outline = own_outline(headings) if disposition == OWN else disposition_outline(disposition)
    if not outline:
        raise DomainError("no_headings", _("Write at least one heading, one on each line."), "headings")
    edition = _new_edition(by, disposition, Origin.EMPTY, State.DRAFT, title, topic, replaces=replaces)
    _make_sections(by, edition, outline)
    record(by=by, event="plans.edition.started", subject=edition, detail={"disposition": disposition})
    return edition


@action(event="plans.edition.imported")
def import_document(
    *,
    by: Viewer,
    document: Document,
    disposition: str,
    title: str,
    topic: str = Topic.EXTREMISM,
    origin: str,
    replaces: UUID | None = None,
) -> Edition:
    """Lay an imported text out in a disposition's sections, or in those of its own headings, as a proposal.

    Every block lands in a section or in the tray. The open edition `replaces` is withdrawn in the same transaction.
    Raises NotAllowed, or DomainError when another edition is open.
    """
    permissions.require(permissions.may_write(by))
    edition = _new_edition(by, disposition, origin, State.PROPOSAL, title, topic, replaces=replaces)
    report = coverage.whole(document.blocks, edition.frameworks, timezone.localdate(), "da")
    if disposition == OWN:
        own, before = layout.own_headings(document, report.elements)
        outline = [Outline(one.key, "", one.title[:200], one.level, one.covers) for one in own]
        placed = {one.key: one.blocks for one in own} | {layout.TRAY: tuple(before)}
        reasons = dict.fromkeys((id_ for ids in placed.values() for id_ in ids), "heading")
    else:
        outline = disposition_outline(disposition)
        placement = layout.propose(document, slots(disposition), report.elements)
        placed, reasons = dict(placement.blocks), dict(placement.reasons)
    made = _make_sections(by, edition, outline)
    _fill(by, made, placed, document.blocks)
    _keep_sources(by, edition, document, reasons)
    detail = {
        "disposition": disposition,
        "placed": sum(len(ids) for key, ids in placed.items() if key != layout.TRAY),
        "unplaced": len(placed[layout.TRAY]),
    }
    record(by=by, event="plans.edition.imported", subject=edition, detail=detail)
    return edition


@action(event="plans.edition.revised")
def revise(*, by: Viewer) -> Edition:
    """Start the next edition from the one in force: its sections, texts, sources and answers come along.

    Answers keep who gave them and in which edition. Raises NotAllowed, or DomainError when there is nothing in force.
    """
    permissions.require(permissions.may_write(by))
    old = editions.published(by)
    if old is None:
        raise DomainError("nothing_published", _("There is no published plan to revise yet."))
    edition = _new_edition(
        by, old.disposition, Origin.REVISION, State.DRAFT, old.plan.title, old.plan.topic, based_on=old
    )
    for view in sections.of_edition(by, old):
        one = view.section
        copy = Section.objects.create(
            authority_id=by.authority_id,
            edition=edition,
            key=one.key,
            kind=one.kind,
            number=one.number,
            title=one.title,
            level=one.level,
            position=one.position,
            covers=one.covers,
        )
        if view.version is not None:
            add_version(by, copy, view.blocks)
    _carry_sources(by, old, edition)
    _carry_answers(by, old, edition)
    record(by=by, event="plans.edition.revised", subject=edition, detail={"from": old.number})
    return edition


def disposition_outline(disposition: str) -> list[Outline]:
    """The sections of a shipped disposition. Raises DomainError for an unknown one."""
    found = dispositions().get(disposition)
    if found is None:
        raise DomainError("unknown_disposition", _("Choose how the plan is to be laid out."), "disposition")
    return [Outline(one.id, one.number, one.title, one.level, one.covers) for one in found.sections]


def own_outline(headings: str) -> list[Outline]:
    """Own headings, one per line: "# " or an indentation says chapter or section; without either, all are sections."""
    made: list[Outline] = []
    for line in headings.splitlines():
        title = line.strip().lstrip("#-*").strip()
        if title:
            level = 2 if made and line.startswith((" ", "\t", "##", "-", "*")) else 1
            made.append(Outline(f"own-{len(made) + 1}", "", title[:200], level))
    return made


def slots(disposition: str) -> list[layout.Slot]:
    """The sections of a disposition as the layout algorithm sees them: chapters with sections below take no text."""
    elements = coverage.elements(coverage.pinned(coverage.pins(), "da"))
    outline = list(dispositions()[disposition].sections)
    made = []
    for position, one in enumerate(outline):
        if position + 1 < len(outline) and outline[position + 1].level > one.level:
            continue
        titles = [elements[id_].title for id_ in one.covers if id_ in elements]
        made.append(layout.Slot(one.id, one.title, " ".join([one.title, *one.contents, *titles]), one.covers))
    return made


def _new_edition(
    by: Viewer,
    disposition: str,
    origin: str,
    state: State,
    title: str,
    topic: str,
    *,
    based_on: Edition | None = None,
    replaces: UUID | None = None,
) -> Edition:
    plan, _new = Plan.objects.get_or_create(
        authority_id=by.authority_id, defaults={"title": title, "topic": topic, "authority_id": by.authority_id}
    )
    plan = Plan.objects.select_for_update(of=("self",)).get(id=plan.id)
    under_way = editions.open_edition(by)
    if under_way is not None and under_way.id != replaces:
        raise DomainError("already_open", _("There is a draft already. Finish it or withdraw it first."))
    if under_way is not None:
        withdraw(by=by, edition_id=under_way.id)
    if based_on is None and (plan.title, plan.topic) != (title, topic):
        plan.title, plan.topic = title, topic
        plan.save(update_fields=["title", "topic"])
    newest = plan.editions.order_by("-number").values_list("number", flat=True).first() or 0
    return Edition.objects.create(
        authority_id=by.authority_id,
        plan=plan,
        number=newest + 1,
        state=state,
        origin=origin,
        disposition=disposition,
        frameworks=coverage.pins(),
        based_on=based_on,
        state_since=timezone.now(),
    )


def _make_sections(by: Viewer, edition: Edition, outline: Iterable[Outline]) -> dict[str, Section]:
    """The sections and, last, the tray; by key."""
    rows = [
        Section(
            authority_id=by.authority_id,
            edition=edition,
            key=one.key,
            number=one.number,
            title=one.title,
            level=one.level,
            position=position,
            covers=list(one.covers),
        )
        for position, one in enumerate(outline)
    ]
    tray = Section(
        authority_id=by.authority_id,
        edition=edition,
        key=layout.TRAY,
        kind=SectionKind.TRAY,
        title=_("Not placed yet"),
        position=10_000,
    )
    return {row.key: row for row in Section.objects.bulk_create([*rows, tray])}


def _fill(
    by: Viewer, made: Mapping[str, Section], placed: Mapping[str, Iterable[str]], blocks: Iterable[Block]
) -> None:
    known = {block.id: block for block in blocks}
    for key, ids in placed.items():
        text = tuple(known[id_] for id_ in ids)
        if text:
            add_version(by, made[key], text)


def _keep_sources(by: Viewer, edition: Edition, document: Document, reasons: Mapping[str, str]) -> None:
    BlockSource.objects.bulk_create(
        BlockSource(
            authority_id=by.authority_id,
            edition=edition,
            block_id=block_id,
            file=source.file[:255],
            page=source.page,
            heading=list(source.heading),
            reason=reasons.get(block_id, ""),
        )
        for block_id, source in document.sources.items()
    )


def _carry_sources(by: Viewer, old: Edition, new: Edition) -> None:
    BlockSource.objects.bulk_create(
        BlockSource(
            authority_id=by.authority_id,
            edition=new,
            block_id=one.block_id,
            file=one.file,
            page=one.page,
            heading=one.heading,
            reason=one.reason,
        )
        for one in sections.sources(by, old).values()
    )


def _carry_answers(by: Viewer, old: Edition, new: Edition) -> None:
    known = covering.elements(new)
    carried = Confirmation.objects.filter(authority_id=by.authority_id, edition=old).order_by("element")
    Confirmation.objects.bulk_create(
        Confirmation(
            authority_id=by.authority_id,
            edition=new,
            element=one.element,
            answer=one.answer,
            passages=one.passages,
            link=one.link,
            reason=one.reason,
            by_id=one.by_id,
            by_name=one.by_name,
            at=one.at,
            carried_from=one.carried_from or old.number,
        )
        for one in carried
        if one.element in known
    )
