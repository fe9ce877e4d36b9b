"""A browser, and a call that is held now: the page tells the time."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from chromium import ARGUMENTS, CHROMIUM, Complaints
from desk_call import DeskCall
from playwright.sync_api import Browser, BrowserContext, sync_playwright


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
def call(tmp_path: Path) -> DeskCall:
    return DeskCall(at=round(time.time() * 1000), data=tmp_path)
