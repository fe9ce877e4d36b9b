"""Debian's Chromium, what its console said, and what every page of the desk is asked there."""

import itertools
import os
import time
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

CHROMIUM = Path("/usr/bin/chromium")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
IN_CHROMIUM = [pytest.mark.realtime, pytest.mark.skipif(not CHROMIUM.exists(), reason="chromium is not installed")]


class Complaints(list[str]):
    """What the browser's console said: errors, violations of the content security policy, and foreign addresses."""

    def note(self, wrong: bool, what: str) -> None:
        if wrong:
            self.append(what)


def watched(context: BrowserContext, complaints: Complaints) -> Page:
    page = context.new_page()
    page.on(
        "console", lambda message: complaints.append(message.text) if message.type in ("error", "warning") else None
    )
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("request", lambda request: complaints.append(request.url) if "//127.0.0.1:" not in request.url else None)
    return page


def status(page: Page, text: str) -> None:
    expect(page.get_by_role("status")).to_have_text(text)


def urgent(page: Page, text: str) -> None:
    expect(page.get_by_role("alert")).to_have_text(text)


def wait_until(page: Page, expression: str) -> None:
    """As `expect`, which describes the whole page each time it looks: that takes seconds for a large one."""
    deadline = time.monotonic() + 15
    while not page.evaluate(expression):
        assert time.monotonic() < deadline, expression
        page.wait_for_timeout(50)


def fits_phone_and_desk(page: Page, name: str) -> None:
    """It fits both, and can be read and pressed, in light and dark; where SHOTS names a folder, pictures go there."""
    for width, scheme in itertools.product((390, 1280), ("light", "dark")):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        page.set_viewport_size({"width": width, "height": 844})
        if shots := os.environ.get("SHOTS"):
            page.screenshot(path=f"{shots}/{name}-{width}-{scheme}.png", full_page=True)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.evaluate(TOO_SMALL) == []
        assert page.evaluate(ZOOMED_INTO) == []
        assert page.evaluate(CONTRASTS) == []


TOO_SMALL = """() => [...document.querySelectorAll("button, summary")]
  .filter((e) => e.checkVisibility() && e.offsetHeight < 32).map((e) => e.outerHTML)"""
ZOOMED_INTO = """() => [...document.querySelectorAll("input:not([type=checkbox], [type=radio]), select, textarea")]
  .filter((e) => e.checkVisibility() && parseFloat(getComputedStyle(e).fontSize) < 16).map((e) => e.outerHTML)"""
"""Telephones zoom into a field of smaller type when it is touched."""
CONTRASTS = r"""() => {
  const parse = (colour) => colour.match(/[\d.]+/g).map(Number);
  const linear = (v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
  const light = ([r, g, b]) => 0.2126 * linear(r / 255) + 0.7152 * linear(g / 255) + 0.0722 * linear(b / 255);
  const behind = (element) => {
    for (; element; element = element.parentElement) {
      const colour = parse(getComputedStyle(element).backgroundColor);
      if (colour.length < 4 || colour[3] > 0) return colour;
    }
    return [255, 255, 255];
  };
  const poor = new Set();
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const element = walk.currentNode.parentElement;
    const text = walk.currentNode.data.trim();
    if (!text || !element.checkVisibility() || element.matches("kbd")) continue;
    const pair = [light(parse(getComputedStyle(element).color)), light(behind(element))].sort((x, y) => y - x);
    if ((pair[0] + 0.05) / (pair[1] + 0.05) < 4.5) poor.add(`${element.className}: ${text.slice(0, 30)}`);
  }
  return [...poor];
}"""
