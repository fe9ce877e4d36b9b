"""What is known of a text before its misheard names are looked for."""

from collections.abc import Set
from typing import NamedTuple

from onbackground.attribution.misheard.expected import Expected
from onbackground.attribution.roster import Seat


class Clues(NamedTuple):
    """What the exact forms, the turns and the recogniser tell of the words of a text; words are told by their indexes.

    ``taken`` tells for each word whether it is not to be looked at, and learns what is found. ``nearby`` gives, for a
    word that stands next to a name that was found, whose name that is; it learns too. ``doubted`` are the words that
    the recogniser is not sure of. ``expected`` says where the turns tell that somebody is named. ``named`` are the
    folded names of other speakers, ``others`` the words that seem to name somebody else.
    """

    taken: list[bool]
    nearby: dict[int, Seat]
    doubted: Set[int]
    expected: Expected
    named: frozenset[str]
    others: Set[int]
