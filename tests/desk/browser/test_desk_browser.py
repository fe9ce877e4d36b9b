"""The page in a real browser: a whole call by keyboard alone, and what a screen reader is told."""

import time
from collections import deque
from collections.abc import Callable, Iterator

import pytest
from chromium import IN_CHROMIUM, Complaints, fits_phone_and_desk, status, urgent, wait_until, watched
from desk_call import BRIEFING, EVENT, OFFICIAL_NAMES, DeskCall
from msgspec.structs import replace
from playwright.sync_api import BrowserContext, Page, expect

from onbackground.briefing import commands as do
from onbackground.briefing.state import QuestionState
from onbackground.briefing.terms import HOUSE, Phase, Role
from onbackground.desk.gate import Desk
from onbackground.exchange.exchange import LineQuality
from onbackground.exchange.media import Quality
from onbackground.log.signals import MemorySignals, Signal

pytestmark = IN_CHROMIUM
ALIAS_ONE = "Senior Administration Official One"


@pytest.fixture
def page(
    context: BrowserContext, complaints: Complaints, call: DeskCall, desk: Desk, serve: Callable[[Desk], str]
) -> Iterator[Page]:
    """The moderator's page, signed in by keyboard; it must have nothing to complain about."""
    page = watched(context, complaints)
    page.goto(serve(desk) + call.link())
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/briefings/{BRIEFING}")
    expect(page.locator("#connection")).to_have_text("Live")
    yield page
    assert complaints == []


def test_a_whole_call_by_keyboard_alone(page: Page, call: DeskCall) -> None:
    keys = page.keyboard
    call.dial_all()
    expect(page.get_by_text("Moderator and all officials are on the line.")).to_be_visible()
    keys.press("s")
    status(page, "The call has started. You are heard.")
    assert call.state.phase is Phase.REMARKS

    keys.press(".")
    expect(page.get_by_role("button", name=f"Give the floor: {ALIAS_ONE}")).to_be_focused()
    page.wait_for_timeout(600)  # a press that follows a change of the step at once is not meant for the new one
    keys.press("Enter")
    status(page, "The floor is given.")
    assert call.state.floor == "o1"

    # To the second official's line, and mute it: Space on the button, then M on the line.
    for _ in range(2):
        keys.press("j")
    keys.press("j")
    expect(page.get_by_role("button", name="Mute: Senior Administration Official Two")).to_be_focused()
    keys.press("Space")
    status(page, "Muted.")
    expect(page.get_by_role("button", name="Unmute: Senior Administration Official Two")).to_be_focused()
    keys.press("m")
    status(page, "Heard again.")
    assert call.state.muted == frozenset()
    keys.press("g")
    status(page, "The floor is given.")
    assert call.state.floor == "o2"

    keys.press("q")
    status(page, "The queue is open.")
    call.ask_question("r1", "r2", "r3")
    queue = page.get_by_role("region", name="The queue").get_by_role("listitem")
    expect(queue).to_have_count(3)

    # Move the third up by Shift and an arrow, and undo that.
    page.locator("#up-r3").focus()
    keys.press("Shift+ArrowUp")
    expect(queue.nth(1)).to_contain_text("Celeste Marginalia")
    expect(page.locator("#up-r3")).to_be_focused()
    keys.press("Shift+ArrowUp")
    expect(queue.nth(0)).to_contain_text("Celeste Marginalia")
    expect(page.locator("#place-r3 button").first).to_be_focused()
    keys.press("u")
    status(page, "The last change of order was undone.")
    assert call.state.queue == ("r1", "r3", "r2")

    keys.press("n")
    status(page, "Ada Fable, Harbor Post is called.")
    keys.press("o")
    status(page, "Ada Fable, Harbor Post: the line is open.")
    keys.press("n")  # no such button now: nothing happens
    keys.press("t")
    status(page, "Ada Fable, Harbor Post: the line is closed.")
    keys.press("f")
    status(page, "Ada Fable, Harbor Post may follow up; the line is open.")
    keys.press("t")
    status(page, "Ada Fable, Harbor Post: the line is closed.")
    assert [(q.seat, q.state, q.follow_ups) for q in call.state.questions] == [("r1", QuestionState.ANSWERING, 1)]

    keys.press("l")
    status(page, "The last question was announced.")
    keys.press("n")
    status(page, "Celeste Marginalia, Radio Nowhere is called.")
    keys.press("o")
    status(page, "Celeste Marginalia, Radio Nowhere: the line is open.")
    keys.press("t")
    expect(page.get_by_role("heading", name="Next")).to_be_visible()

    # Concluding asks first; Escape takes it back, and the focus where it was.
    expect(page.locator("summary", has_text="Conclude the call")).to_be_visible()
    keys.press("c")
    expect(page.get_by_role("button", name="Yes, conclude")).to_be_focused()
    keys.press("Escape")
    expect(page.get_by_role("button", name="Yes, conclude")).to_be_hidden()
    assert call.state.phase is Phase.QUESTIONS
    keys.press("c")
    keys.press("Enter")
    status(page, "The call is concluded.")
    assert call.state.phase is Phase.CONCLUDED and not call.state.lifted
    expect(page.get_by_text("Still waiting; kept for the follow-up.")).to_be_visible()

    expect(page.get_by_text(f"The embargo holds until {EVENT}: declare it when it is so.")).to_be_visible()
    page.get_by_role("region", name="Next").locator("summary").focus()
    keys.press("Enter")
    keys.press("Tab")
    keys.press("Enter")
    expect(
        page.get_by_text("The embargo is lifted. The transcript is published as soon as no flag in it is open.")
    ).to_be_visible()
    assert call.state.lifted


