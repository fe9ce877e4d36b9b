"""Whom a mark names: the one whose it is, and above all nobody else."""

from __future__ import annotations

import math
import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onbackground.release.advance.naming import CHANCE, chance, scores, sides, threshold

READERS = 200
PLACES = 800


def marks_of(seed: int, readers: int = READERS) -> dict[str, bytes]:
    drawn = random.Random(seed)
    return {f"r{n}": drawn.randbytes(PLACES // 8) for n in range(readers)}


MARKS = marks_of(1)


def measured(mark: bytes, seed: int, noise: float = 0.4, seen: int = PLACES) -> np.ndarray:
    drawn = np.random.default_rng(seed)
    shifts = sides(mark, PLACES) + drawn.normal(0, noise, PLACES)
    shifts[drawn.permutation(PLACES)[seen:]] = np.nan
    return shifts


@pytest.mark.parametrize("seen", [PLACES, 200, 100])
def test_two_hundred_readers_are_told_apart_from_some_of_the_words(seen: int) -> None:
    for n, (reader, mark) in enumerate(MARKS.items()):
        found = scores(measured(mark, n, seen=seen), MARKS)
        assert [score.reader for score in found if score.named] == [reader]


def test_too_few_words_name_nobody() -> None:
    least = math.ceil(threshold(READERS) ** 2)
    assert least == 53
    assert not any(score.named for score in scores(measured(MARKS["r0"], 0, noise=0, seen=least - 1), MARKS))
    assert scores(measured(MARKS["r0"], 0, noise=0, seen=least), MARKS)[0].named


def test_two_who_put_their_copies_together_are_both_named() -> None:
    both = (measured(MARKS["r3"], 3) + measured(MARKS["r9"], 9)) / 2
    assert {score.reader for score in scores(both, MARKS) if score.named} == {"r3", "r9"}


@given(st.lists(st.floats(-3, 3), min_size=1, max_size=20), st.integers(0, 2**32))
@settings(max_examples=30, deadline=None)
def test_whatever_is_measured_names_nobody_whose_mark_was_drawn_apart_from_it(shifts: list[float], seed: int) -> None:
    assert not any(score.named for score in scores(np.resize(shifts, PLACES), marks_of(seed)))


def test_what_an_innocent_reader_scores_stays_below_the_bound() -> None:
    """A hundred thousand innocent readers, against a copy of somebody else's: fewer score high than the bound says."""
    leaked = measured(random.Random(99).randbytes(PLACES // 8), 99, seen=150)
    found = np.array([score.z for seed in range(50) for score in scores(leaked, marks_of(seed, 2000))])
    for z in (1.0, 2.0, 3.0, 4.0):
        assert (found >= z).mean() <= math.exp(-(z**2) / 2)
    assert found.max() < threshold(READERS)


def test_the_chance_that_is_told_is_the_one_that_is_kept() -> None:
    assert chance(threshold(READERS), READERS) == pytest.approx(CHANCE)
    assert chance(0, READERS) == 1
    assert chance(-5, READERS) == 1


def test_nothing_measured_names_nobody() -> None:
    assert not any(score.named for score in scores(np.full(PLACES, np.nan), MARKS))


def test_a_mark_has_a_bit_for_each_place() -> None:
    with pytest.raises(ValueError, match="a bit for each place"):
        sides(b"\x00", 9)
