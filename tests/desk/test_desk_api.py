"""The JSON API: the state, the commands, and what is refused."""

import msgspec
import pytest
from desk_call import BRIEFING, OFFICIAL_NAMES, SEATS, DeskCall
from desk_visitor import FROM_OUR_PAGE, HOME, Browser
from litestar.testing import TestClient
from msgspec.structs import replace

from onbackground.briefing import commands as do
from onbackground.briefing.refusals import Rule
from onbackground.briefing.terms import Phase
from onbackground.desk.app import make_app
from onbackground.desk.view import view
from onbackground.desk.wishes import WISHES
from onbackground.log.memory import MemoryRecorder
from onbackground.log.recorder import Append, LogFull, Record
from onbackground.sealing.officers import OfficerKeys

API = f"/api/briefings/{BRIEFING}"


def test_the_state_is_the_view_with_its_version_as_etag(moderator: Browser, call: DeskCall) -> None:
    call.dial_all()
    call.mod(do.Open)
    answer = moderator.post(f"{API}/commands", json={"type": "OpenQueue"})
    assert answer.status_code == 200
    state = moderator.get(API)
    assert state.json() == msgspec.json.decode(msgspec.json.encode(view(BRIEFING, call.state, "mod", call.now)))
    assert state.headers["etag"] == f'"{call.state.version}"'
    assert not any(name in state.text for name in OFFICIAL_NAMES)


def test_a_command_becomes_events_by_the_sessions_seat_at_the_desks_time(moderator: Browser, call: DeskCall) -> None:
    answer = moderator.post(f"{API}/commands", json={"type": "Open"})
    assert answer.status_code == 200
    assert answer.json() == {"version": 2, "events": [{"type": "Opened", "at": call.now, "by": "mod"}]}
    assert call.state.phase is Phase.REMARKS


def test_what_is_so_already_gives_no_events(moderator: Browser, call: DeskCall) -> None:
    call.mod(do.Open)
    call.mod(do.OpenQueue)
    answer = moderator.post(f"{API}/commands", json={"type": "OpenQueue"})
    assert (answer.status_code, answer.json()) == (200, {"version": 3, "events": []})


def test_a_refusal_names_its_rule_and_what_would_be_allowed(moderator: Browser) -> None:
    answer = moderator.post(f"{API}/commands", json={"type": "CallOn"})
    rule = Rule.TOO_EARLY
    assert answer.status_code == 409
    assert answer.json() == {"rule": rule.name, "sentence": rule.sentence, "allowed": rule.allowed}


@pytest.mark.parametrize("alias", ["Aide to NAME", "The NAME Office", "NAME"])
def test_an_alias_with_a_name_in_it_is_refused(moderator: Browser, call: DeskCall, alias: str) -> None:
    before = call.state.seats["o2"].alias
    name = call.state.seats["o1"].name.reveal().split()[-1]
    wish = {"type": "SettleAttribution", "seat": "o2", "alias": alias.replace("NAME", name)}
    answer = moderator.post(f"{API}/commands", json=wish)
    assert (answer.status_code, answer.json()["rule"]) == (409, Rule.ALIAS_NAMES_SOMEBODY.name)
    assert name not in answer.text and call.state.seats["o2"].alias == before


def test_an_alias_of_words_is_settled(moderator: Browser, call: DeskCall) -> None:
    wish = {"type": "SettleAttribution", "seat": "o2", "alias": "White House Official"}
    assert moderator.post(f"{API}/commands", json=wish).status_code == 200
    assert call.state.seats["o2"].alias == "White House Official"


@pytest.mark.parametrize("field", [{"at": 5}, {"by": "op"}, {"at": 5, "by": "house"}])
def test_time_and_author_in_a_command_are_refused(moderator: Browser, call: DeskCall, field: dict[str, object]) -> None:
    answer = moderator.post(f"{API}/commands", json={"type": "Open", **field})
    assert answer.status_code == 400
    assert call.state.phase is Phase.WAITING


def test_a_command_on_an_expected_version_is_carried_out_on_that_one_only(moderator: Browser, call: DeskCall) -> None:
    tag = moderator.get(API).headers["etag"]
    call.dial("r1")
    assert moderator.post(f"{API}/commands", json={"type": "Open"}, headers={"if-match": tag}).status_code == 412
    assert call.state.phase is Phase.WAITING
    moderator.post(f"{API}/commands", json={"type": "Mute", "seat": "r1"})
    tag = moderator.get(API).headers["etag"]
    done = moderator.post(f"{API}/commands", json={"type": "Open"}, headers={"if-match": tag})
    assert done.status_code == 200
    assert done.json()["version"] == call.state.version == int(tag.strip('"')) + 1
    refused = moderator.post(f"{API}/commands", json={"type": "Open"}, headers={"if-match": f'"{call.state.version}"'})
    assert refused.status_code == 409
    assert (
        moderator.post(f"{API}/commands", json={"type": "OpenQueue"}, headers={"if-match": "soon"}).status_code == 400
    )
    assert moderator.post(f"{API}/commands", json={"type": "OpenQueue"}, headers={"if-match": "*"}).status_code == 200