def test_a_screen_reader_is_told_what_everything_is(page: Page, call: DeskCall) -> None:
    call.dial_all()
    call.mod(do.Open)
    call.mod(do.OpenQueue)
    call.ask_question("r1", "r2")
    expect(page.get_by_role("listitem")).to_have_count(2)
    for name in ("Next", "The floor", "The queue", "Ground rules", "Lines"):
        expect(page.get_by_role("region", name=name, exact=True)).to_have_count(1)
    expect(page.get_by_role("main")).to_have_count(1)
    expect(page.get_by_role("banner")).to_have_count(1)
    expect(page.get_by_role("contentinfo")).to_have_count(1)
    expect(page.get_by_role("heading", level=1)).to_have_text("Harbour talks")
    expect(page.get_by_role("log", name="What is being said")).to_have_attribute("aria-live", "off")

    table = page.get_by_role("table", name="Moderator, operator, officials and reporters")
    expect(table.get_by_role("columnheader")).to_have_text(["Who", "State", "Line", "Actions"])
    expect(table.get_by_role("rowheader")).to_have_count(7)
    row = table.get_by_role("row", name="Ada Fable")
    expect(row.get_by_role("button", name="Mute: Ada Fable, Harbor Post")).to_have_count(1)
    expect(row).to_contain_text("number 1 in the queue")

    # What the rules would refuse is there, in focus order, disabled, and says why.
    call.mod(do.CallOn)
    refused = page.get_by_role("region", name="The queue").get_by_role("button", name="Call on: Bruno Inkwell")
    expect(refused).to_be_disabled()
    expect(refused).to_have_accessible_description("A reporter is already up. Close their line first.")
    refused.focus()
    page.keyboard.press("Enter")
    urgent(page, "A reporter is already up. Close their line first.")
    expect(refused).to_be_focused()
    assert not page.evaluate(UNNAMED), page.evaluate(UNNAMED)


UNNAMED = """() => [...document.querySelectorAll("button, summary, a, input:not([type=hidden]), select")]
  .filter((e) => !(e.getAttribute("aria-label") || e.innerText || e.textContent.trim() || e.labels?.length))
  .map((e) => e.outerHTML)"""


def test_the_keyboard_reaches_everything_and_shows_where_it_is(page: Page, call: DeskCall) -> None:
    call.dial_all()
    expect(page.locator("#seat-r4 button").first).to_be_visible()
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to what is next")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("#next")).to_be_focused()
    page.keyboard.press("Tab")
    start = page.get_by_role("button", name="Start the call")
    expect(start).to_be_focused()
    assert start.evaluate("e => getComputedStyle(e).outlineStyle") == "solid"
    focused = []
    for _ in range(60):
        focused.append(page.evaluate("document.activeElement.outerHTML.slice(0, 120)"))
        page.keyboard.press("Tab")
    assert any("mute-r4" in element for element in focused)
    assert any("Sign out" in element for element in focused)
    assert page.evaluate("[...document.querySelectorAll('[tabindex]')].every(e => e.tabIndex <= 0)")


