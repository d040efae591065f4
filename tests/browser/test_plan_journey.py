"""A municipality's plan goes in at one end and comes out adopted and published at the other, in a real browser."""

import re

import pytest

from tests.browser.texts import plan_of_solby

SOLBY = {"name": "solby.docx", "mimeType": "application/octet-stream", "buffer": plan_of_solby()}
PHONE = {"width": 360, "height": 740}
LAPTOP = {"width": 1280, "height": 900}


@pytest.fixture
def look(accessible, fits):
    """`look(page)`: the page is accessible, and fits a laptop and a phone."""

    def examine(page):
        accessible(page)
        fits(page)
        page.set_viewport_size(PHONE)
        fits(page)
        accessible(page)
        page.set_viewport_size(LAPTOP)

    return examine


def test_from_a_word_file_to_a_published_plan(enter, open_page, site, look):
    page = enter("pernille")
    look(page)
    address = begin(page, site, look)
    write(page, address, look)
    write_without_script(enter, address)
    decide(enter, page, address, look)
    read_as_citizen(open_page, site, look)


def begin(page, site, look):
    """Check, make it our plan, move a passage, take it as the draft."""
    page.goto(f"{site.work}/tjek/")
    page.set_input_files("#files", [SOLBY])
    page.get_by_role("button", name="Tjek planen").click()
    page.wait_for_selector(".check-answer")
    look(page)
    page.get_by_role("button", name="Gør det til vores plan").click()
    page.wait_for_url("**/plan/ny/**")
    look(page)
    page.get_by_role("button", name="Fortsæt").click()
    page.wait_for_url("**/forslag/")
    look(page)
    move_a_passage(page)
    page.get_by_role("button", name="Brug det som vores kladde").click()
    page.wait_for_url(re.compile(r"/plan/[0-9a-f-]{36}/$"))
    look(page)
    return page.url


def move_a_passage(page):
    piece = page.locator("[data-piece]").first
    name = piece.get_attribute("data-piece")
    before = page.locator("[data-section]:has([data-piece])").first.get_attribute("data-section")
    piece.locator("select").select_option(index=5)
    piece.locator("button[name=move]").click()
    page.wait_for_selector(f"[data-piece='{name}'].is-moved")
    after = page.locator(f"[data-section]:has([data-piece='{name}'])").get_attribute("data-section")
    assert after != before
    assert "Flyttet til" in page.locator("[data-placement] [role=status]").inner_text()
    drag_a_passage(page)


def drag_a_passage(page):
    piece = page.locator("[data-piece]:not(.is-moved)").first
    name = piece.get_attribute("data-piece")
    target = page.locator("[data-section]:not(:has([data-piece]))").first
    section = target.get_attribute("data-section")
    piece.locator(".piece__text").drag_to(target)
    page.wait_for_selector(f"[data-section='{section}'] [data-piece='{name}'].is-moved")
    page.reload()
    assert page.locator(f"[data-section='{section}'] [data-piece='{name}']").count() == 1


def write(page, address, look):
    """The desk saves by itself, checks as one writes, and shows the same text when it is opened again."""
    page.goto(address)
    page.locator("a[href*='/afsnit/']").nth(1).click()
    page.wait_for_selector(".ProseMirror")
    look(page)
    page.locator(".ProseMirror").click()
    page.keyboard.press("Control+End")
    page.keyboard.type(" Solby holder fast i det.")
    page.wait_for_selector(".editor__status[data-state=saved]")
    page.reload()
    assert "Solby holder fast i det." in page.locator(".ProseMirror").inner_text()


def write_without_script(enter, address):
    page = enter("pernille", script=False)
    page.goto(address)
    page.locator("a[href*='/afsnit/']").nth(1).click()
    text = page.locator("textarea[name=markdown]")
    text.fill(text.input_value() + "\n\nOg **uden script** går det også.")
    page.get_by_role("button", name="Gem", exact=True).click()
    assert "**uden script**" in page.locator("textarea[name=markdown]").input_value()


def decide(enter, page, address, look):
    """Confirm a requirement, lock the text, adopt it and publish it."""
    page.goto(f"{address}krav/")
    look(page)
    page.locator("main a[href*='/krav/']").nth(1).click()
    look(page)
    page.goto(f"{address}byraad/")
    look(page)
    page.get_by_role("button", name="Klar til byrådet").click()
    secretary = enter("rita")
    secretary.goto(f"{address}vedtagelse/")
    look(secretary)
    secretary.locator("[name=meeting_date]").fill("2026-11-18")
    secretary.locator("[name=agenda_item]").fill("Punkt 7")
    secretary.get_by_role("button", name="Registrer vedtagelsen").click()
    secretary.goto(f"{address}offentliggoerelse/")
    look(secretary)
    secretary.get_by_role("button", name="Offentliggør").last.click()
    secretary.wait_for_url("**/plan/")
    look(secretary)


def read_as_citizen(open_page, site, look):
    page = open_page()
    page.goto(f"{site.public}/kommuner/")
    page.get_by_role("link", name="Eksempel Kommune").click()
    assert "Solby holder fast i det." in page.locator("main").inner_text()
    assert "18. november 2026" in page.locator("main").inner_text()
    look(page)
    for kind, start in (("pdf", b"%PDF-"), ("docx", b"PK")):
        answer = page.request.get(f"{page.url.rstrip('/')}.{kind}")
        assert answer.ok and answer.body().startswith(start)
    assert page.context.cookies() == []
