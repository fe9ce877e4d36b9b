"""Names that only the sound has: the recogniser wrote other words where one was said."""

from collections.abc import Iterable

from onbackground.attribution.roster import Seat
from onbackground.attribution.spans import Span
from onbackground.attribution.vocabulary import HONORIFICS
from onbackground.attribution.words import Word, words_within

Sounded = tuple[int, int, str, float]
"""Where the sound of a text names somebody: from, to, the id of the seat, how sure that is (0 to 1)."""
_SURE = 0.5
"""A name that only the sound has becomes the alias, and is flagged, where it is so sure; below, it is only flagged."""


def with_sounded(
    words: list[Word],
    spans: list[Span],
    barred: list[bool],
    kept: dict[int, int],
    seats: dict[str, Seat],
    sounded: Iterable[Sounded],
) -> tuple[list[Span], list[Span]]:
    """Add the names that only the sound has, where the text has none; of one misheard it says whose it is.

    What the sound is less sure of comes last, to be flagged and not replaced.
    """
    taken = {n for n, is_barred in enumerate(barred) if is_barred}
    for first, past in [*kept.items(), *((span.first, span.past) for span in spans)]:
        taken.update(range(first, past))
    added: list[Span] = []
    doubtful: list[Span] = []
    for start, end, seat, confidence in sounded:
        for span in spans:
            if span.form == "heard" and span.start < end and start < span.end and seat in seats:
                span.seat = seats[seat]
        free = sorted(words_within(words, [(start, end)]) - taken)
        if seat in seats and any(words[n].folded not in HONORIFICS for n in free):
            first, past = free[0], free[-1] + 1
            if taken.isdisjoint(range(first, past)):
                begin, finish = words[first].start, words[past - 1].end
                span = Span(first, past, begin, finish, seats[seat], "", "heard", confidence, unsure=True)
                (added if confidence >= _SURE else doubtful).append(span)
                taken.update(range(first, past))
    return (sorted([*spans, *added], key=lambda span: span.first) if added else spans), doubtful
