"""Who gets in, what other sites' pages cannot do, and the headers of every answer."""

import re

import pytest
from desk_call import BRIEFING, OFFICIAL_NAMES, SEATS, START, DeskCall
from desk_visitor import Browser

from onbackground.briefing import commands as do
from onbackground.briefing.terms import Phase
from onbackground.desk.signin import DAY_MS

PAGE = f"/briefings/{BRIEFING}"
NOWHERE = [
    "/",
    "/briefings",
    "/briefings/",
    "/briefings/none",
    PAGE,
    f"{PAGE}/live",
    f"{PAGE}/do",
    f"{PAGE}/nothing",
    "/sign-in",
    f"/sign-in/{BRIEFING}",
    f"/sign-in/{BRIEFING}/wrong",
    "/sign-in/none/wrong",
    "/static/",
    "/static/none.js",
    "/static/..%2fapp.py",
    "/admin",
    "/%00",
    "/briefings/%ff%fe",
    "/briefings/b7k2%2fdesk",
]


def test_what_is_not_there_and_what_is_not_for_you_look_the_same(visitor: Browser) -> None:
    answers = [(path, visitor.get(path)) for path in NOWHERE] + [(path, visitor.post(path)) for path in NOWHERE]
    first = answers[0][1]
    assert first.status_code == 404
    for path, answer in answers:
        assert (answer.status_code, answer.text) == (404, first.text), path
        assert answer.headers["content-length"] == first.headers["content-length"], path
        assert set(answer.headers) == set(first.headers), path


def test_so_does_the_api(visitor: Browser) -> None:
    paths = ["", "/none", f"/{BRIEFING}", f"/{BRIEFING}/events", f"/{BRIEFING}/session", f"/{BRIEFING}/seats/o1/name"]
    answers = [visitor.get(f"/api/briefings{path}") for path in paths]
    answers += [visitor.post(f"/api/briefings/{name}/commands", json={"type": "Open"}) for name in (BRIEFING, "none")]
    answers += [visitor.post(f"/api/briefings/{name}/commands", content=b"{") for name in (BRIEFING, "none")]
    assert {(answer.status_code, answer.text) for answer in answers} == {(404, answers[0].text)}


def test_a_session_is_for_its_own_briefing(moderator: Browser, call: DeskCall) -> None:
    DeskCall(call.recorder, briefing="other")
    assert moderator.get(PAGE).status_code == 200
    assert moderator.get("/briefings/other").status_code == 404
    assert moderator.get("/api/briefings/other").status_code == 404
    secret = moderator.cookies[f"desk-{BRIEFING}"]
    moderator.cookies.set("desk-other", secret)
    assert moderator.get("/briefings/other").status_code == 404


def test_a_link_is_used_up_by_its_button_and_not_by_a_look(visitor: Browser, call: DeskCall) -> None:
    link = call.link()
    for _ in range(3):
        page = visitor.get(link)
        assert page.status_code == 200
        assert "<button" in page.text and not page.cookies
    assert visitor.head(link).status_code == 404
    assert visitor.post(link, follow_redirects=False).status_code == 303
    assert visitor.get(link).status_code == visitor.post(link).status_code == 404


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(visitor: Browser, call: DeskCall) -> None:
    for host, secure in (
        ("127.0.0.1:8080", False),
        ("localhost", False),
        ("[::1]:80", False),
        ("desk.example.org", True),
    ):
        answer = visitor.post(call.link(), headers={"host": host}, follow_redirects=False)
        cookie = answer.headers["set-cookie"].lower()
        assert "httponly" in cookie and "samesite=strict" in cookie and "path=/" in cookie
        assert ("secure" in cookie) == secure


@pytest.mark.parametrize(
    ("headers", "let_in"),
    [
        ({"sec-fetch-site": "same-origin", "origin": "null"}, True),
        ({"sec-fetch-site": "cross-site"}, False),
        ({"sec-fetch-site": "same-site"}, False),
        ({"sec-fetch-site": "none"}, False),
        ({"origin": "http://127.0.0.1"}, True),
        ({"origin": "http://evil.example"}, False),
        ({"origin": "http://127.0.0.1.evil.example"}, False),
        ({"origin": "http://127.0.0.1:81"}, False),
        ({"origin": "null"}, False),
        ({"sec-fetch-site": "cross-site", "origin": "http://127.0.0.1"}, False),
        ({}, True),  # no browser: the form token stands alone
    ],
)
def test_only_our_own_pages_may_send(moderator: Browser, call: DeskCall, headers: dict[str, str], let_in: bool) -> None:
    del moderator.headers["sec-fetch-site"]
    answer = moderator.post(f"/api/briefings/{BRIEFING}/commands", json={"type": "Open"}, headers=headers)
    assert answer.status_code == (200 if let_in else 403)
    assert (call.state.phase is Phase.REMARKS) == let_in
    link = call.link()
    assert moderator.post(link, headers=headers, follow_redirects=False).status_code == (303 if let_in else 403)


