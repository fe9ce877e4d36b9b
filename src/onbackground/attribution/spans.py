"""A stretch of text on its way to becoming an alias."""

import msgspec

from onbackground.attribution.roster import Seat


class Span(msgspec.Struct):
    """A stretch to be replaced, in the making: words ``first`` to ``past`` (excluded), and its offsets."""

    first: int
    past: int
    start: int
    end: int
    seat: Seat
    form: str
    confidence: float
