"""The transcript at the desk, by its addresses: who may see and change what, flags, sound, two editors."""

import re
import struct
from pathlib import Path

import pytest
from desk_call import BRIEFING, OFFICIAL_NAMES, DeskCall
from desk_visitor import Browser
from spoken_call import BEGIN, STEP, Recorded, hold

from onbackground.attribution.flags import Reason
from onbackground.briefing import commands as do
from onbackground.desk import drafts
from onbackground.desk.history import Kind
from onbackground.desk.sound import LONGEST, asked_range
from onbackground.desk.wording import languages, wording
from onbackground.record.events import RATE
from onbackground.release.editing.deciding import Refused
from onbackground.release.editing.printing import printed

API = f"/api/briefings/{BRIEFING}/transcript"
PAGE = f"/briefings/{BRIEFING}/transcript"
SOUND = f"/briefings/{BRIEFING}/sound"
ALIAS = "[Senior Administration Official One]"


@pytest.fixture
def call(tmp_path: Path) -> DeskCall:
    call = DeskCall(data=tmp_path)
    call.dial_all()
    call.mod(do.Open)
    hold(call)
    return call


@pytest.fixture
def operator(visitor: Browser, call: DeskCall) -> Browser:
    visitor.post(call.link("op"))
    visitor.headers["x-form-token"] = visitor.get(f"/api/briefings/{BRIEFING}/session").json()["form_token"]
    return visitor


def view(browser: Browser) -> dict:  # type: ignore[type-arg]
    answer = browser.get(API)
    assert answer.status_code == 200
    return answer.json()  # type: ignore[no-any-return]


def texts(seen: dict) -> list[str]:  # type: ignore[type-arg]
    return ["".join(piece["text"] for paragraph in turn["paragraphs"] for piece in paragraph) for turn in seen["turns"]]


def place(seen: dict, text: str) -> dict:  # type: ignore[type-arg]
    """Where a printed word is in the recording."""
    pieces = (piece for turn in seen["turns"] for paragraph in turn["paragraphs"] for piece in paragraph)
    return next(piece["place"] for piece in pieces if piece["text"] == text)  # type: ignore[no-any-return]


def correct(browser: Browser, where: dict, text: str, **more: object) -> object:  # type: ignore[type-arg]
    wish = {"type": "CorrectWords", "seen": 0, "place": where, "text": text, **more}
    answer = browser.post(f"{API}/edits", json=wish)
    return answer.json() if answer.status_code == 200 else (answer.status_code, answer.json())


def test_it_is_guarded_and_says_where_each_word_is(moderator: Browser) -> None:
    seen = view(moderator)
    assert texts(seen)[-1].endswith(f"{ALIAS} agrees.")
    assert place(seen, "June,")["start"] == seen["turns"][1]["start"] + 6 * STEP
    pieces = [piece for turn in seen["turns"] for paragraph in turn["paragraphs"] for piece in paragraph]
    assert [piece["text"] for piece in pieces if piece["doubtful"]] == ["harbor"]
    for answer in (moderator.get(API).text, moderator.get(PAGE).text):
        assert [word for name in OFFICIAL_NAMES for word in name.split() if word in answer] == []


def test_who_changed_what_says_the_day(moderator: Browser) -> None:
    correct(moderator, place(view(moderator), "June,"), "July,")
    assert ">2023-11-14 22:13 UTC</time>" in moderator.get(PAGE).text


def test_what_is_said_is_not_in_the_language_of_the_desk(moderator: Browser) -> None:
    moderator.cookies.set("language", "es")
    page = moderator.get(PAGE).text
    assert '<html lang="es">' in page
    assert '<div id="turns" lang="en">' in page and '<p class="context" lang="en">' in page
    assert '<span class="unseen" lang="es"> (dudosa)</span>' in page
    assert re.search(r'<input name="text" id="replacement"[^>]* lang="en"', page), "it is spelt in English"


