"""Every open page, on a laptop and a phone, with and without script: accessible, whole, and without a cookie."""

import re

import pytest

from tests.browser.conftest import EVERY_SCREEN

PAGES = ("/", "/tjek/", "/krav/", "/kommuner/", "/kommuner/?q=sol", "/om/", "/tilgaengelighed/", "/findes-ikke/")


@pytest.mark.parametrize("address", PAGES)
@EVERY_SCREEN
def test_a_page_is_accessible_and_fits(open_page, site, accessible, fits, address, size):
    page = open_page(size)
    page.goto(site.public + address)
    assert page.locator("html").get_attribute("lang") == "da"
    assert page.locator("h1").count() == 1
    fits(page)
    accessible(page)


@pytest.mark.parametrize("address", PAGES)
def test_a_page_says_its_words_without_script(open_page, site, address):
    page = open_page(script=False)
    page.goto(site.public + address)
    assert page.locator("main h1").inner_text()
    assert page.locator(".js-only:visible").count() == 0


def test_the_open_pages_set_no_cookie(open_page, site):
    page = open_page()
    for address in PAGES:
        page.goto(site.public + address)
    assert page.context.cookies() == []


def test_english_is_remembered_and_danish_is_one_click_away(open_page, site, accessible):
    page = open_page()
    page.goto(f"{site.public}/om/")
    page.get_by_role("button", name="English").click()
    assert page.url.endswith("/om/")
    assert page.locator("html").get_attribute("lang") == "en"
    assert "What we keep" in page.locator("h1").inner_text()
    accessible(page)
    page.get_by_role("button", name="Dansk").click()
    assert page.locator("html").get_attribute("lang") == "da"


def test_the_keyboard_reaches_the_content_first(open_page, site):
    page = open_page()
    page.goto(site.public)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_the_first_load_is_light(open_page, site):
    page = open_page()
    sizes = []
    page.on("requestfinished", lambda request: sizes.append(request.sizes()["responseBodySize"]))
    page.goto(f"{site.public}/tjek/")
    page.wait_for_load_state("networkidle")
    assert sum(sizes) < 200 * 1024  # the demo serves uncompressed; compressed it is a third


def test_every_requirement_stands_on_the_page_with_its_source(open_page, site):
    page = open_page()
    page.goto(f"{site.public}/krav/")
    assert page.locator("details.requirement").count() >= 47
    assert page.locator("#krav-P3").get_attribute("open") is not None
    assert page.locator("#krav-1-1 a[href^='http']").count() == 1


def test_a_municipality_without_a_plan_is_found_by_name(open_page, site):
    page = open_page()
    page.goto(site.public)
    page.get_by_label("Kommune", exact=True).fill("aalborg")
    page.get_by_role("button", name="Find").click()
    assert re.search("Aalborg", page.locator("main").inner_text())
