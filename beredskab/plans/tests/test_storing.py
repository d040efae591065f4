"""Whatever way a text comes, the same rules hold for what is stored."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from django.test import Client

from beredskab.documents import markdown, sandbox, schema
from beredskab.documents.model import Document, Figure, plain, to_json
from beredskab.kit.errors import DomainError
from beredskab.kit.viewer import Viewer, as_viewer
from beredskab.plans.actions import starting
from beredskab.plans.models import Edition
from beredskab.plans.queries import sections
from beredskab.plans.tests import situations

pytestmark = pytest.mark.django_db
Login = Callable[[Viewer], Client]
LONG = "Planen siger det samme igen og igen. " * 45_000
LAYOUT = {"title": "Plan", "topic": "extremism", "disposition": "concept-2018"}


def test_a_text_that_is_too_large_is_refused_at_the_field_and_stands_there_still(
    cast: dict[str, Viewer], log_in: Login
) -> None:
    section = situations.section_of(cast["pernille"], situations.draft(cast["pernille"]))
    page = log_in(cast["pernille"]).post(
        f"/plan/{section.edition_id}/afsnit/{section.id}/", {"markdown": LONG, "base_version": "0"}
    )
    assert page.status_code == 422
    shown = page.content.decode()
    assert "fylder mere end 1,5 MB" in shown and LONG.strip() in shown
    with as_viewer(cast["pernille"]):
        assert sections.current(section) is None


def test_an_import_with_a_section_over_the_limit_is_refused_whole(cast: dict[str, Viewer]) -> None:
    picture = "data:image/png;base64," + "A" * (schema.MAX_BYTES + 1)
    heading = situations.document().blocks[:1]
    document = Document((*heading, Figure("b900", picture, "Et kort")), {})
    with pytest.raises(DomainError) as refused:
        starting.import_document(by=cast["pernille"], document=document, origin="import", **LAYOUT)
    assert refused.value.code == "too_large"
    with as_viewer(cast["pernille"]):
        assert not Edition.objects.exists()


@pytest.mark.long
def test_a_large_plan_is_imported_when_each_section_is_small_enough(cast: dict[str, Viewer]) -> None:
    parts = "".join(f"## Del {number}\n\n{LONG[:800_000]}{number}\n\n" for number in range(3))
    document = situations.document("# Plan\n\n" + parts)
    edition = starting.import_document(
        by=cast["pernille"], document=document, origin="import", **{**LAYOUT, "disposition": "own"}
    )
    with as_viewer(cast["pernille"]):
        kept = sum(
            len(plain(block)) for view in sections.of_edition(cast["pernille"], edition) for block in view.blocks
        )
    assert kept > 2_300_000


def test_a_save_with_an_id_of_the_page_is_refused(cast: dict[str, Viewer], log_in: Login) -> None:
    section = situations.section_of(cast["pernille"], situations.draft(cast["pernille"]))
    doc = to_json(markdown.parse("Ord."))
    doc["content"][0]["attrs"]["id"] = "editor-doc"
    answer = log_in(cast["pernille"]).post(
        f"/plan/{section.edition_id}/afsnit/{section.id}/gem/",
        json.dumps({"base_version": 0, "doc": doc}),
        content_type="application/json",
    )
    assert answer.status_code == 422


@pytest.mark.parametrize("source", [{"file": "a\x00b"}, {"page": 2**40}, {"heading": ["\x00"]}])
def test_a_forged_source_is_refused_in_a_sentence(
    cast: dict[str, Viewer], log_in: Login, source: dict[str, object]
) -> None:
    at = {"file": "plan.txt", "page": 1, "heading": [], **source}
    text = json.dumps({"doc": to_json(markdown.parse("Ord.")), "files": [], "sources": {"b1": at}})
    answer = log_in(cast["pernille"]).post("/plan/ny/tjekket/", {"document": text, **LAYOUT})
    assert answer.status_code == 422
    assert "kom ikke helt" in answer.content.decode() or "Tjek planen igen" in answer.content.decode()


def test_an_upload_waits_in_the_same_line_as_the_check(
    cast: dict[str, Viewer], log_in: Login, monkeypatch: pytest.MonkeyPatch
) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    monkeypatch.setattr(sandbox, "WAIT_SECONDS", 0.01)
    pernille = log_in(cast["pernille"])
    carried = json.dumps({"doc": to_json(markdown.parse("Ord.")), "files": [], "sources": {}})
    with sandbox.place(), sandbox.place(), sandbox.place():
        file = SimpleUploadedFile("plan.txt", b"Vores plan.")
        for address, data in (("filer", {"documents": file}), ("tjekket", {"document": carried})):
            answer = pernille.post(f"/plan/ny/{address}/", {**LAYOUT, **data})
            assert answer.status_code == 503
            assert "Vent et minut" in answer.content.decode()
