"""Which words need no name to explain them, and which names many bear or many speak of.

``words.txt`` and ``names.txt`` were gathered from published calls by ``tools/lexicon``, ``dictionary.txt`` from SCOWL
(``dictionary-copyright.txt``); all is in folded spelling.
"""

from importlib.resources import files

from onbackground.attribution.given_names import is_common_name
from onbackground.attribution.vocabulary import ORDINARY, WORDS_THAT_ARE_NAMES
from onbackground.attribution.words import fold


def _read(name: str) -> frozenset[str]:
    return frozenset(fold(word) for word in files(__package__).joinpath(name).read_text(encoding="utf-8").split())


NAMES_THAT_ARE_WORDS = _read("words.txt") | WORDS_THAT_ARE_NAMES
"""Words of the language that somebody's name may be too: in small letters they name nobody."""
_WORDS = NAMES_THAT_ARE_WORDS | ORDINARY
_PLACES = _read("places.txt")
_NAMES = _read("names.txt") | _PLACES
_DICTIONARY = _read("dictionary.txt")


def is_ordinary(word: str) -> bool:
    """Whether a folded word is a word of the language, as press calls use it."""
    return word in _WORDS


def is_in_dictionary(word: str) -> bool:
    """Whether a folded word is a word of the language, however rarely press calls use it."""
    return word in _WORDS or word in _DICTIONARY


def is_spoken_of(word: str) -> bool:
    """Whether a folded word is the name of a place, a body or a person that calls speak of."""
    return word in _NAMES


def is_place(word: str) -> bool:
    """Whether a folded word is the name of a place that calls speak of, whoever else bears it."""
    return word in _PLACES


def is_known_name(word: str) -> bool:
    """Whether a folded word is the name of a place, a body or a person spoken of in public, or borne by many."""
    return word in _NAMES or is_common_name(word)
