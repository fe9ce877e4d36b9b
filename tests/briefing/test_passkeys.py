"""Passkeys: what one has signed is believed for that alone; a false one cannot be put in an officer's place."""

from __future__ import annotations

import hypothesis.strategies as st
import pytest
from hypothesis import given, settings
from msgspec.structs import replace
from people import SEATS, START
from signing_officers import public_key, with_key
from software_passkey import ORIGIN, PRESENT, USUAL, VERIFIED, Browser, Link, SoftwarePasskey, base64url

from onbackground.briefing import commands as do
from onbackground.briefing import events as ev
from onbackground.briefing.belief import believe, believed, fold_believed
from onbackground.briefing.embargo import Event, NoEmbargo, Notice, Quorum
from onbackground.briefing.passkeys import (
    enrolment_of,
    fingerprint,
    from_base64url,
    has_signed,
    is_from_link,
    read_passkey,
    registered,
)
from onbackground.briefing.refusals import Refusal
from onbackground.briefing.rules import decide
from onbackground.briefing.state import State
from onbackground.briefing.statements import OfficerKeyError, check_key, statement_of, would_say
from onbackground.briefing.terms import HOUSE, GroundRules

BRIEFING = "fable"
OFFICERS = ("mod", "op", "ear")
DOCKED = Event("the ferry has docked")
LIFTED = ev.EmbargoLifted(at=START, by=HOUSE)
ALGORITHMS = ("EdDSA", "ES256")
MODERATORS, LISTENERS = SoftwarePasskey("ES256", "mod"), SoftwarePasskey("EdDSA", "ear")
MODERATORS_LINK, LISTENERS_LINK = Link("mod"), Link("ear")


def convened() -> State:
    """Three officers: two who are to enrol a passkey, and one with a key in a file."""
    keys = {"mod": MODERATORS_LINK.key, "ear": LISTENERS_LINK.key, "op": public_key("op")}
    seats = tuple(replace(seat, key=keys.get(seat.id, "")) for seat in SEATS)
    rules = GroundRules(embargo=DOCKED, quorum=Quorum(2, OFFICERS))
    convene = do.Convene(at=START, by=HOUSE, title="T", ground_rules=rules, seats=seats, starts_at=START)
    events = decide(State(), convene)
    assert not isinstance(events, Refusal)
    return fold_believed(BRIEFING, events)


def enrolled(seat: str, passkey: SoftwarePasskey, link: Link, browser: Browser = USUAL) -> ev.PasskeyEnrolled:
    registration = passkey.register(BRIEFING, seat, browser)
    key = passkey.key(browser.origin)
    return ev.PasskeyEnrolled(at=START, by=seat, key=key, registration=registration, signature=link.sign(registration))


MODERATOR_ENROLLED = enrolled("mod", MODERATORS, MODERATORS_LINK)
LISTENER_ENROLLED = enrolled("ear", LISTENERS, LISTENERS_LINK)
CALL_HELD = [ev.Opened(at=START, by="mod"), ev.Concluded(at=START, by="mod")]


def concluded() -> State:
    return fold_believed(BRIEFING, [MODERATOR_ENROLLED, LISTENER_ENROLLED, *CALL_HELD], convened())


def declared(
    passkey: SoftwarePasskey, by: str = "mod", briefing: str = BRIEFING, fact: Event = DOCKED, at: Browser = USUAL
) -> ev.FactDeclared:
    """The declaration that the ferry has docked, signed for this fact in this briefing."""
    said = ev.FactDeclared(at=START, by=by, fact=fact)
    signature = passkey.sign(statement_of(briefing, State(), said), at)
    return replace(said, fact=DOCKED, signature=signature)


# ── What a passkey has signed ──────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("algorithm", ALGORITHMS)
def test_an_assertion_over_a_statement_is_its_signature(algorithm: str) -> None:
    passkey = SoftwarePasskey(algorithm, "someone")
    check_key(passkey.key())
    assert read_passkey(passkey.key()).rp_id == "desk.example.org"
    assert has_signed(passkey.key(), "this", passkey.sign("this"))
    assert has_signed(passkey.key(), "this", passkey.sign("this", Browser(counter=7)))
    assert has_signed(passkey.key(), "this", passkey.sign("this", Browser(counter=3))), "no counter is kept"


