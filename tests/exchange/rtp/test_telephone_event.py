import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onbackground.exchange.rtp.telephone_event import KEYS, EventPacket, KeyReceiver, press


def heard(packets: list[EventPacket]) -> str:
    receiver = KeyReceiver()
    return "".join(
        key for packet in packets for key in receiver.receive(packet.timestamp, packet.payload, packet.marker)
    )


def dialled(keys: str, *, start: int = 1000, held: int = 800, pause: int = 640) -> list[EventPacket]:
    packets = []
    for key in keys:
        packets += press(key, start, held=held)
        start += held + pause
    return packets


def test_each_key_is_heard_once() -> None:
    assert heard(dialled(KEYS)) == KEYS


def test_the_same_key_again_is_another_press() -> None:
    assert heard(dialled("1112")) == "1112"


def test_a_press_spans_the_wrap_of_the_timestamp() -> None:
    assert heard(dialled("*11", start=2**32 - 900)) == "*11"


@given(st.text(KEYS, min_size=1, max_size=8), st.randoms(use_true_random=False), st.integers(0, 2**32 - 1))
def test_any_loss_that_leaves_one_packet_of_each_press_is_survived(
    keys: str, chance: random.Random, start: int
) -> None:
    packets, at = [], start
    for key in keys:
        whole = list(press(key, at))
        kept = sorted(chance.sample(range(len(whole)), chance.randint(1, len(whole))))
        # With marker and end of both neighbours lost, nothing but a pause tells one press from two.
        at += 800 + 960
        packets += [whole[index] for index in kept]
    assert heard(packets) == keys


@given(st.text(KEYS, min_size=1, max_size=6))
def test_packets_sent_twice_change_nothing(keys: str) -> None:
    assert heard([packet for packet in dialled(keys) for _ in range(2)]) == keys


def test_a_late_packet_of_the_press_before_is_not_a_press() -> None:
    one, two = list(press("1", 1000)), list(press("2", 3000))
    assert heard([*one[:-1], two[0], one[-1], *two[1:]]) == "12"


def test_a_very_long_press_is_one_press() -> None:
    packets = list(press("#", 5000, held=200_000))
    assert len({packet.timestamp for packet in packets}) == 4
    assert heard(packets) == "#"
    assert heard([packet for index, packet in enumerate(packets) if index % 4]) == "#"


def test_events_packed_in_one_packet_are_all_heard() -> None:
    payload = b"".join(packet.payload for packet in (list(press("4", 0))[-1], list(press("5", 800))[-1]))
    assert KeyReceiver().receive(0, payload) == ["4", "5"]


def test_a_hook_flash_is_no_key() -> None:
    assert KeyReceiver().receive(0, bytes([16, 10, 0, 160])) == []


@given(st.lists(st.tuples(st.integers(0, 2**32 - 1), st.binary(max_size=20), st.booleans())))
def test_any_bytes_are_taken(packets: list[tuple[int, bytes, bool]]) -> None:
    receiver = KeyReceiver()
    for timestamp, payload, marker in packets:
        assert set(receiver.receive(timestamp, payload, marker)) <= set(KEYS)


def test_what_is_no_key_cannot_be_pressed() -> None:
    with pytest.raises(ValueError):
        list(press("x", 0))
