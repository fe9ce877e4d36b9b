"""From the log to the transcript that may leave the room."""

import datetime

import pytest
from held_call import BRIEFING, EVENT, KEPT_UNNAMED, HeldCall, whole_call

from onbackground.briefing import commands as do
from onbackground.briefing.embargo import Event
from onbackground.briefing.terms import Fillers, Level
from onbackground.record.events import Announced, Finished, SegmentWritten, Transcribed
from onbackground.release.assembly import Record, assemble, read_record
from onbackground.transcript.document import MarkKind, Role, Transcript


def assembled(call: HeldCall) -> Transcript:
    return assemble(call.state, read_record(call.recorder, BRIEFING))


def called_and_open(*seats: str, **options: object) -> HeldCall:
    call = HeldCall(**options)  # type: ignore[arg-type]
    for seat in seats:
        call.dial(seat)
    call.open()
    return call


# ── What the transcript says ───────────────────────────────────────────────────────────────────────────────────────


def test_the_turns_are_in_the_order_of_the_call_under_the_labels_of_their_seats() -> None:
    turns = assembled(whole_call()).turns
    assert [(turn.id, turn.label, turn.role) for turn in turns] == [
        ("t001", "MODERATOR", Role.MODERATOR),
        ("t002", "SENIOR ADMINISTRATION OFFICIAL ONE", Role.OFFICIAL),
        ("t003", "OPERATOR", Role.OPERATOR),
        ("t004", "QUESTION", Role.REPORTER),
        ("t005", "SENIOR ADMINISTRATION OFFICIAL ONE", Role.OFFICIAL),
    ]
    assert [turn.text for turn in turns[3:]] == ["Who pays for it?", "The port does."]


def test_the_order_is_that_of_the_sound_whenever_the_words_were_written() -> None:
    call = called_and_open("mod", "one")
    first, second = call.record("mod"), call.record("one")
    call.transcribe(second, "Thank you.")
    call.transcribe(first, "Good morning.")
    assert [turn.text for turn in assembled(call).turns] == ["Good morning.", "Thank you."]


def test_times_are_milliseconds_since_the_official_start() -> None:
    call = called_and_open("mod", "one")
    call.say("mod", "Good morning.")
    call.say("one", "Thank you.")
    first, second = assembled(call).turns
    assert first.start == 0
    assert second.start == 2000


def test_names_become_aliases_wherever_they_stand() -> None:
    call = whole_call(title="Rosalind Wexford on the tidal barrier")
    transcript = assembled(call)
    assert transcript.title == "[Senior Administration Official One] on the tidal barrier"
    assert transcript.turns[0].text == (
        "Good morning. With us is [Senior Administration Official One]. [Senior Administration Official One], please."
    )
    assert transcript.turns[1].text.startswith("Thank you, [Moderator].")
    alias = transcript.turns[1].marks[0]
    assert alias.kind is MarkKind.ALIAS
    assert transcript.turns[1].text[alias.start : alias.end] == "[Moderator]"


@pytest.mark.parametrize(
    ("fillers", "written"),
    [
        (Fillers.KEPT, "It is, uh, you know, so."),
        (Fillers.PUBLISHED, "It is, you know, so."),
        (Fillers.DROPPED, "It is, so."),
    ],
)
def test_fillers_are_written_as_was_settled(fillers: Fillers, written: str) -> None:
    call = called_and_open("mod", fillers=fillers)
    call.say("mod", "It is, uh, you know, so.")
    assert [turn.text for turn in assembled(call).turns] == [written]


def test_names_in_the_ground_rules_become_aliases_too() -> None:
    call = called_and_open("mod")
    embargo = Event("Rosalind has landed")
    call.give(do.MoveEmbargo(at=call.now, by="mod", embargo=embargo, reason="She is late."))
    assert assembled(call).ground_rules.embargo.text == "until [Senior Administration Official One] has landed"


def test_reporters_keep_their_names_and_outlets() -> None:
    announced = assembled(whole_call()).turns[2]
    assert announced.text == "Our first question is from Ada Merrow with the Fable Courier."


def test_seats_on_the_record_keep_their_names_in_text_and_label() -> None:
    transcript = assembled(whole_call(on_the_record=frozenset({"one"})))
    assert "With us is Rosalind Wexford. Rosalind, please." in transcript.turns[0].text
    assert transcript.turns[1].label == "ROSALIND WEXFORD"
    assert transcript.turns[1].role is Role.OFFICIAL
    assert "[Moderator]" in transcript.turns[1].text


def test_no_kept_name_is_anywhere_in_it() -> None:
    text = str(assembled(whole_call()))
    assert [name for name in KEPT_UNNAMED if name in text] == []


