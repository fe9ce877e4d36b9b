"""The forms in which a person may be named in a text, each made from a name by chance: for `benchmarks/guard.py`."""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Callable

from onbackground.attribution.sound.phones import readings

HONORIFICS = ("Mr.", "Ms.", "Mrs.", "Dr.", "Ambassador", "General", "Director", "Secretary", "Captain")

# What telephone and recogniser confuse: manner and place of articulation are kept, voicing or length is lost.
_CONFUSED = (
    ("b", "p"), ("d", "t"), ("g", "k"), ("v", "f"), ("z", "s"), ("m", "n"), ("c", "k"), ("k", "ck"), ("ck", "k"),
    ("f", "ph"), ("ph", "f"), ("th", "t"), ("t", "tt"), ("l", "ll"), ("ll", "l"), ("s", "ss"), ("j", "y"), ("y", "i"),
    ("w", "v"), ("v", "w"), ("sh", "ch"), ("ch", "sh"), ("x", "ks"), ("q", "k"), ("kh", "k"), ("gh", "g"), ("zh", "j"),
)  # fmt: skip
_VOWELS = (
    ("a", "o"), ("o", "a"), ("e", "i"), ("i", "e"), ("u", "o"), ("o", "u"), ("a", "e"), ("i", "ee"), ("u", "oo"),
    ("ei", "ay"), ("ou", "oo"), ("e", "a"), ("a", "ah"), ("y", "ee"),
)  # fmt: skip


# How a sound may be spelled anew, and what it may be taken for.
_SPELLINGS = {
    "p": "p pp", "b": "b bb", "t": "t tt", "d": "d dd", "k": "k c ck", "g": "g gg", "f": "f ff ph", "v": "v",
    "s": "s ss c", "z": "z s", "S": "sh ch", "Z": "zh s", "C": "ch tch", "J": "j g dj", "T": "th", "h": "h",
    "m": "m mm", "n": "n nn", "l": "l ll", "r": "r rr", "w": "w", "y": "y i", "i": "i ee y e", "e": "e ay ai",
    "a": "a ah o", "o": "o oh aw", "u": "u oo",
}  # fmt: skip
_MISTAKEN = {
    "p": "b", "b": "p", "t": "d", "d": "t", "k": "g", "g": "k", "f": "v", "v": "f", "s": "z", "z": "s", "S": "C",
    "C": "S", "J": "C", "m": "n", "n": "m", "l": "r", "r": "l", "w": "v", "T": "t", "i": "e", "e": "i", "a": "o",
    "o": "a", "u": "o",
}  # fmt: skip


def plain(name: str) -> str:
    """The name without accents."""
    letters = name.translate(str.maketrans("łŁøØđ", "lLoOd"))
    return "".join(c for c in unicodedata.normalize("NFKD", letters) if not unicodedata.combining(c))


def first(name: str) -> str:
    """The first name."""
    return name.split()[0]


def last(name: str) -> str:
    """The last name, with all that is not the first."""
    return name.split(maxsplit=1)[1]


def broken(word: str, by: str, rng: random.Random) -> str:
    """The word in two, where a stenographer or a line's end may break it."""
    at = rng.randint(2, max(2, len(word) - 2))
    return word[:at] + by + word[at:]


def spelled(word: str, rng: random.Random) -> str:
    """S-m-i-t-h or S. M. I. T. H."""
    letters = [c for c in word if c.isalpha()]
    return "-".join(letters) if rng.random() < 0.5 else " ".join(c.upper() + "." for c in letters)


EXACT: dict[str, Callable[[str, random.Random], str]] = {
    "full": lambda name, rng: name,
    "first": lambda name, rng: first(name),
    "last": lambda name, rng: last(name),
    "initial and last": lambda name, rng: f"{name[0]}. {last(name)}",
    "honorific and last": lambda name, rng: f"{rng.choice(HONORIFICS)} {last(name)}",
    "possessive": lambda name, rng: f"{rng.choice([name, first(name), last(name)])}’s",
    "plural": lambda name, rng: f"the {last(name)}s",
    "hyphen inside": lambda name, rng: broken(plain(last(name)), "-", rng),
    "unaccented": lambda name, rng: plain(name),
    "over a line break": lambda name, rng: f"{first(name)}\n{last(name)}",
    "pause inside": lambda name, rng: f"{first(name)}{rng.choice([' — ', ', ', ' -- ', '… '])}{last(name)}",
    "self-interruption": lambda name, rng: f"{plain(last(name))[: rng.randint(2, 4)]}— {last(name)}",
    "upper case": lambda name, rng: name.upper(),
    "lower case": lambda name, rng: name.lower(),
    "spelled out": lambda name, rng: spelled(plain(last(name)), rng),
}
"""Forms that must always be found; the nickname, which a roster lists, comes beside them."""


def confused(name: str, rng: random.Random) -> str:
    """The name with one or two of its sounds confused, a vowel lost, or the name split in two words."""
    words = plain(rng.choice([name, first(name), last(name)])).split()
    at = rng.randrange(len(words))
    word = words[at].lower()
    for _ in range(1 if len(word) < 6 else 2):
        word = _changed(word, rng)
    if len(word) >= 7 and rng.random() < 0.2:
        middle = rng.randint(3, len(word) - 3)
        words[at] = word[:middle].capitalize() + " " + word[middle:].capitalize()
    else:
        words[at] = "-".join(part.capitalize() for part in word.split("-"))
    return " ".join(words)


def _changed(word: str, rng: random.Random) -> str:
    """The word with one sound changed; its first letter rarely."""
    swaps = [
        (match.start(), old, new)
        for old, new in (_VOWELS if rng.random() < 0.6 else _CONFUSED)
        for match in re.finditer(old, word)
        if match.start() > 0 or rng.random() < 0.2
    ]
    if len(word) > 6 and rng.random() < 0.15:
        swaps += [(match.start(), match[0], "") for match in re.finditer(r"(?<=[a-z])[aeiou](?=[a-z])", word)]
    if not swaps:
        return word
    start, old, new = rng.choice(swaps)
    return word[:start] + new + word[start + len(old) :]


def respelled(name: str, rng: random.Random) -> str:
    """The name with one word of it read aloud, one or two of its sounds mistaken, and written down by ear."""
    words = plain(rng.choice([name, first(name), last(name)])).split()
    at = rng.randrange(len(words))
    words[at] = "-".join(_by_ear(part.lower(), rng).capitalize() for part in words[at].split("-"))
    return " ".join(words)


def _by_ear(word: str, rng: random.Random) -> str:
    sounds = list(rng.choice(readings(word)[:2]))
    for _ in range(1 if len(sounds) < 6 else rng.choice((1, 1, 2))):
        n = rng.randrange(len(sounds))
        sounds[n] = _MISTAKEN.get(sounds[n], sounds[n])
    return "".join(
        sound if sound.islower() and rng.random() < 0.6 else rng.choice(_SPELLINGS[sound].split()) for sound in sounds
    )
