"""Turns out of words."""

import itertools

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from onbackground.record.events import RATE, Announced, Transcribed, Word
from onbackground.record.turns import PlacedWord, Speaker, spoken_turns

MODERATOR = Speaker("MODERATOR", "moderator", "s1")
ONE = Speaker("SENIOR ADMINISTRATION OFFICIAL ONE", "official", "s2")
QUESTION = Speaker("QUESTION", "reporter", "s3")
ANOTHER = Speaker("QUESTION", "reporter", "s4")
HOUSE = Speaker("OPERATOR", "operator")
SPEAKERS = {"l1": MODERATOR, "l2": ONE, "l3": QUESTION, "l4": ANOTHER, "l5": QUESTION, "programme": HOUSE}


def said(track, at, text, gap=0.1, probability=1.0):
    """Words of 0.3 s each from ``at`` seconds on; a number instead of a word is a pause in seconds."""
    words, now = [], at
    for token in text.split():
        if token.replace(".", "", 1).isdigit():
            now += float(token) - gap
            continue
        words.append(Word(round(now * RATE), round((now + 0.3) * RATE), token, probability))
        now += 0.3 + gap
    return Transcribed(track, words[0].start, words[-1].end, tuple(words), words[-1].end)


def turns(*events, announced=()):
    found = spoken_turns(events, announced, SPEAKERS)
    return [(turn.label, "\n".join(turn.paragraphs)) for turn in found]


def test_turns_follow_each_other():
    assert turns(said("l2", 5, "Thank you."), said("l1", 0, "Good morning."), said("l1", 10, "Next question.")) == [
        ("MODERATOR", "Good morning."),
        ("SENIOR ADMINISTRATION OFFICIAL ONE", "Thank you."),
        ("MODERATOR", "Next question."),
    ]


def test_a_short_answer_from_somebody_else_is_a_turn():
    assert turns(
        said("l3", 0, "Hi. Can you hear me?"), said("l1", 2.5, "Yes, we can hear you."), said("l3", 5, "Great.")
    ) == [("QUESTION", "Hi. Can you hear me?"), ("MODERATOR", "Yes, we can hear you."), ("QUESTION", "Great.")]


def test_the_stop_of_an_initial_or_a_title_ends_no_sentence():
    spoken = "Relations of the U.S. 1.0 and Mr. 1.0 Fable are good. 1.0 Next."
    assert turns(said("l1", 0, spoken)) == [
        ("MODERATOR", "Relations of the U.S. and Mr. Fable are good.\nNext."),
    ]


def test_a_pause_between_sentences_begins_a_paragraph():
    assert turns(said("l2", 0, "It is so. 0.3 It is. 0.65 And 0.9 so on. 1.5 Thanks.")) == [
        (ONE.label, "It is so. It is.\nAnd so on.\nThanks.")
    ]


def test_going_on_after_a_silence_is_a_new_turn():
    assert turns(said("l1", 0, "Anything to add? 2.5 No? 3.5 Great. Next question.")) == [
        ("MODERATOR", "Anything to add?\nNo?"),
        ("MODERATOR", "Great. Next question."),
    ]


def test_two_reporters_are_two_turns_though_both_are_question():
    assert turns(said("l3", 0, "Thanks."), said("l4", 0.8, "Hi.")) == [("QUESTION", "Thanks."), ("QUESTION", "Hi.")]


def test_somebody_who_came_back_on_another_line_is_the_same_speaker():
    assert turns(said("l3", 0, "My question"), said("l5", 1.5, "is this.")) == [("QUESTION", "My question is this.")]


def test_an_announcement_is_a_turn_with_its_own_words():
    notice = Announced("programme", 2 * RATE, RATE, "Ms. Example, your line is open.")
    assert turns(said("l1", 0, "Next question."), said("l3", 4, "Hi."), announced=[notice]) == [
        ("MODERATOR", "Next question."),
        ("OPERATOR", "Ms. Example, your line is open."),
        ("QUESTION", "Hi."),
    ]


def test_whoever_is_interrupted_finishes_the_sentence():
    assert turns(said("l2", 0, "We work with all of them every day. 0.3 And we go on."), said("l3", 1, "But why")) == [
        (ONE.label, "We work with all of them every day."),
        ("QUESTION", "But why —"),
        (ONE.label, "And we go on."),
    ]


