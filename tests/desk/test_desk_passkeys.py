"""Passkeys at the desk: officers make theirs in a browser, sign, and the keeper lifts; who has no link gets nothing."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from desk_visitor import Browser as Visitor
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from onbackground.briefing import commands as do
from onbackground.briefing.passkeys import fingerprint
from onbackground.briefing.refusals import Refusal
from onbackground.briefing.state import State
from onbackground.cli.convening import Admission, admit, read_invitation
from onbackground.desk.drafts import Drafts
from onbackground.desk.gate import Desk
from onbackground.desk.signin import SignIn
from onbackground.desk.watch import Watch
from onbackground.log.briefings import Asked, Briefings
from onbackground.log.folder import DataFolder
from onbackground.record.events import Finished, encode, tracks_stream
from onbackground.release.keeper import Keeper

CHROMIUM = Path("/usr/bin/chromium")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync"]
INVITATION = """
title = "Harbour talks"
[ground_rules]
embargo = "the ferry has docked"
lifted_by = 2
[[seat]]
role = "moderator"
name = "Imogen Castlebury"
officer = true
key = "passkey"
[[seat]]
role = "listener"
name = "Gil Quillfeather"
officer = true
key = "passkey"
[[seat]]
role = "listener"
name = "Ada Merrow"
officer = true
key = "passkey"
[[seat]]
role = "reporter"
name = "Ben Sandoval"
"""
WHO = ("Moderator", "Gil Quillfeather", "Ada Merrow")


class House:
    """A briefing that two of three officers with passkeys must lift, a desk, and a keeper."""

    def __init__(self, root: Path) -> None:
        (root / "harbour.toml").write_text(INVITATION)
        self.folder = DataFolder(root / "data")
        self.briefing, self.people = admit(
            read_invitation(root / "harbour.toml"), self.folder, round(time.time() * 1000)
        )
        self.recorder = self.folder.recorder()
        self.public = root / "public"
        self._briefings = Briefings(self.recorder)

    def desk(self) -> Desk:
        watch = Watch(self.recorder)
        sign_in = SignIn(self.recorder, self.folder.own_key("desk").reveal(), watch.state)
        return Desk(watch, sign_in, Drafts(self.recorder, self.folder), "en")

    @property
    def state(self) -> State:
        self._briefings.catch_up()
        return self._briefings.states[self.briefing]

    def hold_the_call(self) -> None:
        for command in (do.Open(at=1, by="s1"), do.Conclude(at=2, by="s1")):
            (answer,) = self._briefings.ask([Asked(self.briefing, command)])
            assert not isinstance(answer.outcome, Refusal)
        self.recorder.append(tracks_stream(self.briefing), 0, [encode(Finished())], 3)

    def published(self) -> int:
        """How many briefings a keeper that starts now has published when it has looked."""
        Keeper(self.recorder, self.folder, self.public).look()
        return sum(path.name != "log" for path in self.public.glob("*/"))


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    house = House(tmp_path)
    with closing(house.recorder):
        yield house


# ── Without a link ─────────────────────────────────────────────────────────────────────────────────────────────────


def test_without_a_link_nothing_is_told_of_any_briefing(visitor: Visitor) -> None:
    page = visitor.get("/enrol")
    assert page.status_code == 200 and "b7k2" not in page.text
    nonsense = visitor.post("/enrol/seat", json={"briefing": "none", "seat": "s1", "signature": "AAAA"})
    for body in ({"briefing": "b7k2", "seat": "mod"}, {"briefing": "b7k2", "seat": "nobody"}):
        answer = visitor.post("/enrol/seat", json=body | {"signature": "AAAA"})
        assert (answer.status_code, answer.text) == (nonsense.status_code, nonsense.text) == (404, nonsense.text)
        answer = visitor.post("/enrol/passkey", json=body | {"signature": "AAAA", "registration": "AAAA.AAAA"})
        assert (answer.status_code, answer.text) == (404, nonsense.text)


def test_who_has_no_passkey_is_shown_nothing_to_sign(moderator: Visitor) -> None:
    token = moderator.headers["x-form-token"]
    form = {"token": token, "do": "BreakEmbargo", "where": "the evening paper"}
    assert moderator.post("/briefings/b7k2/sign", data=form).status_code == 404
    assert moderator.post("/briefings/b7k2/sign", data=form | {"token": "0"}).status_code == 403
    assert moderator.post("/briefings/b7k2/sign", data={"token": token, "do": "Conclude"}).status_code == 404


# ── In a browser ───────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if not CHROMIUM.exists():
        pytest.skip("chromium is not installed")
    with sync_playwright() as playwright:
        expect.set_options(timeout=15_000)
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


class Officer:
    """An officer with a browser of their own, and a passkey's device in it that says yes at once."""

    def __init__(self, context: BrowserContext, home: str, person: Admission) -> None:
        self.page: Page = context.new_page()
        self.complaints: list[str] = []
        self.page.on("console", lambda said: self.complaints.append(said.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self._home, self._person = home, person
        self._devices = context.new_cdp_session(self.page)
        self._devices.send("WebAuthn.enable")
        self._device = self.new_device()

    def new_device(self) -> str:
        options = {
            "protocol": "ctap2",
            "transport": "internal",
            "hasResidentKey": True,
            "hasUserVerification": True,
            "isUserVerified": True,
            "automaticPresenceSimulation": True,
        }
        return str(self._devices.send("WebAuthn.addVirtualAuthenticator", {"options": options})["authenticatorId"])

    def verify(self, verified: bool) -> None:
        """Whether the device finds that it is its owner."""
        device = {"authenticatorId": self._device, "isUserVerified": verified}
        self._devices.send("WebAuthn.setUserVerified", device)

    def lose_device(self) -> None:
        self._devices.send("WebAuthn.removeVirtualAuthenticator", {"authenticatorId": self._device})
        self._device = self.new_device()

    def open_enrolment(self) -> Page:
        assert self._person.enrolment is not None
        self.page.goto("about:blank")  # the same address again would not be opened anew
        self.page.goto(self._home + self._person.enrolment.reveal())
        return self.page

    def enrol(self) -> str:
        """Make the passkey by keyboard; its fingerprint."""
        page = self.open_enrolment()
        page.bring_to_front()
        expect(page.get_by_role("button", name="Make my passkey")).to_be_visible()
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        expect(page.get_by_role("status")).to_have_text("Your passkey is made. Keep this page open for a moment.")
        expect(page.get_by_role("region", name="Its fingerprint")).to_be_focused()
        return page.locator("#fingerprint").inner_text()

    def open_desk(self) -> Page:
        self.page.goto(self._home + self._person.link)
        self.page.keyboard.press("Tab")
        self.page.keyboard.press("Enter")
        expect(self.page.locator("#connection")).to_have_text("Live")
        return self.page

    def read(self, what: str = "the ferry has docked") -> Page:
        """Press the desk's button, and read what there is to sign."""
        self.page.get_by_role("button", name=f"Declare: {what}…").press("Enter")
        expect(self.page.get_by_role("heading", level=1)).to_have_text("You are about to declare:")
        expect(self.page.locator("#what")).to_have_text(what)
        return self.page

    def sign(self) -> None:
        self.page.bring_to_front()  # a passkey is asked for, and lines are said, in the window in front only
        button = self.page.get_by_role("button", name="Sign with my passkey")
        expect(button).to_be_visible()  # which it is once the script is there
        button.press("Enter")


@pytest.fixture
def officers(browser: Browser, house: House, serve: Callable[[Desk], str]) -> Iterator[list[Officer]]:
    home = serve(house.desk()).replace("127.0.0.1", "localhost")
    people = [person for person in house.people if person.enrolment]
    contexts = [browser.new_context() for _ in people]
    for context in contexts:
        context.set_default_timeout(15_000)
    yield [Officer(context, home, person) for context, person in zip(contexts, people, strict=True)]
    for context in contexts:
        context.close()


def row(page: Page, name: str, text: str | re.Pattern[str]) -> None:
    expect(page.locator(".pairs div", has=page.get_by_text(name, exact=True)).locator("dd")).to_have_text(text)


def test_two_of_three_officers_make_passkeys_sign_and_the_keeper_lifts(house: House, officers: list[Officer]) -> None:
    moderator, gil, ada = officers
    fingerprints = [officer.enrol() for officer in (moderator, gil)]
    assert fingerprints == [fingerprint(house.state.seats[seat].key) for seat in ("s1", "s2")]

    # The desk shows the same fingerprints, and who is missing.
    page = moderator.open_desk()
    keys = page.locator(".officers li")
    expect(keys).to_have_text(
        [f"{who}: passkey {shown}" for who, shown in zip(WHO, fingerprints, strict=False)]
        + ["Ada Merrow: passkey not made yet"]
    )
    expect(page.get_by_text("Ada Merrow has no passkey yet.")).to_be_visible()

    # A link that was used, or comes too late, makes none.
    expect(gil.open_enrolment().get_by_role("alert")).to_contain_text("or it has been used")
    house.hold_the_call()
    assert house.published() == 0
    expect(ada.open_enrolment().get_by_role("alert")).to_have_text("The call is past that.")
    expect(ada.page.get_by_role("button")).to_be_hidden()

    gil.open_desk()
    page = gil.read()
    row(page, "Briefing", "Harbour talks")
    row(page, "Embargo", "Until the ferry has docked")
    row(page, "Signed so far", "Nobody")
    row(page, "After you", "1 more officer has to sign the same.")
    assert 'declares: {"type":"event","event":"the ferry has docked"}' in page.locator("#statement").text_content()
    gil.sign()
    expect(gil.page.get_by_role("status")).to_have_text("It is declared.")
    expect(gil.page.get_by_role("button", name=re.compile("Declare"))).to_have_count(0)
    assert house.state.declarations and house.published() == 0

    # Without the passkey, or its owner, nothing is signed, and that is said.
    expect(moderator.page.get_by_role("status")).to_contain_text("Gil Quillfeather declared")
    page = moderator.read()
    row(page, "Signed so far", "Gil Quillfeather")
    row(page, "After you", re.compile("It counts with your signature."))
    moderator.verify(False)
    moderator.sign()
    expect(page.get_by_role("alert")).to_contain_text("Nothing was signed: it was cancelled")
    moderator.verify(True)
    assert house.published() == 0
    moderator.sign()
    expect(page.get_by_role("status")).to_have_text("It is declared.")
    assert house.state.lifted and house.published() == 1
    assert not any(
        complaint for officer in (moderator, gil) for complaint in officer.complaints if "404" not in complaint
    )


def test_another_device_and_another_address_sign_nothing(house: House, officers: list[Officer]) -> None:
    moderator, gil, _ = officers
    gil.enrol()
    house.hold_the_call()
    gil.open_desk()
    page = gil.read()
    gil.lose_device()
    gil.sign()
    expect(page.get_by_role("alert")).to_contain_text("this device does not have your passkey")
    page.evaluate("document.body.dataset.origin = 'https://desk.example.org'")
    gil.sign()
    expect(page.get_by_role("alert")).to_contain_text("Your passkey signs at")

    # Who has made none is told so, and has nothing to press.
    page = moderator.open_desk()
    expect(page.locator(".officers li").first).to_have_text("Moderator: passkey not made yet")
    expect(page.get_by_role("button", name=re.compile("Declare"))).to_have_count(0)
    assert not house.state.declarations


def test_nothing_can_be_sent_before_the_script_that_signs_is_there(house: House, officers: list[Officer]) -> None:
    officer = officers[1]
    officer.enrol()
    house.hold_the_call()
    page = officer.open_desk()
    for late in ("sign.js", "desk.css"):
        page.route(f"**/static/{late}*", lambda route: route.abort())
    officer.read()
    expect(page.locator("#sign")).to_be_hidden()
    expect(page.get_by_role("link", name="Back")).to_be_visible()


def test_the_embargo_is_moved_and_broken_with_passkeys(house: House, officers: list[Officer]) -> None:
    gil, ada = officers[1:]
    for officer in (gil, ada):
        officer.enrol()
    house.hold_the_call()
    for officer in (gil, ada):
        page = officer.open_desk()
        page.locator("#move-embargo summary").press("Enter")
        page.locator("#move-embargo select[name='embargo.type']").select_option("notice")
        page.get_by_label("The office that gives notice").fill("the harbour office")
        page.locator("#move-embargo input[name=reason]").fill("It is «known».")
        page.locator("#move-embargo button").press("Enter")
        expect(page.locator("#what")).to_have_text("Until notice from the harbour office")
        row(page, "Embargo until now", "Until the ferry has docked")
        row(page, "Why", "It is «known».")
        officer.sign()
        expect(page.get_by_role("status")).to_have_text(
            "The embargo is moved, or waits for the other officers to agree."
        )
    assert house.state.moves_made == 1
    for officer in (gil, ada):
        page = officer.page
        page.locator("#break-embargo summary").press("Enter")
        page.get_by_label("Where it broke").fill("the evening paper")
        page.locator("#break-embargo button").press("Enter")
        expect(page.locator("#what")).to_have_text("the evening paper")
        officer.sign()
        expect(page.get_by_role("status")).to_have_text("It is noted that the embargo was broken.")
    assert house.state.lifted and house.published() == 1