@pytest.mark.parametrize("algorithm", ALGORITHMS)
@pytest.mark.parametrize(
    ("what", "browser"),
    [
        ("another origin", Browser(origin="https://desk.example.com")),
        ("another port", Browser(origin=ORIGIN + ":8443")),
        ("an origin below", Browser(origin=ORIGIN.replace("//", "//other."))),
        ("no TLS", Browser(origin="http://desk.example.org")),
        ("another relying party", Browser(rp_id="example.org")),
        ("not verified", Browser(flags=PRESENT)),
        ("not present", Browser(flags=VERIFIED)),
        ("inside another's page", Browser(cross_origin=True)),
        ("asked for a registration", Browser(type="webauthn.create")),
    ],
)
def test_what_was_asked_for_otherwise_is_no_signature(algorithm: str, what: str, browser: Browser) -> None:
    passkey = SoftwarePasskey(algorithm, "someone")
    assert not has_signed(passkey.key(), "this", passkey.sign("this", browser)), what


@pytest.mark.parametrize("algorithm", ALGORITHMS)
def test_another_statement_or_credential_is_none(algorithm: str) -> None:
    passkey, other = SoftwarePasskey(algorithm, "someone"), SoftwarePasskey(algorithm, "someone else")
    assert not has_signed(passkey.key(), "this", passkey.sign("that"))
    assert not has_signed(passkey.key(), "this", other.sign("this"))
    client_data, authenticator_data, signed = passkey.sign("this").split(".")
    of_that = passkey.sign("that").split(".")
    assert not has_signed(passkey.key(), "this", ".".join((client_data, authenticator_data, of_that[2])))
    assert not has_signed(passkey.key(), "this", ".".join((of_that[0], authenticator_data, signed)))


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(ALGORITHMS), st.integers(min_value=0), st.integers(0, 7))
def test_no_bit_of_an_assertion_can_be_changed(algorithm: str, place: int, bit: int) -> None:
    passkey = SoftwarePasskey(algorithm, "someone")
    parts = [bytearray(from_base64url(part)) for part in passkey.sign("this").split(".")]
    place %= sum(map(len, parts))
    for part in parts:
        if place < len(part):
            part[place] ^= 1 << bit
            break
        place -= len(part)
    assert not has_signed(passkey.key(), "this", ".".join(base64url(bytes(part)) for part in parts))


@settings(max_examples=300, deadline=None)
@given(st.text() | st.from_regex(r"[A-Za-z0-9_-]{0,60}\.[A-Za-z0-9_-]{0,60}\.[A-Za-z0-9_-]{0,20}", fullmatch=True))
def test_what_is_no_assertion_is_no_signature(signature: str) -> None:
    assert not has_signed(MODERATORS.key(), "this", signature)
    with pytest.raises(ValueError):
        registered(BRIEFING, "mod", signature)
    assert not is_from_link(MODERATORS_LINK.key, "this", signature)


@settings(deadline=None)
@given(st.binary(max_size=80))
def test_a_key_of_any_bytes_has_signed_nothing(public_key: bytes) -> None:
    key = f"passkey:{ORIGIN}/{base64url(MODERATORS.credential)}/{base64url(public_key)}"
    assert not has_signed(key, "this", MODERATORS.sign("this"))


@pytest.mark.parametrize(
    "key",
    [
        "passkey:",
        "passkey:https://desk.example.org",
        f"passkey:http://desk.example.org/AAAA/{base64url(MODERATORS.public_key)}",
        f"passkey:{ORIGIN.replace('//', '//a@')}/AAAA/{base64url(MODERATORS.public_key)}",
        f"passkey:https://desk.example.org//{base64url(MODERATORS.public_key)}",
        "passkey:https://desk.example.org/AAAA/*",
        f"{MODERATORS.key()} age1",
        "link:AAAA",
    ],
)
def test_what_is_no_passkey_is_refused(key: str) -> None:
    with pytest.raises(OfficerKeyError):
        check_key(key)


# ── Enrolment ──────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("algorithm", ALGORITHMS)
def test_what_was_made_for_a_seat_is_its_passkey(algorithm: str) -> None:
    passkey = SoftwarePasskey(algorithm, "someone")
    assert str(registered(BRIEFING, "mod", passkey.register(BRIEFING, "mod"))) == passkey.key()
    at_home = Browser(origin="http://localhost:8080", rp_id="localhost")
    assert registered(BRIEFING, "mod", passkey.register(BRIEFING, "mod", at_home)).rp_id == "localhost"