def test_flags_keep_it_back_until_they_are_settled(moderator: Browser) -> None:
    seen = view(moderator)
    assert (seen["open"], [flag["reason"] for flag in seen["flags"]]) == (2, ["addressed", "biography"])
    beatrix, biography = seen["flags"]
    wish = {"type": "SettleFlag", "seen": 0, "flag": beatrix["key"], "ruling": "replace", "text": ALIAS}
    assert moderator.post(f"{API}/edits", json=wish).json() == {"version": 1}
    wish = {"type": "SettleFlag", "seen": 0, "flag": biography["key"], "ruling": "keep"}
    assert moderator.post(f"{API}/edits", json=wish).status_code == 200
    seen = view(moderator)
    assert seen["open"] == 0
    assert texts(seen)[-1].startswith(f"Thanks, {ALIAS}. When I was ambassador")
    assert [(edit["kind"], edit["by"]) for edit in seen["history"]] == [("replaced", "mod"), ("kept", "mod")]


def test_what_was_kept_is_not_shown_struck_in_the_history(moderator: Browser) -> None:
    biography = view(moderator)["flags"][1]
    wish = {"type": "SettleFlag", "seen": 0, "flag": biography["key"], "ruling": "keep"}
    moderator.post(f"{API}/edits", json=wish)
    page = moderator.get(PAGE).text
    assert "<q>I was ambassador in Fableton</q>" in page and "<del>" not in page
    assert view(moderator)["history"][0]["turn"] == biography["turn"]


def test_aliases_to_choose_from_follow_a_late_decision(moderator: Browser, call: DeskCall) -> None:
    call.mod(do.SettleAttribution, seat="o1", alias="Senior Harbour Official")
    assert '<option value="[Senior Harbour Official]">' in moderator.get(PAGE).text


def test_an_unclear_word_that_was_heard_right_is_marked_no_longer(operator: Browser) -> None:
    seen = view(operator)
    harbor = place(seen, "harbor")
    assert seen["unclear"] == 1
    wish = {"type": "ConfirmWords", "seen": 0, "place": harbor}
    assert operator.post(f"{API}/edits", json=wish).json() == {"version": 1}
    seen = view(operator)
    assert (seen["unclear"], "on the harbor wall" in texts(seen)[1]) == (0, True)
    (edit,) = seen["history"]
    assert (edit["kind"], edit["was"], edit["text"], edit["by"]) == ("confirmed", "harbor", "", "op")
    page = operator.get(PAGE).text
    assert "0 unclear words" in page and "<q>harbor</q>" in page


def test_a_correction_that_opens_a_flag_again_says_so(moderator: Browser) -> None:
    biography = view(moderator)["flags"][1]
    wish = {"type": "SettleFlag", "seen": 0, "flag": biography["key"], "ruling": "keep"}
    moderator.post(f"{API}/edits", json=wish)
    form = {"do": "CorrectWords", "seen": 1, "text": "consul"}
    form |= {f"place.{name}": value for name, value in place(view(moderator), "ambassador").items()}
    form["token"] = moderator.headers["x-form-token"]
    answer = moderator.post(f"{PAGE}/do", data=form, headers={"accept": "application/json"}).json()
    assert (answer["text"], view(moderator)["open"]) == ("Corrected. 1 more flag is open.", 2)


def test_a_second_correction_says_what_it_replaced(moderator: Browser) -> None:
    june = place(view(moderator), "June,")
    correct(moderator, june, "July,")
    correct(moderator, june, "August,", seen=1)
    moderator.post(f"{API}/edits", json={"type": "TakeBack", "event": 2})
    correct(moderator, june, "May,", seen=3)
    history = [(edit["was"], edit["text"]) for edit in view(moderator)["history"] if edit["kind"] == "corrected"]
    assert history == [("June,", "July,"), ("July,", "August,"), ("July,", "May,")]


