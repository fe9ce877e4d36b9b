"""What is published is corrected and withdrawn at the desk: who may, what is seen first, what becomes of it."""

from html import unescape
from pathlib import Path

import pytest
from desk_call import BRIEFING, OFFICIAL_NAMES, DeskCall
from desk_visitor import Browser
from published_call import PublishedCall, published
from spoken_call import BEGIN

from onbackground.proof.document import read_proof
from onbackground.proof.verifying import verify
from onbackground.release.editing.deciding import Refused
from onbackground.release.versions import release_stream

PAGE = f"/briefings/{BRIEFING}/transcript"
API = f"/api{PAGE}"
REASON = "The official meant July."


@pytest.fixture
def call(tmp_path: Path) -> DeskCall:
    return DeskCall(data=tmp_path)


@pytest.fixture
def out(call: DeskCall) -> PublishedCall:
    return published(call, BEGIN)


def place(browser: Browser, text: str) -> dict:  # type: ignore[type-arg]
    turns = browser.get(API).json()["turns"]
    pieces = (piece for turn in turns for paragraph in turn["paragraphs"] for piece in paragraph)
    return next(piece["place"] for piece in pieces if piece["text"] == text)  # type: ignore[no-any-return]


def wish(browser: Browser, text: str = "July,", reason: str = REASON, **more: object) -> dict:  # type: ignore[type-arg]
    edit = {"type": "CorrectWords", "seen": 0, "place": place(browser, "June,"), "text": text, **more}
    return {"type": "CorrectPublished", "wish": edit, "reason": reason}


def refusal(rule: Refused) -> tuple[int, dict[str, str]]:
    return 409, {"refused": rule.name, "sentence": rule.value}


def asked(browser: Browser, what: str, data: dict) -> tuple[int, dict[str, str]]:  # type: ignore[type-arg]
    answer = browser.post(f"{API}/{what}", json=data)
    return answer.status_code, answer.json()


def test_a_correction_is_seen_first_and_then_published(moderator: Browser, call: DeskCall, out: PublishedCall) -> None:
    first, before = out.page(), call.recorder.version(release_stream(BRIEFING))
    proposed = moderator.post(f"{API}/proposal", json=wish(moderator)).json()
    assert proposed["version"] == 2
    assert [(turn["id"], turn["after"]) for turn in proposed["turns"]] == [
        (
            "t002",
            "SENIOR ADMINISTRATION OFFICIAL ONE: Thank you. The airship lands in ~~June~~ [July], on the harbor wall.",
        )
    ]
    assert "replaces version 1 (changed: t002). The official meant July." in proposed["note"]
    out.look()
    assert (out.page(), call.recorder.version(release_stream(BRIEFING))) == (first, before)

    july = wish(moderator)
    assert moderator.post(f"{API}/release", json=july).status_code == 202
    assert moderator.get(API).json()["under_way"]
    july["wish"] |= {"seen": 1, "text": "May,"}
    assert asked(moderator, "release", july) == refusal(Refused.UNDER_WAY)
    out.look()
    assert "<s>June</s>" in out.page() and proposed["note"] in out.page()
    assert out.page("v1") == first
    proof = read_proof((out.place / "transcript.proof.json").read_bytes())
    assert verify("index.html", out.page().encode(), proof).proven
    seen = moderator.get(API).json()
    assert [version["number"] for version in seen["versions"]] == [1, 2]
    assert not seen["under_way"]


def test_what_is_published_has_no_page_to_be_read_before(moderator: Browser, out: PublishedCall) -> None:
    answer = moderator.get(f"{PAGE}/page", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, PAGE)
    assert f"{PAGE}/page" not in moderator.get(PAGE).text


