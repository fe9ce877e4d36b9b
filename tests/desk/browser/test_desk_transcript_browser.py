"""The transcript's page in a real browser: hear, correct and settle by keyboard alone, on a phone and at a desk."""

import itertools
import os
from collections.abc import Callable, Iterator

import pytest
from chromium import CONTRASTS, IN_CHROMIUM, Complaints, fits_phone_and_desk, status, wait_until, watched
from desk_call import BRIEFING, OFFICIAL_NAMES, DeskCall
from playwright.sync_api import BrowserContext, Page, expect
from spoken_call import Recorded, hold

from onbackground.briefing import commands as do
from onbackground.briefing.terms import Level
from onbackground.desk.drafts import Drafts
from onbackground.desk.gate import Desk
from onbackground.record.events import RATE
from onbackground.release.assembly import read_edits
from onbackground.release.editing.deciding import ChangeSpeaker, CorrectWords, CutTurn, SettleFlag, TakeBack
from onbackground.release.editing.events import (
    FlagSettled,
    FlagsOverridden,
    Place,
    Ruling,
    SpeakerChanged,
    TakenBack,
    TurnCut,
    WordsConfirmed,
    WordsCorrected,
)
from onbackground.release.editor import edit

pytestmark = IN_CHROMIUM
ALIAS = "[Senior Administration Official One]"


