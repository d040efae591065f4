"""The ways to begin: nothing of an imported text is lost, and no layout is mandatory."""

from __future__ import annotations

import io
import json
from collections.abc import Callable

import pytest
from django.test import Client

from beredskab.documents.model import canonical, plain, to_json
from beredskab.kit.errors import NotFound
from beredskab.kit.viewer import Viewer, as_viewer
from beredskab.plans.actions import placing, starting
from beredskab.plans.models import Edition
from beredskab.plans.queries import editions, sections
from beredskab.plans.tests import situations

pytestmark = pytest.mark.django_db
LAYOUT = {"title": "Beredskabsplan", "topic": "extremism", "disposition": "concept-2018"}
Login = Callable[[Viewer], Client]


def ids(by: Viewer, edition: Edition) -> list[str]:
    with as_viewer(by):
        return sorted(block.id for view in sections.of_edition(by, edition) for block in view.blocks)


def packed(source: str = situations.PLAN) -> str:
    document = situations.document(source)
    at = {
        key: {"file": one.file, "page": one.page, "heading": list(one.heading)} for key, one in document.sources.items()
    }
    return json.dumps({"files": [], "doc": to_json(document.blocks), "sources": at})


@pytest.mark.parametrize("disposition", ["concept-2018", "cde-themes", "own"])
def test_no_sentence_of_an_import_is_lost(cast: dict[str, Viewer], disposition: str) -> None:
    document = situations.document()
    edition = situations.imported(cast["pernille"], disposition=disposition)
    assert ids(cast["pernille"], edition) == sorted(block.id for block in document.blocks) or disposition == "own"
    with as_viewer(cast["pernille"]):
        said = {plain(block) for view in sections.of_edition(cast["pernille"], edition) for block in view.blocks}
    assert {plain(block) for block in document.blocks} == said


def test_moving_passages_about_loses_none(cast: dict[str, Viewer]) -> None:
    pernille = cast["pernille"]
    edition = situations.imported(pernille)
    before = ids(pernille, edition)
    with as_viewer(pernille):
        keys = [view.section.key for view in sections.of_edition(pernille, edition)]
    for number, block in enumerate(before):
        placing.move(by=pernille, edition_id=edition.id, block_id=block, to=keys[number % len(keys)], before=before[0])
    assert ids(pernille, edition) == before


def test_a_passage_that_is_not_there_is_not_moved(cast: dict[str, Viewer], log_in: Login) -> None:
    edition = situations.imported(cast["pernille"])
    with pytest.raises(NotFound):
        placing.move(by=cast["pernille"], edition_id=edition.id, block_id="findes-ikke", to="tray")
    page = f"/plan/{edition.id}/forslag/flyt/"
    answer = log_in(cast["pernille"]).post(page, '{"piece": "x", "section": "", "before": null}', "application/json")
    assert answer.status_code == 404
    assert answer.json()["message"]


def test_up_and_down_change_places_with_the_neighbour(cast: dict[str, Viewer], log_in: Login) -> None:
    pernille = cast["pernille"]
    edition = situations.imported(pernille)
    page = f"/plan/{edition.id}/forslag/"
    with as_viewer(pernille):
        view = next(view for view in sections.of_edition(pernille, edition) if len(view.blocks) > 2)
    first, second, third = (block.id for block in view.blocks[:3])

    def order() -> list[str]:
        with as_viewer(pernille):
            again = next(one for one in sections.of_edition(pernille, edition) if one.id == view.id)
        return [block.id for block in again.blocks[:3]]

    writer = log_in(pernille)
    writer.post(page, {"down": first})
    assert order() == [second, first, third]
    writer.post(page, {"up": third})
    assert order() == [second, third, first]


def test_a_checked_text_becomes_the_plan_after_asking_how(cast: dict[str, Viewer], log_in: Login) -> None:
    writer = log_in(cast["pernille"])
    asked = writer.post("/plan/ny/tjekket/", {"document": packed()})
    assert asked.status_code == 200
    assert "Infohus Kommune samler" in asked.content.decode()
    made = writer.post("/plan/ny/tjekket/", {"document": packed(), **LAYOUT})
    assert made.status_code == 302
    assert made.url.endswith("/forslag/")


@pytest.mark.parametrize("forged", ["", "{}", '{"doc": {"type": "doc", "content": [{"type": "x"}]}, "sources": {}}'])
def test_a_forged_text_is_refused(cast: dict[str, Viewer], log_in: Login, forged: str) -> None:
    answer = log_in(cast["pernille"]).post("/plan/ny/tjekket/", {"document": forged})
    assert answer.status_code == 422
    with as_viewer(cast["pernille"]):
        assert editions.open_edition(cast["pernille"]) is None


def test_several_files_are_one_plan(cast: dict[str, Viewer], log_in: Login) -> None:
    files = [io.BytesIO("# Vision\n\nAlle hører til.".encode()), io.BytesIO(b"# Kommunikation\n\nRing til os.")]
    for file, name in zip(files, ("et.md", "to.md"), strict=True):
        file.name = name
    made = log_in(cast["pernille"]).post("/plan/ny/filer/", {"documents": files, **LAYOUT})
    assert made.status_code == 302
    page = log_in(cast["pernille"]).get(made.url).content.decode()
    assert "et.md" in page
    assert "to.md" in page


def test_a_file_that_cannot_be_read_says_what_to_do(cast: dict[str, Viewer], log_in: Login) -> None:
    file = io.BytesIO(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    file.name = "gammel.doc"
    answer = log_in(cast["pernille"]).post("/plan/ny/filer/", {"documents": [file], **LAYOUT, "title": "Vores titel"})
    assert answer.status_code == 422
    assert "gammel.doc" in answer.content.decode()
    assert "Vores titel" in answer.content.decode()


def test_own_headings_are_a_layout_too(cast: dict[str, Viewer], log_in: Login) -> None:
    headings = "Formål\n  Hvem planen gælder\nHvad vi gør"
    made = log_in(cast["pernille"]).post("/plan/ny/forfra/", {**LAYOUT, "disposition": "own", "headings": headings})
    assert made.status_code == 302
    with as_viewer(cast["pernille"]):
        edition = editions.open_edition(cast["pernille"])
        assert edition is not None
        made_sections = [view.section for view in sections.of_edition(cast["pernille"], edition) if not view.is_tray]
    assert [(one.title, one.level) for one in made_sections] == [
        ("Formål", 1),
        ("Hvem planen gælder", 2),
        ("Hvad vi gør", 1),
    ]


def test_own_headings_without_a_heading_are_asked_for(cast: dict[str, Viewer], log_in: Login) -> None:
    answer = log_in(cast["pernille"]).post("/plan/ny/forfra/", {**LAYOUT, "disposition": "own", "headings": " "})
    assert answer.status_code == 422
    assert "mindst én overskrift" in answer.content.decode()


def test_the_bytes_of_a_stored_text_are_canonical(cast: dict[str, Viewer]) -> None:
    edition = situations.imported(cast["pernille"])
    with as_viewer(cast["pernille"]):
        for view in sections.of_edition(cast["pernille"], edition):
            if view.version is not None:
                assert bytes(view.version.canonical) == canonical(view.blocks)


def test_every_section_of_every_disposition_can_take_text_or_has_one_below() -> None:
    for disposition in ("concept-2018", "cde-themes"):
        assert len(starting.slots(disposition)) >= 4
