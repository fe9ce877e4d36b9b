"""What no list of names can settle: words that may tell who an official is, for a person to decide at the desk.

Each kind is looked for only at the words that begin it, so that a long text costs little. Reporters and operators
introduce themselves all day; their words are searched for names in address alone.
"""

from collections.abc import Callable, Collection, Iterable
from functools import partial

from onbackground.attribution.agencies import names_of
from onbackground.attribution.flags import Flag
from onbackground.attribution.giveaways.address import (
    BEFORE_RANKS,
    RANKS_IN_ADDRESS,
    addressed,
    addressed_whole,
    called_by_rank,
    family_addressed,
)
from onbackground.attribution.giveaways.agency import agency, agency_pattern
from onbackground.attribution.giveaways.biography import SPEAKERS, asked, past, posted, posts_of_aliases
from onbackground.attribution.giveaways.gender import (
    COLLEAGUES,
    PERSONS,
    PRONOUNS,
    by_moderator,
    called_sir,
    colleague,
    gender_of_aliases,
    gender_of_unbracketed,
    thanked,
)
from onbackground.attribution.giveaways.introductions import REACHING, introduced, named_first, reached
from onbackground.attribution.giveaways.search import Search
from onbackground.attribution.giveaways.titles import title_pattern, title_said, titles_of
from onbackground.attribution.roster import Roster
from onbackground.attribution.turns import Turn
from onbackground.attribution.vocabulary import word_set
from onbackground.attribution.words import Word, words_of

_LOOKED_FOR: tuple[tuple[Callable[[Search, int], None], Collection[str]], ...] = (
    (family_addressed, word_set("thanks thank hi hello hey good over back defer")),
    (called_by_rank, {"mr", "madam", "madame", *BEFORE_RANKS, *RANKS_IN_ADDRESS}),
    (introduced, word_set("this it i my")),
    (reached, REACHING),
    (
        past,
        word_set("i my back before after prior when since having as former onetime retired veteran career lifelong"),
    ),
    (posted, SPEAKERS),
    (colleague, (*COLLEAGUES, *PERSONS)),
    (by_moderator, PRONOUNS),
    (gender_of_unbracketed, ("senior",)),
    (asked, word_set("when your")),
    (called_sir, word_set("sir ma madam gentlemen ladies")),
    (
        thanked,
        word_set(
            """thank thanks thanking appreciate ask let join joining invite introduce echo defer turn hand over back
            know for"""
        ),
    ),
)
_BEGINS = {
    begin: tuple(look_for for look_for, begins in _LOOKED_FOR if begin in begins)
    for _, begins in _LOOKED_FOR
    for begin in begins
}
"""The words that begin what is looked for, and what to look for there."""


class Giveaways:
    """Finds, in texts of one briefing, what may tell who an official is. ``keep`` are the names that stay."""

    def __init__(self, roster: Roster, keep: Iterable[tuple[str, ...]]) -> None:
        self._known = {word for name in keep for word in name}
        names = {name for seat in roster.seats if seat.withheld for name in names_of(seat.withheld)}
        withheld = partial(agency, names=agency_pattern(names))
        titles = titles_of(roster.seats)
        titled = partial(title_said, titles=title_pattern(titles))
        self._begins = dict(_BEGINS)
        for look_for, phrases in ((withheld, names), (titled, titles)):
            for begin in {words_of(phrase)[0].folded for phrase in phrases}:
                self._begins[begin] = (*self._begins.get(begin, ()), look_for)

    def find(self, text: str, words: list[Word], aliases: list[tuple[int, int]], turns: list[Turn]) -> list[Flag]:
        """Return the flags of a text; ``aliases`` are the stretches that are, or become, an alias."""
        search = Search(text, words, aliases, self._known, turns)
        capitals = {word.folded for word in words if word.capital}
        names = {folded for folded in capitals if search.may_be_a_name(folded, among_words=True)}
        begins = self._begins
        first = {folded for folded in capitals if search.may_be_a_first_name(folded)}
        for word, _ in search.pairs:
            if word.folded in first and word.start not in search.within:
                addressed_whole(search, word.start)
        for word in [word for word in words if word.folded in begins or (word.capital and word.folded in names)]:
            for look_for in begins.get(word.folded, ()):
                look_for(search, word.start)
            if word.capital and word.folded in names and word.start not in search.within:
                addressed(search, word.start)
                named_first(search, word.start)
        gender_of_aliases(search)
        posts_of_aliases(search)
        return search.flags
