import numpy as np
import pytest
import soxr
from hypothesis import given, settings
from hypothesis import strategies as st
from sounds import babble

from onbackground.exchange.rtp.formats import FORMATS
from onbackground.rehearsal.listening import hears


@settings(max_examples=20, deadline=None)
@given(
    st.integers(0, 1000), st.integers(0, 20_000), st.floats(-20, 6), st.sampled_from(["PCMU", "PCMA"]), st.booleans()
)
def test_a_sound_is_found_through_a_telephone(seed, delay, gain_db, name, inverted):
    said = babble(seed, 1.5)
    line = soxr.resample(said, 16_000, 8_000) * 10 ** (gain_db / 20) * (-1 if inverted else 1)
    line = FORMATS[name].decode(FORMATS[name].encode(line.astype(np.float32)))
    recording = np.concatenate([np.zeros(delay), line, np.zeros(4000)]).astype(np.float32)
    match = hears(recording, said)
    assert match
    assert abs(match.delay - delay) <= 1
    assert match.gain_db == pytest.approx(gain_db, abs=0.5)
    assert match.correlation > 0.98 and match.heard == 1.0


def test_another_sound_silence_and_nothing_are_not_it():
    said = babble(1)
    assert not hears(babble(2, 5, rate=8_000), said)
    assert not hears(np.zeros(40_000, np.float32), said)
    assert not hears(np.zeros(0, np.float32), said)
    assert not hears(np.random.default_rng(0).normal(0, 1e-4, 40_000).astype(np.float32), said)


def test_it_is_found_under_someone_else_and_with_its_beginning_missing():
    said = babble(1, 3)
    line = soxr.resample(said, 16_000, 8_000)
    assert hears(line + 0.3 * babble(2, 3, rate=8_000)[: line.size], said)
    match = hears(line[4000:], said)
    assert match.delay == -4000 and match.heard >= 0.8


def test_what_a_jitter_buffer_stretched_counts_as_heard():
    said = babble(1, 4)
    line = soxr.resample(said, 16_000, 8_000)
    slipped = np.concatenate([line[:12_000], np.zeros(160), line[12_000:22_000], line[22_160:]])
    match = hears(slipped.astype(np.float32), said)
    assert match.heard >= 0.8 and match
    assert hears(line[:8_000], said).heard < 0.5


def test_recordings_of_any_rate_are_compared():
    said = babble(1)
    recording = np.concatenate([np.zeros(1600, np.float32), said])
    assert hears(recording, said, recording_rate=16_000).delay == pytest.approx(800, abs=1)


def test_a_silent_reference_is_refused():
    with pytest.raises(ValueError, match="silent"):
        hears(babble(1), np.zeros(16_000, np.float32))
