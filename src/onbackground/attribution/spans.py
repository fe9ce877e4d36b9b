"""A stretch of text on its way to becoming an alias."""

import msgspec

from onbackground.attribution.roster import Seat


class Span(msgspec.Struct):
    """A stretch to be replaced, in the making: words ``first`` to ``past`` (excluded), and its offsets.

    ``part`` is the part of the name it holds (full, first, middle, last, also), ``form`` the same or "heard";
    ``unsure`` says that a person should look at it.
    """

    first: int
    past: int
    start: int
    end: int
    seat: Seat
    part: str
    form: str
    confidence: float
    unsure: bool = False
