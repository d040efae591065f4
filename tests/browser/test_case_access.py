"""Who can open a case, whom it regards, and a break-glass: on a laptop, on a phone, and without script."""

import psycopg
import pytest

from tests.browser import loaded
from tests.browser.conftest import EVERY_SCREEN

made, site = loaded.made, loaded.site


@pytest.fixture(scope="module")
def case_at(made):
    with psycopg.connect(made.admin_url) as connection:
        return {stage: id for id, stage in connection.execute("select id, stage from cases_case")}


@EVERY_SCREEN
def test_the_pages_can_be_read_by_everybody_on_every_screen(enter, accessible, fits, site, case_at, size):
    karen, case = enter("karen", size), case_at["follow_up"]
    for address in (f"{case}/", f"{case}/adgang/", f"{case}/personer/", f"{case}/personer/ny/", "indstillinger/"):
        karen.goto(f"{site.work}/sager/{address}")
        assert "Opdigtet" not in karen.content()
        accessible(karen)
        fits(karen)
    mette = enter("mette", size)
    for address in ("tovholdere/", f"{case}/adgang/ny-tovholder/"):
        mette.goto(f"{site.work}/sager/{address}")
        assert mette.get_by_text("Karen Koordinator").count() >= 1
        accessible(mette)
        fits(mette)
    dorte = enter("dorte", size)
    for address in ("log/fortegnelse/", f"sager/{case}/tovholderskifte/"):
        dorte.goto(f"{site.work}/{address}")
        accessible(dorte)
        fits(dorte)


def test_names_are_seen_after_a_reason_without_script_too(enter, accessible, site, case_at):
    karen = enter("karen", script=False)
    karen.goto(f"{site.work}/sager/{case_at['clearance']}/personer/")
    karen.get_by_text("Vis navne og numre").click()
    karen.get_by_label("Jeg skal være sikker på, hvem det er").check()
    karen.get_by_role("button", name="Vis", exact=True).click()
    assert karen.get_by_text("Viktor Opdigtet").count() == 1
    karen.get_by_role("link", name="Skjul dem").click()
    assert karen.get_by_text("Viktor Opdigtet").count() == 0


def test_a_break_glass_is_seen_by_the_lead_and_looked_at(enter, accessible, site, case_at):
    stine, case = enter("stine"), case_at["analysis"]
    stine.goto(f"{site.work}/sager/{case}/")
    assert stine.get_by_text("Næste skridt").count() == 0
    stine.goto(f"{site.work}/sager/{case}/noedadgang/")
    accessible(stine)
    stine.get_by_label("Nogen er i fare lige nu").check()
    stine.get_by_role("button", name="Åbn sagen i tre timer").click()
    assert stine.get_by_text("Næste skridt").count() == 1
    karen = enter("karen")
    karen.goto(f"{site.work}/sager/{case}/adgang/")
    accessible(karen)
    karen.get_by_role("button", name="Det var i orden", exact=True).click()
    assert karen.get_by_role("button", name="Det var i orden", exact=True).count() == 0
