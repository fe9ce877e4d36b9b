"""What no list of names can settle: words that may tell who an official is, for a person to decide at the desk.

Each kind is looked for only at the words that begin it, so that a long text costs little. Reporters and operators
introduce themselves all day; their words are searched for names in address alone.
"""

from collections.abc import Callable, Iterable
from functools import partial

from onbackground.attribution.agencies import names_of
from onbackground.attribution.flags import Flag
from onbackground.attribution.giveaways.address import addressed, asked
from onbackground.attribution.giveaways.agency import agency, agency_pattern
from onbackground.attribution.giveaways.biography import past
from onbackground.attribution.giveaways.gender import colleague, gender_of_aliases
from onbackground.attribution.giveaways.introductions import introduced
from onbackground.attribution.giveaways.search import Search
from onbackground.attribution.roster import Roster
from onbackground.attribution.turns import Turn
from onbackground.attribution.words import Word, fold

_BEGINS: dict[str, tuple[Callable[[Search, int], None], ...]] = {
    **dict.fromkeys(("thanks", "thank", "hi", "hello", "hey", "good", "turn", "hand"), (addressed,)),
    **dict.fromkeys(("over", "back"), (addressed, asked)),
    **dict.fromkeys(("pass", "defer"), (addressed,)),
    **dict.fromkeys(("go", "do", "take"), (asked,)),
    "this": (introduced,),
    "i": (introduced, past),
    "my": (introduced, past),
    **dict.fromkeys(("former", "onetime", "retired", "veteran", "career"), (past,)),
    **dict.fromkeys(("colleague", "official", "speaker", "briefer", "counterpart", "boss"), (colleague,)),
    **dict.fromkeys(("gentleman", "lady", "woman", "man", "guy"), (colleague,)),
}
"""The words that begin what is looked for, and what to look for there."""


class Giveaways:
    """Finds, in texts of one briefing, what may tell who an official is. ``keep`` are the names that stay."""

    def __init__(self, roster: Roster, keep: Iterable[tuple[str, ...]]) -> None:
        self._known = {word for name in keep for word in name}
        names = {name for seat in roster.seats if seat.withheld for name in names_of(seat.withheld)}
        withheld = partial(agency, names=agency_pattern(names))
        self._begins = dict(_BEGINS)
        for begin in {fold(name.split()[0]) for name in names}:
            self._begins[begin] = (*self._begins.get(begin, ()), withheld)

    def find(self, text: str, words: list[Word], aliases: list[tuple[int, int]], turns: list[Turn]) -> list[Flag]:
        """Return the flags of a text; ``aliases`` are the stretches that are, or become, an alias."""
        search = Search(text, words, aliases, self._known, turns)
        for word in words:
            for look_for in self._begins.get(word.folded, ()):
                look_for(search, word.start)
        gender_of_aliases(search)
        return search.flags
