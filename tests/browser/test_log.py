"""The log, on a laptop and a phone."""

from tests.browser.conftest import EVERY_SCREEN


@EVERY_SCREEN
def test_the_officer_reads_who_did_what(enter, site, accessible, fits, size):
    page = enter("dorte", size)
    page.get_by_role("link", name="Log", exact=True).click()
    assert page.locator("h1").inner_text() == "Hvem har gjort hvad"
    assert "Kæden er hel" in page.locator("main").inner_text()
    fits(page)
    accessible(page)
    page.get_by_label("Hvem").select_option(label="Hanne Høring")
    page.get_by_role("button", name="Vis", exact=True).click()
    assert "Hanne" not in page.url
    assert "Hanne Høring fulgte med demoen" in page.locator("main").inner_text()
    accessible(page)
