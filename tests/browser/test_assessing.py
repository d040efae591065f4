"""The first part of the road as its people walk it: four answers, the police first, a child's duties, the threshold."""

import os
import re
from datetime import date, timedelta

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import EVERY_SCREEN, LAPTOP, PHONE, SMALLEST

SHOTS = os.environ.get("BEREDSKAB_SHOTS")

NAMES = {LAPTOP: "Stor", PHONE: "Lille", SMALLEST: "Mindst"}  # each screen finds its own, for all meet in one house


@pytest.fixture
def look(accessible, fits):
    """A page is usable by everybody and fits; and a picture of it, when somebody wants to see."""

    def at(page: Page, name: str, script: bool = True) -> None:
        fits(page)
        if script:
            accessible(page)
        if SHOTS:
            page.screenshot(path=f"{SHOTS}/s2_{name}_{page.viewport_size['width']}.png", full_page=True)

    return at


@pytest.fixture
def karen(enter, site):
    """Karen with a letter box that is open."""

    def start(size, script=True):
        page = enter("karen", size, script=script)
        page.goto(f"{site.work}/sager/indstillinger/")
        make = page.get_by_role("button", name="Lav en nøgle")
        if make.count():
            make.click()
        return page

    return start


def new_report(page: Page, site, about: str, who: str = "") -> str:
    """Karen writes down what came by telephone. Where it is read."""
    page.goto(f"{site.work}/sager/henvendelser/ny/")
    page.locator("[name=channel]").select_option("phone")
    page.locator("[name=reporter_kind][value=anonymous]").check()
    page.locator(f"[name=about][value={about}]").check()
    page.locator("[name=seen]").fill("Han skrev til sin bror, at nogen skal mærke det.")
    page.locator("main button[type=submit]").last.click()
    page.goto(f"{site.work}/sager/")
    page.locator('a[href*="/henvendelser/01"]').last.click()
    address = page.url
    page.get_by_role("button", name="Læs den nu").click()
    return address


def new_case(page: Page, site, about: str = "child") -> str:
    new_report(page, site, about)
    page.locator('form[action$="/sag/"] button').click()
    return page.url


def answer(page: Page, case: str, look=None, **answers: str) -> None:
    page.goto(f"{case}vurdering/")
    if look:
        look(page, "assess")
        page.get_by_role("button", name="Gem mine svar").click()
        assert "Svar på mindst ét spørgsmål." in page.locator("main").inner_text()
    for question, told in answers.items():
        page.locator(f"[name={question}_answer][value={told}]").check()
        page.locator(f"[name={question}_reason]").fill("Det fortæller broderen, der så tegningen i går.")
    page.get_by_role("button", name="Gem mine svar").click()


@EVERY_SCREEN
def test_danger_goes_to_the_police_and_the_childs_duties_run_on(karen, enter, site, look, size):
    page = karen(size)
    case = new_case(page, site)
    answer(page, case, look, danger="yes", crime="unknown", child="yes", family="unknown")
    assert "Ring først, skriv bagefter" in page.locator("main").inner_text()
    look(page, "police_first")
    page.locator("[name=how][value='112']").check()
    page.locator("[name=how]").first.locator("xpath=ancestor::form").locator("[name=text]").fill(
        "Vagthavende kl. 21.10."
    )
    page.get_by_role("button", name="Politiet er underrettet").click()
    page.get_by_text("Skriv, hvad politiet beder om").click()
    silence = page.locator('form[action$="/tavshed/"]')
    silence.locator("[name=text]").fill("Intet til far, før politiet har talt med ham.")
    silence.locator("[name=until]").fill((date.today() + timedelta(days=3)).isoformat())
    silence.get_by_role("button").click()
    look(page, "police_first_silence")
    add_a_child(page, case)
    page.goto(f"{case}boern/")
    look(page, "children_begin")
    page.get_by_role("button", name=re.compile("Følg pligterne")).click()
    look(page, "children")
    page.locator("[name=to]").fill("Modtagelsen")
    page.locator('form[action$="/bekraeft/"]').get_by_role("button").click()
    page.locator('form[action$="/bekraeft/"]').get_by_role("button").click()
    page.locator('form[action$="/risiko/"] [name=person]').select_option(label="Rasmus Rådgiver")
    page.get_by_role("button", name="Bed socialrådgiveren om den").click()
    look(page, "children_running")
    page.goto(f"{case}familie/")
    assert "Der kan ikke sendes noget til familien nu" in page.locator("main").inner_text()
    look(page, "family_blocked")
    risk_is_written(enter, case, site, look, size)
    page.goto(f"{case}politiet-foerst/")
    page.get_by_role("button", name="Politiet siger, at det må siges").click()
    page.goto(f"{case}familie/")
    page.locator("[name=kind][value=invitation]").check()
    page.locator("[name=text]").fill("Kære forældre\nVi vil gerne tale med jer på torsdag.")
    page.get_by_role("button", name="Gem", exact=True).click()
    look(page, "family")
    page.get_by_role("link", name="Læs og print").click()
    look(page, "letter")