@pytest.fixture
def recorded(call: DeskCall) -> Recorded:
    call.dial_all()
    call.mod(do.Open)
    return hold(call, call.now * RATE // 1000)


@pytest.fixture
def page(
    context: BrowserContext,
    complaints: Complaints,
    call: DeskCall,
    desk: Desk,
    recorded: Recorded,
    serve: Callable[[Desk], str],
) -> Iterator[Page]:
    """The moderator's page of the transcript; it must have nothing to complain about."""
    page = watched(context, complaints)
    home = serve(desk)
    page.goto(home + call.link())
    page.get_by_role("button", name="Open the desk").click()
    page.get_by_role("link", name="Read and correct the transcript").first.click()
    page.wait_for_url(f"**/briefings/{BRIEFING}/transcript")
    expect(page.locator("#connection")).to_have_text("Live")
    yield page
    assert complaints == []


def word(page: Page, text: str):  # type: ignore[no-untyped-def]
    return page.locator("#turns .w", has_text=text).first


def wait_for_sound(page: Page) -> None:
    wait_until(page, "document.getElementById('player').currentTime > 0.2")


def test_hear_and_correct_by_keyboard_alone(page: Page, call: DeskCall) -> None:
    keys = page.keyboard
    page.get_by_role("button", name="Thank", exact=True).focus()
    for _ in range(6):
        keys.press("ArrowRight")
    expect(word(page, "June,")).to_be_focused()
    expect(page.get_by_role("button", name="June,", exact=True)).to_be_focused()
    keys.press("Enter")
    wait_for_sound(page)
    start = int((word(page, "June,").get_attribute("data-place") or "").split(":")[1])
    assert f"/sound/line-o1/{start}/" in page.evaluate("document.getElementById('player').src")
    wait_until(page, "document.querySelector('.w.heard') !== null")
    keys.press("p")
    wait_until(page, "document.getElementById('player').paused")

    keys.press("e")
    replacement = page.get_by_label("Change to")
    expect(replacement).to_be_focused()
    expect(replacement).to_have_value("June,")
    keys.type("July,")
    page.get_by_role("checkbox", name="This changes the meaning").focus()
    keys.press("Space")
    keys.press("Enter")
    status(page, "Corrected.")
    expect(page.locator("#turns")).to_contain_text("lands in June [July], on")
    expect(page.locator("#turns del")).to_have_text("June")
    expect(page.locator(".w.corrected")).to_be_focused()
    (done,) = read_edits(call.recorder, BRIEFING).events
    assert isinstance(done, WordsCorrected) and (done.text, done.changes_meaning, done.by) == ("July,", True, "mod")

    # Several words, selected with Shift, mended silently; and undone from the history.
    word(page, "Who").focus()
    keys.press("Shift+ArrowRight")
    status(page, "Selected: Who pays")
    keys.press("e")
    keys.type("Who is paying")
    keys.press("Enter")
    status(page, "Corrected.")
    expect(page.locator("#turns")).to_contain_text("Who is paying for the wall?")
    page.get_by_role("button", name="Take back: entry 2").focus()
    keys.press("Enter")
    status(page, "Taken back.")
    expect(page.locator("#turns")).to_contain_text("Who pays for the wall?")
    expect(page.get_by_role("region", name="Who changed what")).to_contain_text("Moderator took back: entry 2")


def test_flags_are_settled_by_keyboard_and_publication_says_so(page: Page, call: DeskCall) -> None:
    keys = page.keyboard
    flags = page.get_by_role("region", name="To settle")
    expect(page.get_by_role("region", name="Publication")).to_contain_text("2 flags are open.")
    keys.press("f")
    expect(flags.get_by_role("listitem").first).to_be_focused()
    field = flags.get_by_label("Alias or words instead: Beatrix.")
    field.fill(ALIAS)
    field.press("Tab")
    keys.press("Enter")
    status(page, "Settled.")
    expect(page.locator("#turns")).to_contain_text(f"Thanks, {ALIAS}. When")
    expect(flags.get_by_role("listitem")).to_have_count(1)
    flags.get_by_role("button", name="Keep as printed: I was ambassador in Fableton (t005)").focus()
    keys.press("Space")
    expect(flags).to_contain_text("Nothing to settle.")
    expect(page.get_by_role("region", name="Publication")).to_contain_text("No flag is open.")
    settled = read_edits(call.recorder, BRIEFING).events
    assert [event.ruling for event in settled if isinstance(event, FlagSettled)] == [Ruling.REPLACE, Ruling.KEEP]


def test_an_override_asks_for_its_reason(page: Page, call: DeskCall) -> None:
    page.locator("#override summary").click()
    page.get_by_label("The reason; it is kept in the log").fill("Both officials agree.")
    page.get_by_role("button", name="Yes, publish with open flags").click()
    status(page, "It may be published with the flags that are open now.")
    (event,) = read_edits(call.recorder, BRIEFING).events
    assert isinstance(event, FlagsOverridden) and event.reason == "Both officials agree."
    page.get_by_role("button", name="Take back: entry 1").click()
    expect(page.get_by_role("region", name="Publication")).to_contain_text("2 flags are open.")


def test_what_somebody_else_changes_is_shown_and_a_stale_correction_is_refused(page: Page, call: DeskCall) -> None:
    june = word(page, "June,")
    track, start, end = (june.get_attribute("data-place") or "").split(":")
    june.click()
    page.keyboard.press("e")
    expect(page.get_by_role("dialog")).to_be_visible()
    wish = CorrectWords(seen=0, place=Place(track, int(start), int(end)), text="August,")
    edit(call.recorder, BRIEFING, call.state, wish, "op", call.now)
    expect(page.locator("#turns")).to_contain_text("August,")
    status(page, "Operator corrected words.")
    page.get_by_label("Change to").fill("July,")
    page.keyboard.press("Enter")
    refused = page.get_by_role("dialog").get_by_role("alert")
    expect(refused).to_have_text("Somebody has changed this meanwhile: look at it as it is now, and decide again.")
    assert len(read_edits(call.recorder, BRIEFING).events) == 1
    expect(page.locator("#was")).to_have_text("August,")
    expect(page.get_by_label("Change to")).to_have_value("July,")
    page.keyboard.press("Enter")
    status(page, "Corrected.")
    expect(page.locator("#turns")).to_contain_text("July,")


def test_the_focus_goes_on_where_what_had_it_is_gone(page: Page) -> None:
    word(page, "airship").click()
    page.keyboard.press("e")
    page.get_by_label("Change to").fill("")
    page.keyboard.press("Enter")
    status(page, "Corrected.")
    expect(page.locator("#turns")).to_contain_text("The lands in June")
    expect(word(page, "lands")).to_be_focused()
    page.locator("#override summary").focus()
    page.keyboard.press("Enter")
    page.get_by_label("The reason; it is kept in the log").fill("Both agree.")
    page.keyboard.press("Enter")
    status(page, "It may be published with the flags that are open now.")
    expect(page.get_by_role("region", name="Publication")).to_be_focused()


def test_of_two_people_at_one_seat_the_other_is_told(page: Page, call: DeskCall, context: BrowserContext) -> None:
    assert context.browser
    elsewhere = context.browser.new_context()
    other = elsewhere.new_page()
    other.goto(page.url.split("/briefings")[0] + call.link())
    other.get_by_role("button", name="Open the desk").click()
    other.goto(page.url)
    expect(other.locator("#connection")).to_have_text("Live")
    page.get_by_label("Alias or words instead: Beatrix.").fill("[a colleague]")
    other.get_by_role("button", name="Keep as printed: Beatrix.").click()
    status(other, "Settled.")
    status(page, "Moderator kept what is printed.")
    page.wait_for_timeout(600)
    status(other, "Settled.")
    page.get_by_role("heading", name="To settle").click()
    page.keyboard.press("u")
    status(page, "There is no other.")
    other.keyboard.press("u")
    status(other, "Taken back. 1 more flag is open.")
    elsewhere.close()


def test_who_reads_is_told_that_an_alias_was_changed_at_the_desk(page: Page, call: DeskCall) -> None:
    link = page.get_by_role("link", name="Change an alias, or how officials are cited")
    assert (link.get_attribute("href") or "").endswith(f"/briefings/{BRIEFING}#settle")
    call.mod(do.SettleAttribution, seat="o1", alias="Senior Harbour Official")
    expect(page.get_by_role("article", name="t002 SENIOR HARBOUR OFFICIAL")).to_be_visible()
    status(page, "An alias, or how officials are cited, was changed: the text is as it is now.")
    call.mod(do.ChangeGroundRules, level=Level.DEEP_BACKGROUND, phrase="people of the harbour")
    call.mod(do.OpenQueue)
    link.click()
    expect(page.locator("#settle")).to_be_visible()


def test_what_is_chosen_is_seen_in_the_reader_s_own_colours(page: Page) -> None:
    page.emulate_media(forced_colors="active")
    word(page, "June,").click()
    page.keyboard.press("Shift+ArrowRight")
    marked = "[...document.querySelectorAll('.w.chosen')].map((w) => getComputedStyle(w).outlineStyle)"
    assert page.evaluate(marked) == ["solid", "solid"]
    wait_until(page, "document.querySelector('.w.heard') !== null")
    heard = "getComputedStyle(document.querySelector('.w.heard')).borderBottomStyle"
    assert page.evaluate(heard) == "solid"
    assert page.evaluate("getComputedStyle(document.querySelector('.w.flagged')).borderBottomStyle") == "dashed"


def test_words_selected_by_touch_or_by_a_screen_reader_are_chosen(page: Page) -> None:
    page.evaluate("""() => {
      const all = [...document.querySelectorAll("#turns .w")];
      const words = all.filter((word) => ["lands", "June,"].includes(word.textContent));
      const range = document.createRange();
      range.setStart(words[0].firstChild, 1);
      range.setEnd(words[1].firstChild, 3);
      getSelection().addRange(range);
    }""")
    expect(page.locator(".w.chosen")).to_have_text(["lands", "in", "June,"])
    page.get_by_role("button", name="Correct", exact=True).click()
    expect(page.get_by_label("Change to")).to_have_value("lands in June,")


def test_words_in_place_of_a_flag_are_printed_by_enter(page: Page, call: DeskCall) -> None:
    page.keyboard.press("f")
    page.keyboard.press("r")
    field = page.get_by_label("Alias or words instead: Beatrix.")
    expect(field).to_be_focused()
    page.keyboard.type(ALIAS)
    page.keyboard.press("Enter")
    status(page, "Settled.")
    expect(page.locator("#turns")).to_contain_text(f"Thanks, {ALIAS}. When")
    (event,) = read_edits(call.recorder, BRIEFING).events
    assert isinstance(event, FlagSettled) and event.ruling is Ruling.REPLACE
    expect(page.locator("#flags li")).to_be_focused()


def test_flags_are_settled_by_single_keys_and_the_last_is_taken_back(page: Page, call: DeskCall) -> None:
    flags, remaining = page.locator("#flags li[id]"), page.locator("#remaining")
    expect(remaining).to_contain_text("2 open flags")
    expect(remaining).to_contain_text("1 unclear word")
    page.keyboard.press("f")
    expect(page.locator(".w.chosen")).to_have_text(["Beatrix."])
    page.keyboard.press("k")
    status(page, "Settled.")
    expect(flags).to_have_count(1)
    expect(flags).to_be_focused()
    expect(page.locator(".w.chosen").nth(2)).to_have_text("ambassador")
    expect(remaining).to_contain_text("1 open flag")
    page.keyboard.press("Enter")
    wait_for_sound(page)
    page.keyboard.press("u")
    status(page, "Taken back. 1 more flag is open.")
    expect(flags).to_have_count(2)
    expect(flags.first).to_be_focused()
    page.keyboard.press("Shift+F")
    expect(flags.last).to_be_focused()
    assert [type(event) for event in read_edits(call.recorder, BRIEFING).events] == [FlagSettled, TakenBack]


def test_the_count_of_unclear_words_leads_to_the_first(page: Page) -> None:
    page.get_by_role("link", name="1 unclear word").click()
    expect(word(page, "harbor")).to_be_focused()


def test_an_unclear_word_is_heard_and_confirmed_by_keys(page: Page, call: DeskCall) -> None:
    page.keyboard.press("y")
    expect(page.get_by_role("alert")).to_have_text("Choose a word first.")
    page.keyboard.press("d")
    expect(word(page, "harbor")).to_be_focused()
    page.keyboard.press("y")
    status(page, "Heard correctly.")
    expect(word(page, "harbor")).to_be_focused()
    expect(page.locator("#turns .doubt")).to_have_count(0)
    expect(page.locator("#remaining")).to_contain_text("0 unclear words")
    (event,) = read_edits(call.recorder, BRIEFING).events
    assert isinstance(event, WordsConfirmed)
    page.keyboard.press("u")
    status(page, "Taken back.")
    expect(page.locator("#turns .doubt")).to_have_count(1)


def test_who_speaks_is_changed_by_keyboard_alone_and_taken_back(page: Page, call: DeskCall) -> None:
    keys, turn = page.keyboard, page.locator("#turns .turn").nth(1)
    dialog = page.get_by_role("dialog", name="Who speaks in this turn")
    keys.press("s")
    expect(page.get_by_role("alert")).to_have_text("Choose a word first.")
    page.get_by_role("button", name="Thank", exact=True).focus()
    keys.press("s")
    speakers = dialog.get_by_role("group", name="Speaker").get_by_role("radio")
    expect(speakers).to_have_count(5)
    one = dialog.get_by_role("radio", name="SENIOR ADMINISTRATION OFFICIAL ONE")
    expect(one).to_be_focused()
    expect(one).to_be_checked()
    expect(dialog).to_contain_text("Thank you. The airship lands")
    keys.press("Escape")
    expect(dialog).to_be_hidden()
    expect(page.get_by_role("button", name="Thank", exact=True)).to_be_focused()

    keys.press("s")
    keys.press("Enter")
    expect(dialog.get_by_role("alert")).to_have_text("That is what is printed already.")
    keys.press("ArrowDown")
    expect(dialog.get_by_role("radio", name="SENIOR ADMINISTRATION OFFICIAL TWO")).to_be_checked()
    keys.press("Enter")
    status(page, "The speaker is changed.")
    expect(dialog).to_be_hidden()
    expect(page.get_by_role("article", name="t002 SENIOR ADMINISTRATION OFFICIAL TWO")).to_be_visible()
    expect(turn).to_contain_text("came in on the line of SENIOR ADMINISTRATION OFFICIAL ONE")
    expect(page.get_by_role("button", name="Thank", exact=True)).to_be_focused()
    expect(page.get_by_role("region", name="Who changed what")).to_contain_text("Moderator changed who speaks.")
    (done,) = read_edits(call.recorder, BRIEFING).events
    assert isinstance(done, SpeakerChanged) and (done.seat, done.by) == ("o2", "mod")
    keys.press("u")
    status(page, "Taken back.")
    expect(page.get_by_role("article", name="t002 SENIOR ADMINISTRATION OFFICIAL ONE")).to_be_visible()
    expect(page.get_by_role("button", name="Thank", exact=True)).to_be_focused()


def test_who_speaks_at_a_flag_is_asked_by_its_key_and_a_stale_answer_keeps_whom_one_chose(
    page: Page, call: DeskCall
) -> None:
    page.keyboard.press("f")
    page.keyboard.press("s")
    dialog = page.get_by_role("dialog", name="Who speaks in this turn")
    expect(dialog).to_contain_text("Printed now: SENIOR ADMINISTRATION OFFICIAL TWO Thanks, Beatrix.")
    last = Drafts(call.recorder, call.folder).standing(BRIEFING, call.state).draft.turns[-1]
    edit(call.recorder, BRIEFING, call.state, ChangeSpeaker(seen=0, place=last.place, seat="o1"), "mod", call.now)
    expect(page.get_by_role("article", name="t005 SENIOR ADMINISTRATION OFFICIAL ONE")).to_be_visible()
    dialog.get_by_role("radio", name="QUESTION").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    expect(dialog.get_by_role("alert")).to_contain_text("Somebody has changed this meanwhile")
    expect(dialog).to_contain_text("Printed now: SENIOR ADMINISTRATION OFFICIAL ONE Thanks, Beatrix.")
    expect(dialog.get_by_role("radio", name="QUESTION")).to_be_checked()
    page.keyboard.press("Enter")
    status(page, "The speaker is changed.")
    expect(page.get_by_role("article", name="t005 QUESTION")).to_be_visible()
    assert page.evaluate("document.activeElement !== document.body")


def test_who_speaks_in_a_turn_that_is_joined_meanwhile_is_asked_of_the_whole(page: Page, call: DeskCall) -> None:
    june = word(page, "June,")
    track, start, end = (june.get_attribute("data-place") or "").split(":")
    cut = CutTurn(seen=0, place=Place(track, int(start), int(end)))
    edit(call.recorder, BRIEFING, call.state, cut, "mod", call.now)
    expect(page.get_by_role("article", name="t002b")).to_be_visible()
    june.click()
    page.keyboard.press("s")
    dialog = page.get_by_role("dialog", name="Who speaks in this turn")
    expect(dialog).to_contain_text("Printed now: SENIOR ADMINISTRATION OFFICIAL ONE June,")
    edit(call.recorder, BRIEFING, call.state, TakeBack(event=1), "op", call.now)
    edit(call.recorder, BRIEFING, call.state, TakeBack(event=1), "mod", call.now)
    expect(page.get_by_role("article", name="t002b")).to_have_count(0)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(dialog.get_by_role("alert")).to_contain_text("Somebody has changed this meanwhile")
    expect(dialog).to_contain_text("Printed now: SENIOR ADMINISTRATION OFFICIAL ONE Thank you.")
    page.keyboard.press("Escape")
    expect(june).to_be_focused()


def test_what_somebody_takes_back_is_told_by_its_entry(page: Page, call: DeskCall) -> None:
    june = (word(page, "June,").get_attribute("data-place") or "").split(":")
    place = Place(june[0], int(june[1]), int(june[2]))
    edit(call.recorder, BRIEFING, call.state, CorrectWords(seen=0, place=place, text="July,"), "op", call.now)
    status(page, "Operator corrected words.")
    edit(call.recorder, BRIEFING, call.state, TakeBack(event=1), "op", call.now)
    status(page, "Operator took back: entry 1")


def test_a_turn_is_cut_by_keyboard_alone_its_part_given_to_another_and_joined_again(page: Page, call: DeskCall) -> None:
    keys = page.keyboard
    dialog = page.get_by_role("dialog", name="Cut this turn in two")
    keys.press("c")
    expect(page.get_by_role("alert")).to_have_text("Choose a word first.")
    page.get_by_role("button", name="Thank", exact=True).focus()
    keys.press("c")
    expect(page.get_by_role("alert")).to_contain_text("Its turn begins with that word")
    expect(dialog).to_be_hidden()
    for _ in range(2):
        keys.press("ArrowRight")
    keys.press("c")
    expect(dialog).to_contain_text("It ends with: Thank you.")
    expect(dialog).to_contain_text("A turn of its own begins with: The airship lands in June,")
    expect(dialog.get_by_role("button", name="Cut here")).to_be_focused()
    expect(dialog.get_by_label("The reason; it is published")).to_be_hidden()
    keys.press("Escape")
    expect(dialog).to_be_hidden()
    expect(page.get_by_role("button", name="The", exact=True)).to_be_focused()

    keys.press("c")
    keys.press("Enter")
    status(page, "The turn is cut in two.")
    expect(dialog).to_be_hidden()
    first = page.get_by_role("article", name="t002 SENIOR ADMINISTRATION OFFICIAL ONE")
    second = page.get_by_role("article", name="t002b SENIOR ADMINISTRATION OFFICIAL ONE")
    expect(first).to_contain_text("Thank you.")
    expect(second).to_contain_text("The airship lands in June,")
    expect(page.get_by_role("article", name="t003")).to_be_visible()
    expect(page.get_by_role("button", name="The", exact=True)).to_be_focused()
    expect(page.get_by_role("region", name="Who changed what")).to_contain_text("cut a turn in two, before: The")
    (done,) = read_edits(call.recorder, BRIEFING).events
    assert isinstance(done, TurnCut) and done.by == "mod"
    keys.press("Enter")
    wait_for_sound(page)
    source = page.evaluate("document.getElementById('player').src")
    assert source.endswith(f"/sound/line-o1/{done.place.start}/{second.get_attribute('data-end')}")

    keys.press("s")
    speakers = page.get_by_role("dialog", name="Who speaks in this turn")
    expect(speakers).to_contain_text("The airship lands")
    keys.press("ArrowDown")
    keys.press("Enter")
    status(page, "The speaker is changed.")
    expect(page.get_by_role("article", name="t002b SENIOR ADMINISTRATION OFFICIAL TWO")).to_be_visible()
    expect(first).to_be_visible()
    page.get_by_role("button", name="Take back: entry 1").focus()
    keys.press("Enter")
    expect(page.get_by_role("alert")).to_have_text("Who speaks there was changed since: take that back first.")
    keys.press("u")
    status(page, "Taken back.")
    expect(second).to_be_visible()
    keys.press("u")
    expect(page.get_by_role("article", name="t002b")).to_have_count(0)
    expect(first).to_contain_text("Thank you. The airship lands in June,")
    expect(page.get_by_role("button", name="The", exact=True)).to_be_focused()
    kinds = [type(event) for event in read_edits(call.recorder, BRIEFING).events]
    assert kinds == [TurnCut, SpeakerChanged, TakenBack, TakenBack]


def test_a_stale_cut_is_refused_and_made_where_the_words_are_now(page: Page, call: DeskCall) -> None:
    dialog = page.get_by_role("dialog", name="Cut this turn in two")
    word(page, "The").click()
    page.get_by_role("button", name="Cut this turn in two").click()
    track, start, end = (word(page, "The").get_attribute("data-place") or "").split(":")
    wish = CorrectWords(seen=0, place=Place(track, int(start), int(end)), text="That")
    edit(call.recorder, BRIEFING, call.state, wish, "op", call.now)
    expect(page.locator("#turns")).to_contain_text("That airship")
    page.keyboard.press("Enter")
    expect(dialog.get_by_role("alert")).to_contain_text("Somebody has changed this meanwhile")
    expect(dialog).to_contain_text("A turn of its own begins with: That airship")
    page.keyboard.press("Enter")
    status(page, "The turn is cut in two.")
    expect(page.get_by_role("article", name="t002b")).to_contain_text("That airship")


def test_a_flag_out_of_sight_is_shown_before_a_key_settles_it(page: Page, call: DeskCall) -> None:
    flag = page.locator("#flags li[id]").first
    in_view = """card => {
      const { top, bottom } = card.querySelector(".context").getBoundingClientRect();
      return top >= document.querySelector(".status").getBoundingClientRect().bottom
        && bottom <= document.querySelector(".player").getBoundingClientRect().top;
    }"""
    for (width, height), key in itertools.product(((390, 700), (1280, 480)), "kr"):
        page.set_viewport_size({"width": width, "height": height})
        flag.evaluate("card => card.focus({ preventScroll: true })")
        page.evaluate("scrollTo(0, document.body.scrollHeight)")
        assert not flag.evaluate(in_view), (width, key)
        page.wait_for_timeout(600)
        page.keyboard.press(key)
        wait_until(page, f"({in_view})(document.querySelector('#flags li[id]'))")
        assert read_edits(call.recorder, BRIEFING).events == ()
    flag.evaluate("card => card.focus({ preventScroll: true })")
    page.keyboard.press("k")
    status(page, "Settled.")


def test_a_flag_that_has_only_just_come_is_not_kept_by_a_key(page: Page) -> None:
    kept = """async () => {
      const still = performance.now();
      performance.now = () => still;
      let sent = 0;
      document.addEventListener("submit", () => { sent += 1; });
      document.querySelector("#flags li[id]").remove();
      await Promise.resolve();
      document.querySelector("#flags li[id]").focus();
      document.activeElement.dispatchEvent(new KeyboardEvent("keydown", { key: "k", bubbles: true }));
      return sent;
    }"""
    assert page.evaluate(kept) == 0


def test_the_question_of_an_override_follows_what_others_settle(page: Page, call: DeskCall) -> None:
    page.locator("#override summary").click()
    page.get_by_label("The reason; it is kept in the log").fill("Both agree.")
    (_, biography) = (
        raised.key for raised in Drafts(call.recorder, call.folder).standing(BRIEFING, call.state).draft.open
    )
    edit(call.recorder, BRIEFING, call.state, SettleFlag(seen=0, flag=biography, ruling=Ruling.KEEP), "mod", call.now)
    expect(page.locator("#override")).to_contain_text("Publish with 1 open flag,")
    page.get_by_role("button", name="Yes, publish with open flags").click()
    status(page, "It may be published with the flags that are open now.")
    assert isinstance(read_edits(call.recorder, BRIEFING).events[-1], FlagsOverridden)


def test_keys_typed_into_a_field_that_goes_away_are_no_commands(page: Page) -> None:
    page.locator("#flags li[id] input[name=text]").first.focus()
    gone = """() => {
      const still = performance.now();
      performance.now = () => still;
      const press = (target, key) => target.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
      press(document.activeElement, "o");
      document.activeElement.closest("li").focus();
      press(document.activeElement, "k");
      press(document.activeElement, "f");
      return document.activeElement.id === document.querySelector("#flags li[id]").id;
    }"""
    assert page.evaluate(gone)
    page.keyboard.press("Tab")
    expect(page.get_by_role("region", name="To settle")).to_contain_text("2 open flags")


def test_whoever_presses_a_word_after_typing_goes_on_by_keys_at_once(page: Page) -> None:
    page.get_by_label("Alias or words instead: Beatrix.").press_sequentially("a")
    word(page, "June,").click()
    page.keyboard.press("e")
    expect(page.get_by_label("Change to")).to_have_value("June,")


def test_what_has_the_focus_is_not_behind_the_bars(page: Page) -> None:
    page.set_viewport_size({"width": 1280, "height": 420})
    covered = """() => {
      const here = document.activeElement.getBoundingClientRect();
      return here.top < document.querySelector(".status").getBoundingClientRect().bottom
        || here.bottom > document.querySelector(".player").getBoundingClientRect().top;
    }"""
    for text in ("Good", "harbor", "Thanks,"):
        page.evaluate("scrollTo(0, 0)")
        word(page, text).evaluate("word => word.closest('.turn').querySelector('.w').click()")
        for _ in range(10):
            page.keyboard.press("ArrowRight")
        assert not page.evaluate(covered), text


def test_enlarged_four_times_the_bars_leave_room_for_the_text(page: Page) -> None:
    page.set_viewport_size({"width": 320, "height": 256})
    word(page, "harbor").click()
    wait_for_sound(page)
    page.keyboard.press("d")
    here = "document.activeElement.getBoundingClientRect()"
    news = "document.querySelector('.status').getBoundingClientRect()"
    assert page.evaluate(f"{news}.bottom < 60 && {here}.top >= {news}.bottom && {here}.bottom <= 256")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    player = page.locator(".player")
    player.evaluate("player => player.scrollIntoView()")
    page.keyboard.press("e")
    expect(page.get_by_label("Change to")).to_have_value("harbor")


def test_an_answer_that_is_late_is_waited_for_in_sight(page: Page, context: BrowserContext, call: DeskCall) -> None:
    network = context.new_cdp_session(page)
    slow = {"offline": False, "latency": 2500, "downloadThroughput": -1, "uploadThroughput": -1}
    network.send("Network.enable")
    network.send("Network.emulateNetworkConditions", slow)
    page.keyboard.press("d")
    page.keyboard.press("e")
    page.get_by_label("Change to").fill("harbour")
    page.keyboard.press("Enter")
    expect(page.locator("#correct .main[aria-busy]")).to_have_text("Save the correction")
    expect(page.locator("#said")).to_have_text("Sending…")
    page.keyboard.press("Enter")
    status(page, "Corrected.")
    expect(page.locator("[aria-busy]")).to_have_count(0)
    assert len(read_edits(call.recorder, BRIEFING).events) == 1


def test_who_is_signed_out_is_told_so_and_keeps_what_was_typed(
    page: Page, context: BrowserContext, complaints: Complaints
) -> None:
    page.keyboard.press("d")
    page.keyboard.press("e")
    page.get_by_label("Change to").fill("harbour")
    context.clear_cookies()
    page.keyboard.press("Enter")
    refused = page.get_by_role("dialog").get_by_role("alert")
    expect(refused).to_have_text("You are signed out. Ask the press office for a new link.")
    expect(page.get_by_label("Change to")).to_have_value("harbour")
    assert complaints and all("404" in complaint for complaint in complaints), complaints
    complaints.clear()


def test_no_name_is_in_the_page_until_it_is_asked_for(page: Page) -> None:
    assert [name for name in OFFICIAL_NAMES if name in page.content()] == []


def test_everything_but_correcting_words_works_without_scripts(
    signed_in_without_scripts: Callable[[str], Page],
    call: DeskCall,
    desk: Desk,
    recorded: Recorded,
    serve: Callable[[Desk], str],
) -> None:
    page = signed_in_without_scripts(serve(desk) + call.link())
    page.get_by_role("link", name="Read and correct the transcript").first.click()
    page.get_by_role("button", name="Keep as printed").first.click()
    status(page, "Settled.")
    page.locator("#override summary").click()
    page.get_by_label("The reason; it is kept in the log").fill("Agreed.")
    page.get_by_role("button", name="Yes, publish with open flags").click()
    status(page, "It may be published with the flags that are open now.")
    page.get_by_role("button", name="Take back: entry 2").click()
    status(page, "Taken back.")


def test_it_fits_a_phone_and_a_desk_in_light_and_dark(page: Page) -> None:
    expect(page.get_by_text("No words are here")).to_be_hidden()
    word(page, "June,").click()
    wait_for_sound(page)
    fits_phone_and_desk(page, "transcript")
    page.emulate_media(contrast="more")
    assert page.evaluate(CONTRASTS) == []
    page.keyboard.press("s")
    expect(page.get_by_role("dialog")).to_be_visible()
    fits_phone_and_desk(page, "speaker")
    page.keyboard.press("Escape")
    page.keyboard.press("e")
    expect(page.get_by_role("dialog")).to_be_visible()
    if shots := os.environ.get("SHOTS"):
        page.screenshot(path=f"{shots}/dialog.png")
    page.keyboard.press("Escape")
    page.keyboard.press("c")
    expect(page.get_by_role("dialog", name="Cut this turn in two")).to_be_visible()
    fits_phone_and_desk(page, "cut")