def test_an_interruption_without_a_breath_does_not_chop_the_speech():
    assert turns(said("l2", 0, "We work with all of them every day and night."), said("l3", 1, "But")) == [
        (ONE.label, "We work with all of them every day and night."),
        ("QUESTION", "But —"),
    ]


@pytest.mark.parametrize(
    ("heard", "printed"),
    [
        ("We will go to", "We will go to —"),
        ("We think,", "We think —"),
        ("We will- we", "We will- — we —"),
        ("We think so.", "We think so."),
        ("Do you?", "Do you?"),
        ("We were...", "We were —"),
        ("He said “no”", "He said “no”"),
    ],
)
def test_a_turn_that_ends_within_a_sentence_ends_with_a_dash(heard, printed):
    (turn,) = spoken_turns([said("l1", 0, heard)], [], SPEAKERS)
    assert turn.paragraphs == (printed,)
    assert turn.words[-1].end == len(printed)


def test_what_the_house_announces_is_as_it_is_written():
    assert turns(announced=[Announced("programme", 0, RATE, "One moment")]) == [("OPERATOR", "One moment")]


def test_speaking_at_once_keeps_the_order_of_beginning():
    assert turns(said("l2", 0, "So the point is this."), said("l1", 1.6, "Next question, please.")) == [
        (ONE.label, "So the point is this."),
        ("MODERATOR", "Next question, please."),
    ]


def test_every_word_has_its_place_in_the_text_and_on_its_track():
    clear, doubtful = said("l3", 0, "Thank you."), said("l5", 2, "Achafer.", probability=0.2)
    (turn,) = spoken_turns([clear, doubtful], [], SPEAKERS)
    assert turn.paragraphs == ("Thank you.", "Achafer.")
    assert turn.words == (
        PlacedWord(0, 0, 5, "l3", 0, 4800, 1.0),
        PlacedWord(0, 6, 10, "l3", 6400, 11200, 1.0),
        PlacedWord(1, 0, 8, "l5", 32000, 36800, 0.2),
    )


def test_nothing_said_is_nothing():
    assert spoken_turns([Transcribed("l1", 0, RATE, (), RATE)], [], SPEAKERS) == []


WORDS = st.lists(
    st.tuples(st.sampled_from(["l1", "l2", "l3", "l4"]), st.integers(0, 60), st.integers(1, 30), st.booleans()),
    max_size=40,
)


@example([], [(0, 2), (0, 1), (31, 1)])  # of two announcements at once the longer one is over last
@given(WORDS, st.lists(st.tuples(st.integers(0, 600), st.integers(1, 30)), max_size=4))
def test_every_word_is_in_exactly_one_turn_in_order(drawn, notices):
    clock = dict.fromkeys(SPEAKERS, 0)
    events, expected = [], {speaker: [] for speaker in SPEAKERS.values()}
    for number, (track, pause, length, ends) in enumerate(drawn):
        start = clock[track] + pause * RATE // 10
        clock[track] = end = start + length * RATE // 10
        text = f"w{number}" + ("." if ends else "")
        events.append(Transcribed(track, start, end, (Word(start, end, text, 1.0),), end))
        expected[SPEAKERS[track]].append(text)
    announced = [Announced("programme", at * RATE // 10, n * RATE // 10, f"a{k}") for k, (at, n) in enumerate(notices)]
    expected[HOUSE] = [notice.text for notice in sorted(announced, key=lambda notice: notice.start)]

    found = spoken_turns(events, announced, SPEAKERS)

    heard = {speaker: [] for speaker in SPEAKERS.values()}
    for turn in found:
        assert turn.paragraphs
        heard[Speaker(turn.label, turn.role, turn.seat)] += " ".join(turn.paragraphs).lower().removesuffix(" —").split()
    assert heard == expected
    assert [turn.start for turn in found] == sorted(turn.start for turn in found)
    for one, two in itertools.pairwise(found):
        if (one.label, one.seat) == (two.label, two.seat):
            assert two.start - one.end >= 3 * RATE
