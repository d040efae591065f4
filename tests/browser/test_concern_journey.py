"""A concern the whole road, from a telephone to a fair close, by every person on it."""

import os
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from tests.browser import loaded, servers
from tests.browser.conftest import LAPTOP, PHONE

made, site = loaded.made, loaded.site

SHOTS = os.environ.get("BEREDSKAB_SHOTS")
NAME = "Bertram Opdigtet"
SEEN = "Han har skrevet til sin bror, at nogen skal mærke det, og vist en tegning af indgangen."
THREAT = "Skrev til broderen, at nogen skal mærke det, og tegnede indgangen."
BROUGHT = "Han taler bedst, når han sidder ned, og ingen andre er i rummet."
Look = Callable[[Page, str], None]


@dataclass
class Road:
    """What the steps of one journey know: how to be somebody, where the case is, and its number."""

    enter: Callable[..., Page]
    site: servers.Site
    look: Look
    case: str = ""
    number: str = ""
    receipt: str = ""
    seen: list[str] = field(default_factory=list)

    def at(self, key: str, path: str = "", size: tuple[int, int] = LAPTOP) -> Page:
        """Somebody on a page of the case."""
        page = self.enter(key, size)
        page.goto(f"{self.case}{path}")
        return page


@pytest.fixture
def look(accessible, fits) -> Look:
    """A page is usable by everybody, fits, speaks Danish, and has its picture taken when somebody wants to see."""

    def at(page: Page, name: str) -> None:
        fits(page)
        accessible(page)
        if SHOTS:
            page.screenshot(path=f"{SHOTS}/journey_{name}_{page.viewport_size['width']}.png", full_page=True)

    return at


@pytest.fixture
def road(enter, site, look) -> Road:
    return Road(enter, site, look)


def press(page: Page, name: str) -> None:
    """Press the button of exactly that name; nothing is refused."""
    page.get_by_role("button", name=name, exact=True).first.click()
    assert page.locator(".error-summary").count() == 0, page.locator(".error-summary").inner_text()


def told(page: Page) -> str:
    """What the page says."""
    return page.locator("main").inner_text()


def waits(road: Road, key: str, size: tuple[int, int] = LAPTOP) -> Page:
    """Somebody logs in, and follows the line about this case on the first page they meet."""
    page = road.enter(key, size)
    page.locator("main li", has_text=road.number).get_by_role("link").first.click()
    return page


def test_a_concern_travels_the_whole_road_by_every_person_on_it(road, open_page):
    phone = open_page(PHONE)
    a_citizen_is_led_from_the_guide_to_a_receipt(road, phone)
    the_coordinator_reads_it_and_opens_a_case(road)
    the_four_questions_lead_to_the_childs_duties(road)
    nothing_is_shared_before_it_is_decided_who_is_told(road)
    the_police_get_the_chosen_words_and_answer_on_a_phone(road)
    psychiatry_brings_something_and_the_coordinator_reads_it(road)


def a_citizen_is_led_from_the_guide_to_a_receipt(road: Road, page: Page) -> None:
    page.goto(road.site.public)
    page.get_by_role("link", name="Hvad gør jeg nu?").click()
    page.get_by_label("Kommune", exact=True).fill("eksempel")
    page.get_by_role("button", name="Find").click()
    page.get_by_role("link", name="Eksempel Kommune (demo)").click()
    for answer in ("Borger", "Et barn eller en ung", "Det kan vente", "Jeg har set eller hørt noget konkret"):
        page.locator(".doors").get_by_role("link", name=answer).click()
    road.look(page, "01_guide")
    page.get_by_role("link", name="Skriv til Infohus").click()
    road.look(page, "02_form")
    page.get_by_label("Et barn eller en ung under 18 år").check()
    page.get_by_label("Hvem er det, eller hvor er det?").fill("Bertram, 16 år")
    page.get_by_label("Hvad har du set eller hørt?").fill(SEEN)
    page.get_by_label("Nej, jeg vil være anonym").check()
    press(page, "Send")
    road.receipt = page.get_by_label("Kvitteringen på én linje").input_value()
    road.look(page, "03_receipt")


def the_coordinator_reads_it_and_opens_a_case(road: Road) -> None:
    karen = road.enter("karen")
    assert SEEN not in karen.content()
    karen.get_by_role("link", name="Læs henvendelsen").last.click()
    press(karen, "Læs den nu")
    expect(karen.get_by_text(SEEN)).to_be_visible()
    report = karen.url
    karen.get_by_role("link", name="Er personen kendt fra før?").click()
    karen.get_by_label("Navn og andre navne").fill(NAME)
    karen.get_by_label("Der er kommet en ny henvendelse").check()
    press(karen, "Kig efter")
    road.look(karen, "04_earlier")
    karen.goto(report)
    press(karen, "Åbn en sag")
    road.case, road.number = karen.url, karen.locator("h1").inner_text().removeprefix("Sag ")
    assert re.fullmatch(r"20\d\d-\d{3}", road.number)
    road.look(karen, "05_case")
    karen.get_by_role("link", name="Læs henvendelse H-").click()
    expect(karen.get_by_text(SEEN)).to_be_visible()


