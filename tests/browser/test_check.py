"""The check online: a Word file in, an answer out, with and without script, on a laptop and on a phone."""

import pytest

from tests.browser.conftest import EVERY_SCREEN
from tests.browser.texts import plan_of_solby

SOLBY = {"name": "solby.docx", "mimeType": "application/octet-stream", "buffer": plan_of_solby()}


def ask(page, site, *files):
    page.goto(f"{site.public}/tjek/")
    page.set_input_files("#files", list(files))
    page.get_by_role("button", name="Tjek planen").click()


def answer(page):
    page.wait_for_selector(".check-answer")
    return page.locator(".check-answer")


@EVERY_SCREEN
def test_a_plan_is_checked_and_the_answer_is_accessible(open_page, site, accessible, fits, size):
    page = open_page(size)
    ask(page, site, SOLBY)
    found = answer(page)
    assert "Det fandt vi i planen" in found.locator("h1").inner_text()
    assert page.evaluate("document.activeElement.tagName") == "H1"
    assert "solby.docx" in found.inner_text()
    fits(page)
    accessible(page)


def test_the_same_answer_comes_without_script(open_page, site, fits):
    page = open_page(script=False)
    ask(page, site, SOLBY)
    found = answer(page)
    assert found.locator("svg a:visible").count() == 27
    assert found.locator("details.requirement").count() >= 47
    fits(page)


def test_a_tile_opens_its_requirement_and_lights_the_place(open_page, site):
    page = open_page()
    ask(page, site, SOLBY)
    answer(page)
    page.locator(".matrix-figure:visible a[href='#krav-1-1']").click()
    assert page.locator("#krav-1-1").get_attribute("open") is not None
    page.wait_for_selector("mark.is-lit")
    quote = page.locator("#krav-1-1 .passage q").first.inner_text()
    target = page.locator("#krav-1-1 .passage a").first.get_attribute("href")
    assert page.locator(target).inner_text()[:20] in quote or quote[:20] in page.locator(target).inner_text()


def test_the_old_paragraph_of_law_is_found_with_its_place(open_page, site):
    page = open_page()
    ask(page, site, SOLBY)
    answer(page)
    remarks = page.locator("#fund")
    assert "153" in remarks.inner_text()
    remarks.get_by_role("link", name="Se det i teksten").first.click()
    assert "153" in page.locator("mark:target").inner_text()


def test_each_verdict_is_a_word_and_a_shape(open_page, site):
    page = open_page()
    ask(page, site, SOLBY)
    answer(page)
    verdicts = page.locator("details.requirement .verdict")
    texts = {verdicts.nth(at).inner_text().strip() for at in range(verdicts.count())}
    assert texts <= {"Dækket", "Delvis", "Mangler"}
    assert page.locator("details.requirement .verdict svg").count() == verdicts.count()


@pytest.mark.parametrize("kind", ["Hent som Word", "Hent som fil til at sende"])
def test_the_answer_is_fetched_with_our_own_marks(open_page, site, kind, tmp_path):
    page = open_page()
    ask(page, site, SOLBY)
    answer(page)
    page.locator("#krav-P1 summary").click()
    page.locator("#krav-P1").get_by_label("Uenig").check()
    with page.expect_download() as download:
        page.get_by_role("button", name=kind).click()
    path = tmp_path / download.value.suggested_filename
    download.value.save_as(path)
    if path.suffix == ".html":
        assert "Vi er uenige." in path.read_text()
    else:
        import docx

        assert any("Vi er uenige." in paragraph.text for paragraph in docx.Document(str(path)).paragraphs)


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_a_file_that_cannot_be_read_is_answered_at_the_field(open_page, site, accessible, script):
    page = open_page(script=script)
    ask(
        page,
        site,
        {"name": "plan.doc", "mimeType": "application/msword", "buffer": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" * 200},
    )
    page.wait_for_selector("#files-error:not(:empty)")
    assert ".docx" in page.locator("#files-error").inner_text()
    assert page.locator("#files-error").get_attribute("role") == "alert"
    if script:
        accessible(page)


def test_chosen_files_can_be_taken_away_again(open_page, site):
    page = open_page()
    page.goto(f"{site.public}/tjek/")
    page.set_input_files("#files", [SOLBY, {**SOLBY, "name": "bilag.docx"}])
    page.get_by_role("button", name="Fjern bilag.docx").click()
    assert page.locator("[data-files] li").count() == 1


def test_back_from_the_answer_is_a_fresh_form(open_page, site):
    page = open_page()
    ask(page, site, SOLBY)
    answer(page)
    page.go_back()
    page.wait_for_selector("#files", state="attached")
    assert page.locator(".check-answer").count() == 0


def test_on_paper_nothing_binding_is_folded_and_no_furniture_is_printed(open_page, site):
    page = open_page()
    ask(page, site, SOLBY)
    answer(page)
    page.emulate_media(media="print")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert (
        page.locator("[data-force=law]:not([open]), [data-force=guidance]:not([open]), .fold:not([open])").count() == 0
    )
    assert not page.locator(".site-nav").is_visible()
    assert page.locator("#krav-P1 .requirement__body").is_visible()


def test_two_files_can_be_one_plan(open_page, site):
    page = open_page()
    bilag = {"name": "bilag.txt", "mimeType": "text/plain", "buffer": b"Planen revideres senest 1. juni 2028."}
    ask(page, site, SOLBY, bilag)
    found = answer(page)
    assert "bilag.txt" in found.locator(".answer-meta").inner_text()
