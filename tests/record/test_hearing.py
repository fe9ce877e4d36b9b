"""Cutting a track into utterances."""

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_sound import EPOCH, QUIET, Loudness, spoken

from onbackground.record.events import RATE
from onbackground.record.hearing import CHUNK, Ear, VoiceActivity


def hear(sound, piece=32_000):
    ear = Ear(EPOCH, Loudness())
    found = []
    for at in range(0, len(sound), piece):
        found += ear.listen(sound[at : at + piece])
    return found + ear.finish()


def seconds(position):
    return (position - EPOCH) / RATE


def test_silence_ends_an_utterance():
    first, second = hear(spoken(2, 1, 1.5, 0.3, 1))
    assert abs(seconds(first.voiced[0][0]) - 0) < 0.05
    assert abs(seconds(first.voiced[-1][1]) - 2) < 0.05
    assert abs(seconds(second.voiced[0][0]) - 3) < 0.05
    assert [round(seconds(limit), 1) for span in second.voiced for limit in span] == [3.0, 4.5, 4.8, 5.8]
    assert first.through <= second.start + 0.3 * RATE


def test_a_short_answer_is_an_utterance_and_a_click_is_none():
    sound = np.concatenate([np.zeros(RATE, np.int16), spoken(0.25, 2, 0.03, 2)])
    (answer,) = hear(sound)
    assert abs(seconds(answer.voiced[0][0]) - 1) < 0.05


def test_the_sound_around_the_speech_is_kept():
    sound = np.concatenate([np.full(RATE, 7, np.int16), spoken(1), np.full(RATE, 9, np.int16)])
    (found,) = hear(sound)
    assert np.array_equal(found.samples, sound[found.start - EPOCH : found.end - EPOCH])
    assert found.voiced[0][0] - found.start >= 0.15 * RATE
    assert found.end - found.voiced[-1][1] >= 0.15 * RATE


def test_a_long_speech_is_split_at_its_best_pause():
    parts = hear(spoken(8, 0.3, 10, 0.5, 9))
    assert [round(seconds(part.voiced[0][0])) for part in parts] == [0, 19]
    assert parts[0].through == parts[0].end


def test_a_speech_without_any_pause_is_split_anyway():
    parts = hear(spoken(70))
    assert all(len(part.samples) <= 25 * RATE + CHUNK for part in parts)
    assert sum(len(part.samples) for part in parts) == 70 * RATE


def test_what_is_under_way_can_be_looked_at():
    ear = Ear(EPOCH, Loudness())
    assert ear.under_way() is None
    assert ear.listen(np.concatenate([np.zeros(RATE, np.int16), spoken(2)])) == []
    now = ear.under_way()
    assert now is not None
    assert abs(seconds(now.voiced[0][0]) - 1) < 0.05
    ear.listen(np.zeros(RATE, np.int16))
    assert ear.under_way() is None


LIKELY = {2000: 0.9, 1000: 0.2, 900: 0.05, 200: 0.2}


class Grades:
    """Judges some loudnesses as speech, as hardly any, and as none."""

    def __call__(self, samples):
        return [LIKELY.get(int(np.median(chunk)), 0.0) for chunk in samples.reshape(-1, CHUNK)]


@pytest.mark.parametrize(
    ("before", "begins"),
    [
        ([(0, 1), (1000, 1)], 1),  # speech that is hardly noticed
        ([(0, 1), (1000, 0.5), (0, 0.2), (1000, 0.5)], 1),
        ([(1000, 0.5), (0, 0.5), (1000, 0.5)], 1),  # the speech before a pause is no part of it
        ([(0, 1), (900, 1)], 2),  # noise
        ([(0, 1), (200, 1)], 2),  # hardly to be heard beside the speech
        ([(1000, 4)], 4),  # a line that is never quiet
        ([(0, 1), (1000, 0.2)], 1.2),  # as much as is kept around the speech anyway
    ],
)
def test_a_voice_that_is_noticed_late_has_its_first_words(before, begins):
    parts = [*before, (2000, 1), (0, 1)]
    sound = np.concatenate([np.full(round(seconds * RATE), level, np.int16) for level, seconds in parts])
    ear = Ear(EPOCH, Grades())
    found = [one for at in range(0, len(sound), 8_000) for one in ear.listen(sound[at : at + 8_000])]
    (one,) = [*found, *ear.finish()]
    assert abs(seconds(one.voiced[0][0]) - begins) < 0.05
    assert one.start <= one.voiced[0][0]
    assert one.voiced[-1][1] > EPOCH + (len(sound) - 1.1 * RATE)


@settings(max_examples=80, deadline=None)
@given(
    st.lists(st.integers(1, 60), min_size=1, max_size=40),
    st.integers(200, 50_000),
)
def test_all_speech_is_in_exactly_one_utterance(tenths, piece):
    sound = spoken(*(max(t, 2) / 10 for t in tenths))
    voiced = np.zeros(len(sound) + CHUNK, int)
    through = EPOCH
    for found in hear(sound, piece):
        assert found.through >= through
        through = found.through
        assert found.voiced[0][0] >= found.start
        assert found.voiced[-1][1] <= found.end
        assert len(found.samples) <= 26 * RATE
        for begin, end in found.voiced:
            voiced[begin - EPOCH : end - EPOCH] += 1
    assert voiced.max(initial=0) <= 1
    loud = np.abs(sound) > QUIET
    unheard = np.count_nonzero(loud & (voiced[: len(sound)] == 0))
    assert unheard <= CHUNK * len(tenths)  # a chunk at each edge may be judged by its larger part


@settings(max_examples=8, deadline=None)
@given(st.lists(st.integers(1, 6000), max_size=20))
def test_voice_activity_does_not_depend_on_how_the_sound_arrives(pieces):
    sound = np.random.default_rng(0).normal(0, 3000, 30 * CHUNK).astype(np.int16)
    at_once = VoiceActivity()(sound)
    activity, judged, at = VoiceActivity(), [], 0
    for piece in [*pieces, 10**6]:
        upto = min(len(sound), (at + piece) // CHUNK * CHUNK)
        judged += activity(sound[at:upto])
        at = upto
    assert np.allclose(judged, at_once, atol=1e-4)


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="threads are counted where Linux lists them")
def test_looking_for_speech_begins_no_threads():
    """They would wait for each other on the processors that carry the call."""
    look = """
import numpy, os
from onbackground.record.hearing import CHUNK, VoiceActivity
loud = numpy.random.default_rng(0).integers(-9000, 9000, 40 * CHUNK).astype(numpy.int16)
assert len(VoiceActivity()(loud)) == 40
print(len(os.listdir("/proc/self/task")))
"""
    told = subprocess.run([sys.executable, "-c", look], check=True, capture_output=True, text=True)
    assert told.stdout == "1\n"
