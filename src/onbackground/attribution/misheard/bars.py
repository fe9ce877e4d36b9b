"""How alike a stretch of words must sound to a name to be that name misheard.

The more its place and its words speak for a name, the less is asked; and long names sound like nothing else.
"""

from onbackground.attribution.misheard.place import DUE, EXPECTING, NAMING, UNDUE, Place
from onbackground.attribution.misheard.wording import Makeup
from onbackground.attribution.sound.sounding import SoundingName

_NEVER = 2.0
_NOT_DUE = UNDUE | {Place.MAYBE}
_IN_A_SENTENCE = UNDUE - {Place.ASIDE}
_MAKEUPS = (Makeup.STRANGE, Makeup.NAMED, Makeup.RAGGED, Makeup.LETTERS, Makeup.PLAIN, Makeup.EMPTY)
_BY_PLACE = {
    Place.HALF: (0.42, 0.56, 0.65, 0.65, 0.8, 0.9),
    Place.HONOURED: (0.65, 0.85, 0.72, 0.72, 0.75, 0.95),
    Place.THANKED: (0.62, 0.84, 0.62, 0.8, 0.66, 0.68),
    Place.SLOT: (0.62, 0.84, 0.7, 0.8, 0.82, _NEVER),
    Place.BEGUN: (0.66, 0.88, 0.82, 0.85, 0.95, _NEVER),
    Place.SAID: (0.56, 0.8, 0.6, 0.8, 0.6, 0.62),
    Place.MAYBE: (0.66, 0.88, 0.74, 0.87, 0.92, _NEVER),
    Place.HANDED: (0.25, 0.45, 0.45, 0.6, 0.6, 0.62),
    Place.EXPECTED: (0.25, 0.7, 0.5, 0.7, 0.85, 0.68),
    Place.ASKED: (0.45, 0.68, 0.56, 0.75, 0.75, 0.75),
    Place.LISTED: (0.45, 0.68, 0.65, 0.8, _NEVER, _NEVER),
    Place.GREETED: (0.85, 0.97, 0.9, 0.95, _NEVER, _NEVER),
    Place.TITLED: (0.8, 0.93, 0.87, 0.9, 0.9, _NEVER),
    Place.ASIDE: (0.78, _NEVER, 0.92, 0.92, _NEVER, _NEVER),
    Place.ANOTHER: (0.92, _NEVER, 0.97, 0.97, _NEVER, _NEVER),
    Place.INSIDE: (0.80, _NEVER, 0.94, 0.94, _NEVER, _NEVER),
    Place.FIRST: (0.81, _NEVER, 0.97, 0.97, _NEVER, _NEVER),
}
_NEEDED = {
    (place, makeup): needed for place, row in _BY_PLACE.items() for makeup, needed in zip(_MAKEUPS, row, strict=True)
}
"""How alike a stretch must sound, from 0 to 1, by place and makeup; chosen by measuring (benchmarks/guard.py)."""
_MORE_WHERE_UNLIKELY = 0.2
"""How much more alike "the balloon question" must sound than "balloon question", where a name is expected."""
_MORE_WHERE_BOTH_COMMON = 0.08
"""How much more alike a common name must sound to one that is common too, which a recogniser knows as well."""
_THE_SAME = 0.95
"""What sounds so much like a name is that name, short and common or not, where nobody else is named."""
_QUITE_THE_SAME = 0.98
_SOUNDING, _SOUNDING_LIKE_SPEECH = 2.2, 3.0
_SOUNDING_THE_SAME = {
    Makeup.STRANGE: frozenset({Place.SLOT, Place.BEGUN, Place.MAYBE, Place.TITLED}),
    Makeup.NAMED: frozenset({Place.SLOT, Place.BEGUN, Place.MAYBE, Place.TITLED}),
    Makeup.LETTERS: frozenset({Place.SLOT, Place.BEGUN, Place.SAID, Place.MAYBE}),
    Makeup.PLAIN: EXPECTING | {Place.TITLED},
    Makeup.EMPTY: frozenset({Place.HONOURED}),
    Makeup.NOBODY: DUE - {Place.LISTED},
}
"""Where what sounds quite the same as a name of some weight is that name, whoever is named there."""
_LONG, _LENGTH, _LESS_WHERE_LONG = 5.0, 0.02, 0.05
"""From which weight on a name needs less, how much for each unit more, and how much at most."""
_MORE_WHERE_ANOTHER = 0.15
"""How much more is needed where the first of two words is somebody else's first name, in common use."""
_LESS_WHERE_BOTH = 0.12
"""How much less is needed where first and last name each sound like theirs."""
_MORE_FOR_ALL_IN_ONE = 0.07
"""How much more is needed for one word to be first and last name run together, where none is due."""
_SHORT = 4.0
_SHORTNESS = {Makeup.STRANGE: 0.025, Makeup.NAMED: 0.06, Makeup.LETTERS: 0.06}
_SHORTNESS_OF_WORDS = 0.12
"""Short names sound like something by chance: so much more is needed for each unit of weight below four."""


