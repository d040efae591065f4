"""Key pages cost a fixed number of queries, whatever the plan's length; and what the public reads."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection
from django.http import Http404
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext, override_settings

from beredskab.kit.errors import NotFound
from beredskab.kit.viewer import Viewer, as_viewer
from beredskab.plans import demo
from beredskab.plans.queries import editions, sections
from beredskab.plans.tests import situations
from beredskab.plans.views import public as views

pytestmark = pytest.mark.django_db
Login = Callable[[Viewer], Client]
FRAME = 9
"""Session, person, membership, the transaction's settings: what every page behind the login costs."""

PAGES = {
    "": 8,
    "{edition}/": 9,
    "{edition}/afsnit/{section}/": 5,
    "{edition}/krav/": 6,
    "{edition}/byraad/": 16,
    "{edition}/forslag/": 5,
    "{edition}/disposition/": 4,
}


@pytest.mark.parametrize(("page", "most"), PAGES.items())
def test_a_page_costs_a_fixed_number_of_queries(cast: dict[str, Viewer], log_in: Login, page: str, most: int) -> None:
    demo.load()
    pernille = cast["pernille"]
    with as_viewer(pernille):
        edition = editions.open_edition(pernille)
        assert edition is not None
        section = sections.of_edition(pernille, edition)[5].section
    writer = log_in(pernille)
    with CaptureQueriesContext(
        connection,
    ) as seen:
        answer = writer.get("/plan/" + page.format(edition=edition.id, section=section.id))
    assert answer.status_code == 200
    assert len(seen) == FRAME + most, "\n".join(query["sql"][:160] for query in seen)


def ask(code: str = "9999", adopted: str = "") -> str:
    request = RequestFactory().get(f"/kommune/{code}/plan/")
    with override_settings(ROOT_URLCONF="beredskab.config.urls_public", MIDDLEWARE=[]):
        answer = views.plan(request, code, adopted)
    return answer.content.decode()


def test_the_published_plan_is_for_anybody_with_its_facts(cast: dict[str, Viewer]) -> None:
    demo.load()
    with as_viewer(cast["niels"]), pytest.raises(NotFound):
        views.plan(RequestFactory().get("/"), "0000")
    with as_viewer(cast["pernille"]):
        page = ask()
    for fact in ("28. februar 2024", "punkt 12", "6. marts 2024", "28. februar 2028", 'href="#afsnit-1"'):
        assert fact in page
    assert "stedfortræder" not in page


def test_a_day_that_is_no_day_is_not_found(cast: dict[str, Viewer]) -> None:
    demo.load()
    with as_viewer(cast["pernille"]), pytest.raises(Http404):
        ask(adopted="2024-02-31")


def test_an_older_edition_says_that_it_is_replaced(cast: dict[str, Viewer]) -> None:
    pernille, rita = cast["pernille"], cast["rita"]
    situations.published(pernille, rita, date(2022, 3, 1))
    situations.revised(pernille, rita, date(2026, 3, 1))
    with as_viewer(pernille):
        assert "Denne udgave er afløst" in ask(adopted="2022-03-01")
        assert "Denne udgave er afløst" not in ask()


def test_the_files_have_names_and_types(cast: dict[str, Viewer]) -> None:
    situations.published(cast["pernille"], cast["rita"])
    with as_viewer(cast["pernille"]):
        for kind, magic in (("pdf", b"%PDF"), ("docx", b"PK"), ("json", b'{"content"')):
            answer = views.file(RequestFactory().get("/"), "9999", kind)
            assert answer.content.startswith(magic)
            assert f"beredskabsplan-2026-09-24.{kind}" in answer["Content-Disposition"]


def test_without_a_published_plan_the_page_says_so(cast: dict[str, Viewer]) -> None:
    situations.draft(cast["pernille"])
    with as_viewer(cast["pernille"]):
        assert "har ikke offentliggjort" in ask()