def test_single_keys_are_off_while_typing_and_when_switched_off(page: Page, call: DeskCall) -> None:
    page.get_by_text("Change the ground rules").click()
    field = page.get_by_label("Officials are cited as")
    field.fill("")
    field.press_sequentially("sncl officials")
    expect(field).to_have_value("sncl officials")
    call.dial_all()  # the page changes under the half-filled form, which stays as it is
    expect(page.locator("#seat-r4")).to_be_visible()
    expect(field).to_have_value("sncl officials")
    expect(field).to_be_focused()
    page.get_by_role("button", name="Change them for everyone").press("Enter")
    status(page, "The ground rules are changed, for everything said so far too.")
    assert call.state.ground_rules.phrase == "sncl officials"
    assert call.state.phase is Phase.WAITING

    page.keyboard.press("?")
    page.get_by_label("Single keys are on").uncheck()
    page.keyboard.press("Escape")
    page.keyboard.press("s")
    page.reload()
    page.keyboard.press("s")
    page.keyboard.press("?")
    expect(page.get_by_role("region", name="Keys")).to_be_hidden()
    assert call.state.phase is Phase.WAITING


def test_a_second_press_is_not_taken_for_the_next_step(page: Page, call: DeskCall) -> None:
    call.dial_all()
    call.mod(do.Open)
    call.mod(do.OpenQueue)
    call.ask_question("r1")
    page.clock.install()
    page.reload()
    expect(page.locator("#connection")).to_have_text("Live")
    page.clock.pause_at(time.time() + 60)
    page.locator("#step").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Open the line now")).to_be_focused()
    page.keyboard.press("Enter")
    page.clock.run_for(1000)
    status(page, "Ada Fable, Harbor Post is called.")
    assert call.state.questions[0].state is QuestionState.CALLED
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Close the line")).to_be_focused()
    assert call.state.questions[0].state is QuestionState.OPEN


def test_an_officials_name_is_shown_only_when_asked_for(page: Page, call: DeskCall) -> None:
    call.dial_all()
    expect(page.locator("#mute-o1")).to_be_visible()
    assert not any(name in page.content() for name in OFFICIAL_NAMES)
    page.get_by_role("link", name=f"Show the name of {ALIAS_ONE}").press("Enter")
    expect(page.get_by_text(OFFICIAL_NAMES[0])).to_be_focused()
    call.mod(do.Open)
    expect(page.locator("#seat-o1")).to_contain_text("heard now")
    expect(page.get_by_text(OFFICIAL_NAMES[0])).to_be_visible()
    assert OFFICIAL_NAMES[1] not in page.content()


def test_a_lost_connection_is_said_and_caught_up(
    page: Page, call: DeskCall, desk: Desk, context: BrowserContext, complaints: Complaints
) -> None:
    context.set_offline(True)
    page.evaluate("window.dispatchEvent(new Event('offline'))")
    desk.watch.hang_up()  # ends the stream that is there
    call.dial_all()
    urgent(page, "Connection lost. The call goes on; this page catches up as soon as it is back.")
    page.keyboard.press("s")
    urgent(page, "Not sent: there is no connection. Nothing has changed; try again in a moment.")
    assert call.state.phase is Phase.WAITING
    desk.watch.closing = False
    context.set_offline(False)
    status(page, "Connected again. This page is up to date.")
    expect(page.locator("#seat-r4")).to_be_visible()
    assert complaints and all("ERR_" in complaint for complaint in complaints), complaints
    complaints.clear()


