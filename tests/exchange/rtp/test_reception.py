import random

import numpy as np
import pytest

from onbackground.exchange.rtp import reception
from onbackground.exchange.rtp.reception import RECEPTION, arrived, expected, mark, recent_loss


def feed(state: np.ndarray, packets: list[tuple[int, int, int, int, float]]) -> None:
    """Packets as (line, ssrc, sequence, timestamp, arrival in clock units), in one batch."""
    columns = [np.array(column) for column in zip(*packets, strict=True)]
    lines, ssrc, sequence, timestamp, clock = columns
    arrived(
        state,
        lines.astype(np.intp),
        ssrc.astype(np.uint32),
        sequence.astype(np.uint16),
        timestamp.astype(np.uint32),
        clock.astype(float),
        np.ones(len(packets), bool),
    )


def fresh(lines: int = 1) -> np.ndarray:
    return np.zeros(lines, RECEPTION)


def test_loss_is_counted_over_the_wrap_of_the_sequence_number() -> None:
    state = fresh()
    for index in range(500):
        if index % 10 != 5:
            feed(state, [(0, 7, (65400 + index) % 65536, 160 * index, 160.0 * index)])
    assert expected(state).tolist() == [500]
    assert state["received"].tolist() == [450]


def test_reordered_packets_are_not_lost() -> None:
    state = fresh()
    order = list(range(100))
    for index in range(0, 98, 3):
        order[index], order[index + 1] = order[index + 1], order[index]
    order[0], order[1] = 0, 1
    feed(state, [(0, 7, index, 160 * index, 160.0 * index) for index in order])
    assert expected(state).tolist() == [100] and state["received"].tolist() == [100]


def test_jitter_is_that_of_the_rfc_whatever_the_batches() -> None:
    chance = random.Random(2)
    clocks = [160 * index + chance.randint(0, 400) for index in range(300)]
    jitter, before = 0.0, None
    for index, clock in enumerate(clocks):
        transit = clock - 160 * index
        if before is not None:
            jitter += (abs(transit - before) - jitter) / 16
        before = transit
    packets = [(0, 7, index, 160 * index, float(clock)) for index, clock in enumerate(clocks)]
    singly, together = fresh(), fresh()
    for packet in packets:
        feed(singly, [packet])
    feed(together, packets)
    assert singly["jitter"][0] == pytest.approx(jitter)
    assert together["jitter"][0] == pytest.approx(jitter)


def test_lines_are_counted_apart() -> None:
    state = fresh(3)
    feed(
        state,
        [(line, 100 + line, 10 * line + index, 160 * index, 160.0 * index) for index in range(5) for line in range(3)],
    )
    assert expected(state).tolist() == [5, 5, 5]
    feed(state, [(1, 101, 10 + 9, 160 * 9, 160.0 * 9)])
    assert expected(state).tolist() == [5, 10, 5]
    assert state["received"].tolist() == [5, 6, 5]


def test_another_sender_starts_afresh() -> None:
    state = fresh()
    feed(state, [(0, 7, index, 160 * index, 160.0 * index) for index in range(10)])
    feed(state, [(0, 8, 5000 + index, 9, 160.0 * index) for index in range(4)])
    assert expected(state).tolist() == [4] and state["received"].tolist() == [4]


def test_a_stray_number_is_ignored_and_a_restarted_sender_believed() -> None:
    state = fresh()
    feed(state, [(0, 7, index, 160 * index, 160.0 * index) for index in range(10)])
    feed(state, [(0, 7, 40000, 0, 0.0), (0, 7, 10, 1600, 1600.0)])
    assert expected(state).tolist() == [11]
    feed(state, [(0, 7, 40000 + index, 160 * index, 160.0 * index) for index in range(3)])
    assert expected(state).tolist() == [2]


def test_recent_loss_looks_back_over_two_marks() -> None:
    state = fresh()
    for period in range(6):
        for index in range(50):
            if period >= 2 or index % 2:
                number = 50 * period + index
                feed(state, [(0, 7, number, 160 * number, 160.0 * number)])
        if period == 1:
            assert recent_loss(state[0]) == pytest.approx(0.5, abs=0.02)
        mark(state)
    assert recent_loss(state[0]) == 0
    assert recent_loss(fresh()[0]) == 0
    assert reception.recent_loss(state[0]) == 0
