from itertools import combinations, pairwise

import numpy as np

from onbackground.voice.hibari import NATURAL
from onbackground.voice.speakers import TIMBRES, speaker


def test_every_speaker_is_someone_else_and_none_is_the_operator() -> None:
    assert len({NATURAL, *TIMBRES}) == len(TIMBRES) + 1


def test_neighbours_are_easy_to_tell_apart() -> None:
    for one, other in pairwise(TIMBRES):
        assert max(one.pitch / other.pitch, other.pitch / one.pitch) > 1.2


def test_no_two_speakers_are_alike() -> None:
    for one, other in combinations(TIMBRES, 2):
        pitch = max(one.pitch / other.pitch, other.pitch / one.pitch)
        tract = max(one.tract / other.tract, other.tract / one.tract)
        assert max(pitch, tract) > 1.08


def test_a_speaker_sounds_the_same_every_time_and_comes_round_again() -> None:
    said = speaker(1).speak("Thank you.")
    np.testing.assert_array_equal(said, speaker(1).speak("Thank you."))
    np.testing.assert_array_equal(said, speaker(1 + len(TIMBRES)).speak("Thank you."))
    assert speaker(0).identity != speaker(1).identity