def test_the_quality_of_a_line_is_said_in_words(
    page: Page, call: DeskCall, desk: Desk, room: dict[str, deque[Signal]]
) -> None:
    call.dial_all()
    expect(page.locator("#seat-r1")).to_contain_text("no report")
    poor = Quality(0.08, 0.0, 2.0, 60.0, -20.0, True)
    MemorySignals(room, "exchange").send("quality", [LineQuality(BRIEFING, "line-r1", poor)])
    desk.watch.hear()
    expect(page.locator("#seat-r1")).to_contain_text("breaking up: 8 % loss")
    expect(page.locator("#seat-r1")).to_contain_text("speaking")
    call.mod(do.Mute, seat="r1")
    expect(page.locator("#seat-r1")).to_contain_text("muted")
    expect(page.locator("#seat-r1")).to_contain_text("breaking up: 8 % loss")


def test_who_drops_is_missed_and_the_seconds_pass(page: Page, call: DeskCall) -> None:
    call.dial_all()
    call.mod(do.Open)
    call.give(do.Drop(at=round(time.time() * 1000), by=HOUSE, line="line-o1"))
    urgent(page, f"{ALIAS_ONE} dropped. The place is kept for a minute.")
    expect(page.locator("#seat-o1")).to_contain_text("place kept")
    first = page.locator("#seat-o1 [data-away]").text_content()
    expect(page.locator("#seat-o1 [data-away]")).not_to_have_text(first or "")


def test_everything_works_without_scripts(
    signed_in_without_scripts: Callable[[str], Page], call: DeskCall, desk: Desk, serve: Callable[[Desk], str]
) -> None:
    page = signed_in_without_scripts(serve(desk) + call.link())
    call.dial_all()
    page.get_by_role("link", name="Reload this page to see what is new.").click()
    page.get_by_role("button", name="Start the call").click()
    status(page, "The call has started. You are heard.")
    page.locator("#mute-o2").click()
    status(page, "Muted.")
    page.get_by_role("link", name=f"Show the name of {ALIAS_ONE}").click()
    expect(page.get_by_text(OFFICIAL_NAMES[0])).to_be_visible()
    page.get_by_role("button", name="Open the queue").click()
    call.ask_question("r1", "r2")
    page.get_by_role("link", name="Reload this page to see what is new.").click()
    page.get_by_role("button", name="Move up: Bruno Inkwell").click()
    status(page, "The order was changed.")
    page.get_by_role("button", name="Next question").click()
    page.get_by_role("button", name="Call on: Ada Fable").first.click(force=True)
    urgent(page, "A reporter is already up. Close their line first.")
    page.get_by_text("Settle how a seat is cited").click()
    page.get_by_label("Name in the transcript").fill("Harbour Official")
    page.get_by_role("button", name="Settle for this seat").click()
    status(page, "The attribution is settled, for everything said so far too.")
    page.get_by_label("Language").select_option("es")
    page.get_by_role("button", name="Change", exact=True).click()
    expect(page.get_by_role("heading", name="La cola")).to_be_visible()
    page.locator("#conclude summary").click()
    page.get_by_role("button", name="Sí, terminar").click()
    status(page, "La llamada ha terminado.")
    assert call.state.phase is Phase.CONCLUDED
    assert call.state.muted == {"o2"} and call.state.questions[0].seat == "r2"
    page.get_by_role("button", name="Salir").click()
    expect(page.get_by_role("heading", name="Sesión cerrada")).to_be_visible()


def test_it_fits_a_phone_and_a_desk_in_light_and_dark(page: Page, call: DeskCall) -> None:
    call.dial_all()
    call.mod(do.Open)
    call.mod(do.OpenQueue)
    call.ask_question("r1", "r2", "r3", "r4")
    expect(page.locator("#queue li")).to_have_count(4)
    page.locator("#more-r4 > summary").click()
    fits_phone_and_desk(page, "call")


def test_a_call_of_five_hundred_lines_is_shown(page: Page, call: DeskCall) -> None:
    listener = next(seat for seat in call.state.seats.values() if seat.role is Role.LISTENER)
    call.dial_in_crowd([replace(listener, id=f"x{n}", pin=f"pin-x{n}") for n in range(500)])
    wait_until(page, "document.querySelector('#call').innerText.includes('500 listeners')")
    page.locator("#all-listeners summary").first.click()
    wait_until(page, "document.querySelectorAll('#listener-rows tr').length === 500")
    page.keyboard.press("s")
    wait_until(page, "document.querySelector('#said').innerText.startsWith('The call has started')")
