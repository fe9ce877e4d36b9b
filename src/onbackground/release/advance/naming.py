"""Whom a leaked copy names: the shifts that were measured in it, against the mark of each reader.

A reader's mark is a side for each place, left or right, drawn by a key that only the house has. The score of a reader
is how far the measured shifts agree with it. Were all of them innocent, their marks would be coin tosses to whatever
was measured; by Hoeffding's inequality the chance that one innocent reader scores ``z`` or more is at most
``exp(-z**2 / 2)``, whatever was measured and whoever made it.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Final

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

CHANCE: Final = 1e-9
"""How likely it may be, at most, that any innocent reader is named."""


class Score(Struct, frozen=True):
    """How far a leaked copy agrees with one reader's mark, and whether that names the reader."""

    reader: str
    z: float
    named: bool


def sides(mark: bytes, places: int) -> NDArray[np.int8]:
    """The side of each place, -1 or 1, from a mark's bytes: a bit a place. Raises ValueError when there are too few."""
    bits = np.unpackbits(np.frombuffer(mark, dtype=np.uint8))[:places]
    if len(bits) < places:
        raise ValueError("a mark must have a bit for each place")
    return (bits.astype(np.int8) * 2 - 1).astype(np.int8)


def scores(measured: NDArray[np.float64], marks: Mapping[str, bytes]) -> list[Score]:
    """The scores of all readers, the highest first.

    ``measured`` is the shift of each place, in units of a whole shift, not a number where none was measured.
    """
    seen = np.isfinite(measured)
    shifts = np.clip(measured[seen], -1.5, 1.5)
    length = float(np.linalg.norm(shifts))
    least = threshold(len(marks))
    found = []
    for reader, mark in marks.items():
        z = float(sides(mark, len(measured))[seen] @ shifts) / length if length else 0.0
        found.append(Score(reader, z, z >= least))
    return sorted(found, key=lambda score: -score.z)


def threshold(readers: int) -> float:
    """The score that names a reader: any of so many innocent ones reaches it with :data:`CHANCE` at most."""
    return math.sqrt(2 * math.log(max(readers, 1) / CHANCE))


def chance(score: float, readers: int) -> float:
    """How likely it is, at most, that any of so many innocent readers scores so high."""
    return min(1.0, readers * math.exp(-(max(score, 0.0) ** 2) / 2))
