"""The kinds of place that a stretch of a text may have: how much each speaks for a name."""

import enum


class Place(enum.Enum):
    """Where a stretch stands, what speaks most for a name first."""

    HALF = enum.auto()
    """Next to another name of the same person."""
    HANDED = enum.auto()
    """Where the floor is given to an official, by who speaks next."""
    EXPECTED = enum.auto()
    """Where the course of the call says that an official is named."""
    ASKED = enum.auto()
    """The same, before "over to you", or as the last words before an official speaks."""
    HONOURED = enum.auto()
    """After Mr., Ms., Dr.… or all of a seat's own title."""
    THANKED = enum.auto()
    """Where somebody is spoken to or names themselves, from beginning to end: "Thanks, …"."""
    SLOT = enum.auto()
    """Where a name is due, from beginning to end."""
    BEGUN = enum.auto()
    """Where a name is due, but who knows how long it is."""
    SAID = enum.auto()
    """Where somebody is named who has spoken: "as … said"."""
    MAYBE = enum.auto()
    """Where a name may be due, from beginning to end."""
    LISTED = enum.auto()
    """After another name and a comma or "and", before a pause."""
    GREETED = enum.auto()
    """Where the answer to a reporter begins with thanks."""
    TITLED = enum.auto()
    """After a rank, as many are named who are spoken about."""
    ASIDE = enum.auto()
    """Between two pauses, as somebody spoken to is named."""
    ANOTHER = enum.auto()
    """None of those above, and something says that this is somebody else, or something."""
    INSIDE = enum.auto()
    """In the middle of a sentence."""
    FIRST = enum.auto()
    """At the beginning of a sentence, where everything has a capital."""


EXPECTING = frozenset({Place.HANDED, Place.EXPECTED, Place.ASKED})
"""Where the course of the call says that a name is due."""
DUE = EXPECTING | {Place.THANKED, Place.SLOT, Place.SAID, Place.LISTED}
"""Where somebody is named, beyond doubt."""
NAMED_OR_NOBODY = EXPECTING | {Place.SAID, Place.THANKED, Place.SLOT, Place.BEGUN}
"""Where plain words are a name misheard, if they do not go on in one of the ways that are known."""
NAMING = EXPECTING | {Place.HONOURED}
"""Where a whole name stands, and an official's rather than another's."""
UNDUE = frozenset({Place.TITLED, Place.ASIDE, Place.ANOTHER, Place.INSIDE, Place.FIRST})
"""Where nothing says that a name is due."""

NO_OTHER = DUE | {Place.HALF, Place.HONOURED, Place.BEGUN}
"""Where a word that is in no dictionary is a name, with a capital or without."""
READ_BY_DICTIONARY = UNDUE | {Place.EXPECTED, Place.ASKED}
"""Where a rare word of the language speaks against a name."""
