"""What is published is corrected and withdrawn in a real browser: by keyboard alone, on a phone and at a desk."""

from collections.abc import Callable, Iterator

import pytest
from chromium import IN_CHROMIUM, Complaints, fits_phone_and_desk, status, watched
from desk_call import BRIEFING, DeskCall
from playwright.sync_api import BrowserContext, Page, expect
from published_call import PublishedCall, published

from onbackground.desk.gate import Desk
from onbackground.record.events import RATE

pytestmark = IN_CHROMIUM


@pytest.fixture
def out(call: DeskCall) -> PublishedCall:
    return published(call, call.now * RATE // 1000)


@pytest.fixture
def open_as(
    context: BrowserContext, complaints: Complaints, call: DeskCall, out: PublishedCall, serve: Callable[[Desk], str]
) -> Iterator[Callable[[str], Page]]:
    """Somebody's page of the published transcript; it must have nothing to complain about."""
    home = serve(call.desk())

    def open_it(seat: str) -> Page:
        page = watched(context, complaints)
        page.goto(home + call.link(seat))
        page.get_by_role("button", name="Open the desk").click()
        page.goto(f"{home}/briefings/{BRIEFING}/transcript")
        expect(page.locator("#connection")).to_have_text("Live")
        return page

    yield open_it
    assert complaints == []


def choose_june(page: Page) -> None:
    page.get_by_role("button", name="Thank", exact=True).focus()
    for _ in range(6):
        page.keyboard.press("ArrowRight")
    page.keyboard.press("e")


def propose(page: Page) -> None:
    """By keys alone: choose the word, say what it is to read and why, and look at the new version."""
    choose_june(page)
    expect(page.get_by_label("Change to")).to_be_focused()
    page.keyboard.type("July,")
    page.keyboard.press("Tab")
    expect(page.get_by_role("dialog").get_by_label("The reason; it is published")).to_be_focused()
    page.keyboard.type("The official meant July.")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Version 2, as it will look")).to_be_visible()


def test_a_correction_is_proposed_seen_and_published_by_keyboard_alone(
    open_as: Callable[[str], Page], out: PublishedCall
) -> None:
    page = open_as("mod")
    publication = page.get_by_role("region", name="Publication")
    expect(publication).to_contain_text("The transcript is published.")
    expect(publication.get_by_role("listitem")).to_contain_text(["Version 1"])
    propose(page)
    expect(page.locator(".proposed .after")).to_contain_text("lands in June [July], on the harbor wall.")
    expect(page.locator(".proposed .after del")).to_have_text("June")
    expect(page.locator(".note")).to_contain_text("replaces version 1 (changed: t002). The official meant July.")
    expect(page.get_by_role("button", name="Publish version 2")).to_be_focused()
    with page.context.expect_page() as opened:
        page.get_by_role("button", name="Read the whole page as it will look").click()
    expect(opened.value.locator("article#t002 s")).to_have_text("June")
    expect(opened.value.locator("header .draft")).to_contain_text("Not published")
    opened.value.close()
    assert "July" not in out.page()
    page.get_by_role("button", name="Publish version 2").focus()
    page.keyboard.press("Enter")
    status(page, "The new version is on its way.")
    expect(publication).to_contain_text("Another version is on its way.")
    expect(page.locator("#connection")).to_have_text("Live")
    out.look()
    status(page, "The transcript is published.")
    expect(publication.get_by_role("listitem")).to_contain_text(["Version 1", "The official meant July."])
    assert "<s>June</s>" in out.page()


def test_who_speaks_and_a_cut_are_proposed_seen_and_published_by_keyboard_alone(
    open_as: Callable[[str], Page], out: PublishedCall
) -> None:
    page, reason = open_as("mod"), "A reporter asked over that line."
    keys = page.keyboard
    published = page.get_by_role("region", name="Publication").get_by_role("listitem")
    page.get_by_role("button", name="Thank", exact=True).focus()
    keys.press("ArrowRight")
    keys.press("ArrowRight")
    keys.press("c")
    dialog = page.get_by_role("dialog", name="Cut this turn in two")
    expect(dialog.get_by_label("The reason; it is published")).to_be_focused()
    keys.press("Enter")  # without a reason nothing happens
    keys.type(reason)
    keys.press("Enter")
    expect(page.locator(".proposed h3")).to_have_text(["t002", "t002b"])
    expect(page.locator(".proposed .before")).to_have_count(1)
    expect(page.locator(".note")).to_contain_text(f"(changed: t002; added: t002b). {reason}")
    expect(page.get_by_role("button", name="Publish version 2")).to_be_focused()
    keys.press("Enter")
    status(page, "The new version is on its way.")
    out.look()
    expect(published).to_contain_text(["Version 1", "Version 2"])
    assert 'id="t002b"' in out.page()

    page.get_by_role("button", name="The", exact=True).focus()
    keys.press("s")
    keys.press("ArrowDown")
    keys.press("Enter")  # leads to the reason
    expect(page.get_by_role("dialog").get_by_label("The reason; it is published")).to_be_focused()
    keys.type(reason)
    keys.press("Enter")
    expect(page.locator(".proposed .after")).to_contain_text("SENIOR ADMINISTRATION OFFICIAL TWO: The airship")
    keys.press("Enter")
    status(page, "The new version is on its way.")
    out.look()
    expect(published).to_contain_text(["Version 1", "Version 2", "Version 3"])
    expect(page.get_by_role("article", name="t002b SENIOR ADMINISTRATION OFFICIAL TWO")).to_be_visible()


def test_it_is_withdrawn_after_a_question_by_keyboard_alone(open_as: Callable[[str], Page], out: PublishedCall) -> None:
    page = open_as("mod")
    publication = page.get_by_role("region", name="Publication")
    publication.locator("#withdraw summary").focus()
    page.keyboard.press("Enter")
    expect(publication).to_contain_text("Withdraw all versions?")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # without a reason nothing happens
    page.keyboard.type("It was published by mistake.")
    page.keyboard.press("Enter")
    status(page, "It is being withdrawn.")
    expect(publication.locator("#withdraw summary")).to_be_focused()
    expect(publication).to_contain_text("Another version is on its way.")
    choose_a_word_and(page, "e")
    told(page, "Another version is on its way: correct that one when it is published.")
    publication.locator("#withdraw summary").focus()
    out.look()
    expect(publication).to_contain_text("The transcript is withdrawn, for this reason: It was published by mistake.")
    status(page, "The transcript is withdrawn, for this reason: It was published by mistake.")
    expect(publication).to_be_focused()
    choose_a_word_and(page, "e")
    told(page, "The transcript is withdrawn.")
    assert "It was published by mistake." in out.page()
    assert "airship" not in out.page()


def test_the_operator_is_told_who_does_it(open_as: Callable[[str], Page], out: PublishedCall) -> None:
    page = open_as("op")
    expect(page.get_by_role("region", name="Publication")).to_contain_text("Only the moderator corrects")
    for key in "ecs":
        choose_a_word_and(page, key)
        told(page, "Only the moderator corrects what is published, or withdraws it.")


def choose_a_word_and(page: Page, key: str) -> None:
    page.locator("#turns .w[tabindex]").first.focus()
    page.keyboard.press("ArrowRight")
    page.evaluate("document.getElementById('urgent').textContent = ''")
    page.keyboard.press(key)


def told(page: Page, why: str) -> None:
    """At once, before anything is typed."""
    expect(page.get_by_role("alert")).to_have_text(why)
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_it_fits_a_phone_and_a_desk_in_light_and_dark(open_as: Callable[[str], Page]) -> None:
    page = open_as("mod")
    page.locator("#withdraw summary").click()
    fits_phone_and_desk(page, "published")
    propose(page)
    fits_phone_and_desk(page, "proposal")
