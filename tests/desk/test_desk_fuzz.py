"""Whatever is sent, the desk answers with sense: never with a failure of its own, never with a secret."""

from collections.abc import Iterator
from urllib.parse import quote

import pytest
from desk_call import BRIEFING, OFFICIAL_NAMES, SEATS, DeskCall
from desk_visitor import FROM_OUR_PAGE, HOME, Browser
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from litestar.testing import TestClient

from onbackground.briefing.terms import HOUSE
from onbackground.desk.app import make_app
from onbackground.desk.wishes import WISHES

API = f"/api/briefings/{BRIEFING}"
PAGE = f"/briefings/{BRIEFING}"
FUZZ = settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))


@pytest.fixture(scope="module")
def signed_in() -> Iterator[Browser]:
    call = DeskCall()
    call.dial_all()
    with TestClient(make_app(call.desk()), base_url=HOME, raise_server_exceptions=False) as client:
        client.headers.update(FROM_OUR_PAGE)
        client.post(call.link())
        client.headers["x-form-token"] = client.get(f"{API}/session").json()["form_token"]
        yield client


def sound(status: int, text: str) -> None:
    assert status in {200, 303, 304, 400, 403, 404, 409, 412, 413, 415}, (status, text)
    assert "Traceback" not in text
    assert not any(name in text for name in OFFICIAL_NAMES)


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
plausible = st.fixed_dictionaries(
    {"type": st.sampled_from([*WISHES, "Ring", "TryPin", "Convene", "AddSeat", "JoinQueue"])},
    optional={
        "seat": st.sampled_from([seat.id for seat in SEATS]) | st.text(max_size=5),
        "line": st.sampled_from([f"line-{seat.id}" for seat in SEATS]) | anything,
        "place": st.integers(-5, 10) | st.integers(),
        "remaining": st.integers(-1, 3) | st.integers(),
        "question": st.integers(-2, 5),
        "alias": st.text(max_size=10),
        "phrase": st.text(max_size=10),
        "ground_rules": anything,
        "by": st.just(HOUSE),
    },
)


@FUZZ
@given(plausible | anything)
def test_any_json_is_done_or_refused(signed_in: Browser, body: object) -> None:
    answer = signed_in.post(f"{API}/commands", json=body)
    sound(answer.status_code, answer.text)
    assert signed_in.get(API).status_code == signed_in.get(PAGE).status_code == 200


@FUZZ
@given(
    st.binary(max_size=60),
    st.sampled_from(["application/json", "application/x-msgpack", "text/plain", "multipart/form-data", "x", ""]),
    st.sampled_from(
        [
            *(f"{API}/commands", f"{API}/transcript/proposal", f"{API}/transcript/release"),
            *(f"{PAGE}/do", f"{PAGE}/language", f"{PAGE}/transcript/proposal", f"{PAGE}/transcript/release"),
            f"/sign-in/{BRIEFING}/token",
        ]
    ),
)
def test_any_bytes_of_any_type_are_refused(signed_in: Browser, body: bytes, kind: str, path: str) -> None:
    answer = signed_in.post(path, content=body, headers={"content-type": kind}, follow_redirects=False)
    sound(answer.status_code, answer.text)


@FUZZ
@given(
    st.dictionaries(
        st.sampled_from(["do", "seat", "line", "place", "ground_rules.level", "ground_rules", "a.b.c", "", "alias"]),
        st.sampled_from(sorted(WISHES)) | st.text(st.characters(exclude_categories=("Cs",)), max_size=20),
        max_size=5,
    )
)
def test_any_form_is_done_or_refused(signed_in: Browser, form: dict[str, str]) -> None:
    token = {"token": signed_in.headers["x-form-token"]}
    for accept in ("text/html", "application/json"):
        answer = signed_in.post(f"{PAGE}/do", data=form | token, headers={"accept": accept}, follow_redirects=False)
        sound(answer.status_code, answer.text)


@FUZZ
@given(
    st.sampled_from(["", "/api", "/briefings", PAGE, API, "/sign-in", "/static", "/schema"]),
    st.text(st.characters(exclude_categories=("Cs",)), max_size=12),
    st.sampled_from(["GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH"]),
    st.text(st.characters(min_codepoint=33, max_codepoint=126), max_size=12),
)
def test_any_address_is_there_or_not(signed_in: Browser, base: str, rest: str, method: str, value: str) -> None:
    path = f"{base}/{quote(rest)}"
    if path.rstrip("/").endswith(("/live", "/events")):
        return
    headers = {"if-match": value, "cookie": f"desk-{BRIEFING}={value}; language={value}", "accept": value}
    query = {"name": rest, "outcome": value}
    answer = signed_in.request(method, path, headers=headers, params=query, follow_redirects=False)
    assert answer.status_code < 500 and not any(name in answer.text for name in OFFICIAL_NAMES)
