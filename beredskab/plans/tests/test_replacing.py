"""A draft gives way to another file only when the writer says so, and is kept."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from beredskab.kit.viewer import Viewer, as_viewer
from beredskab.plans.queries import editions
from beredskab.plans.tests import situations
from beredskab.plans.tests.test_starting import LAYOUT, packed

pytestmark = pytest.mark.django_db


def test_a_checked_text_replaces_the_draft_only_when_asked(
    cast: dict[str, Viewer], log_in: Callable[[Viewer], Client]
) -> None:
    pernille = cast["pernille"]
    old = situations.draft(pernille)
    writer = log_in(pernille)
    for page in ("/plan/ny/", "/plan/ny/filer/", "/plan/ny/forfra/"):
        assert "Erstat kladden" in writer.get(page).content.decode()
    asked = writer.post("/plan/ny/tjekket/", {"document": packed()}).content.decode()
    assert "Erstat kladden" in asked and "Infohus Kommune samler" in asked
    made = writer.post("/plan/ny/tjekket/", {"document": packed(), "replace": str(old.id), **LAYOUT})
    assert made.status_code == 302
    with as_viewer(pernille):
        assert [one.state for one in editions.editions(pernille)] == ["proposal", "withdrawn"]


def test_a_link_that_is_no_web_address_is_refused_at_its_field(
    cast: dict[str, Viewer], log_in: Callable[[Viewer], Client]
) -> None:
    page = f"/plan/{situations.draft(cast['pernille']).id}/krav/concept-1-5/"
    sent = log_in(cast["pernille"]).post(page, {"answer": "covered_elsewhere", "link": "javascript:alert(1)"})
    assert sent.status_code == 422
    assert "id_link_error" in sent.content.decode()
