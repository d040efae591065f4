"""A concern from a phone to the coordinator and back by the receipt, by every person on that part of the road."""

import re

import pytest
from playwright.sync_api import Page, expect

from beredskab.lib import receipts
from tests.browser.conftest import LAPTOP, PHONE, SMALLEST

SEEN = "Han råbte i går ad naboen, at foreningens hus skulle brænde."


@pytest.fixture
def letter_box(enter, site) -> str:
    """The intake's address, with a key pair made by the coordinator on the page of settings."""
    karen = enter("karen")
    karen.goto(f"{site.work}/sager/indstillinger/")
    make = karen.get_by_role("button", name="Lav en nøgle")
    if make.count():
        make.click()
    return f"{site.intake}/kommune/9999"


def proved(page: Page) -> None:
    """The proof of work is found while somebody writes; scripts may not be put into the page to wait for it."""
    for _ in range(300):
        if page.locator("[name=proof]").input_value():
            return
        page.wait_for_timeout(50)
    raise AssertionError("no proof of work was found")


def write(page: Page, address: str) -> str:
    """Fill in the least, and send it. The receipt."""
    page.goto(address)
    page.get_by_label("En voksen", exact=True).check()
    page.get_by_label("Hvad har du set eller hørt?").fill(SEEN)
    page.get_by_label("Nej, jeg vil være anonym").check()
    page.get_by_role("button", name="Send").click()
    return page.get_by_label("Kvitteringen på én linje").input_value()


@pytest.mark.parametrize("path", ["bekymring/", "bekymring/fagperson/", "hjaelp/", "kvittering/"])
def test_the_forms_can_be_used_by_everybody_and_fit_the_smallest_phone(open_page, letter_box, accessible, fits, path):
    for size in (LAPTOP, SMALLEST):
        page = open_page(size)
        page.goto(f"{letter_box}/{path}")
        accessible(page)
        fits(page)
        assert page.context.cookies() == []
        assert page.evaluate("localStorage.length + sessionStorage.length") == 0


def test_a_concern_goes_to_the_coordinator_and_an_answer_comes_back(
    open_page, enter, site, letter_box, accessible, fits
):
    phone = open_page(PHONE)
    receipt = write(phone, f"{letter_box}/bekymring/")
    assert receipts.parse(receipt)
    accessible(phone)
    fits(phone)

    karen = enter("karen")
    karen.goto(f"{site.work}/sager/")
    karen.get_by_role("link", name=re.compile("Læs henvendelsen|Read the report")).last.click()
    expect(karen.get_by_text("Ingen har læst den endnu")).to_be_visible()
    assert SEEN not in karen.content()
    accessible(karen)
    karen.get_by_role("button", name="Læs den nu").click()
    expect(karen.get_by_text(SEEN)).to_be_visible()
    accessible(karen)
    karen.get_by_role("link", name="Skriv til henvenderen").click()
    karen.get_by_label("Din besked").fill("Så du det selv?")
    karen.get_by_role("button", name="Send beskeden").click()
    accessible(karen)

    later = open_page(PHONE)
    later.goto(f"{letter_box}/kvittering/")
    later.get_by_label("Din kvittering").fill(receipt.upper().replace("-", " "))
    later.get_by_role("button", name="Åbn").click()
    expect(later.get_by_text("Så du det selv?")).to_be_visible()
    later.get_by_label("Din besked").fill("Ja, fra vinduet.")
    later.get_by_role("button", name="Send beskeden").click()
    expect(later.get_by_text("Din besked er sendt")).to_be_visible()
    assert receipt not in later.url
    accessible(later)
    fits(later)
    karen.reload()
    expect(karen.get_by_text("Ja, fra vinduet.")).to_be_visible()


def test_it_all_works_without_javascript(open_page, letter_box):
    page = open_page(PHONE, script=False)
    receipt = write(page, f"{letter_box}/bekymring/")
    page.get_by_role("button", name="Åbn indbakken nu").click()
    page.get_by_text("Det, du har sendt").click()
    expect(page.get_by_text(SEEN)).to_be_visible()
    assert receipt not in page.url


def test_a_quiet_proof_of_work_is_found_while_one_writes(open_page, letter_box):
    page = open_page(LAPTOP)
    page.goto(f"{letter_box}/bekymring/")
    assert page.locator("[name=proof]").input_value() == ""
    page.get_by_label("Hvad har du set eller hørt?").fill(SEEN)
    proved(page)


def test_whoever_leaves_without_the_receipt_is_asked_and_the_quick_way_out_never_asks(open_page, letter_box):
    page = open_page(LAPTOP)
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.route("https://www.dmi.dk/**", lambda route: route.fulfill(body="vejret"))
    write(page, f"{letter_box}/bekymring/")
    page.get_by_role("link", name="Hvad vi gemmer").click()
    assert asked == ["beforeunload"]
    write(page, f"{letter_box}/bekymring/")
    page.get_by_role("link", name="Forlad siden").click()
    page.wait_for_url("https://www.dmi.dk/")
    assert asked == ["beforeunload"]


def test_what_was_typed_stays_when_something_is_missing(open_page, letter_box, accessible):
    page = open_page(PHONE)
    page.goto(f"{letter_box}/bekymring/")
    page.get_by_label("Hvad har du set eller hørt?").fill(SEEN)
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_label("Hvad har du set eller hørt?")).to_have_value(SEEN)
    expect(page.locator(".error-summary")).to_contain_text("Vælg, om du vil være anonym.")
    accessible(page)


def test_staff_register_what_comes_by_telephone_and_read_it_no_more(enter, site, letter_box, accessible, fits):
    tina = enter("tina")
    tina.goto(f"{site.work}/sager/henvendelser/ny/")
    accessible(tina)
    fits(tina)
    tina.get_by_label("En voksen", exact=True).check()
    tina.get_by_label("Hvad har du set eller hørt?").fill("En opringning, opdigtet.")
    tina.get_by_label("Anonym borger").check()
    tina.get_by_role("button", name="Registrér").click()
    expect(tina.get_by_role("heading", name=re.compile("Registreret som H-"))).to_be_visible()
    assert "En opringning" not in tina.content()
    accessible(tina)
