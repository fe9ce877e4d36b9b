"""A turn cut in two at the desk: an event, decided on what is printed, undone as others are; and what is made of it."""

from __future__ import annotations

import itertools
import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import hypothesis.strategies as st
import pytest
from flagging import flag_everywhere
from held_call import BRIEFING, EVENT, HeldCall, folder_in, keeper_of, whole_call
from hypothesis import given
from msgspec.structs import replace
from test_correcting import STEP, drafted, spoken, words
from test_speaker_changed import ONE, TWO, ask, change, document, introduction, now

from onbackground.attribution.call import CallGuard
from onbackground.attribution.flags import Reason
from onbackground.briefing import commands as do
from onbackground.briefing.embargo import Section
from onbackground.briefing.terms import GroundRules
from onbackground.proof.document import read_proof
from onbackground.proof.verifying import verify
from onbackground.record.events import PROGRAMME
from onbackground.record.turns import SpokenTurn
from onbackground.release.assembly import SpokenSection, draft, guard_of, read_edits, read_record, transcript_of
from onbackground.release.editing.deciding import (
    ChangeSpeaker,
    CorrectWords,
    CutTurn,
    Refused,
    SettleFlag,
    TakeBack,
)
from onbackground.release.editing.draft import Draft, Piece
from onbackground.release.editing.edits import Edits
from onbackground.release.editing.events import Edit, Place, Ruling, SpeakerChanged, TakenBack, TurnCut
from onbackground.transcript.document import turn_id
from onbackground.transcript.reading import read_transcript

ASKED = "How long does the crossing take? About an hour. And in a storm? Then nobody crosses."


@pytest.fixture
def call() -> HeldCall:
    return asked_over_one_line()


def asked_over_one_line(*embargo: object, **options: object) -> HeldCall:
    """A call on which somebody asks and is answered over the line of the first official, in what is the third turn."""
    call = HeldCall(*embargo, **options)  # type: ignore[arg-type]
    for seat in ("mod", "one", "r1"):
        call.dial(seat)
    call.open()
    call.say("mod", "Good morning, everyone.")
    call.say("r1", "Who pays for the ferry?")
    call.say("one", ASKED)
    call.say("mod", "Thank you all.")
    call.conclude()
    call.finish()
    return call


def printed_words(turns: Draft) -> Iterator[Piece]:
    return (piece for turn in turns.turns for paragraph in turn.paragraphs for piece in paragraph if piece.place)


def at(call: HeldCall, text: str) -> Place:
    place = next(piece.place for piece in printed_words(now(call)) if piece.text == text)
    assert place is not None
    return place


def cut(call: HeldCall, before: str, *, seen: int = 0, by: str = "mod") -> Edit | Refused:
    return ask(call, CutTurn(seen=seen, place=at(call, before)), by)


def texts(call: HeldCall) -> dict[str, str]:
    return {turn.id: turn.text for turn in document(call).turns}


# ── What is decided ────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_cut_is_an_event_with_its_author_and_time_and_the_record_stays(call: HeldCall) -> None:
    record, before = read_record(call.recorder, BRIEFING), document(call)
    done = TurnCut(at=call.now, by="mod", place=at(call, "About"))
    assert cut(call, "About") == done
    assert read_edits(call.recorder, BRIEFING).events == (done,)
    assert read_record(call.recorder, BRIEFING) == record
    assert texts(call) == {
        "t001": "Good morning, everyone.",
        "t002": "Who pays for the ferry?",
        "t003": "How long does the crossing take?",
        "t003b": "About an hour. And in a storm? Then nobody crosses.",
        "t004": "Thank you all.",
    }
    first, second = document(call).turns[2:4]
    assert (first.label, second.label, first.role, second.role) == (ONE, ONE, second.role, first.role)
    assert (first.start, second.end) == (before.turns[2].start, before.turns[2].end)


