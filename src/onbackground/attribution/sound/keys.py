"""How a name sounds, roughly: a key that spellings of one sound share.

Made for names as speech to text writes them down: consonants that a telephone blurs (b and p, d and t, g and k, v and
f, z and s) are one letter, every run of vowels is ``A``, silent letters go.
"""

import re
from functools import lru_cache

_RULES = [
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"^(?:kn|gn|pn)", "n"),
        (r"^wr", "r"),
        (r"^ps", "s"),
        (r"^mc", "mak"),
        (r"^x", "s"),
        (r"ph", "f"),
        (r"(?:tch|sch|sh|cz|dg(?=[eiy])|dj|zh)", "X"),
        (r"gh(?=[^aeiouy]|$)", ""),
        (r"ck|qu?|c(?![eiyh])", "k"),
        (r"c(?=[eiy])", "s"),
        (r"x", "ks"),
        (r"th", "t"),
        (r"[jZ]", "X"),
        (r"z", "s"),
        (r"b", "p"),
        (r"d", "t"),
        (r"g", "k"),
        (r"v", "f"),
        (r"(?<=[^aeiouy])e$", ""),
        (r"(?<!^)h", ""),
        (r"w(?=[^aeiouy]|$)", "u"),
        (r"[aeiouy]+", "A"),
        (r"(.)\1+", r"\1"),
    )
]

_SOFT_G = re.compile(r"g(?=[ei])")
_V_FOR_W = re.compile(r"(?<!^)w(?=[aeiouy])")


@lru_cache(maxsize=65_536)
def sound_keys(letters: str) -> tuple[str, ...]:
    """Return the keys of a folded word: more than one where a spelling has two sounds.

    ``ch`` may be as in "chair" or as in "chorus", a ``w`` before a vowel may be a v, ``g`` before e or i may be soft.

    >>> sound_keys("okafor"), sound_keys("akifur")
    (('AKAFAR',), ('AKAFAR',))
    """
    readings = {letters.replace("ch", "X"), letters.replace("ch", "k")}
    readings |= {_V_FOR_W.sub("v", reading) for reading in readings}
    readings |= {_SOFT_G.sub("X", reading) for reading in readings}
    return tuple(sorted({_key(reading) for reading in readings}))


def _key(letters: str) -> str:
    for pattern, sound in _RULES:
        letters = pattern.sub(sound, letters)
    return letters.upper()
