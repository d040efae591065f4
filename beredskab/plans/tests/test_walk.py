"""The whole road, page by page, without script: from nothing to a published plan."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from beredskab.kit.viewer import Viewer, as_viewer
from beredskab.plans.models import Publication
from beredskab.plans.queries import editions, sections
from beredskab.plans.tests import situations

pytestmark = pytest.mark.django_db


def test_a_plan_goes_from_empty_sections_to_a_published_page(
    cast: dict[str, Viewer], log_in: Callable[[Viewer], Client]
) -> None:
    pernille, rita = cast["pernille"], cast["rita"]
    writer, secretary = log_in(pernille), log_in(rita)
    assert "/plan/ny/" in writer.get("/plan/").content.decode()
    began = writer.post(
        "/plan/ny/forfra/", {"title": "Beredskabsplan", "topic": "extremism", "disposition": "concept-2018"}
    )
    assert began.status_code == 302, began.content.decode()
    with as_viewer(pernille):
        edition = editions.open_edition(pernille)
        assert edition is not None
        view = next(one for one in sections.of_edition(pernille, edition) if one.section.level == 2)
    base = f"/plan/{edition.id}"
    desk = f"{base}/afsnit/{view.id}/"
    assert writer.get(desk).status_code == 200
    saved = writer.post(desk, {"markdown": "Alle børn og unge hører til.", "base_version": "0"})
    assert saved.status_code == 302
    for page in (
        "",
        "krav/",
        "byraad/",
        "disposition/",
        "krav/law-p1/",
        f"afsnit/{view.id}/",
        f"afsnit/{view.id}/versioner/",
    ):
        assert writer.get(f"{base}/{page}").status_code == 200, page
    assert writer.post(f"{base}/trin/make_ready/").status_code == 302
    record = {"body": "council", "meeting_date": "2026-10-01", "agenda_item": "punkt 4", "minutes_link": ""}
    assert secretary.get(f"{base}/vedtagelse/").status_code == 200
    assert secretary.post(f"{base}/vedtagelse/", record).status_code == 302
    assert secretary.get(f"{base}/offentliggoerelse/").status_code == 200
    assert secretary.post(f"{base}/offentliggoerelse/").status_code == 302
    with as_viewer(pernille):
        publication = Publication.objects.get(edition=edition)
        assert bytes(publication.pdf).startswith(b"%PDF")
        assert publication.revision_due.isoformat() == "2030-10-01"
    assert "2030" in writer.get("/plan/").content.decode()


def test_an_imported_text_is_placed_and_accepted_without_script(
    cast: dict[str, Viewer], log_in: Callable[[Viewer], Client]
) -> None:
    pernille = cast["pernille"]
    edition = situations.imported(pernille)
    writer = log_in(pernille)
    page = f"/plan/{edition.id}/forslag/"
    assert "Infohus Kommune samler" in writer.get(page).content.decode()
    with as_viewer(pernille):
        views = sections.of_edition(pernille, edition)
        filled = next(view for view in views if view.blocks)
        target = next(view for view in views if view.section.level == 2 and view.id != filled.id)
        piece = filled.blocks[0].id
    assert writer.post(page, {"move": piece, f"section-{piece}": target.section.key}).status_code == 302
    with as_viewer(pernille):
        moved = next(view for view in sections.of_edition(pernille, edition) if view.id == target.id)
        assert piece in [block.id for block in moved.blocks]
    assert writer.post(f"{page}godkend/").status_code == 302