def test_what_is_not_signed_as_it_must_be_is_refused_on_any_version() -> None:
    keyed = tuple(replace(seat, key=OfficerKeys.new().public if seat.id == "mod" else "") for seat in SEATS)
    call = DeskCall(seats=keyed)
    with TestClient(make_app(call.desk()), base_url=HOME) as moderator:
        moderator.headers.update(FROM_OUR_PAGE)
        moderator.post(call.link())
        moderator.headers["x-form-token"] = moderator.get(f"{API}/session").json()["form_token"]
        wish = {"type": "BreakEmbargo", "where": "the evening paper"}
        for headers in ({}, {"if-match": '"1"'}):
            for signature, rule in (("", "NEEDS_SIGNATURE"), ("AAAA", "WRONG_SIGNATURE")):
                answer = moderator.post(f"{API}/commands", json=wish | {"signature": signature}, headers=headers)
                assert (answer.status_code, answer.json()["rule"]) == (409, rule)
    assert call.state.version == 1


def test_a_command_needs_the_sessions_form_token(moderator: Browser, call: DeskCall) -> None:
    for token in ("", "x" * 64, "é"):
        headers = {"x-form-token": token.encode()}
        answer = moderator.post(f"{API}/commands", json={"type": "Open"}, headers=headers)
        assert answer.status_code == 403
    del moderator.headers["x-form-token"]
    assert moderator.post(f"{API}/commands", json={"type": "Open"}).status_code == 403
    assert call.state.phase is Phase.WAITING


def test_a_name_is_revealed_on_demand(moderator: Browser) -> None:
    assert moderator.get(f"{API}/seats/o1/name").json() == {"seat": "o1", "name": OFFICIAL_NAMES[0]}
    assert moderator.get(f"{API}/seats/nobody/name").status_code == 404


def test_the_session_says_whose_it_is(moderator: Browser) -> None:
    session = moderator.get(f"{API}/session").json()
    assert (session["briefing"], session["seat"], session["role"]) == (BRIEFING, "mod", "moderator")


def test_the_operator_acts_in_the_operators_seat(visitor: Browser, call: DeskCall) -> None:
    visitor.post(call.link("op"))
    visitor.headers["x-form-token"] = visitor.get(f"{API}/session").json()["form_token"]
    call.dial("op")
    call.dial("r1")
    screened = visitor.post(f"{API}/commands", json={"type": "Screen", "line": "line-r1"})
    assert screened.json()["events"] == [{"type": "LineScreened", "at": call.now, "by": "op", "line": "line-r1"}]


def test_everything_is_documented(visitor: Browser) -> None:
    document = visitor.get("/schema/openapi.json")
    assert document.status_code == 200
    schema = document.json()
    assert sorted(schema["paths"]) == [
        "/api/briefings/{briefing}",
        "/api/briefings/{briefing}/commands",
        "/api/briefings/{briefing}/events",
        "/api/briefings/{briefing}/seats/{seat}/name",
        "/api/briefings/{briefing}/session",
        "/api/briefings/{briefing}/transcript",
        "/api/briefings/{briefing}/transcript/edits",
        "/api/briefings/{briefing}/transcript/heard/{flag}",
        "/api/briefings/{briefing}/transcript/proposal",
        "/api/briefings/{briefing}/transcript/release",
    ]
    components = schema["components"]["schemas"]
    assert set(WISHES) <= set(components)
    assert {"BriefingView", "LineView", "Done", "RefusalView", "SessionView"} <= set(components)
    for name in WISHES:
        assert components[name]["properties"]["type"]["const"] == name
        assert not {"at", "by"} & set(components[name]["properties"])
    responses = schema["paths"]["/api/briefings/{briefing}/commands"]["post"]["responses"]
    assert {"200", "409", "412", "503"} <= set(responses)


@pytest.mark.parametrize("path", ["/schema", "/schema/swagger", "/schema/redoc", "/schema/elements", "/schema/rapidoc"])
def test_no_page_of_documentation_loads_anything_from_elsewhere(visitor: Browser, path: str) -> None:
    answer = visitor.get(path)
    assert answer.status_code == 404 or "//" not in answer.text


class FullRecorder(MemoryRecorder):
    """A log on a full disk, once ``full`` is set."""

    full = False

    def append_group(self, appends: list[Append]) -> list[list[Record]]:  # type: ignore[override]
        if self.full:
            raise LogFull("no room")
        return super().append_group(appends)


class TestOnAFullDisk:
    @pytest.fixture
    def call(self) -> DeskCall:
        return DeskCall(FullRecorder())

    def test_a_command_is_refused_at_once_and_does_not_happen_later(self, moderator: Browser, call: DeskCall) -> None:
        call.recorder.full = True  # type: ignore[attr-defined]
        answer = moderator.post(f"{API}/commands", json={"type": "Open"})
        assert answer.status_code == 503
        assert "try again" in answer.json()["problem"]
        assert "no connection" not in answer.text
        call.recorder.full = False  # type: ignore[attr-defined]
        assert moderator.post(f"{API}/commands", json={"type": "OpenQueue"}).status_code == 409
        assert call.state.phase is Phase.WAITING