def at_first_sight(place: Place, makeup: Makeup, *, unlikely: bool) -> float | None:
    """How alike a stretch must sound before it is known to whom; None where nothing there is taken for a name.

    ``unlikely`` says that it begins with a word with which speech goes on that names nobody.
    """
    needed = _NEEDED.get((place, makeup), _NEVER)
    if needed >= _NEVER and place not in _SOUNDING_THE_SAME.get(makeup, ()):
        return None
    return needed + _MORE_WHERE_UNLIKELY if unlikely and makeup is Makeup.RAGGED else needed


_LEFT_OPEN = _NOT_DUE | {Place.BEGUN, Place.GREETED, Place.HONOURED}
_OF_WORDS = frozenset({Makeup.RAGGED, Makeup.PLAIN})
_BEYOND_DOUBT = 0.9


def is_doubtful(place: Place, makeup: Makeup, alike: float) -> bool:
    """Whether what was taken for a name may well be somebody else's, or a word: a name that others have, words of the
    language where no name is due, or what is not due and sounds less than alike.
    """
    another = place is Place.ANOTHER or (makeup is Makeup.NAMED and place is not Place.HALF)
    word = makeup is Makeup.NOBODY or (makeup in _OF_WORDS and place in UNDUE)
    return another or word or (place in _LEFT_OPEN and alike < _BEYOND_DOUBT)


def for_name(
    needed: float,
    place: Place,
    makeup: Makeup,
    name: SoundingName,
    *,
    halves: bool | None,
    another: bool,
    in_one: bool = False,
) -> float:
    """How alike it must sound to this name, where ``needed`` is what was asked at first sight.

    ``halves`` says of two words whether they sound like its first and its last name, each; None where they are not
    two, or the name is not. ``another`` says that the first of them is somebody else's first name,
    ``in_one`` that a single word would be all of the name.
    """
    if in_one and place in _IN_A_SENTENCE:
        needed += _MORE_FOR_ALL_IN_ONE
    needed += _SHORTNESS.get(makeup, _SHORTNESS_OF_WORDS) * max(0.0, _SHORT - name.weight)
    if name.common and makeup is Makeup.NAMED:
        needed += _MORE_WHERE_BOTH_COMMON
    if place in UNDUE and place is not Place.ANOTHER and makeup is Makeup.STRANGE:
        if halves is None and not in_one:
            needed -= min(_LESS_WHERE_LONG, _LENGTH * max(0.0, name.weight - _LONG))
        elif halves and not another:
            needed -= _LESS_WHERE_BOTH
    if another:
        needed += _MORE_WHERE_ANOTHER
    if place in NAMING and makeup in _SHORTNESS:
        needed = min(needed, _THE_SAME)
    if place is Place.HONOURED and makeup is Makeup.PLAIN:
        needed = min(needed, _QUITE_THE_SAME)
    heavy = name.weight > (_SOUNDING_LIKE_SPEECH if makeup is Makeup.NOBODY else _SOUNDING)
    if heavy and place in _SOUNDING_THE_SAME.get(makeup, ()):
        needed = min(needed, _QUITE_THE_SAME)
    return needed
