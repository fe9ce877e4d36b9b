"""The misheard names of a text, added to the exact ones."""

from collections.abc import Iterator, Set

from onbackground.attribution.misheard import Hearing
from onbackground.attribution.misheard.clues import Clues
from onbackground.attribution.misheard.expected import expected_in, named_in_labels
from onbackground.attribution.page import Page, mark
from onbackground.attribution.roster import Seat
from onbackground.attribution.spans import Span, with_halves
from onbackground.attribution.surroundings import begun, take_tied
from onbackground.attribution.words import Word


def with_misheard(
    hearing: Hearing, page: Page, exact: list[Span], others: list[Span], doubted: frozenset[int]
) -> list[Span]:
    """Add the misheard names to the exact ones, and to each half of a name its other half.

    ``others`` are exact forms that seem to name somebody else, ``doubted`` the words that the recogniser doubts.
    """
    text, words, turns = page.text, page.words, page.turns
    taken, nearby = _taken_by(page, exact)
    expected = expected_in(text, words, turns)
    named = frozenset(word for word in named_in_labels(turns) if not hearing.is_misspelt(word))
    elsewhere = {index for other in others for index in range(other.first, other.past)}
    clues = Clues(taken, nearby, doubted, expected, named, elsewhere)
    spans = [*exact, *_given_the_floor(words, others, expected.official | expected.handed, named)]
    for heard in hearing.find(text, words, clues):
        place, sure, unsure = (heard.first, heard.past), heard.confidence, heard.unsure
        spans.append(Span.over(words, place, heard.seat, part=heard.part, form="heard", confidence=sure, unsure=unsure))
    spans = with_halves(text, spans, others)
    hearing.halves.complete(text, words, taken, spans)
    return spans


def _taken_by(page: Page, exact: list[Span]) -> tuple[list[bool], dict[int, Seat]]:
    """Whether each word is taken, by an exact form or otherwise; and whose form stands next to a word, for those words.

    The exact forms take in what a hyphen or an apostrophe ties to them.
    """
    taken = list(page.left)
    for span in exact:
        mark(taken, span.first, span.past)
    nearby: dict[int, Seat] = {}
    floor = 0
    for span in exact:
        first = begun(page.text, page.words, span, floor)
        take_tied(page.text, page.words, span, taken)
        floor = span.past
        mark(taken, first, span.past)
        nearby[span.first - 1] = nearby[span.past] = span.seat
    for first, past in page.kept.items():
        mark(taken, first, past)
    return taken, nearby


def _given_the_floor(words: list[Word], others: list[Span], places: Set[int], named: Set[str]) -> Iterator[Span]:
    """Of the first names that seemed to be another's those that stand where an official is due: they are doubtful.

    ``named`` are the folded names of other speakers.
    """
    for one in others:
        following = words[one.past].folded if one.past < len(words) else ""
        if one.part != "last" and words[one.first].capital and one.first in places and following not in named:
            one.confidence, one.unsure = 0.5, True
            yield one