def test_doubtful_words_stay_and_what_nobody_understood_is_marked() -> None:
    call = called_and_open("mod")
    call.say("mod", "The fleet (inaudible) tomorrow.", probability=0.1)
    (turn,) = assembled(call).turns
    assert turn.text == "The fleet (inaudible) tomorrow."
    assert [mark.kind for mark in turn.marks] == [MarkKind.INAUDIBLE]


def test_somebody_who_came_back_on_another_line_is_the_same_speaker() -> None:
    call = called_and_open("mod", "one")
    call.say("one", "The first part.")
    call.give(do.Drop(at=call.now, by="house", line="line-one"))
    call.dial("one", line="line-again")
    call.say("one", "And the second.", line="line-again")
    (turn,) = assembled(call).turns
    assert turn.paragraphs == ("The first part.", "And the second.")


def test_the_heading_says_when_and_under_which_rules() -> None:
    call = whole_call(EVENT)
    transcript = assembled(call)
    assert transcript.call_date == datetime.date(2023, 11, 14)
    assert transcript.start == datetime.datetime(2023, 11, 14, 22, 13, 20, tzinfo=datetime.UTC)
    assert transcript.end == datetime.datetime(2023, 11, 14, 22, 13, 30, tzinfo=datetime.UTC)
    assert transcript.ground_rules.attribution.level == "on background"
    assert transcript.ground_rules.attribution.phrase == "senior administration officials"
    assert transcript.ground_rules.embargo.text == "until the airship lands in Port Fable"


# ── What is settled late holds for what was said before ────────────────────────────────────────────────────────────


def test_an_alias_settled_late_is_in_every_turn() -> None:
    call = whole_call(EVENT)
    alias = "Senior Harbour Official"
    call.give(do.SettleAttribution(at=call.now, by="mod", seat="one", alias=alias))
    transcript = assembled(call)
    assert transcript.turns[0].text.endswith(f"With us is [{alias}]. [{alias}], please.")
    assert [turn.label for turn in transcript.turns].count("SENIOR HARBOUR OFFICIAL") == 2
    assert "ADMINISTRATION OFFICIAL" not in str(transcript.turns)


def test_how_a_seat_may_be_cited_is_noted_when_it_is_settled() -> None:
    call = whole_call(EVENT)
    assert assembled(call).notes == ()
    phrase = "a harbour official close to Imogen"
    call.give(do.SettleAttribution(at=call.now, by="mod", seat="mod", phrase=phrase))
    assert assembled(call).notes == ("Moderator may be cited as “a harbour official close to [Moderator]”.",)


def test_ground_rules_changed_late_are_the_ones_that_stand() -> None:
    call = whole_call(EVENT)
    deeper = Level.DEEP_BACKGROUND
    call.give(do.ChangeGroundRules(at=call.now, by="mod", level=deeper, phrase="officials familiar with the matter"))
    agreed = assembled(call).ground_rules.attribution
    assert (agreed.level, agreed.phrase) == ("on deep background", "officials familiar with the matter")


# ── Whether the record is complete ─────────────────────────────────────────────────────────────────────────────────

SEGMENT = SegmentWritten("l1", "l1", "mod", 1000, 500, "tracks/fable/l1/1000.sealed")
LATER = SegmentWritten("l1", "l1", "mod", 1500, 500, "tracks/fable/l1/1500.sealed")
OTHER = SegmentWritten("l2", "l2", "one", 1000, 500, "tracks/fable/l2/1000.sealed")
PROGRAMME = SegmentWritten("programme", "", "", 1000, 5000, "tracks/fable/programme/1000.sealed")


def record(*events: SegmentWritten | Announced | Transcribed | Finished) -> Record:
    return Record(
        segments=tuple(event for event in events if isinstance(event, SegmentWritten)),
        announced=tuple(event for event in events if isinstance(event, Announced)),
        transcribed=tuple(event for event in events if isinstance(event, Transcribed)),
        finished=any(isinstance(event, Finished) for event in events),
    )


def dealt_with(track: str, through: int) -> Transcribed:
    return Transcribed(track, 0, through, (), through)


def test_a_record_is_complete_when_recording_has_ended_and_every_line_has_its_words() -> None:
    assert record(SEGMENT, OTHER, dealt_with("l1", 1500), dealt_with("l2", 1500), Finished()).is_complete()
    assert record(Finished()).is_complete()


def test_it_is_not_while_recording_may_go_on() -> None:
    assert not record(SEGMENT, dealt_with("l1", 1500)).is_complete()


def test_it_is_not_while_a_track_lacks_words() -> None:
    assert not record(SEGMENT, OTHER, dealt_with("l1", 1500), Finished()).is_complete()
    assert not record(SEGMENT, LATER, dealt_with("l1", 1500), Finished()).is_complete()
    assert not record(SEGMENT, dealt_with("l1", 1499), Finished()).is_complete()


def test_the_programme_needs_no_words_of_its_own() -> None:
    assert record(SEGMENT, PROGRAMME, dealt_with("l1", 1500), Finished()).is_complete()
