"""Who speaks in a turn, changed at the desk: an event, decided on what is printed, and all that is made of it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from flagging import flag_everywhere
from held_call import BRIEFING, EVENT, HeldCall, folder_in, keeper_of, seats, whole_call
from msgspec.structs import replace
from test_correcting import corrected, drafted, spoken, words

from onbackground.attribution.call import CallGuard
from onbackground.attribution.flags import Reason
from onbackground.briefing import commands as do
from onbackground.briefing.terms import GroundRules
from onbackground.proof.document import read_proof
from onbackground.proof.verifying import verify
from onbackground.record.turns import SpokenTurn
from onbackground.release import editor, versions
from onbackground.release.assembly import assemble, draft, guard_of, read_edits, read_record
from onbackground.release.editing.deciding import (
    ChangeSpeaker,
    CorrectWords,
    Refused,
    SettleFlag,
    TakeBack,
    Wish,
)
from onbackground.release.editing.draft import Draft
from onbackground.release.editing.events import Edit, Place, Ruling, SpeakerChanged, TakenBack
from onbackground.release.versions import Published, release_stream
from onbackground.transcript.document import Role, Transcript

ONE, TWO = "SENIOR ADMINISTRATION OFFICIAL ONE", "SENIOR ADMINISTRATION OFFICIAL TWO"


def now(call: HeldCall) -> Draft:
    record, edits = read_record(call.recorder, BRIEFING), read_edits(call.recorder, BRIEFING)
    return draft(call.state, record, edits, CallGuard(guard_of(call.state.seats.values())))


def document(call: HeldCall) -> Transcript:
    return assemble(call.state, read_record(call.recorder, BRIEFING), read_edits(call.recorder, BRIEFING))


def ask(call: HeldCall, wish: Wish, by: str = "mod") -> Edit | Refused:
    return editor.edit(call.recorder, BRIEFING, call.state, wish, by, call.now)


def change(call: HeldCall, turn: int, seat: str, *, seen: int = 0, by: str = "mod") -> Edit | Refused:
    return ask(call, ChangeSpeaker(seen=seen, place=now(call).turns[turn].place, seat=seat), by)


def labels(call: HeldCall) -> list[str]:
    return [turn.label for turn in document(call).turns]


@pytest.fixture
def call() -> HeldCall:
    return whole_call()


# ── What is decided ────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_change_is_an_event_with_its_author_and_time_and_the_record_stays(call: HeldCall) -> None:
    record, place = read_record(call.recorder, BRIEFING), now(call).turns[4].place
    done = SpeakerChanged(at=call.now, by="mod", place=place, seat="two")
    assert change(call, 4, "two") == done
    assert read_edits(call.recorder, BRIEFING).events == (done,)
    assert read_record(call.recorder, BRIEFING) == record
    turn, printed = document(call).turns[4], now(call).turns[4]
    assert (turn.label, turn.speaker, turn.role, turn.text) == (TWO, TWO, Role.OFFICIAL, "The port does.")
    assert (printed.label, printed.recorded, printed.seat) == (TWO, ONE, "two")


def test_only_the_moderator_says_who_speaks(call: HeldCall) -> None:
    assert change(call, 4, "two", by="op") is Refused.NOT_YOURS_TO_ATTRIBUTE
    change(call, 4, "two")
    assert ask(call, TakeBack(event=1), by="op") is Refused.NOT_YOURS_TO_ATTRIBUTE


def elsewhere(place: Place) -> list[Place]:
    """Places that are no whole turn."""
    return [
        Place(place.track, place.start + 1, place.end),
        Place(place.track, place.start, place.end + 10**12),
        Place("line-nobody", place.start, place.end),
    ]


def test_only_a_whole_turn_changes_hands(call: HeldCall) -> None:
    for place in elsewhere(now(call).turns[4].place):
        assert ask(call, ChangeSpeaker(seen=0, place=place, seat="two")) is Refused.NO_SUCH_TURN
    assert change(call, 2, "op") is Refused.NO_SUCH_TURN, "the house's own voice"
    assert read_edits(call.recorder, BRIEFING).events == ()


@pytest.mark.parametrize("seat", ["ear", "nobody", "", "Senior Administration Official Two"])
def test_only_those_who_may_be_heard_on_the_call_speak(call: HeldCall, seat: str) -> None:
    assert change(call, 4, seat) is Refused.NOT_ON_THE_CALL


@pytest.mark.parametrize(("turn", "seat"), [(4, "one"), (3, "r1"), (3, "r2")])
def test_what_would_print_the_same_is_refused(call: HeldCall, turn: int, seat: str) -> None:
    assert change(call, turn, seat) is Refused.NOTHING_CHANGES


def test_of_two_editors_of_one_turn_one_is_refused(call: HeldCall) -> None:
    october = next(p for paragraph in now(call).turns[1].paragraphs for p in paragraph if p.text == "October.")
    assert isinstance(change(call, 1, "two"), SpeakerChanged)
    assert change(call, 1, "mod") is Refused.STALE
    assert october.place
    assert ask(call, CorrectWords(seen=0, place=october.place, text="May.")) is Refused.STALE
    assert isinstance(change(call, 4, "two"), SpeakerChanged)
    assert isinstance(change(call, 1, "mod", seen=1), SpeakerChanged)


def test_the_last_change_holds_until_it_is_taken_back(call: HeldCall) -> None:
    before = document(call)
    change(call, 4, "two")
    change(call, 4, "r1", seen=1)
    assert labels(call)[4] == "QUESTION"
    assert not isinstance(ask(call, TakeBack(event=2)), Refused)
    assert labels(call)[4] == TWO
    ask(call, TakeBack(event=1))
    assert document(call) == before


def test_a_label_settled_late_is_the_new_speakers() -> None:
    call = whole_call(EVENT)
    change(call, 4, "two")
    call.give(do.SettleAttribution(at=call.now, by="mod", seat="two", alias="Senior Harbour Official"))
    assert labels(call)[4] == "SENIOR HARBOUR OFFICIAL"


def test_what_is_published_changes_no_hands_silently(call: HeldCall) -> None:
    out = Published(version=1, name="fable", at=1, edits=0, statement="signed")
    call.recorder.append(release_stream(BRIEFING), 0, [versions.encode(out)], call.now)
    assert change(call, 4, "two") is Refused.PUBLISHED


# ── What is printed ────────────────────────────────────────────────────────────────────────────────────────────────

CHANGED = SpeakerChanged(at=1, by="mod", place=words(0, 7), seat="two")


def cut_in_two() -> list[SpokenTurn]:
    """Eight words, between which somebody else came in later on."""
    return [
        spoken("one two three four"),
        spoken("and", track="l2", begin=410),
        spoken("five six seven eight", begin=500),
    ]


def test_a_turn_that_somebody_came_into_since_is_changed_in_both_parts() -> None:
    assert [turn.label for turn in drafted(cut_in_two(), CHANGED).turns] == [TWO, "SPEAKER", TWO]


def test_a_turn_that_began_before_is_whose_line_it_came_in_on() -> None:
    assert drafted([spoken("zero " * 12, begin=-100)], CHANGED).turns[0].label == "SPEAKER"


def test_a_correction_in_a_turn_and_a_change_of_its_speaker_go_together() -> None:
    turn, correction = spoken("It opens in June."), corrected(words(3, 3), "July.", meaning=True)

    def shown(*events: Edit) -> list[tuple[str, tuple[str, ...]]]:
        return [(printed.label, printed.texts) for printed in drafted([turn], *events).turns]

    assert shown(CHANGED, correction) == shown(correction, CHANGED) == [(TWO, ("It opens in ~~June~~ [July].",))]
    undone = TakenBack(at=2, by="mod", event=1)
    assert shown(CHANGED, correction, undone) == [("SPEAKER", ("It opens in ~~June~~ [July].",))]


# ── What the guard makes of it ─────────────────────────────────────────────────────────────────────────────────────


def introduction(seat: str) -> HeldCall:
    call = HeldCall(
        people=tuple(replace(one, agency="Ministry of Tides") if one.id == "one" else one for one in seats())
    )
    for one in ("mod", "one", "r1"):
        call.dial(one)
    call.open()
    call.say("mod", "Good morning, everyone.")
    call.say(seat, "Hello, this is Fenwick Odell. What does it cost?")
    return call


def test_who_introduces_themself_as_a_reporter_is_not_flagged_and_as_an_official_is() -> None:
    call = introduction("one")
    assert [flag.key.reason for flag in now(call).open] == [Reason.SELF_INTRODUCTION]
    change(call, 1, "r1")
    assert now(call).open == ()
    other = introduction("r1")
    assert now(other).open == ()
    change(other, 1, "one")
    assert [flag.key.reason for flag in now(other).open] == [Reason.SELF_INTRODUCTION]


def test_a_settled_flag_is_open_again_when_its_words_become_somebody_elses(
    call: HeldCall, monkeypatch: pytest.MonkeyPatch
) -> None:
    flag_everywhere(monkeypatch, {"port": Reason.AGENCY, "us": Reason.GENDER})
    gender, agency = (flag.key for flag in now(call).open)
    for seen, key in enumerate((gender, agency)):
        ask(call, SettleFlag(seen=seen, flag=key, ruling=Ruling.KEEP))
    change(call, 4, "two", seen=2)
    assert [flag.key for flag in now(call).open] == [agency]
    ask(call, SettleFlag(seen=3, flag=agency, ruling=Ruling.KEEP))
    assert now(call).open == ()
    ask(call, TakeBack(event=3))
    assert [flag.key for flag in now(call).open] == [agency]


# ── What is made of it ─────────────────────────────────────────────────────────────────────────────────────────────


def test_every_form_has_the_new_speaker_and_the_proof_says_that_another_line_was_recorded(tmp_path: Path) -> None:
    call = whole_call(rules=GroundRules(audio_released=True))
    change(call, 4, "two")
    keeper_of(call, tmp_path).look()
    folder = folder_in(tmp_path)
    texts = {name: (folder / name).read_text() for name in ("transcript.txt", "transcript.xml", "transcript.vtt")}
    assert f"{TWO}: The port does." in texts["transcript.txt"]
    assert [name for name, text in texts.items() if TWO not in text] == []
    told = json.loads((folder / "transcript.json").read_text())
    assert (told["turns"][4]["label"], told["turns"][4]["speaker"]) == (TWO, TWO)
    assert TWO in [speaker["label"] for speaker in told["speakers"]]
    page = (folder / "index.html").read_text()
    assert TWO in page.split('id="t005"')[1] and TWO not in page.split('id="t005"')[0].split('id="t001"')[1]
    proof = read_proof((folder / "transcript.proof.json").read_bytes())
    for path in (folder / name for name in ("index.html", *texts, "transcript.json")):
        report = verify(path.name, path.read_bytes(), proof)
        assert report.proven and report.counted.relabelled == ("t005",), path.name


def test_a_bundle_made_ahead_is_made_anew(tmp_path: Path) -> None:
    call = whole_call(EVENT)
    keeper = keeper_of(call, tmp_path)
    assert keeper.look() == []
    change(call, 4, "two")
    call.give(do.Declare(at=call.now, by="mod", fact=EVENT))
    keeper.look()
    assert f"{TWO}: The port does." in (folder_in(tmp_path) / "transcript.txt").read_text()
