"""The browser of the tests is found, or unpacked from npm, or asked for in one sentence."""

import os
import shutil
from concurrent.futures import ThreadPoolExecutor

import pytest
from playwright.sync_api import sync_playwright

from tests import chromium


@pytest.fixture
def no_browser(monkeypatch, tmp_path):
    """A machine without a browser of its own, with Node and tar."""
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setattr(chromium, "MACOS", ())
    for name in ("node", "tar", "sh"):
        (tmp_path / name).symlink_to(os.path.realpath(shutil.which(name)))
    monkeypatch.setenv("PATH", str(tmp_path))


def test_the_named_browser_comes_first(monkeypatch):
    monkeypatch.setenv("CHROMIUM", "/bin/sh")
    assert chromium.executable() == "/bin/sh"


def test_a_named_browser_that_is_not_there_is_said(monkeypatch):
    monkeypatch.setenv("CHROMIUM", "/no/such/browser")
    with pytest.raises(RuntimeError, match="/no/such/browser"):
        chromium.executable()


def test_without_any_browser_one_sentence_says_what_to_do(no_browser, monkeypatch, tmp_path):
    monkeypatch.setattr(chromium, "PACKAGE", tmp_path / "nothing")
    with pytest.raises(RuntimeError, match="installér chromium"):
        chromium.executable()


@pytest.mark.browser
def test_the_browser_from_npm_really_opens_a_page(no_browser):
    path = chromium.executable()
    assert path.startswith(str(chromium.ROOT))
    # In a thread of its own: another test of this worker may hold Playwright's loop in the first one.
    with ThreadPoolExecutor(1) as thread:
        assert thread.submit(heading_shown_by, path).result() == "Rødgrød med fløde på"


def heading_shown_by(path: str) -> str:
    """What a browser makes of a small page."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(chromium.ARGUMENTS))
        page = browser.new_page()
        page.set_content("<h1>Rødgrød med fløde på</h1>")
        shown = page.inner_text("h1")
        browser.close()
    return shown
