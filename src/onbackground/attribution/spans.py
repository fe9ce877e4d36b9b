"""Stretches of text on their way to becoming aliases, and how those found apart become one list."""

from __future__ import annotations

import msgspec

from onbackground.attribution.exact import LONGEST_PAUSE, PAUSE
from onbackground.attribution.roster import Seat
from onbackground.attribution.words import Word

UNLIKE = 0.7
"""What is taken for a name and sounds less alike than this may well be somebody else's: a person should look at it."""


class Span(msgspec.Struct):
    """A stretch to be replaced, in the making: the words ``first`` to ``past`` (excluded), and its offsets.

    ``part`` is the part of the name it holds (full, first, middle, last, also; "" where that tells nothing), ``form``
    how it was found: the part again, or "heard", "handle", "initials", "nickname". ``confidence`` is from 0 to 1.
    ``unsure`` says that it may be nobody's name of the roster, ``rivals`` which seats may be meant as well.
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
    rivals: tuple[Seat, ...] = ()

    @classmethod
    def over(
        cls,
        words: list[Word],
        place: tuple[int, int],
        seat: Seat,
        *,
        part: str,
        form: str,
        confidence: float = 1.0,
        unsure: bool = False,
        rivals: tuple[Seat, ...] = (),
    ) -> Span:
        """The stretch from the first to the last of some of a text's words; ``place`` is (first, past)."""
        first, past = place
        start, end = words[first].start, words[past - 1].end
        return cls(first, past, start, end, seat, part, form, confidence, unsure, rivals)

    @property
    def open(self) -> bool:
        """Whether a person should look at it."""
        return self.unsure or bool(self.rivals)


def merged(text: str, spans: list[Span]) -> list[Span]:
    """Join neighbours that name the same seat with nothing but a pause between them.

    Together they are surer than either, but for a half that hardly sounds like the seat's.
    """
    merged: list[Span] = []
    for span in spans:
        last = merged[-1] if merged else None
        if last and span.seat in last.rivals and text[last.end : span.start].isspace():
            last.seat, last.rivals = span.seat, ()  # of several Joans the one whose last name follows
        near = last is not None and span.start - last.end <= LONGEST_PAUSE
        if last and near and last.seat is span.seat and PAUSE.fullmatch(text[last.end : span.start]):
            last.end, last.past = span.end, span.past
            both = last.rivals and span.rivals
            last.rivals = tuple(dict.fromkeys((*last.rivals, *span.rivals))) if both else ()
            last.unsure = (last.unsure and span.unsure) or _is_unlike(last) or _is_unlike(span)
            last.form = last.form if last.form == span.form else "full"
            last.confidence = (min if last.unsure else max)(last.confidence, span.confidence)
        else:
            merged.append(span)
    return merged


def _is_unlike(span: Span) -> bool:
    return span.unsure and span.form == "heard" and span.confidence < UNLIKE


def with_halves(text: str, spans: list[Span], others: list[Span]) -> list[Span]:
    """Add what seemed to be another's name beside a name misheard: it is the other half of that, whoever has it too."""
    begins = {span.first: span for span in spans if span.form == "heard"}
    ends = {span.past: span for span in spans if span.form == "heard"}
    there = {span.first for span in spans}
    halves = []
    for one in others:
        after, before = begins.get(one.past), ends.get(one.first)
        heard = [
            *([after] if after and text[one.end : after.start].isspace() else []),
            *([before] if before and text[before.end : one.start].isspace() else []),
        ]
        own = [span.seat for span in heard if span.seat is one.seat or span.seat in one.rivals]
        named = text[one.start].isupper()  # "Okavor will" is no "Will Okavor"
        if named and heard and one.first not in there and (own or heard[0].part != one.part):
            halves.append(msgspec.structs.replace(one, seat=own[0] if own else heard[0].seat, rivals=()))
    return sorted([*spans, *halves], key=lambda span: span.first)


def with_runs(spans: list[Span], runs: list[Span]) -> list[Span]:
    """Add the names in longer runs; each takes the place of what was found within it, and of initials that reach into
    it. Both are in order.
    """
    if not runs:
        return spans
    together: list[Span] = []
    rest = iter(spans)
    span = next(rest, None)
    for run in sorted(runs, key=lambda run: run.start):
        while span is not None and span.end <= run.start:
            together.append(span)
            span = next(rest, None)
        over = []
        while span is not None and span.start < run.end:
            over.append(span)
            span = next(rest, None)
        within = all((run.start <= one.start and one.end <= run.end) or one.form == "initials" for one in over)
        free = not together or together[-1].end <= run.start
        if not within and free and run.start < over[0].start:
            run.end, run.past = over[0].start, over[0].first  # the rest of the run is a longer name: "Okafor_O'Dell"
            together.append(run)
        together += [run] if within and free else over
    return together + ([span] if span is not None else []) + list(rest)
