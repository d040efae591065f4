"""The duty rota, and the frame of the intake process, on a laptop and a phone."""

import re
from datetime import date

from tests.browser.conftest import EVERY_SCREEN


@EVERY_SCREEN
def test_a_coordinator_puts_the_deputy_on_duty_and_takes_her_off(enter, accessible, fits, size):
    page = enter("karen", size)
    page.get_by_role("link", name="Organisation", exact=True).click()
    page.get_by_role("link", name="Se vagtplanen").click()
    accessible(page)
    year = date.today().year + 1
    page.get_by_label("Hvem har vagt").select_option(label="Stine Stedfortræder")
    page.get_by_label("Fra").fill(f"{year}-12-24T12:00")
    page.get_by_label("Til", exact=True).fill(f"{year}-12-23T08:00")
    page.get_by_role("button", name="Sæt på vagtplanen").click()
    assert page.get_by_text("Vagten skal slutte").first.is_visible()
    accessible(page)
    fits(page)
    page.get_by_label("Til", exact=True).fill(f"{year}-12-27T08:00")
    page.get_by_role("button", name="Sæt på vagtplanen").click()
    assert f"24. december {year} 12.00" in page.locator("main").inner_text()
    accessible(page)
    fits(page)
    page.get_by_role("button", name=re.compile("Tag af planen.*Stine")).click()
    assert page.get_by_text("Der er ikke planlagt nogen vagt").is_visible()


def test_the_rota_works_without_javascript(enter, site):
    page = enter("nanna", script=False)
    page.goto(f"{site.work}/organisation/vagt/")
    page.get_by_role("button", name="Sæt på vagtplanen").click()
    assert "Nanna Nabokoordinator" in page.locator(".row-list").inner_text()
    page.locator(".row-list button").click()  # ends it, or takes it off before it has begun
    assert "Der er ikke planlagt nogen vagt" in page.locator("main").inner_text()


@EVERY_SCREEN
def test_a_page_the_intake_does_not_have_leads_back_to_the_open_side(open_page, site, accessible, fits, size):
    page = open_page(size)
    page.goto(f"{site.intake}/findes-ikke/")
    accessible(page)
    fits(page)
    page.get_by_role("link", name="Gå til forsiden").click()
    assert page.url == f"{site.public}/"