def add_a_child(page: Page, case: str) -> None:
    page.goto(f"{case}personer/ny/")
    page.locator("[name=kind][value=subject]").check()
    page.locator("[name=name]").fill("Bertram Opdigtet")
    page.locator("[name=born]").fill((date.today() - timedelta(days=16 * 365)).isoformat())
    page.get_by_role("button", name=re.compile("Gem|Skriv")).first.click()


def risk_is_written(enter, case: str, site, look, size) -> None:
    rasmus = enter("rasmus", size)
    rasmus.goto(f"{case}boern/")
    look(rasmus, "children_rasmus")
    rasmus.get_by_role("link", name="Skriv risikovurderingen").click()
    look(rasmus, "risk")
    rasmus.locator("[name=text]").fill("Mor må få det at vide af skolen. Far først, når politiet har sagt til.")
    rasmus.get_by_role("button", name="Gem i mit navn").click()
    look(rasmus, "risk_written")
    assert rasmus.goto(f"{case}vurdering/").status == 404


@EVERY_SCREEN
def test_calm_answers_lead_over_the_duty_to_inform_to_the_threshold(karen, site, look, size):
    page = karen(size)
    case = new_case(page, site, "adult")
    answer(page, case, danger="no", crime="no", child="no", family="no")
    look(page, "assessed")
    page.goto(f"{case}oplysning/")
    look(page, "informing_nobody")
    add_a_child(page, case)
    page.goto(f"{case}oplysning/")
    page.locator("[name=decision][value=exempt]").check()
    page.locator("[name=text]").fill("Han kan nå at lægge pres på sin bror.")
    page.get_by_role("button", name="Gem beslutningen").click()
    look(page, "informing_refused")
    page.locator("[name=basis]").select_option("dbl-22")
    page.locator("[name=review_on]").fill((date.today() + timedelta(days=30)).isoformat())
    page.get_by_role("button", name="Gem beslutningen").click()
    look(page, "informing")
    page.goto(f"{case}politisag/")
    look(page, "threshold")
    page.locator("[name=kind][value=threat]").check()
    page.locator("form").filter(has=page.locator("[name=kind]")).locator("[name=text]").fill(
        "Han skrev, at nogen skal mærke det."
    )
    page.get_by_role("button", name="Skriv det", exact=True).click()
    look(page, "threshold_stated")
    page.goto(f"{case}tidligere/")
    page.get_by_role("button", name="Kig tilbage nu").click()
    look(page, "earlier_close")
    page.goto(f"{case}egne-pligter/")
    look(page, "own_duties")


@EVERY_SCREEN
def test_a_new_report_is_held_against_earlier_ones(karen, site, look, size):
    page = karen(size)
    case = new_case(page, site, "adult")
    page.goto(f"{case}personer/ny/")
    page.locator("[name=kind][value=subject]").check()
    page.locator("[name=name]").fill(f"Mohammed Opdigtet {NAMES[size]}")
    page.get_by_role("button", name=re.compile("Gem|Skriv")).first.click()
    report = new_report(page, site, "adult")
    page.goto(f"{report}tidligere/")
    look(page, "earlier")
    page.locator("[name=names]").first.fill("opdigtet, muhammad")
    page.locator("[name=reason][value=new_report]").check()
    page.get_by_role("button", name="Kig efter").click()
    look(page, "earlier_found")
    assert "uhammad" not in page.url
    page.locator("[name=same]").first.check()
    page.locator("[name=why]").fill("Samme adresse og samme bror.")
    page.get_by_role("button", name="Placér henvendelsen").click()
    assert re.search(r"/sager/[0-9a-f-]{36}/$", page.url)


@EVERY_SCREEN
def test_the_narrow_roads_without_javascript(karen, site, look, size):
    page = karen(size, script=False)
    case = new_case(page, site, "group")
    page.goto(f"{case}sted/")
    page.locator("[name=party]").select_option("ssp")
    page.locator("[name=text]").fill("SSP går forbi torvet hver fredag.")
    page.get_by_role("button", name="Gem", exact=True).click()
    look(page, "place", script=False)
    case = new_case(page, site, "self")
    page.goto(f"{case}raadgivning/")
    look(page, "counselling_begin", script=False)
    page.locator("[name=text]").first.fill("Ja, sagt til Karen på biblioteket i dag.")
    page.get_by_role("button", name="Borgeren har sagt ja").click()
    page.locator("[name=text]").first.fill("Vi ses hver torsdag kl. 10.")
    page.get_by_role("button", name="Gem aftalen").click()
    look(page, "counselling", script=False)
