"""A name of the roster that others may bear too, as it stands in a text."""

from typing import NamedTuple


class Mention(NamedTuple):
    """A name of the roster as it stands in the text: its folded words, and its place.

    ``partner`` is the word beside it that makes it somebody else's whole name ("merrow" for John Merrow), "" without
    one; ``whole`` says that it is surely the seat's, ``called`` that somebody is spoken to or quoted here.
    ``own`` are all words of the seat's names; ``surname`` says that this is a last name, ``short`` that it is a short
    form which the roster does not list.
    """

    names: tuple[str, ...]
    start: int
    end: int
    partner: str
    whole: bool
    called: bool = False
    own: frozenset[str] = frozenset()
    surname: bool = False
    short: bool = False