def the_four_questions_lead_to_the_childs_duties(road: Road) -> None:
    karen = road.at("karen", "personer/ny/")
    karen.locator("[name=kind][value=subject]").check()
    karen.locator("[name=name]").fill(NAME)
    karen.locator("[name=born]").fill((timezone.localdate() - timedelta(days=16 * 366)).isoformat())
    press(karen, "Gem")
    assert NAME not in karen.content()
    karen.goto(road.case)
    karen.get_by_role("link", name="Svar på de fire første spørgsmål").first.click()
    answer_four(karen, danger="no", crime="no", child="yes", family="unknown")
    road.look(karen, "06_assessed")
    karen.get_by_role("link", name="Underret om barnet (§ 133)").click()
    press(karen, "Følg pligterne over for Bertram")
    karen.get_by_label("Til hvem?").fill("Modtagelsen")
    karen.locator('form[action$="/bekraeft/"]').get_by_role("button").click()
    assert "Modtagelsen" in told(karen)
    road.look(karen, "07_children")


def answer_four(page: Page, **answers: str) -> None:
    for question, given in answers.items():
        page.locator(f"[name={question}_answer][value={given}]").check()
        page.locator(f"[name={question}_reason]").fill("Det fortæller den, der skrev, roligt og præcist.")
    press(page, "Gem mine svar")
    assert "Alle fire er besvaret" in told(page)


def nothing_is_shared_before_it_is_decided_who_is_told(road: Road) -> None:
    karen = road.at("karen", "politisag/")
    karen.get_by_label("En trussel").check()
    karen.get_by_label("Hvad er gjort, sagt eller planlagt").fill(THREAT)
    press(karen, "Skriv det")
    karen.goto(f"{road.case}afklaring/")
    assert karen.get_by_role("button", name="Send til politiet").count() == 0
    road.look(karen, "08_gate")
    karen.goto(f"{road.case}oplysning/")
    karen.get_by_label("Ikke endnu, af en grund").check()
    karen.locator("[name=text]").fill("Politiet har endnu ikke svaret.")
    karen.locator("[name=basis]").select_option("dbl-22")
    karen.locator("[name=review_on]").fill((timezone.localdate() + timedelta(days=30)).isoformat())
    press(karen, "Gem beslutningen")
    assert "Besluttet for alle i sagen" in told(karen)
    road.look(karen, "09_informing")


def the_police_get_the_chosen_words_and_answer_on_a_phone(road: Road) -> None:
    karen = road.at("karen", "politisag/")
    karen.get_by_role("link", name="Bed politiet om afklaring").click()
    share(karen, "Den person, bekymringen handler om", "En trussel", why="For at afgøre, om det er trygt at gå videre.")
    press(karen, "Send til politiet")
    road.look(karen, "10_asked")
    poul = waits(road, "poul", PHONE)
    assert NAME not in poul.content()
    press(poul, "Åbn")
    assert NAME in told(poul)
    assert THREAT in told(poul)
    assert SEEN not in poul.content()
    road.look(poul, "11_police")
    press(poul, "Gå videre")
    assert "Jeres svar er sendt" in told(poul)
    karen.goto(road.case)
    karen.get_by_role("link", name="Læs politiets svar").first.click()
    road.look(karen, "12_answered")
    press(karen, "Gå videre til indhentning af oplysninger")
    assert "Indhentning af oplysninger" in told(karen)


def share(page: Page, *labels: str, why: str) -> None:
    """Tick exactly these, and say why."""
    for label in labels:
        page.get_by_role("checkbox", name=label, exact=True).check()
    page.get_by_label("Hvorfor har modtageren brug for netop det?").fill(why)


def psychiatry_brings_something_and_the_coordinator_reads_it(road: Road) -> None:
    karen = road.at("karen", "samling/")
    karen.locator(".partner-list > li", has_text="Psykiatrien").get_by_role("link").click()
    share(karen, "En trussel", why="For at vide, hvordan man taler med ham.")
    karen.get_by_label("Samarbejde om udsatte mennesker (PSP)").check()
    press(karen, "Invitér")
    assert "Invitationen er lavet" in told(karen)
    petra = waits(road, "petra")
    press(petra, "Åbn")
    assert NAME not in petra.content()
    petra.locator("[name=item-0-use]").check()
    petra.locator("[name=item-0-label]").fill("Hvordan man taler med ham")
    petra.locator("[name=item-0-text]").fill(BROUGHT)
    petra.get_by_label("Samarbejde om udsatte mennesker (PSP)").check()
    petra.get_by_label("Min myndighed har besluttet at give netop det").check()
    press(petra, "Det kan vi bidrage med")
    road.look(petra, "13_brought")
    karen.goto(road.case)
    karen.get_by_role("link", name="Læs, hvad en myndighed svarede").first.click()
    assert BROUGHT in told(karen)
    road.look(karen, "14_gathering")
