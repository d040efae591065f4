"""The catalogue, from empty to chosen, on a laptop and a phone."""

from tests.browser.conftest import EVERY_SCREEN


@EVERY_SCREEN
def test_an_intervention_is_described_found_and_retired(enter, accessible, fits, size):
    page = enter("pernille", size)
    page.get_by_role("link", name="Indsatser", exact=True).click()
    accessible(page)
    page.locator('a[href$="/indsatser/ny/"]').click()
    name = f"Mentor på {size[0]}"
    page.get_by_label("Hvad kalder I den?").fill(name)
    page.get_by_role("button", name="Gem og tag i brug").click()
    accessible(page)  # with every message of what is missing
    fits(page)
    describe(page)
    page.get_by_role("button", name="Gem og tag i brug").click()
    assert page.locator("h1").inner_text() == name
    assert "For: forældre" in page.locator("main").inner_text()
    fits(page)
    accessible(page)
    page.get_by_role("link", name="Indsatser", exact=True).first.click()
    page.get_by_label("Søg efter ord").fill(f"{name} familiehuset")
    page.get_by_role("button", name="Vis", exact=True).click()
    assert "familiehuset" not in page.url
    fits(page)
    accessible(page)
    page.get_by_role("link", name=name).click()
    page.get_by_role("button", name="Tilbyd den ikke længere").click()
    assert "Den er udgået" in page.locator("main").inner_text()
    accessible(page)


def describe(page):
    page.get_by_label("Foregribende").check()
    page.get_by_label("Hvilken slags hjælp er det?").select_option(label="Mentor")
    page.get_by_label("Hvad sker der i den?").fill("Et fast møde hver uge.")
    page.get_by_label("Hvad skal den ændre?").fill("En voksen at stole på.")
    page.get_by_label("Forældre", exact=True).check()
    page.get_by_label("Hvem passer den til?").fill("Forældre, der er bekymrede.")
    page.get_by_label("Familie", exact=True).check()
    page.get_by_label("Hvilken enhed har ansvaret?").fill("Familiehuset")
    page.get_by_label("Hvordan ser I, om den hjælper?").fill("Hver ottende uge.")


def test_it_works_without_javascript(enter):
    page = enter("adam", script=False)
    page.get_by_role("link", name="Indsatser", exact=True).click()
    page.locator('a[href$="/indsatser/ny/"]').click()
    page.get_by_label("Hvad kalder I den?").fill("Uden script")
    page.get_by_label("Indgribende").check()
    page.get_by_label("Hvilken slags hjælp er det?").select_option(label="Samtaler og rådgivning")
    page.get_by_role("button", name="Gem som kladde").click()
    assert "Mangler endnu" in page.locator("main").inner_text()
