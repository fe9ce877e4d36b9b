import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from onbackground.exchange.rtp.pcma import PCMA
from onbackground.exchange.rtp.pcmu import PCMU
from onbackground.rehearsal.recording import Recording


def frame(number):
    return PCMU.encode(np.full(160, (number + 1) * 0.02, np.float32))


@given(st.permutations(range(12)), st.integers(0, 2**32 - 1))
def test_packets_of_any_order_after_the_first_come_to_their_place(order, first_timestamp):
    recording = Recording()
    for number in [0, *(number for number in order if number)]:
        recording.add(7, 0, (first_timestamp + 160 * number) % 2**32, frame(number), 10.0)
    assert np.array_equal(recording.samples(), PCMU.decode(b"".join(map(frame, range(12)))))
    assert recording.started == 10.0


def test_gaps_are_silent():
    recording = Recording()
    recording.add(7, 0, 0, frame(3), 0.0)
    recording.add(7, 0, 480, frame(4), 0.06)
    samples = recording.samples()
    assert samples.size == 640 and not samples[160:480].any() and samples[480:].all()


def test_a_change_of_format_goes_on_in_time():
    recording = Recording()
    recording.add(7, 0, 1000, frame(3), 0.0)
    recording.add(7, 8, 1160, PCMA.encode(np.full(160, 0.25, np.float32)), 0.031)
    recording.add(7, 0, 1320, frame(5), 0.04)
    samples = recording.samples()
    assert samples.size == 480
    assert np.allclose(samples[160:320], 0.25, atol=0.01)


def test_another_source_is_placed_by_its_time_of_arrival():
    recording = Recording()
    recording.add(7, 0, 1000, frame(3), 5.0)
    recording.add(8, 0, 99_999_999, frame(4), 5.5)
    recording.add(8, 0, 50, frame(5), 6.0)
    samples = recording.samples()
    assert samples.size == 8000 + 160
    assert samples[4000] > 0 and samples[8000] > 0 and samples[3999] == 0


def test_what_is_no_audio_is_left_out():
    recording = Recording()
    recording.add(7, 101, 0, b"\x05\x0a\x00\xa0", 0.0)
    assert recording.samples().size == 0 and recording.started is None