def test_a_correction_shows_who_made_it_and_is_taken_back(moderator: Browser) -> None:
    june = place(view(moderator), "June,")
    assert correct(moderator, june, "July,", changes_meaning=True) == {"version": 1}
    seen = view(moderator)
    assert "lands in ~~June~~ [July], on" in texts(seen)[1]
    (edit,) = seen["history"]
    assert (edit["was"], edit["text"], edit["by"], edit["stands"]) == ("June,", "July,", "mod", True)
    assert moderator.post(f"{API}/edits", json={"type": "TakeBack", "event": 1}).json() == {"version": 2}
    seen = view(moderator)
    assert "lands in June, on" in texts(seen)[1]
    assert [(edit["kind"], edit["stands"], edit["of"]) for edit in seen["history"]] == [
        ("corrected", False, 0),
        ("taken back", True, 1),
    ]


def test_of_two_editors_the_stale_one_is_told_in_one_sentence(moderator: Browser) -> None:
    june = place(view(moderator), "June,")
    correct(moderator, june, "July,")
    stale = {"refused": "STALE", "sentence": Refused.STALE.value}
    assert correct(moderator, june, "August,") == (409, stale)
    assert correct(moderator, june, "August,", seen=1) == {"version": 2}


def test_a_name_typed_into_a_correction_is_in_no_answer(moderator: Browser) -> None:
    correct(moderator, place(view(moderator), "June,"), f"June, says {OFFICIAL_NAMES[1]},")
    for answer in (moderator.get(API).text, moderator.get(PAGE).text):
        assert "Thistlewood" not in answer


def test_the_operator_corrects_but_does_not_settle(operator: Browser) -> None:
    seen = view(operator)
    assert not seen["may_settle"]
    assert correct(operator, place(seen, "June,"), "July,") == {"version": 1}
    for wish in (
        {"type": "SettleFlag", "seen": 0, "flag": seen["flags"][0]["key"], "ruling": "keep"},
        {"type": "OverrideFlags", "open": 2, "reason": "why not"},
    ):
        answer = operator.post(f"{API}/edits", json=wish)
        assert (answer.status_code, answer.json()["refused"]) == (409, "NOT_YOURS")
    assert 'aria-disabled="true"' in operator.get(PAGE).text


def test_an_override_needs_a_reason_and_is_in_the_history(moderator: Browser) -> None:
    assert moderator.post(f"{API}/edits", json={"type": "OverrideFlags", "open": 2, "reason": ""}).status_code == 409
    wish = {"type": "OverrideFlags", "open": 2, "reason": "Ottoline agrees."}
    assert moderator.post(f"{API}/edits", json=wish).status_code == 200
    seen = view(moderator)
    assert (seen["open"], seen["history"][0]["text"]) == (0, f"{ALIAS} agrees.")


def test_what_was_heard_is_for_the_moderator_flag_by_flag(moderator: Browser, call: DeskCall) -> None:
    page = moderator.get(PAGE).text
    flag = page.split('id="flag-')[1].split('"')[0]
    assert moderator.get(f"{API}/heard/flag-{flag}").json() == {"text": "Beatrix"}
    assert moderator.get(f"{API}/heard/flag-nowhere").status_code == 404
    moderator.post(call.link("op"))
    assert moderator.get(f"{API}/heard/flag-{flag}").status_code == 404


def test_the_whole_page_is_read_before_it_is_published(operator: Browser, call: DeskCall) -> None:
    call.mod(do.SettleAttribution, seat="o1", phrase="an official who knows Ottoline Quillfeather")
    assert f'href="{PAGE}/page"' in operator.get(PAGE).text
    answer = operator.get(f"{PAGE}/page")
    assert "sandbox" in answer.headers["content-security-policy"]
    assert "Harbour talks" in answer.text and "lands in June" in answer.text
    assert "<title>Draft: " in answer.text and "Not published" in answer.text
    assert f"may be cited as “an official who knows {ALIAS}”" in answer.text
    assert [word for name in OFFICIAL_NAMES for word in name.split() if word in answer.text] == []