def form_token(page: str) -> str:
    found = re.search(r'name="token" value="([0-9a-f]{64})"', page)
    assert found is not None
    return found[1]


def test_a_form_needs_the_sessions_token(moderator: Browser, call: DeskCall) -> None:
    token = form_token(moderator.get(PAGE).text)
    for wrong in ({}, {"token": ""}, {"token": token[:-1] + ("0" if token[-1] != "0" else "1")}):
        assert moderator.post(f"{PAGE}/do", data={"do": "Open", **wrong}).status_code == 403
        assert moderator.post(f"{PAGE}/sign-out", data=wrong).status_code == 403
        assert moderator.post(f"{PAGE}/language", data={"language": "es", **wrong}).status_code == 403
    assert call.state.phase is Phase.WAITING
    moderator.post(f"{PAGE}/do", data={"do": "Open", "token": token})
    assert call.state.phase is Phase.REMARKS


def test_another_sessions_token_is_not_this_ones(moderator: Browser, call: DeskCall) -> None:
    token = form_token(moderator.get(PAGE).text)
    moderator.cookies.clear()
    moderator.post(call.link("op"))
    assert moderator.post(f"{PAGE}/do", data={"do": "Open", "token": token}).status_code == 403


def test_signing_out_ends_the_session_and_takes_the_cookie_away(moderator: Browser) -> None:
    token = form_token(moderator.get(PAGE).text)
    secret = moderator.cookies[f"desk-{BRIEFING}"]
    answer = moderator.post(f"{PAGE}/sign-out", data={"token": token})
    assert answer.status_code == 200
    assert "max-age=0" in answer.headers["set-cookie"].lower()
    moderator.cookies.set(f"desk-{BRIEFING}", secret)
    assert moderator.get(PAGE).status_code == 404


def test_a_removed_seat_and_an_old_session_are_turned_away(visitor: Browser, call: DeskCall) -> None:
    visitor.post(call.link("op"))
    assert visitor.get(PAGE).status_code == 200
    call.now += DAY_MS + 1
    assert visitor.get(PAGE).status_code == 404
    call.now = START
    call.dial("op")
    call.mod(do.Remove, line="line-op")
    assert visitor.get(PAGE).status_code == 404


def test_every_answer_carries_the_headers(moderator: Browser, call: DeskCall) -> None:
    for path in (PAGE, "/", "/static/desk.js", "/schema/openapi.json", f"/api/briefings/{BRIEFING}", call.link()):
        headers = moderator.get(path).headers
        policy = headers["content-security-policy"]
        assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self';"), path
        assert "unsafe" not in policy and "frame-ancestors 'none'" in policy
        assert headers["referrer-policy"] == "no-referrer"
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["cache-control"] == ("no-cache" if path.startswith("/static") else "no-store")


def test_no_page_has_a_script_a_style_or_an_address_of_its_own(moderator: Browser, call: DeskCall) -> None:
    for path in (PAGE, call.link(), "/nothing"):
        page = moderator.get(path).text
        assert not re.search(r"<script(?![^>]*src=\"/static/)|<style| style=| on[a-z]+=|https?://", page)


def test_the_page_has_officials_names_only_on_demand(moderator: Browser, call: DeskCall) -> None:
    call.dial_all()
    page = moderator.get(PAGE).text
    assert "Ada Fable" in page
    assert not any(name in page for name in OFFICIAL_NAMES)
    asked = moderator.get(f"{PAGE}?name=o1").text
    assert OFFICIAL_NAMES[0] in asked and OFFICIAL_NAMES[1] not in asked


def test_names_and_words_are_escaped(visitor: Browser) -> None:
    from litestar.testing import TestClient
    from msgspec.structs import replace

    from onbackground.briefing.sealed import Sealed
    from onbackground.desk.app import make_app

    sly = "<script>alert(1)</script>\"'"
    seats = tuple(replace(seat, name=Sealed(sly + seat.id), outlet=sly, alias=seat.alias + sly) for seat in SEATS)
    call = DeskCall(seats=seats)
    call.dial_all()
    call.mod(do.Open)
    call.mod(do.OpenQueue)
    call.ask_question("r1", "r2")
    with TestClient(make_app(call.desk()), base_url="http://127.0.0.1") as client:
        client.post(call.link(), headers={"sec-fetch-site": "same-origin"})
        page = client.get(PAGE).text
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page


def test_a_body_that_is_too_long_is_refused(moderator: Browser) -> None:
    answer = moderator.post(f"/api/briefings/{BRIEFING}/commands", content=b" " * 100_000)
    assert answer.status_code == 413
