""" "What do I do now?" on a phone: a teacher, a citizen without script, somebody who must leave in a hurry."""

import pytest

PHONE, SMALLEST = (360, 740), (320, 640)
HERE = "/kommune/9999/hvad-goer-jeg/"
ENDS = ("ansat/barn/i-dag/konkret/", "borger/voksen/nu/", "borger/gruppe/kan-vente/tegn/", "mig-selv/kan-vente/")
PAGES = ("/hvad-goer-jeg/", HERE, f"{HERE}borger/barn/i-dag/", *(HERE + end for end in ENDS), f"{HERE}tegn/")


@pytest.mark.parametrize("address", [*PAGES, f"{HERE}underretning/"])
def test_a_page_is_accessible_and_fits_a_phone(open_page, site, accessible, fits, address):
    page = open_page(SMALLEST)
    page.goto(site.public + address)
    assert page.locator("h1").count() == 1
    fits(page)
    accessible(page)


def test_a_teacher_finds_the_road_on_a_phone(open_page, site):
    page = open_page(PHONE)
    page.goto(site.public)
    page.get_by_role("main").get_by_role("link", name="Hvad gør jeg nu?").click()
    page.get_by_label("Kommune", exact=True).fill("eksempel")
    page.get_by_role("button", name="Find").click()
    page.get_by_role("link", name="Eksempel Kommune (demo)").click()
    for answer in ("Ansat, eller jeg arbejder", "Et barn eller en ung", "Det kan vente", "Jeg ser tegn"):
        page.locator(".doors").get_by_role("link", name=answer).click()
    assert page.locator(".roads").first.locator("> li h3").all_inner_texts() == [
        "Tal med din leder nu, og følg jeres handlekort",
        "Underret: det er din egen pligt (barnets lov § 133)",
        "Fortæl Infohus om din bekymring",
    ]
    assert page.locator('a[href="tel:99991020"]').count() == 1
    page.go_back()
    assert page.locator("h1").inner_text() == "Hvad ved du?"


def test_danger_is_the_first_thing_and_can_be_called(open_page, site):
    page = open_page(PHONE, script=False)
    page.goto(f"{site.public}{HERE}borger/voksen/nu/")
    calls = page.locator('main a[href^="tel:"]').first
    assert calls.get_attribute("href") == "tel:112"
    assert calls.bounding_box()["y"] + calls.bounding_box()["height"] < 400


def test_a_citizen_without_script_walks_there_and_back(open_page, site):
    page = open_page(PHONE, script=False)
    page.goto(site.public + HERE)
    for answer in ("Borger", "En gruppe, et sted", "Det kan vente", "Jeg er ikke sikker"):
        page.locator(".doors").get_by_role("link", name=answer).click()
    assert "SSP" in page.locator(".roads h3").first.inner_text()
    page.get_by_role("link", name="Tilbage", exact=True).click()
    assert page.locator("h1").inner_text() == "Hvad ved du?"
    assert page.get_by_role("link", name="Forlad siden").get_attribute("href") == "https://www.dmi.dk/"
    assert "Den fjerner ikke siden fra historikken" in page.locator(".guide__privacy").inner_text()


def test_leaving_puts_the_weather_in_the_place_of_the_page(open_page, site):
    page = open_page(PHONE)
    page.route("https://www.dmi.dk/**", lambda route: route.fulfill(body="<h1>Vejret</h1>", content_type="text/html"))
    page.goto(site.public + HERE)
    page.locator(".doors a").last.click()
    page.get_by_role("link", name="Forlad siden").click()
    page.wait_for_url("https://www.dmi.dk/")
    page.go_back()
    assert page.url == site.public + HERE  # the page before it stays, as the page says


def test_a_notification_is_written_and_nothing_stays(open_page, site, accessible, fits):
    page = open_page(PHONE)
    page.goto(f"{site.public}{HERE}underretning/")
    page.get_by_label("som offentligt ansat").check()
    page.get_by_label("Hvad har du set og hørt?").fill("Han sagde: »I skal alle sammen brænde.«")
    page.get_by_label("Hvem er du?").fill("Nete Ny, lærer")
    page.get_by_role("button", name="Lav teksten").click()
    assert "»I skal alle sammen brænde.«" in page.get_by_label("Teksten, lige til at kopiere").input_value()
    fits(page)
    accessible(page)
    assert page.context.cookies() == []
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0


def test_the_coordinator_keeps_the_numbers(enter, site, accessible, fits):
    page = enter("karen", PHONE)
    page.goto(f"{site.work}/organisation/kontakter/")
    fits(page)
    accessible(page)
    page.get_by_role("link", name="Tilføj et kontaktpunkt").click()
    page.get_by_label("Hvad henvender man sig om?").select_option("school")
    page.get_by_label("Funktionens navn").fill("Ungdomsskolens SSP-kontakt")
    page.get_by_label("Telefon").fill("99 99 10 80")
    page.get_by_label("Mandag").fill("9-12, 13-15")
    fits(page)
    accessible(page)
    page.get_by_role("button", name="Gem").click()
    assert "man 9-12, 13-15" in page.locator("main").inner_text()
    page.goto(f"{site.public}{HERE}borger/gruppe/kan-vente/tegn/")
    assert "Ungdomsskolens SSP-kontakt" in page.locator("main").inner_text()