def test_what_becomes_of_fillers_is_said_above_the_text(moderator: Browser) -> None:
    assert wording("en")("transcript.fillers.published") in moderator.get(PAGE).text


def test_a_flag_is_heard_from_two_seconds_before_it_but_not_before_its_turn(moderator: Browser, call: DeskCall) -> None:
    Recorded(call, BEGIN + 10**7).say("o1", "The lights on the quay will be lit before the winter. Thanks, Leopold.")
    first, later = (flag for flag in view(moderator)["flags"] if flag["reason"] == "addressed")
    turns = {turn["id"]: turn for turn in view(moderator)["turns"]}
    page = moderator.get(PAGE).text
    for flag, start in (
        (first, turns[first["turn"]]["start"]),
        (later, later["key"]["place"]["start"] - 2 * RATE),
    ):
        place, end = flag["key"]["place"], flag["end_of_turn"]
        about = f"{flag['printed']} ({turns[flag['turn']]['number']})"
        assert f'"{SOUND}/{place["track"]}/{start}/{end}" data-play aria-label="Play: {about}"' in page


def test_an_edit_draws_the_text_anew_once(moderator: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    june = place(view(moderator), "June,")
    drawn = []

    def counted(*given: object) -> object:
        drawn.append(given)
        return printed(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(drafts, "printed", counted)
    for number, text in enumerate(("July,", "August,", "May,")):
        correct(moderator, june, text, seen=number)
        assert f"lands in {text} on" in texts(view(moderator))[1]
        assert len(drawn) == number + 1


# ── Sound ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_turn_is_heard_from_any_word(moderator: Browser) -> None:
    turn = view(moderator)["turns"][1]
    start = turn["start"] + 6 * STEP
    answer = moderator.get(f"{SOUND}/line-o1/{start}/{turn['end']}")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "audio/wav")
    assert (answer.headers["cache-control"], answer.headers["accept-ranges"]) == ("no-store", "bytes")
    sound = answer.content.split(b"data")[1]
    assert struct.unpack("<I", sound[:4]) == (2 * (turn["end"] - start),)
    whole = moderator.get(f"{SOUND}/line-o1/{turn['start']}/{turn['end']}").content
    assert whole.endswith(sound[4:])


def test_a_part_of_it_is_sent_when_asked_for(moderator: Browser) -> None:
    address = f"{SOUND}/line-o1/{BEGIN}/{BEGIN + 20 * RATE}"
    whole = moderator.get(address).content
    part = moderator.get(address, headers={"range": "bytes=100-199"})
    assert (part.status_code, part.content) == (206, whole[100:200])
    assert part.headers["content-range"] == f"bytes 100-199/{len(whole)}"
    beyond = moderator.get(address, headers={"range": f"bytes={len(whole)}-"})
    assert (beyond.status_code, beyond.headers["content-range"]) == (416, f"bytes */{len(whole)}")


@pytest.mark.parametrize(
    ("asked", "given"),
    [
        ("bytes=0-", (0, 100)),
        ("bytes=10-19", (10, 20)),
        ("bytes=90-500", (90, 100)),
        ("bytes=-5", (95, 100)),
        ("bytes=-500", (0, 100)),
        ("", None),
        ("bytes=-", None),
        ("bytes=5-2", None),
        ("bytes=0-1,5-6", None),
        ("words=0-1", None),
    ],
)
def test_ranges_as_http_has_them(asked: str, given: tuple[int, int] | None) -> None:
    assert asked_range(asked, 100) == given


def test_where_nothing_was_recorded_there_is_silence_or_nothing(moderator: Browser) -> None:
    before = moderator.get(f"{SOUND}/line-mod/{BEGIN - RATE}/{BEGIN + RATE}").content
    assert before.split(b"data")[1][4 : 4 + 2 * RATE] == bytes(2 * RATE)
    for nothing in (f"line-mod/{BEGIN + 10**9}/{BEGIN + 10**9 + 5}", f"line-x/{BEGIN}/{BEGIN + 5}", "line-mod/9/5"):
        assert moderator.get(f"{SOUND}/{nothing}").status_code == 404
    longest = moderator.get(f"{SOUND}/line-mod/{BEGIN}/{BEGIN + 10**12}").content
    assert len(longest) < 2 * LONGEST + 200


def test_nothing_of_it_is_there_without_a_session(visitor: Browser) -> None:
    for address in (
        PAGE,
        f"{PAGE}/page",
        f"{PAGE}/live",
        API,
        f"{API}/heard/x",
        f"{SOUND}/line-o1/{BEGIN}/{BEGIN + 5}",
    ):
        assert visitor.get(address).status_code == 404, address
    assert visitor.post(f"{API}/edits", json={"type": "TakeBack", "event": 1}).status_code == 404


def test_an_edit_needs_this_sessions_token_and_origin(moderator: Browser) -> None:
    wish = {"type": "TakeBack", "event": 1}
    assert moderator.post(f"{API}/edits", json=wish, headers={"x-form-token": "other"}).status_code == 403
    assert moderator.post(f"{API}/edits", json=wish, headers={"sec-fetch-site": "cross-site"}).status_code == 403


# ── Words ──────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("language", languages())
def test_all_that_can_be_said_of_a_transcript_has_words(language: str) -> None:
    lines = wording(language).lines.keys()
    assert {f"edit_refused.{refused.name}" for refused in Refused} <= lines
    assert {f"history.{kind.name.lower()}" for kind in Kind} | {f"reason.{reason.name}" for reason in Reason} <= lines


def test_the_page_speaks_the_chosen_language(moderator: Browser) -> None:
    moderator.cookies.set("language", "es")
    page = moderator.get(PAGE).text
    assert "Por resolver" in page and "2 avisos abiertos" in page and "To settle" not in page


def test_english_says_what_the_api_says() -> None:
    words = wording("en")
    said = {refused: words(f"edit_refused.{refused.name}") for refused in Refused}
    assert {name: text for name, text in said.items() if text != name.value} == {}


def test_who_else_may_be_meant_is_shown_by_alias(moderator: Browser, call: DeskCall) -> None:
    Recorded(call, BEGIN + 10**7).say("o1", "I think it can take that.", named={"it": ("o1", "o2")})
    flag = next(flag for flag in view(moderator)["flags"] if flag["others"])
    assert (flag["suggestion"], flag["printed"].strip()) == (ALIAS, ALIAS)
    assert flag["others"] == ["[Senior Administration Official Two]"]
    page = moderator.get(PAGE).text
    (shown,) = (part for part in page.split("<li ") if part.startswith('id="flag-') and "Or perhaps:" in part)
    assert "[Senior Administration Official Two]" in shown


def test_a_flag_in_the_citation_is_settled_without_any_sound(moderator: Browser, call: DeskCall) -> None:
    call.mod(do.SettleAttribution, seat="o1", phrase="an official who said: when I was ambassador in Fableton")
    seen = view(moderator)
    flag = seen["flags"][0]
    assert (flag["heading"], flag["turn"], flag["reason"], seen["open"]) == ("citation", "", "biography", 3)
    page = moderator.get(PAGE).text
    (shown,) = (part.split("</li>")[0] for part in page.split("<li ") if f"heading-{flag['heading']}" in part)
    assert wording("en")("heading.CITATION") in shown
    assert "data-play" not in shown and "data-goto" not in shown
    wish = {"type": "SettleFlag", "seen": 0, "flag": flag["key"], "ruling": "replace", "text": "an official"}
    assert moderator.post(f"{API}/edits", json=wish).json() == {"version": 1}
    after = view(moderator)
    assert after["open"] == 2
    assert after["history"][0]["was"] == flag["printed"]


# ── Who speaks ─────────────────────────────────────────────────────────────────────────────────────────────────────

ONE, TWO = "SENIOR ADMINISTRATION OFFICIAL ONE", "SENIOR ADMINISTRATION OFFICIAL TWO"


def whole(turn: dict) -> dict:  # type: ignore[type-arg]
    return {name: turn[name] for name in ("track", "start", "end")}


def speak(browser: Browser, turn: int, seat: str, seen: int = 0) -> object:
    wish = {"type": "ChangeSpeaker", "seen": seen, "place": whole(view(browser)["turns"][turn]), "seat": seat}
    answer = browser.post(f"{API}/edits", json=wish)
    return answer.json() if answer.status_code == 200 else (answer.status_code, answer.json()["refused"])


def test_only_those_on_the_call_are_offered_each_label_once(moderator: Browser, call: DeskCall) -> None:
    assert [one["label"] for one in view(moderator)["speakers"]] == ["MODERATOR", "OPERATOR", ONE, TWO, "QUESTION"]
    call.mod(do.SettleAttribution, seat="o1", alias="Senior Harbour Official")
    page = moderator.get(PAGE).text
    assert page.count('type="radio" name="seat"') == 5
    assert 'value="o1" data-label="SENIOR HARBOUR OFFICIAL"' in page and "LISTENER" not in page


def test_who_speaks_is_changed_shown_and_taken_back(moderator: Browser) -> None:
    assert speak(moderator, 1, "o2") == {"version": 1}
    seen = view(moderator)
    assert [(turn["label"], turn["recorded"]) for turn in seen["turns"]][1] == (TWO, ONE)
    (entry,) = seen["history"]
    assert (entry["kind"], entry["was"], entry["text"], entry["by"]) == ("speaker changed", ONE, TWO, "mod")
    assert entry["turn"] == seen["turns"][1]["id"]
    page = moderator.get(PAGE).text
    assert f"<del>{ONE}</del> <ins>{TWO}</ins>" in page and f"came in on the line of {ONE}" in page
    assert f"{TWO}</h3>" in page.split("t002</span>")[1]
    assert speak(moderator, 1, "r3", seen=1) == {"version": 2}
    assert view(moderator)["history"][1]["was"] == TWO
    assert moderator.post(f"{API}/edits", json={"type": "TakeBack", "event": 2}).json() == {"version": 3}
    assert moderator.post(f"{API}/edits", json={"type": "TakeBack", "event": 1}).json() == {"version": 4}
    seen = view(moderator)
    assert (
        seen["turns"][1]["label"] == ONE and [entry["stands"] for entry in seen["history"]] == [False] * 2 + [True] * 2
    )


def test_the_operator_is_told_that_who_speaks_is_the_moderators_to_say(operator: Browser) -> None:
    assert speak(operator, 1, "o2") == (409, "NOT_YOURS_TO_ATTRIBUTE")
    button = operator.get(PAGE).text.split("data-speaker")[1].split("</button>")[0]
    assert f'aria-disabled="true" title="{Refused.NOT_YOURS_TO_ATTRIBUTE.value}"' in button


def test_the_whole_page_is_read_with_the_new_speaker(moderator: Browser) -> None:
    before = moderator.get(f"{PAGE}/page").text.count(TWO)
    speak(moderator, 1, "o2")
    assert moderator.get(f"{PAGE}/page").text.count(TWO) > before


def test_another_speaker_is_refused_in_one_line(moderator: Browser) -> None:
    assert speak(moderator, 1, "ear1") == (409, "NOT_ON_THE_CALL")
    assert speak(moderator, 1, "o1") == (409, "NOTHING_CHANGES")
    assert speak(moderator, 2, "op") == (409, "NO_SUCH_TURN")
    form = {"do": "ChangeSpeaker", "seen": "0", "place.track": "line-o1", "place.start": "1", "place.end": "2"}
    form |= {"seat": "o2", "token": moderator.headers["x-form-token"]}
    answer = moderator.post(f"{PAGE}/do", data=form, headers={"accept": "application/json"}).json()
    assert (answer["text"], answer["urgent"]) == (Refused.NO_SUCH_TURN.value, True)
    assert "\n" not in answer["text"]


def test_words_that_become_a_reporters_are_no_longer_flagged_as_an_officials(moderator: Browser) -> None:
    assert [flag["reason"] for flag in view(moderator)["flags"]] == ["addressed", "biography"]
    speak(moderator, 4, "r1")
    assert "biography" not in [flag["reason"] for flag in view(moderator)["flags"]]


# ── Where a turn is cut ────────────────────────────────────────────────────────────────────────────────────────────


def cut(browser: Browser, before: str, seen: int = 0) -> object:
    answer = browser.post(f"{API}/edits", json={"type": "CutTurn", "seen": seen, "place": place(view(browser), before)})
    return answer.json() if answer.status_code == 200 else (answer.status_code, answer.json()["refused"])


def test_a_turn_is_cut_shown_heard_in_parts_and_joined_again(moderator: Browser) -> None:
    before = view(moderator)["turns"]
    assert cut(moderator, "The") == {"version": 1}
    seen = view(moderator)
    first, second = seen["turns"][1:3]
    assert [turn["number"] for turn in seen["turns"]] == ["t001", "t002", "t002b", "t003", "t004", "t005"]
    assert (first["id"], first["start"], second["end"]) == (before[1]["id"], before[1]["start"], before[1]["end"])
    assert second["start"] == second["paragraphs"][0][0]["place"]["start"] >= first["end"]
    assert second["id"] == f"turn-line-o1-{second['start']}"
    assert [turn["id"] for turn in seen["turns"][3:]] == [turn["id"] for turn in before[2:]]
    for turn in (first, second):
        assert moderator.get(f"/briefings/{BRIEFING}/sound/{turn['track']}/{turn['start']}/{turn['end']}").is_success
    (entry,) = seen["history"]
    assert (entry["kind"], entry["was"], entry["by"], entry["turn"]) == ("cut", "The", "mod", second["id"])
    page = moderator.get(PAGE).text
    assert "Moderator cut a turn in two, before:" in page and "<q>The</q>" in page
    assert f"/sound/line-o1/{second['start']}/{second['end']}" in page
    assert speak(moderator, 2, "o2", seen=1) == {"version": 2}
    assert [turn["label"] for turn in view(moderator)["turns"]][1:3] == [ONE, TWO]
    assert view(moderator)["history"][1]["was"] == ONE
    joined = {"type": "TakeBack", "event": 1}
    assert moderator.post(f"{API}/edits", json=joined).json()["refused"] == "ATTRIBUTED_SINCE"
    assert moderator.post(f"{API}/edits", json={"type": "TakeBack", "event": 2}).json() == {"version": 3}
    assert moderator.post(f"{API}/edits", json=joined).json() == {"version": 4}
    assert [turn | {"seen": 0} for turn in view(moderator)["turns"]] == [turn | {"seen": 0} for turn in before]


def test_a_cut_that_cannot_be_is_refused_in_one_line(moderator: Browser) -> None:
    assert cut(moderator, "Good") == (409, "NOTHING_BEFORE")
    cut(moderator, "The")
    assert cut(moderator, "The") == (409, "STALE")
    form = {"do": "CutTurn", "seen": "0", "place.track": "line-o1", "place.start": "1", "place.end": "2"}
    form |= {"token": moderator.headers["x-form-token"]}
    answer = moderator.post(f"{PAGE}/do", data=form, headers={"accept": "application/json"}).json()
    assert (answer["text"], answer["urgent"]) == (Refused.NO_SUCH_WORDS.value, True)


def test_the_operator_is_told_that_cuts_are_the_moderators(operator: Browser) -> None:
    assert cut(operator, "The") == (409, "NOT_YOURS_TO_ATTRIBUTE")


def test_the_whole_page_is_read_with_both_parts(moderator: Browser) -> None:
    cut(moderator, "The")
    page = moderator.get(f"{PAGE}/page").text
    assert 'id="t002"' in page and 'id="t002b"' in page and 'id="t005"' in page