def test_what_is_refused_changes_nothing(moderator: Browser, call: DeskCall, out: PublishedCall) -> None:
    before = call.recorder.version(release_stream(BRIEFING))
    for data, rule in (
        (wish(moderator, reason=" "), Refused.NEEDS_REASON),
        (wish(moderator, "~~"), Refused.NOT_PRINTABLE),
        (wish(moderator, "June,"), Refused.NOTHING_CHANGES),
        (wish(moderator, place={"track": "line-o1", "start": 1, "end": 2}), Refused.NO_SUCH_WORDS),
    ):
        for what in ("proposal", "release"):
            assert asked(moderator, what, data) == refusal(rule)
    assert asked(moderator, "release", {"type": "Withdraw", "reason": ""}) == refusal(Refused.NEEDS_REASON)
    edit = {"type": "CorrectWords", "seen": 0, "place": place(moderator, "June,"), "text": "July,"}
    assert asked(moderator, "edits", edit) == refusal(Refused.PUBLISHED)
    assert call.recorder.version(release_stream(BRIEFING)) == before


def test_before_the_release_there_is_nothing_to_correct(moderator: Browser) -> None:
    where = {"track": "line-o1", "start": 1, "end": 2}
    edit = {"type": "CorrectWords", "seen": 0, "place": where, "text": "July"}
    data = {"type": "CorrectPublished", "wish": edit, "reason": REASON}
    assert asked(moderator, "proposal", data) == refusal(Refused.NOT_PUBLISHED)
    assert asked(moderator, "release", {"type": "Withdraw", "reason": REASON}) == refusal(Refused.NOT_PUBLISHED)
    assert "data-corrects" not in moderator.get(PAGE).text


def test_only_the_moderator_does_either(visitor: Browser, call: DeskCall, out: PublishedCall) -> None:
    visitor.post(call.link("op"))
    visitor.headers["x-form-token"] = visitor.get(f"/api/briefings/{BRIEFING}/session").json()["form_token"]
    for what in ("proposal", "release"):
        assert asked(visitor, what, wish(visitor)) == refusal(Refused.NOT_YOURS_TO_RELEASE)
    assert asked(visitor, "release", {"type": "Withdraw", "reason": REASON}) == refusal(Refused.NOT_YOURS_TO_RELEASE)
    page = visitor.get(PAGE).text
    assert f'class="grave" aria-disabled="true" title="{Refused.NOT_YOURS_TO_RELEASE.value}"' in page


def amendments(browser: Browser) -> dict[str, dict]:  # type: ignore[type-arg]
    turn = browser.get(API).json()["turns"][1]
    whole = {name: turn[name] for name in ("track", "start", "end")}
    return {
        "speaker": {"type": "ChangeSpeaker", "seen": 0, "place": whole, "seat": "o2"},
        "cut": {"type": "CutTurn", "seen": 0, "place": place(browser, "The")},
    }


@pytest.mark.parametrize(
    ("what", "note", "turns"),
    [
        ("speaker", "(changed: t002)", {"t002": True}),
        ("cut", "(changed: t002; added: t002b)", {"t002": True, "t002b": False}),
    ],
)
def test_who_speaks_and_a_cut_are_seen_first_and_then_published(
    moderator: Browser, out: PublishedCall, what: str, note: str, turns: dict[str, bool]
) -> None:
    first = out.page()
    data = {"type": "CorrectPublished", "wish": amendments(moderator)[what], "reason": REASON}
    proposed = moderator.post(f"{API}/proposal", json=data).json()
    assert {turn["id"]: bool(turn["before"]) for turn in proposed["turns"]} == turns
    assert f"replaces version 1 {note}. {REASON}" in proposed["note"]
    assert out.page() == first
    assert moderator.post(f"{API}/release", json=data).status_code == 202
    out.look()
    assert proposed["note"] in out.page() and out.page("v1") == first
    proof = read_proof((out.place / "transcript.proof.json").read_bytes())
    assert verify("index.html", out.page().encode(), proof).proven
    seen = moderator.get(API).json()
    assert [version["number"] for version in seen["versions"]] == [1, 2]


