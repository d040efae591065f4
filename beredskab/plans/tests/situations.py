"""Situations built through actions, for the tests of this app and the journeys."""

from __future__ import annotations

from datetime import date

from beredskab.documents import markdown
from beredskab.documents.model import Block, Document, Source
from beredskab.kit.viewer import Viewer, as_viewer
from beredskab.plans import text
from beredskab.plans.actions import deciding, placing, reviewing, starting, writing
from beredskab.plans.models import Edition, Section, SectionVersion
from beredskab.plans.queries import sections

PLAN = """# Beredskabsplan for Eksempel Kommune

Indledende ord, som ikke hører til noget bestemt sted.

## Vision

Alle børn og unge skal opleve, at de hører til. Vi forebygger ekstremisme, før nogen kommer i fare.

## Organisation og samarbejde

Infohus Kommune samler SSP, socialforvaltning og politiet. Tovholderen indkalder inden for fem hverdage.

- SSP-konsulenten modtager henvendelser
- Socialforvaltningen vurderer støtte

## Kommunikation

På kommunens hjemmeside står, hvor borgere og medarbejdere henvender sig med en bekymring.
"""


def document(source: str = PLAN, file: str = "plan.txt") -> Document:
    """A document read from Markdown, each block with its source."""
    blocks = markdown.parse(source)
    return Document(blocks, {block.id: Source(file, None, ()) for block in blocks})


def draft(by: Viewer, disposition: str = "concept-2018") -> Edition:
    """A draft with empty sections."""
    return starting.start(by=by, disposition=disposition, title="Beredskabsplan mod ekstremisme")


def imported(by: Viewer, source: str = PLAN, disposition: str = "concept-2018") -> Edition:
    """A proposal laid out from a text."""
    return starting.import_document(
        by=by,
        document=document(source),
        disposition=disposition,
        title="Beredskabsplan mod ekstremisme",
        origin="import",
    )


def section_of(by: Viewer, edition: Edition, key: str | None = None) -> Section:
    """A section of an edition by key, or the first that takes text."""
    with as_viewer(by):
        views = [view for view in sections.of_edition(by, edition) if not view.is_tray]
        return next(
            view.section for view in views if view.section.key == key or (key is None and view.section.level == 2)
        )


def write(by: Viewer, section: Section, source: str, base: int | None = None) -> writing.Saved:
    """Save Markdown as the section's text, on top of what is there unless `base` says otherwise."""
    if base is None:
        with as_viewer(by):
            current = sections.current(section)
            base = current.number if current else 0
    return writing.save(by=by, section_id=section.id, base_version=base, blocks=markdown.parse(source))


def ready(writer: Viewer) -> Edition:
    """A text that is locked for the council."""
    edition = draft(writer)
    write(writer, section_of(writer, edition), "Alle børn og unge skal opleve, at de hører til.")
    return reviewing.make_ready(by=writer, edition_id=edition.id)


def adopted(writer: Viewer, approver: Viewer, on: date = date(2026, 9, 24)) -> Edition:
    """A text that the council has adopted."""
    edition = ready(writer)
    deciding.adopt(by=approver, edition_id=edition.id, body="council", meeting_date=on, agenda_item="punkt 7")
    return edition


def published(writer: Viewer, approver: Viewer, on: date = date(2026, 9, 24)) -> Edition:
    """A plan that anybody can read."""
    edition = adopted(writer, approver, on)
    deciding.publish(by=approver, edition_id=edition.id)
    return edition


def blocks_of(version: SectionVersion) -> tuple[Block, ...]:
    """The blocks of a stored version."""
    return text.load(version.canonical)


def accept(by: Viewer, edition: Edition) -> Edition:
    """The proposal taken as the draft."""
    return placing.accept(by=by, edition_id=edition.id)


def revised(writer: Viewer, approver: Viewer, on: date) -> Edition:
    """The next edition, adopted on a day and published in place of the one before."""
    edition = starting.revise(by=writer)
    reviewing.make_ready(by=writer, edition_id=edition.id)
    deciding.adopt(by=approver, edition_id=edition.id, body="council", meeting_date=on, agenda_item="punkt 3")
    deciding.publish(by=approver, edition_id=edition.id)
    return edition
