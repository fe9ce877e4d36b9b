import numpy as np
import pytest

from onbackground.voice.engine import RATE, Sound
from onbackground.voice.pacing import read_aloud


def tone(sentence: str) -> Sound:
    """A tenth of a second of sound a sentence, between the silences an engine puts around it."""
    silence = np.zeros(RATE // 2, np.float32)
    return np.concatenate([silence, np.full(RATE // 10, 0.5, np.float32), silence])


def pauses_ms(sound: Sound) -> list[float]:
    heard = np.flatnonzero(sound)
    gaps = np.diff(heard)
    return [float(gap) * 1000 / RATE for gap in gaps[gaps > 1]]


def test_sentences_are_set_apart_by_a_short_pause_and_paragraphs_by_a_longer_one() -> None:
    sentence, paragraph = pauses_ms(read_aloud(tone, "One. Two.\n\nThree."))
    edges = 40
    assert 250 <= sentence - edges <= 401
    assert 600 <= paragraph - edges <= 701


def test_the_pauses_vary_but_are_the_same_every_time() -> None:
    text = "One. Two. Three. Four. Five."
    assert len(set(pauses_ms(read_aloud(tone, text)))) > 1
    np.testing.assert_array_equal(read_aloud(tone, text), read_aloud(tone, text))


def test_it_begins_and_ends_with_the_speech() -> None:
    sound = read_aloud(tone, "One.")
    assert len(sound) == pytest.approx(RATE * 0.14, abs=2)


def test_nothing_to_say_is_no_sound() -> None:
    assert read_aloud(tone, " -- \n").shape == (0,)
    assert read_aloud(lambda sentence: np.zeros(100, np.float32), "Silence.").shape == (0,)
