"""A case as its people walk it in a browser: who one is, where the case lies, and the few things done everywhere."""

import os
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from playwright.sync_api import Page

from tests.browser import servers
from tests.browser.conftest import LAPTOP

SHOTS = os.environ.get("BEREDSKAB_SHOTS")
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

    def at(self, key: str, path: str = "", size: tuple[int, int] = LAPTOP) -> Page:
        """Somebody on a page of the case."""
        page = self.enter(key, size)
        page.goto(f"{self.case}{path}")
        return page


@pytest.fixture
def look(accessible, fits) -> Look:
    """A page is usable by everybody, fits, and has its picture taken when somebody wants to see."""

    def at(page: Page, name: str) -> None:
        page.wait_for_load_state()
        fits(page)
        accessible(page)
        if SHOTS:
            page.screenshot(path=f"{SHOTS}/journey_{name}_{page.viewport_size['width']}.png", full_page=True)

    return at


@pytest.fixture
def road(enter, site, look) -> Road:
    """The beginning of a road: no case yet."""
    return Road(enter, site, look)


def press(page: Page, name: str) -> None:
    """Press the button of exactly that name; nothing is refused."""
    page.get_by_role("button", name=name, exact=True).first.click()
    page.wait_for_load_state()
    assert page.locator(".error-summary").count() == 0, page.locator(".error-summary").inner_text()


def told(page: Page) -> str:
    """What the page says."""
    return page.locator("main").inner_text()


def waits(road: Road, key: str, size: tuple[int, int] = LAPTOP) -> Page:
    """Somebody logs in, and follows the line about this case on the first page they meet."""
    page = road.enter(key, size)
    page.locator("main li", has_text=road.number).get_by_role("link").first.click()
    return page


def answer_four(page: Page, **answers: str) -> None:
    """Answer the four first questions, each with a reason."""
    for question, given in answers.items():
        page.locator(f"[name={question}_answer][value={given}]").check()
        page.locator(f"[name={question}_reason]").fill("Det fortæller den, der skrev, roligt og præcist.")
    press(page, "Gem mine svar")
    assert "Alle fire er besvaret" in told(page)


def share(page: Page, *labels: str, why: str) -> None:
    """Tick exactly these, and say why."""
    for label in labels:
        page.get_by_role("checkbox", name=label, exact=True).check()
    page.get_by_label("Hvorfor har modtageren brug for netop det?").fill(why)
