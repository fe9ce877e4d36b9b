import itertools
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sounds import babble

from onbackground.exchange.rtp.packet import RtpPacket
from onbackground.exchange.rtp.pcma import PCMA
from onbackground.exchange.rtp.pcmu import PCMU
from onbackground.rehearsal.handset import HANGOVER, Handset, through_the_microphone

START = 50.0


def handset(seed=0, **habits):
    made = Handset(Random(seed), **habits)
    made.sending = True
    made.event_type = 101
    made.start(START)
    return made


def run(made, seconds, start=START):
    """(when, packet) for everything sent while time passes."""
    sent, end = [], start + seconds
    while made.next_wake() < end:
        now = made.next_wake()
        sent += [(now, RtpPacket.parse(data)) for data in made.wake(now)]
    return sent


def test_speech_is_cut_into_packets_of_twenty_milliseconds():
    made = handset()
    pcm = through_the_microphone(babble(1, 0.5))
    made.say(pcm)
    sent = run(made, 0.5)
    assert len(sent) == 25
    assert PCMU.decode(b"".join(p.payload for _, p in sent)) == pytest.approx(pcm / 32768, abs=0.02)
    for number, (when, packet) in enumerate(sent):
        assert when == pytest.approx(START + 0.02 * number)
        assert packet.sequence == (sent[0][1].sequence + number) % 2**16
        assert packet.timestamp == (sent[0][1].timestamp + 160 * number) % 2**32
        assert packet.ssrc == sent[0][1].ssrc
        assert packet.marker == (number == 0)
    assert not made.speaking


@settings(max_examples=30)
@given(st.lists(st.integers(1, 700), min_size=1, max_size=8))
def test_pieces_said_one_after_the_other_join_without_a_gap(sizes):
    made, whole = handset(), np.arange(1, 1 + sum(sizes), dtype=np.int16) * 5
    for piece in np.split(whole, np.cumsum(sizes)[:-1]):
        made.say(piece)
    said = PCMU.decode(b"".join(p.payload for _, p in run(made, 0.02 * -(-whole.size // 160))))
    assert PCMU.encode(said[: whole.size]) == PCMU.encode(whole)
    assert not said[whole.size :].any()


def test_silence_is_a_packet_a_second_or_one_each_tick():
    made = handset()
    assert len(run(made, 0.5)) == HANGOVER + 1
    quiet = run(made, 4.0)
    assert [round(when - START, 3) for when, _ in quiet] == [1.0, 2.0, 3.0]
    steps = {(b.timestamp - a.timestamp) % 2**32 for (_, a), (_, b) in itertools.pairwise(quiet)}
    assert steps == {8000}
    assert [b.sequence - a.sequence for (_, a), (_, b) in itertools.pairwise(quiet)] == [1, 1]
    assert len(run(handset(sends_silence=True), 3.0)) == 150


def test_speech_after_silence_starts_at_once_with_a_marker_and_the_right_timestamp():
    made = handset()
    first = run(made, 0.3)[0][1]
    made.say(through_the_microphone(babble(1, 0.1)))
    made.rouse(START + 0.33)
    sent = run(made, 0.9, START)
    assert sent[0][0] == pytest.approx(START + 0.34)
    assert sent[0][1].marker and not any(p.marker for _, p in sent[1:])
    assert (sent[0][1].timestamp - first.timestamp) % 2**32 == 17 * 160


def test_a_key_is_sent_as_rfc_4733_wants_it():
    made = handset()
    run(made, 0.02)
    made.press("#")
    made.rouse(START + 0.02)
    sent = [packet for _, packet in run(made, 0.3)]
    events = [packet for packet in sent if packet.payload_type == 101]
    assert [p.payload.hex() for p in events] == [
        "0b0a00a0", "0b0a0140", "0b0a01e0", "0b0a0280", "0b8a0320", "0b8a0320", "0b8a0320",
    ]  # fmt: skip
    assert [p.marker for p in events] == [True] + [False] * 6
    assert len({p.timestamp for p in events}) == 1
    assert [p.sequence - events[0].sequence for p in events] == list(range(7))
    assert not made.pressing


def test_keys_are_apart_and_speech_goes_on_around_them():
    made = handset()
    made.say(through_the_microphone(babble(1, 1.0)))
    made.press("*1")
    sent = [packet for _, packet in run(made, 1.4)]
    events = [packet for packet in sent if packet.payload_type == 101]
    assert len({p.timestamp for p in events}) == 2
    starts = sorted({(p.timestamp - sent[0].timestamp) % 2**32 for p in events})
    assert starts[1] - starts[0] >= 800 + 320
    assert sum(p.payload_type == 0 for p in sent if p.payload != PCMU.encode(np.zeros(160, np.int16))) >= 50


def test_a_muted_phone_sends_silence_and_loses_what_is_said():
    made = handset()
    made.muted = True
    made.say(through_the_microphone(babble(1, 0.2)))
    sent = run(made, 0.2)
    assert {p.payload for _, p in sent} == {PCMU.encode(np.zeros(160, np.int16))}
    assert not made.speaking


def test_a_held_phone_sends_nothing_and_another_format_is_used_when_told():
    made = handset()
    made.sending = False
    made.say(through_the_microphone(babble(1, 0.2)))
    assert run(made, 0.1) == []
    made.sending, made.format = True, PCMA
    assert {p.payload_type for _, p in run(made, 0.2)} == {8}


def test_sequence_and_timestamp_wrap_around():
    class Last(Random):
        def getrandbits(self, k):
            return 2**k - 1

    made = Handset(Last())
    made.sending = True
    made.start(START)
    made.say(through_the_microphone(babble(1, 0.1)))
    packets = [packet for _, packet in run(made, 0.1)]
    assert [p.sequence for p in packets] == [0, 1, 2, 3, 4]
    assert [p.timestamp for p in packets] == [2**32 - 1, 159, 319, 479, 639]


def test_what_is_heard_is_counted_and_kept():
    made = handset()
    for sequence in (65534, 0, 65535, 3, 3):
        packet = RtpPacket(0, sequence, 160 * ((sequence + 2) % 65536), 7, PCMU.encode(babble(1, 0.01)))
        made.hear(packet.build(), START)
    made.hear(b"not RTP at all", START)
    made.hear(b"\x80", START)
    assert (made.reception.packets, made.reception.missing, made.reception.late) == (5, 2, 2)
    assert made.recording.samples().size == 6 * 160


def test_header_extensions_are_skipped_and_a_deaf_phone_only_counts():
    extended = RtpPacket(0, 1, 0, 7, b"\x00" * 160, extension=(0xBEDE, b"\x10\xff\x00\x00")).build()
    made, deaf = handset(), handset(listens=False)
    made.hear(extended, START)
    deaf.hear(extended, START)
    assert made.recording.samples().size == 160 and deaf.recording.samples().size == 0
    assert deaf.reception.packets == 1


def test_keys_of_a_second_call_do_not_wait_for_the_time_of_the_first():
    made = handset()
    run(made, 30.0)
    made.press("1")
    made.rouse(START + 30.0)
    run(made, 31.0)
    made.stop()
    made.sending, made.event_type = True, 101
    made.start(START + 40.0)
    made.press("2")
    events = [p for _, p in run(made, 1.0, START + 40.0) if p.payload_type == 101]
    assert {p.payload[0] for p in events} == {2}