def test_each_part_has_its_own_words_on_the_track(call: HeldCall) -> None:
    about, take = at(call, "About"), at(call, "take?")
    whole = now(call).turns[2].place
    cut(call, "About")
    first, second = now(call).turns[2:4]
    assert (first.place, second.place) == (
        Place(whole.track, whole.start, take.end),
        Place(whole.track, about.start, whole.end),
    )
    assert first.place.end <= second.place.start


def test_only_the_moderator_cuts_and_joins(call: HeldCall) -> None:
    assert cut(call, "About", by="op") is Refused.NOT_YOURS_TO_ATTRIBUTE
    cut(call, "About")
    assert ask(call, TakeBack(event=1), by="op") is Refused.NOT_YOURS_TO_ATTRIBUTE


def test_nothing_is_before_the_first_word_of_a_turn(call: HeldCall) -> None:
    assert cut(call, "How") is Refused.NOTHING_BEFORE
    cut(call, "About")
    assert cut(call, "About", seen=1) is Refused.NOTHING_BEFORE
    assert len(read_edits(call.recorder, BRIEFING).events) == 1


def test_a_cut_is_at_a_word_that_is_printed() -> None:
    call = whole_call()
    announced = now(call).turns[2].place
    assert announced.track == PROGRAMME
    take = at(call, "ready")
    for place in (
        announced,
        Place(take.track, take.start + 1, take.end),
        Place("line-nobody", take.start, take.end),
    ):
        assert ask(call, CutTurn(seen=0, place=place)) is Refused.NO_SUCH_WORDS


def test_no_correction_is_cut_apart_and_a_turn_is_cut_before_one(call: HeldCall) -> None:
    about, hour = at(call, "About"), at(call, "hour.")
    ask(call, CorrectWords(seen=0, place=Place(about.track, about.start, hour.end), text="Half an hour."))
    inside = Place(hour.track, hour.start, hour.end)
    assert ask(call, CutTurn(seen=1, place=inside)) is Refused.CUTS_A_CORRECTION
    assert isinstance(cut(call, "Half an hour.", seen=1), TurnCut)
    assert texts(call)["t003b"].startswith("Half an hour. And in")
    ask(call, TakeBack(event=1))
    assert texts(call)["t003b"].startswith("About an hour. And in")


