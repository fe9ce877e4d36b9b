"""Names that only the sound has: the recogniser wrote other words where one was said."""

from collections.abc import Iterable
from typing import NamedTuple

from onbackground.attribution.page import Page
from onbackground.attribution.roster import Seat
from onbackground.attribution.spans import Span
from onbackground.attribution.vocabulary import HONORIFICS
from onbackground.attribution.words import Word, words_within

_SURE = 0.5
"""A name that only the sound has becomes the alias, and is flagged, where it is so sure; below, it is only flagged."""


class Sounded(NamedTuple):
    """Where the sound of a text names somebody: from, to, the id of the seat, how sure that is (0 to 1).

    ``others`` are the ids of the seats that may be meant as well, the likeliest first, of nobody's for somebody who
    is on no roster.
    """

    start: int
    end: int
    seat: str
    confidence: float
    others: tuple[str, ...] = ()


def with_sounded(
    page: Page, spans: list[Span], seats: dict[str, Seat], sounded: Iterable[Sounded]
) -> tuple[list[Span], list[Span]]:
    """Return the names of a text with those that only the sound has, and what is only to be flagged.

    Where the text has a name that was misheard, or that several ``seats`` share, the sound says whose it is. A name
    that the text has and the sound hardly has becomes unsure. Of what only the sound has, that of which it is less sure
    is flagged and not replaced.
    """
    if not (sounded := tuple(sounded)):
        return spans, []
    taken = {n for n, is_aliased in enumerate(page.aliased) if is_aliased}
    for first, past in [*page.kept.items(), *((span.first, span.past) for span in spans)]:
        taken.update(range(first, past))
    added: list[Span] = []
    doubtful: list[Span] = []
    for name in sounded:
        rivals = tuple(seats[one] for one in name.others if one in seats)
        over = [span for span in spans if span.start < name.end and name.start < span.end]
        if (seat := seats.get(name.seat)) is None:
            for span in over:
                span.unsure, span.confidence, span.rivals = True, min(span.confidence, _SURE), rivals
            continue
        for span in over:
            if span.form == "heard" or seat in span.rivals:
                span.seat, span.rivals = seat, rivals
                span.unsure = span.unsure or len(rivals) < len(name.others)
        if (place := _free_place(page.text, page.words, taken, name)) is not None:
            sure = name.confidence
            span = Span.over(
                page.words, place, seat, part="", form="heard", confidence=sure, unsure=True, rivals=rivals
            )
            (added if sure >= _SURE else doubtful).append(span)
            taken.update(range(*place))
    return (sorted([*spans, *added], key=lambda span: span.first) if added else spans), doubtful


def _free_place(text: str, words: list[Word], taken: set[int], name: Sounded) -> tuple[int, int] | None:
    """The words where a name was heard and none is found: the first, and the one past the last; None without any."""
    heard = words_within(words, [(name.start, name.end)])
    free = sorted(n for n in heard - taken if not _is_ending(text, words, n))
    if all(words[n].folded in HONORIFICS for n in free):
        return None
    first, past = free[0], free[-1] + 1
    return (first, past) if taken.isdisjoint(range(first, past)) else None


def _is_ending(text: str, words: list[Word], index: int) -> bool:
    """Whether a word is the s of a possessive."""
    return words[index].folded == "s" and text[words[index].start - 1 : words[index].start] in ("'", "’")
