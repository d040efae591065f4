"""A municipality's plan from a Word file to a published page: on a laptop, on a phone, and without script."""

from __future__ import annotations

import io
from datetime import date, timedelta

import mammoth
import pypdf
import pytest

from tests.browser.conftest import LAPTOP, PHONE
from tests.browser.texts import plan_of_solby

SOLBY = {"name": "solby.docx", "mimeType": "application/octet-stream", "buffer": plan_of_solby()}
SENTENCE = "Vi skriver en sætning, som ingen har skrevet før."
WAYS = [
    pytest.param(LAPTOP, True, 58, id="laptop", marks=pytest.mark.long),
    pytest.param(PHONE, True, 51, id="phone"),
    pytest.param(LAPTOP, False, 44, id="without-script", marks=pytest.mark.long),
]


def look(page, accessible, fits, *, script: bool) -> None:
    """What must hold on every page of the road."""
    fits(page)
    if script:
        accessible(page)


def press(page, name: str) -> None:
    """The button with this name, and the page that follows."""
    with page.expect_navigation():
        page.get_by_role("button", name=name, exact=True).first.click()


def go(page, name: str) -> None:
    """The link with this name."""
    with page.expect_navigation():
        page.get_by_role("link", name=name, exact=True).first.click()


def bring_the_plan(page, site) -> None:
    page.goto(f"{site.work}/plan/ny/filer/")
    if page.get_by_role("button", name="Erstat kladden").count():  # left by the journey before this one
        press(page, "Erstat kladden")
    page.set_input_files("#id_documents", SOLBY)
    press(page, "Fortsæt")


def move_a_piece(page) -> None:
    piece = page.locator(".piece").first
    name = piece.get_attribute("data-piece")
    other = piece.locator("option:not([selected])").first.get_attribute("value")
    piece.locator("select").select_option(other)
    piece.get_by_role("button", name="Flyt", exact=True).click()
    page.wait_for_selector(f'.drop-target[data-section="{other}"] [data-piece="{name}"]')


def write(page, *, script: bool) -> None:
    if not script:
        before = page.locator("#markdown").input_value()
        page.fill("#markdown", f"{before}\n\n{SENTENCE}")
        press(page, "Gem")
        assert SENTENCE in page.locator("#markdown").input_value()
        return
    editor = page.locator(".ProseMirror")
    editor.click()
    page.keyboard.press("Control+End")
    page.keyboard.press("Enter")
    with page.expect_response(lambda answer: answer.url.endswith("/gem/") and answer.ok):
        page.keyboard.type(SENTENCE)
    page.wait_for_timeout(1800)
    page.reload()
    assert SENTENCE in page.locator(".ProseMirror").inner_text()


def confirm_one(page) -> None:
    page.get_by_label("Dækket andetsteds").check()
    press(page, "Gem")
    assert "Skriv webadressen på den side eller det dokument" in page.content()
    assert page.get_by_label("Dækket andetsteds").is_checked()
    page.get_by_label("Hvor er det dækket?").fill("https://eksempel.invalid/boernepolitik")
    press(page, "Gem")
    assert "Pernille Planskriver" in page.content()


@pytest.mark.parametrize(("size", "script", "days"), WAYS)
def test_a_word_file_becomes_a_published_plan(open_page, enter, site, accessible, fits, size, script, days):
    page = enter("pernille", size, script=script)
    bring_the_plan(page, site)
    look(page, accessible, fits, script=script)
    move_a_piece(page)
    press(page, "Brug det som vores kladde")
    look(page, accessible, fits, script=script)
    go(page, "1.2 Vision for området")
    look(page, accessible, fits, script=script)
    write(page, script=script)
    page.goto(f"{site.work}/plan/")
    look(page, accessible, fits, script=script)
    go(page, "Bekræft kravene")
    look(page, accessible, fits, script=script)
    page.locator("#cde-r1 a").click()
    look(page, accessible, fits, script=script)
    confirm_one(page)
    page.goto(f"{site.work}/plan/")
    go(page, "Gør klar til byrådet")
    look(page, accessible, fits, script=script)
    press(page, "Klar til byrådet")
    decide(enter("rita", size, script=script), site, accessible, fits, script, days)
    public = open_page(size, script=script)
    public.goto(f"{site.public}/kommune/9999/plan/")
    look(public, accessible, fits, script=script)
    assert SENTENCE in public.content()
    opened_by_other_programs(public, site)


def decide(page, site, accessible, fits, script: bool, days: int) -> None:
    page.goto(f"{site.work}/plan/")
    go(page, "Registrer vedtagelsen")
    look(page, accessible, fits, script=script)
    meeting = date.today() - timedelta(days=days)
    page.get_by_label("Et udvalg").check()
    page.get_by_label("Mødets dato").fill(meeting.isoformat())
    page.get_by_label("Punkt på dagsordenen").fill("punkt 7")
    press(page, "Registrer vedtagelsen")
    assert "Kun kommunalbestyrelsen kan vedtage planen" in page.content()
    assert page.get_by_label("Punkt på dagsordenen").input_value() == "punkt 7"
    page.get_by_label("Byrådet eller kommunalbestyrelsen").check()
    press(page, "Registrer vedtagelsen")
    look(page, accessible, fits, script=script)
    press(page, "Offentliggør nu")
    look(page, accessible, fits, script=script)
    assert "Gældende" in page.content()


def opened_by_other_programs(page, site) -> None:
    pdf = page.request.get(site.public + page.get_by_role("link", name="PDF").get_attribute("href")).body()
    read = pypdf.PdfReader(io.BytesIO(pdf))
    text = " ".join(" ".join(one.extract_text() for one in read.pages).split())
    assert SENTENCE in text
    assert read.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert read.trailer["/Root"]["/Lang"].lower().startswith("da")
    word = page.request.get(site.public + page.get_by_role("link", name="Word").get_attribute("href")).body()
    html = mammoth.convert_to_html(io.BytesIO(word)).value
    assert SENTENCE in html
    assert "<h1>" in html and "<h2>" in html
    data = page.request.get(site.public + page.get_by_role("link", name="JSON").get_attribute("href")).json()
    assert data["type"] == "doc"


def test_two_windows_on_one_section_lose_nothing(enter, site, accessible, fits):
    first = enter("niels")
    first.goto(f"{site.work}/plan/ny/forfra/")
    press(first, "Fortsæt")
    go(first, "1.2 Vision for området")
    second = first.context.new_page()
    second.goto(first.url)
    for page, text in ((first, "Den første skriver dette."), (second, "Den anden skriver dette.")):
        with page.expect_response(lambda answer: answer.url.endswith("/gem/")):
            page.locator(".ProseMirror").click()
            page.keyboard.type(text)
    second.wait_for_url("**/to-tekster/**")
    accessible(second)
    second.set_viewport_size({"width": 320, "height": 640})
    fits(second)
    press(second, "Sæt begge sammen, og ret til")
    said = second.locator(".ProseMirror").inner_text()
    assert "Den første skriver dette." in said
    assert "Den anden skriver dette." in said