@pytest.mark.parametrize(
    ("what", "browser"),
    [
        ("another relying party", Browser(rp_id="example.org")),
        ("not verified", Browser(flags=PRESENT)),
        ("not present", Browser(flags=VERIFIED)),
        ("inside another's page", Browser(cross_origin=True)),
        ("an assertion", Browser(type="webauthn.get")),
        ("no TLS", Browser(origin="http://desk.example.org")),
    ],
)
def test_what_was_made_otherwise_is_none(what: str, browser: Browser) -> None:
    state = convened()
    assert not believed(BRIEFING, state, enrolled("mod", MODERATORS, MODERATORS_LINK, browser)), what


def test_a_passkey_is_enrolled_by_who_has_the_link_and_once() -> None:
    state = convened()
    intruder = SoftwarePasskey("ES256", "intruder")
    assert not believed(BRIEFING, state, enrolled("mod", intruder, Link("intruder")))
    assert not believed(BRIEFING, state, enrolled("mod", intruder, LISTENERS_LINK)), "another officer's link"
    assert not believed(BRIEFING, state, enrolled("op", intruder, Link("op"))), "who has a key"
    assert not believed(BRIEFING, state, enrolled("nobody", intruder, MODERATORS_LINK))
    swapped = replace(MODERATOR_ENROLLED, key=intruder.key())
    assert not believed(BRIEFING, state, swapped), "a key that was not made there"
    elsewhere = intruder.register("other", "mod")
    other = replace(swapped, registration=elsewhere, signature=MODERATORS_LINK.sign(elsewhere))
    assert not believed(BRIEFING, state, other), "made for another briefing"

    state = believe(BRIEFING, state, MODERATOR_ENROLLED)
    assert state.seats["mod"].key == MODERATORS.key()
    assert not believed(BRIEFING, state, enrolled("mod", intruder, MODERATORS_LINK)), "not again, with the link either"
    assert not believed(BRIEFING, state, enrolled("ear", MODERATORS, LISTENERS_LINK)), "one passkey is one officer's"


def test_a_link_works_until_the_call_begins() -> None:
    state = fold_believed(BRIEFING, CALL_HELD[:1], convened())
    assert not believed(BRIEFING, state, MODERATOR_ENROLLED)
    late = do.EnrolPasskey(at=START, by="mod", key=MODERATORS.key(), registration="", signature="")
    assert (answer := decide(state, late)) and isinstance(answer, Refusal) and answer.rule.name == "TOO_LATE"


def test_the_rules_of_enrolment_by_name() -> None:
    state = believe(BRIEFING, convened(), MODERATOR_ENROLLED)

    def refused(by: str, key: str) -> str:
        answer = decide(state, do.EnrolPasskey(at=START, by=by, key=key, registration="", signature=""))
        assert isinstance(answer, Refusal)
        return answer.rule.name

    assert refused("mod", LISTENERS.key()) == refused("op", LISTENERS.key()) == "ENROLLED_ONCE"
    assert refused("ear", MODERATORS.key()) == "SEATS_DIFFER"
    assert refused("one", LISTENERS.key()) == "NOT_YOURS"
    unsaid = decide(state, do.EnrolPasskey(at=START, by="ear", key="", registration="", signature=""))
    assert not isinstance(unsaid, Refusal), "seats without a key have none in common with it"


def test_who_has_not_enrolled_declares_nothing() -> None:
    state = fold_believed(BRIEFING, CALL_HELD, convened())
    assert (answer := decide(state, do.Declare(at=START, by="mod"))) and isinstance(answer, Refusal)
    assert answer.rule.name == "NEEDS_SIGNATURE"
    assert not believed(BRIEFING, state, declared(MODERATORS))
    statement = statement_of(BRIEFING, state, declared(MODERATORS))
    by_link = replace(declared(MODERATORS), signature=MODERATORS_LINK.sign(statement))
    assert not believed(BRIEFING, state, by_link), "the link signs no declaration"


