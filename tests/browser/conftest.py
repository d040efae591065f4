"""A browser, two live processes, and a page that notices what a person would not: violations, errors, overflow."""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

from tests import chromium, database
from tests.browser import servers
from tests.database import ROOT

WCAG = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"], "resultTypes": ["violations"]}
LAPTOP = (1280, 900)
PHONE = (360, 740)
SMALLEST = (320, 640)
# The narrowest screen breaks first, so it is tried before each change; `make test-long` tries them all.
EVERY_SCREEN = pytest.mark.parametrize(
    "size",
    [
        pytest.param(LAPTOP, id="laptop", marks=pytest.mark.long),
        pytest.param(PHONE, id="phone", marks=pytest.mark.long),
        pytest.param(SMALLEST, id="smallest"),
    ],
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything here drives Chromium."""
    for item in items:
        if item.path.is_relative_to(ROOT / "tests" / "browser"):
            item.add_marker(pytest.mark.browser)


@dataclass
class Watch:
    """What the browser complained of: script errors, and violations of the content security policy."""

    complaints: list[str] = field(default_factory=list)

    def follow(self, page: Page) -> None:
        page.on("pageerror", lambda error: self.complaints.append(f"script: {error}"))
        page.on("console", self._console)

    def _console(self, message: Any) -> None:
        # A 404 that a test asks for is said in the console too; a violation of the policy is another error.
        if message.type == "error" and "Failed to load resource" not in message.text:
            self.complaints.append(message.text)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, the one that the machine has."""
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium.executable(), args=list(chromium.ARGUMENTS))
        yield started
        started.close()


@pytest.fixture(scope="session")
def site(worker_id: str) -> Iterator[servers.Site]:
    """The public process and the one behind the login, on a database that keeps what is committed."""
    made = database.clone(f"browser_{worker_id}_{random.randbytes(3).hex()}")
    with servers.running(made) as running:
        yield running
    database.drop(made)


@pytest.fixture
def open_page(browser: Browser) -> Iterator[Callable[..., Page]]:
    """`open_page((360, 740), script=False)`: a fresh window in Danish. Complaints fail the test."""
    contexts, watch = [], Watch()

    def start(size: tuple[int, int] = LAPTOP, *, script: bool = True, language: str = "da-DK") -> Page:
        context = browser.new_context(
            viewport={"width": size[0], "height": size[1]},
            java_script_enabled=script,
            locale=language,
            reduced_motion="reduce",
        )
        contexts.append(context)
        page = context.new_page()
        watch.follow(page)
        return page

    yield start
    for context in contexts:
        context.close()
    assert watch.complaints == []


@pytest.fixture
def enter(open_page: Callable[..., Page], site: servers.Site) -> Callable[..., Page]:
    """`enter("pernille")`: a window in which one of the demo's people is logged in."""

    def start(key: str, size: tuple[int, int] = LAPTOP, *, script: bool = True) -> Page:
        page = open_page(size, script=script)
        page.goto(f"{site.work}/demo/")
        page.locator(f'form[action$="/{key}/"] button').click()
        return page

    return start


@pytest.fixture(scope="session")
def accessible() -> Callable[[Page], None]:
    """`accessible(page)` fails with what axe found against WCAG 2.1 AA."""
    axe = Axe()

    def examine(page: Page) -> None:
        results = axe.run(page, options=WCAG)
        found = [
            f"{one['id']}: {one['help']}\n" + "\n".join(f"    {node['html']}" for node in one["nodes"][:4])
            for one in results.response["violations"]
        ]
        assert not found, f"{page.url}\n" + "\n".join(found)

    return examine


@pytest.fixture(scope="session")
def fits() -> Callable[[Page], None]:
    """`fits(page)` fails when the page is wider than its window."""

    def measure(page: Page) -> None:
        page.wait_for_load_state()  # a page that has only just begun to arrive has no width
        width, window = page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
        assert width <= window, f"{page.url} is {width} wide in a window of {window}"

    return measure