def test_no_name_is_cut_apart() -> None:
    call = whole_call()
    place = next(piece.place for piece in printed_words(now(call)) if piece.alias)
    assert place is not None
    wexford = Place(place.track, place.start + (place.end - place.start) // 2, place.end)
    assert ask(call, CutTurn(seen=0, place=wexford)) is Refused.NO_SUCH_WORDS
    assert isinstance(ask(call, CutTurn(seen=0, place=place)), TurnCut)
    assert texts(call)["t001b"].startswith("[Senior Administration Official One].")


def test_of_two_editors_of_one_place_one_is_refused(call: HeldCall) -> None:
    about, whole, then = at(call, "About"), now(call).turns[2].place, at(call, "Then")
    cut(call, "About")
    assert ask(call, ChangeSpeaker(seen=0, place=whole, seat="two")) is Refused.STALE
    assert ask(call, CorrectWords(seen=0, place=about, text="Around")) is Refused.STALE
    assert isinstance(ask(call, CorrectWords(seen=0, place=then, text="Well,")), Edit)
    change(call, 3, "two", seen=2)
    assert cut(call, "And", seen=2) is Refused.STALE
    assert isinstance(cut(call, "And", seen=3), TurnCut)


def test_joining_again_is_the_undo(call: HeldCall) -> None:
    before = document(call)
    cut(call, "About")
    assert isinstance(ask(call, TakeBack(event=1)), TakenBack)
    assert document(call) == before
    cut(call, "About", seen=2)
    assert list(texts(call)) == ["t001", "t002", "t003", "t003b", "t004"]


def test_parts_are_joined_only_as_one_speakers(call: HeldCall) -> None:
    cut(call, "About")
    cut(call, "Then", seen=1)
    change(call, 2, "r1", seen=1)
    assert ask(call, TakeBack(event=1)) is Refused.ATTRIBUTED_SINCE
    assert isinstance(ask(call, TakeBack(event=2)), TakenBack), "the speaker was changed elsewhere"
    assert isinstance(ask(call, TakeBack(event=3)), TakenBack)
    change(call, 3, "two", seen=5)
    assert ask(call, TakeBack(event=1)) is Refused.ATTRIBUTED_SINCE
    ask(call, TakeBack(event=6))
    assert isinstance(ask(call, TakeBack(event=1)), TakenBack)


# ── Who speaks in each part ────────────────────────────────────────────────────────────────────────────────────────


def spoken_by(call: HeldCall) -> dict[str, str]:
    return {turn.id: turn.label for turn in document(call).turns[2:-1]}


def test_each_part_has_a_speaker_of_its_own(call: HeldCall) -> None:
    cut(call, "About")
    cut(call, "And", seen=1)
    cut(call, "Then", seen=2)
    change(call, 2, "r1", seen=3)
    change(call, 4, "r1", seen=4)
    change(call, 5, "two", seen=5)
    assert spoken_by(call) == {"t003": "QUESTION", "t003b": ONE, "t003c": "QUESTION", "t003d": TWO}
    assert [turn.recorded for turn in now(call).turns[2:-1]] == [ONE] * 4


def test_what_was_said_of_the_whole_turn_before_holds_for_both_parts(call: HeldCall) -> None:
    change(call, 2, "two")
    cut(call, "About", seen=1)
    assert spoken_by(call) == {"t003": TWO, "t003b": TWO}
    ask(call, TakeBack(event=1))
    assert spoken_by(call) == {"t003": ONE, "t003b": ONE}


def test_a_turn_that_goes_on_over_another_line_is_cut_there_too() -> None:
    turn = spoken("one two three four")
    there = tuple(replace(word, track="l2") for word in turn.words[2:])
    turn = replace(turn, words=(*turn.words[:2], *there))
    whole = SpeakerChanged(at=1, by="mod", place=Place("l1", 0, turn.end), seat="two")
    apart = TurnCut(at=2, by="mod", place=words(2, 2, "l2"))
    first, second = drafted([turn], whole, apart).turns
    assert (second.place, second.texts) == (Place("l2", 2 * STEP, turn.end), ("three four",))
    assert (first.label, second.label) == (TWO, TWO)
    again = SpeakerChanged(at=3, by="mod", place=second.place, seat="mod")
    assert [one.label for one in drafted([turn], whole, apart, again).turns] == [TWO, "MODERATOR"]
    before = SpeakerChanged(at=3, by="mod", place=first.place, seat="mod")
    assert [one.label for one in drafted([turn], whole, apart, before).turns] == ["MODERATOR", TWO]


# ── What stays where it was ────────────────────────────────────────────────────────────────────────────────────────


def test_corrections_and_settled_flags_stay_where_they_were(call: HeldCall, monkeypatch: pytest.MonkeyPatch) -> None:
    flag_everywhere(monkeypatch, {"crossing": Reason.AGENCY, "storm": Reason.GENDER, "nobody": Reason.BIOGRAPHY})
    agency, gender, biography = (flag.key for flag in now(call).open)
    ask(call, SettleFlag(seen=0, flag=agency, ruling=Ruling.KEEP))
    ask(call, SettleFlag(seen=0, flag=gender, ruling=Ruling.REPLACE, text="bad weather"))
    ask(call, CorrectWords(seen=0, place=at(call, "hour."), text="hour and a half.", changes_meaning=True))
    before = list(printed_words(now(call)))
    cut(call, "And")
    assert list(printed_words(now(call))) == before
    assert [(flag.key, flag.turn) for flag in now(call).open] == [(biography, 3)]
    assert texts(call)["t003"].endswith("About an hour [hour and a half].")
    assert texts(call)["t003b"] == "And in a [bad weather]? Then nobody crosses."
    change(call, 3, "r1", seen=4)
    assert {flag.key for flag in now(call).open} == {gender, biography}, "what became another's is settled anew"


def test_the_guard_reads_each_part_as_its_own_speakers() -> None:
    call = introduction("one")
    assert [flag.key.reason for flag in now(call).open] == [Reason.SELF_INTRODUCTION]
    cut(call, "What")
    assert [(flag.key.reason, flag.turn) for flag in now(call).open] == [(Reason.SELF_INTRODUCTION, 1)]
    change(call, 2, "r1", seen=1)
    assert [(flag.key.reason, flag.turn) for flag in now(call).open] == [(Reason.SELF_INTRODUCTION, 1)]
    change(call, 1, "r1", seen=1)
    assert now(call).open == ()


def test_a_part_whose_words_are_all_taken_out_leaves_a_gap(call: HeldCall) -> None:
    cut(call, "About")
    place = now(call).turns[2].place
    ask(call, CorrectWords(seen=0, place=place, text=""))
    assert list(texts(call)) == ["t001", "t002", "t003b", "t004"]


# ── Ids ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_parts_have_letters_behind_the_id_of_their_turn() -> None:
    assert [turn_id(7, part) for part in (1, 2, 3, 26, 27, 52, 53, 703)] == [
        "t007", "t007b", "t007c", "t007z", "t007aa", "t007az", "t007ba", "t007aaa",
    ]  # fmt: skip


def test_a_part_keeps_its_id_whatever_is_cut_since(call: HeldCall) -> None:
    cut(call, "And")
    cut(call, "About", seen=0)
    assert list(texts(call)) == ["t001", "t002", "t003", "t003c", "t003b", "t004"]
    ask(call, TakeBack(event=1))
    assert list(texts(call)) == ["t001", "t002", "t003", "t003c", "t004"]
    cut(call, "Then", seen=0)
    assert list(texts(call)) == ["t001", "t002", "t003", "t003c", "t003d", "t004"]


COUNT = 8
TURNS = [spoken("zero", track="l0", begin=-400), spoken("one two three four", "five six seven eight")]
CUTS = st.integers(0, COUNT - 1).map(lambda at: TurnCut(at=1, by="mod", place=words(at, at)))


@st.composite
def cuts_and_joins(draw: st.DrawFn) -> list[Edit]:
    events: list[Edit] = []
    for _ in range(draw(st.integers(0, 8))):
        standing = [n for n, event in Edits(tuple(events)).standing.items() if isinstance(event, TurnCut)]
        if standing and draw(st.booleans()):
            events.append(TakenBack(at=2, by="mod", event=draw(st.sampled_from(standing))))
        else:
            events.append(draw(CUTS))
    return events


@given(cuts_and_joins())
def test_whatever_is_cut_and_joined_every_id_means_the_same_beginning_and_no_word_is_lost(events: list[Edit]) -> None:
    begins: dict[str, Place | None] = {}
    for n in range(len(events) + 1):
        turns = drafted(TURNS, *events[:n]).turns
        assert " ".join(text for turn in turns for text in turn.texts) == (
            "zero one two three four five six seven eight"
        )
        assert len({turn.id for turn in turns}) == len(turns)
        assert [turn.id for turn in turns][:2] == ["t001", "t002"]
        for turn in turns:
            assert begins.setdefault(turn.id, turn.first_words) == turn.first_words
            assert turn.place.start < turn.place.end
        for one, other in itertools.pairwise(turns):
            assert one.place.end <= other.place.start


def test_where_somebody_came_in_since_a_turn_begins_anyway() -> None:
    def apart(begin: int) -> list[SpokenTurn]:
        return [spoken("one two"), spoken("and", track="l2", begin=210), spoken("three four", begin=begin)]

    cut_there = TurnCut(at=1, by="mod", place=words(3, 3))
    assert [turn.id for turn in drafted(apart(300), cut_there).turns] == ["t001", "t002", "t003"]


# ── What is made of it ─────────────────────────────────────────────────────────────────────────────────────────────


def stamp(milliseconds: int) -> str:
    return f"{milliseconds // 60_000:02}:{milliseconds // 1000 % 60:02}.{milliseconds % 1000:03}"


def test_every_form_has_both_parts_and_the_proof_verifies(tmp_path: Path) -> None:
    call = asked_over_one_line(rules=GroundRules(audio_released=True))
    cut(call, "About")
    change(call, 2, "r1", seen=1)
    keeper_of(call, tmp_path).look()
    folder = folder_in(tmp_path)
    page, text, xml, captions = (
        (folder / name).read_text() for name in ("index.html", "transcript.txt", "transcript.xml", "transcript.vtt")
    )
    turns = document(call).turns
    assert re.findall(r'<article[^>]* id="(\w+)"', page) == ["t001", "t002", "t003", "t003b", "t004"]
    assert 'href="#t003b"' in page
    assert f"{ONE}: About an hour." in text and "How long does the crossing take?\n" in text
    assert 'eId="t003b"' in xml
    assert read_transcript(folder / "transcript.json").turns == turns
    assert [one.id for one in read_transcript(folder / "transcript.xml").turns] == [one.id for one in turns]
    second = turns[3]
    assert second.start is not None
    assert f"{stamp(second.start)} --> " in captions.partition("About an hour.")[0].splitlines()[-2]
    proof = read_proof((folder / "transcript.proof.json").read_bytes())
    for name in ("index.html", "transcript.txt", "transcript.xml", "transcript.json", "transcript.vtt"):
        report = verify(name, (folder / name).read_bytes(), proof)
        assert report.proven and report.counted.relabelled == ("t003",), name
        assert (report.counted.turns, report.counted.parts) == (5, ("t003b",)), name
    assert verify("transcript.txt", text.replace(f"{ONE}: About", "About").encode(), proof).findings


def test_the_pdf_has_both_parts(tmp_path: Path) -> None:
    if not shutil.which("pdftotext"):
        pytest.skip("pdftotext (poppler-utils) is not here")
    call = asked_over_one_line()
    cut(call, "About")
    change(call, 2, "r1", seen=1)
    keeper_of(call, tmp_path).look()
    shown = subprocess.run(
        ["pdftotext", folder_in(tmp_path) / "transcript.pdf", "-"], capture_output=True, text=True, check=True
    ).stdout
    words = " ".join(shown.split())
    assert re.search(r"QUESTION [\d:]+ t003 How long does the crossing take\?", words)
    assert re.search(rf"{ONE} [\d:]+ t003b About an hour\.", words)


def test_a_turn_of_which_a_part_belongs_to_a_section_is_left_out_whole(call: HeldCall) -> None:
    cut(call, "Then")
    last, opened = document(call).turns[3], call.state.opened_at
    assert last.id == "t003b" and last.start and last.end and opened
    rules = GroundRules(sections=(Section("ferry", "the timetable", EVENT),))
    state, guard = replace(call.state, ground_rules=rules), CallGuard(guard_of(call.state.seats.values()))
    said = draft(state, read_record(call.recorder, BRIEFING), read_edits(call.recorder, BRIEFING), guard)
    section = SpokenSection("ferry", opened + last.start + 1, opened + last.end)
    assert [turn.id for turn in transcript_of(state, said, [section]).turns] == ["t001", "t002", "t004"]


def test_a_bundle_made_ahead_is_made_anew(tmp_path: Path) -> None:
    call = asked_over_one_line(EVENT)
    keeper = keeper_of(call, tmp_path)
    assert keeper.look() == []
    cut(call, "About")
    call.give(do.Declare(at=call.now, by="mod", fact=EVENT))
    keeper.look()
    told = json.loads((folder_in(tmp_path) / "transcript.json").read_text())
    assert [turn["id"] for turn in told["turns"]] == ["t001", "t002", "t003", "t003b", "t004"]