def test_a_link_signs_what_it_is_asked_to() -> None:
    asked = enrolment_of(BRIEFING, "mod")
    assert is_from_link(MODERATORS_LINK.key, asked, MODERATORS_LINK.sign(asked))
    assert not is_from_link(MODERATORS_LINK.key, enrolment_of(BRIEFING, "ear"), MODERATORS_LINK.sign(asked))
    assert not is_from_link(LISTENERS_LINK.key, asked, MODERATORS_LINK.sign(asked))
    assert not is_from_link(MODERATORS.key(), asked, MODERATORS_LINK.sign(asked))


# ── Declarations ───────────────────────────────────────────────────────────────────────────────────────────────────


def test_two_of_three_officers_lift_with_their_passkeys() -> None:
    state = concluded()
    for passkey, by in ((MODERATORS, "mod"), (LISTENERS, "ear")):
        assert not believed(BRIEFING, state, LIFTED)
        state = believe(BRIEFING, state, declared(passkey, by))
    assert believed(BRIEFING, state, LIFTED)


@pytest.mark.parametrize(
    ("what", "event"),
    [
        ("another fact", declared(MODERATORS, fact=Event("the ferry has sunk"))),
        ("another briefing", declared(MODERATORS, briefing="other")),
        ("another officer's passkey", declared(LISTENERS)),
        ("in another officer's name", declared(MODERATORS, by="ear")),
        ("another origin", declared(MODERATORS, at=Browser(origin="https://desk.example.com"))),
        ("not verified", declared(MODERATORS, at=Browser(flags=PRESENT))),
        ("with a reason that was not signed", replace(declared(MODERATORS), reason="So.")),
    ],
)
def test_what_was_signed_otherwise_is_not_believed(what: str, event: ev.FactDeclared) -> None:
    assert not believed(BRIEFING, concluded(), event), what


def test_a_signature_for_one_move_is_spent_by_it() -> None:
    state = concluded()
    asked = ev.EmbargoMoveAsked(at=START, by="mod", section="", embargo=NoEmbargo(), reason="So.")
    early = replace(asked, signature=MODERATORS.sign(statement_of(BRIEFING, state, asked)))
    assert believed(BRIEFING, state, early)
    assert not believed(BRIEFING, replace(state, moves_made=1), early)


def test_what_would_be_said_is_what_is_signed() -> None:
    state = concluded()
    said = would_say(state, do.Declare(at=START, by="mod"))
    assert said == replace(declared(MODERATORS), signature="unsigned")
    state = believe(BRIEFING, state, declared(MODERATORS))
    assert would_say(state, do.Declare(at=START, by="mod", fact=DOCKED)) is None
    other = would_say(state, do.Declare(at=START, by="mod", fact=Notice("the harbour office")))
    assert isinstance(other, Refusal) and other.rule.name == "NOT_AWAITED"


def test_a_fingerprint_can_be_read_out() -> None:
    assert fingerprint(MODERATORS.key()) != fingerprint(LISTENERS.key())
    of_a_file = with_key(SEATS[0]).key
    assert [len(group) for group in fingerprint(of_a_file).split()] == [4] * 5
    assert fingerprint(of_a_file) == fingerprint(f"{of_a_file} age1"), "of what signs"


# ── Forgery ────────────────────────────────────────────────────────────────────────────────────────────────────────

INTRUDER, INTRUDERS_LINK = SoftwarePasskey("ES256", "intruder"), Link("intruder")
FORGED: list[ev.AnyEvent] = [
    MODERATOR_ENROLLED,
    LISTENER_ENROLLED,
    *CALL_HELD,
    *(enrolled(seat, INTRUDER, INTRUDERS_LINK) for seat in (*OFFICERS, "one", HOUSE)),
    *(replace(MODERATOR_ENROLLED, by=by, key=INTRUDER.key()) for by in OFFICERS),
    *(declared(INTRUDER, by) for by in OFFICERS),
    *(ev.FactDeclared(at=START, by=by, fact=DOCKED) for by in OFFICERS),
]
"""What was really enrolled, and what an intruder adds to it."""


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(FORGED), max_size=12))
def test_no_sequence_of_forged_enrolments_lifts_anything(events: list[ev.AnyEvent]) -> None:
    state = fold_believed(BRIEFING, [*events, *CALL_HELD, LIFTED], convened())
    assert not state.lifts and not state.declarations
    assert not any(INTRUDER.key() == seat.key for seat in state.seats.values())