@pytest.mark.parametrize("what", ["speaker", "cut"])
def test_who_speaks_and_a_cut_are_two_forms_too(moderator: Browser, out: PublishedCall, what: str) -> None:
    wish = amendments(moderator)[what]
    where = {f"place.{name}": str(value) for name, value in wish["place"].items()}
    form = {"token": moderator.headers["x-form-token"], "do": wish["type"], "seen": "0", "reason": REASON, **where}
    form |= {"seat": wish["seat"]} if "seat" in wish else {}
    page = moderator.post(f"{PAGE}/proposal", data=form).text
    assert "Version 2, as it will look" in page and 'name="text"' not in page
    do = unescape(page.split('name="do" value="')[1].split('"')[0])
    again = {"token": form["token"], "do": do, "reason": REASON}
    assert "Version 2" in moderator.post(f"{PAGE}/proposal", data=again | {"whole": "1"}).text
    answer = moderator.post(f"{PAGE}/release", data=again, follow_redirects=False)
    assert answer.headers["location"] == f"{PAGE}?outcome=CorrectPublished"
    assert moderator.get(API).json()["under_way"]
    form |= {"do": "SettleFlag"}
    assert moderator.post(f"{PAGE}/proposal", data=form, follow_redirects=False).status_code == 303


def form_of(browser: Browser, **more: str) -> dict[str, str]:
    where = {f"place.{name}": str(value) for name, value in place(browser, "June,").items()}
    token = browser.headers["x-form-token"]
    return {"token": token, "do": "CorrectWords", "seen": "0", "text": "July,", "reason": REASON, **where, **more}


def test_without_scripts_it_is_two_forms(moderator: Browser, out: PublishedCall) -> None:
    page = moderator.post(f"{PAGE}/proposal", data=form_of(moderator)).text
    assert "Version 2, as it will look" in page and "<del>June</del> [July]," in page
    whole = moderator.post(f"{PAGE}/proposal", data=form_of(moderator, whole="1"))
    assert "<s>June</s>" in whole.text and "[July]" in whole.text
    assert "style-src 'unsafe-inline'; sandbox" in whole.headers["content-security-policy"]
    page = moderator.post(f"{PAGE}/proposal", data=form_of(moderator, reason="")).text
    assert Refused.NEEDS_REASON.value in page and "Publish version" not in page
    answer = moderator.post(f"{PAGE}/release", data=form_of(moderator), follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, f"{PAGE}?outcome=CorrectPublished")
    assert "The new version is on its way." in moderator.get(answer.headers["location"]).text
    out.look()
    assert "Version 2" in moderator.get(PAGE).text


def test_a_name_in_reason_or_words_is_in_no_answer_and_not_published(moderator: Browser, out: PublishedCall) -> None:
    name = OFFICIAL_NAMES[1]
    proposed = moderator.post(f"{API}/proposal", json=wish(moderator, reason=f"{name} said so.")).json()
    assert proposed["note"].endswith("[Senior Administration Official Two] said so.")
    assert moderator.post(f"{API}/release", json=wish(moderator, reason=f"{name} said so.")).status_code == 202
    out.look()
    for text in (out.page(), moderator.get(PAGE).text, moderator.get(API).text):
        assert "Thistlewood" not in text


def test_a_withdrawal_leaves_a_tombstone_and_is_the_end(moderator: Browser, out: PublishedCall) -> None:
    data = {"token": moderator.headers["x-form-token"], "do": "Withdraw", "reason": "It was published by mistake."}
    answer = moderator.post(f"{PAGE}/release", data=data, headers={"accept": "application/json"})
    assert answer.json()["text"] == "It is being withdrawn."
    out.look()
    assert "It was published by mistake." in out.page() and "airship" not in out.page()
    seen = moderator.get(API).json()
    assert seen["withdrawn"] == "It was published by mistake."
    assert asked(moderator, "proposal", wish(moderator)) == refusal(Refused.WITHDRAWN)
    assert "data-corrects" not in moderator.get(PAGE).text


def test_a_form_that_lacks_something_is_told(moderator: Browser, out: PublishedCall) -> None:
    token = {"token": moderator.headers["x-form-token"]}
    answer = moderator.post(f"{PAGE}/release", data={**token, "do": "Nonsense"}, follow_redirects=False)
    assert answer.headers["location"] == f"{PAGE}?outcome=incomplete"
    answer = moderator.post(f"{PAGE}/proposal", data=token, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, PAGE)
    assert moderator.post(f"{PAGE}/release", data={"do": "Withdraw"}).status_code == 403
