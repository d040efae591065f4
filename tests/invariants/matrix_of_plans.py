"""The plan's rows of the permission matrix: situations through actions, and who gets through."""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from beredskab.documents import markdown
from beredskab.kit.viewer import Viewer, as_viewer
from beredskab.plans.actions import reviewing, starting, writing
from beredskab.plans.queries import editions, sections
from beredskab.plans.tests import situations
from tests.invariants.rows import PLAN_READERS, Cast, Row

WRITER = frozenset({"pernille"})
WRITERS = frozenset({"pernille", "niels"})  # the neighbour writes a plan too, the neighbour's own
APPROVERS = frozenset({"rita", "lars"})
COMMENTERS = frozenset({"pernille", "hanne", "rita", "lars"})
TITLE = {"title": "Beredskabsplan", "topic": "extremism", "disposition": "concept-2018"}


@cache
def _edition(make: Callable[[Viewer], Any]) -> Callable[[Cast], dict[str, Any]]:
    return lambda cast: {"edition_id": make(cast["pernille"]).id}


def _element(cast: Cast) -> dict[str, Any]:
    return {**_edition(situations.draft)(cast), "element_id": "law-p1"}


def _section(cast: Cast) -> dict[str, Any]:
    edition = situations.draft(cast["pernille"])
    return {"edition_id": edition.id, "section_id": situations.section_of(cast["pernille"], edition).id}


def _written(cast: Cast) -> dict[str, Any]:
    writer = cast["pernille"]
    found = _section(cast)
    with as_viewer(writer):
        section = sections.section(writer, found["section_id"])
    situations.write(writer, section, "Alle børn og unge skal opleve, at de hører til.", 0)
    return {**found, "number": 1}


def _written_section(cast: Cast) -> dict[str, Any]:
    return {key: value for key, value in _written(cast).items() if key != "number"}


def _conflict(cast: Cast) -> dict[str, Any]:
    found = _written(cast)
    late = markdown.parse("En anden tekst, skrevet samtidig.")
    saved = writing.save(by=cast["pernille"], section_id=found["section_id"], base_version=0, blocks=late)
    return {**found, "number": saved.version.number}


def _comment(cast: Cast) -> dict[str, Any]:
    found = _section(cast)
    made = reviewing.comment(by=cast["hanne"], section_id=found["section_id"], text="Hvem ringer man til?", anchor=None)
    return {**found, "comment_id": made.id}


def _ready(cast: Cast) -> dict[str, Any]:
    return {"edition_id": situations.ready(cast["pernille"]).id}


def _adopted(cast: Cast) -> dict[str, Any]:
    return {"edition_id": situations.adopted(cast["pernille"], cast["rita"]).id}


def _published(cast: Cast) -> dict[str, Any]:
    situations.published(cast["pernille"], cast["rita"])
    return {}


def _two_editions(cast: Cast) -> dict[str, Any]:
    first = situations.published(cast["pernille"], cast["rita"])
    return {"edition_id": first.id, "other_id": starting.revise(by=cast["pernille"]).id}


def _step(cast: Cast) -> dict[str, Any]:
    return {**_edition(situations.draft)(cast), "verb": "send"}


def _piece(cast: Cast, arguments: Mapping[str, Any]) -> dict[str, Any]:
    writer = cast["pernille"]
    with as_viewer(writer):
        views = sections.of_edition(writer, editions.edition(writer, arguments["edition_id"]))
        return {"move": next(view for view in views if view.blocks).blocks[0].id}


def _move(cast: Cast, arguments: Mapping[str, Any]) -> dict[str, Any]:
    return {"piece": _piece(cast, arguments)["move"], "section": "", "before": None}


DRAFT, PROPOSAL = _edition(situations.draft), _edition(situations.imported)
READ, WRITE, FORM = {"GET": PLAN_READERS}, {"POST": WRITER}, {"GET": WRITER, "POST": WRITER}
EMPTY_DOCUMENT = '{"doc": {"type": "doc", "content": []}, "sources": {}}'
OUTLINE = {"title": "Et afsnit mere", "level": "2", "covers": []}
ADOPTION = {"body": "council", "meeting_date": "2026-09-24", "agenda_item": "punkt 7"}

PLANS = {
    "plans:home": Row({"GET": PLAN_READERS | {"niels"}}),
    "plans:revise": Row({"POST": WRITERS}, _published),
    "plans:start": Row({"GET": WRITERS}),
    "plans:start_empty": Row({"GET": WRITERS, "POST": WRITERS}, data=TITLE),
    "plans:upload": Row({"GET": WRITERS, "POST": WRITERS}, data=TITLE),
    "plans:import_checked": Row({"POST": WRITERS}, data={"document": EMPTY_DOCUMENT}),
    "plans:edition": Row(READ, DRAFT),
    "plans:step": Row(WRITE, _step),
    "plans:placement": Row({"GET": PLAN_READERS, "POST": WRITER}, PROPOSAL, data=_piece),
    "plans:move_passage": Row(WRITE, PROPOSAL, data=_move, json=True),
    "plans:accept": Row(WRITE, PROPOSAL),
    "plans:outline": Row(READ, DRAFT),
    "plans:outline_add": Row(FORM, DRAFT, data=OUTLINE),
    "plans:outline_change": Row(FORM, _section, data=OUTLINE),
    "plans:outline_move": Row(WRITE, _section),
    "plans:outline_remove": Row(WRITE, _section),
    "plans:section": Row(
        {"GET": PLAN_READERS, "POST": WRITER}, _section, data={"markdown": "Tekst.", "base_version": "0"}
    ),
    "plans:save": Row(WRITE, _section, data={"base_version": 0, "doc": {"type": "doc", "content": []}}, json=True),
    "plans:done": Row(WRITE, _written_section, data={"done": "1"}),
    "plans:comment": Row({"POST": COMMENTERS}, _section, data={"text": "Hvem ringer man til?"}),
    "plans:resolve": Row({"POST": COMMENTERS}, _comment),
    "plans:versions": Row(READ, _written_section),
    "plans:restore": Row(WRITE, _written),
    "plans:conflict": Row({"GET": PLAN_READERS, "POST": WRITER}, _conflict, data={"keep": "mine", "base_version": "1"}),
    "plans:confirm": Row(READ, DRAFT),
    "plans:confirm_several": Row(WRITE, DRAFT),
    "plans:requirement": Row({"GET": PLAN_READERS, "POST": WRITER}, _element, data={"answer": "missing"}),
    "plans:council": Row(READ, _ready),
    "plans:adopt": Row({"GET": APPROVERS, "POST": APPROVERS}, _ready, data=ADOPTION),
    "plans:publish": Row({"GET": APPROVERS, "POST": APPROVERS}, _adopted),
    "plans:compare": Row(READ, _two_editions),
}
