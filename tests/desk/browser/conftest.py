"""A browser, and a call that is held now: the page tells the time."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from chromium import ARGUMENTS, CHROMIUM, Complaints, watched
from desk_call import DeskCall
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.set_default_timeout(15_000)
    yield context
    context.close()


@pytest.fixture
def complaints() -> Complaints:
    return Complaints()


@pytest.fixture
def signed_in_without_scripts(browser: Browser) -> Iterator[Callable[[str], Page]]:
    """Follow a link to the desk in a browser that runs no scripts; it must have nothing to complain about."""
    context = browser.new_context(java_script_enabled=False)
    complaints = Complaints()

    def signed_in(link: str) -> Page:
        page = watched(context, complaints)
        page.goto(link)
        page.get_by_role("button", name="Open the desk").click()
        return page

    yield signed_in
    context.close()
    assert complaints == []


@pytest.fixture
def call(tmp_path: Path) -> DeskCall:
    return DeskCall(at=round(time.time() * 1000), data=tmp_path)
