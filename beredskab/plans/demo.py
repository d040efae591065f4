"""The demo's plan: adopted and published in February 2024, with a revision under way."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

from beredskab.documents import markdown
from beredskab.kit.viewer import Viewer, as_viewer
from beredskab.organisation import demo as people
from beredskab.plans.actions import confirming, deciding, reviewing, starting, writing
from beredskab.plans.demo_text import ANSWERS, COMMENTS, READY, REVISED, SECTIONS, TITLE
from beredskab.plans.models import Edition
from beredskab.plans.queries import editions, sections

ADOPTED: Final = date(2024, 2, 28)
PUBLISHED: Final = date(2024, 3, 6)


def load() -> None:
    """Give the demo municipality its plan. Safe to repeat: a municipality that has a plan keeps it.

    Needs the people of `organisation.demo`. Runs through the actions, as the people themselves would.
    """
    cast = people.cast()
    writer, secretary = cast["pernille"], cast["rita"]
    with as_viewer(writer):
        if editions.overview(writer).plan is not None:
            return
    first = starting.start(by=writer, disposition="concept-2018", title=TITLE)
    _write(writer, first, SECTIONS)
    for element, answer, link in ANSWERS:
        confirming.answer(by=writer, edition_id=first.id, element_id=element, answer=answer, link=link)
    reviewing.make_ready(by=writer, edition_id=first.id)
    deciding.adopt(
        by=secretary, edition_id=first.id, body="council", meeting_date=ADOPTED, agenda_item="punkt 12", minutes_link=""
    )
    deciding.publish(by=secretary, edition_id=first.id, on=PUBLISHED)
    second = starting.revise(by=writer)
    _write(writer, second, REVISED)
    _mark_ready(writer, second)
    _comment(cast, second)


def _write(by: Viewer, edition: Edition, texts: Mapping[str, str]) -> None:
    with as_viewer(by):
        views = {view.section.number: view for view in sections.of_edition(by, edition)}
    for number, text in texts.items():
        view = views[number]
        blocks = markdown.keep_ids(view.blocks, markdown.parse(text))
        writing.save(by=by, section_id=view.id, base_version=view.number, blocks=blocks)


def _mark_ready(by: Viewer, edition: Edition) -> None:
    with as_viewer(by):
        views = sections.of_edition(by, edition)
    for view in views:
        if view.section.number in READY:
            writing.mark_done(by=by, section_id=view.id, done=True)


def _comment(cast: Mapping[str, Viewer], edition: Edition) -> None:
    for number, who, text in COMMENTS:
        with as_viewer(cast[who]):
            views = sections.of_edition(cast[who], edition)
        section = next(view.section for view in views if view.section.number == number)
        reviewing.comment(by=cast[who], section_id=section.id, text=text)
