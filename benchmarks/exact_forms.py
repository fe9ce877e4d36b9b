"""The forms in which a guard must always find a name, each made from the name by chance: for `exact_names.py`."""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Callable

from guard import nickname
from name_forms import broken, first, last, plain, spelled

HONORIFICS = ("Mr.", "Ms.", "Mrs.", "Dr.", "Mr", "Ms", "Dr", "Professor", "Madam")
RANKS = (
    "Ambassador", "General", "Colonel", "Captain", "Admiral", "Director", "Secretary", "Under Secretary",
    "Deputy Assistant Secretary", "Deputy Secretary", "Lieutenant Colonel", "Special Envoy", "Administrator",
    "Commissioner", "Counselor", "Press Secretary", "Deputy National Security Advisor", "Attorney General",
)  # fmt: skip
_PAUSES = (" — ", ", ", " -- ", "… ", " - ", "... ", "—", "\xa0— ", ", uh, ", " — um — ", ", you know, ")
_CODE = dict(
    zip(
        "abcdefghijklmnopqrstuvwxyz",
        [
            "alfa",
            "bravo",
            "charlie",
            "delta",
            "echo",
            "foxtrot",
            "golf",
            "hotel",
            "india",
            "juliett",
            "kilo",
            "lima",
            "mike",
            "november",
            "oscar",
            "papa",
            "quebec",
            "romeo",
            "sierra",
            "tango",
            "uniform",
            "victor",
            "whiskey",
            "x-ray",
            "yankee",
            "zulu",
        ],
        strict=True,
    )
)


def _any(name: str, rng: random.Random) -> str:
    return rng.choice([name, first(name), last(name)])


def _possessive(name: str, rng: random.Random) -> str:
    named = _any(name, rng)
    return named + (rng.choice(["’", "'"]) if named.endswith("s") and rng.random() < 0.5 else rng.choice(["’s", "'s"]))


def _plural(name: str, rng: random.Random) -> str:
    named = last(name)
    return "the " + named + ("es" if named[-1] in "sxz" or named.endswith(("ch", "sh")) else "s")


def _interrupted(name: str, rng: random.Random) -> str:
    named = rng.choice([first, last])(name)
    return named[: rng.randint(2, 4)] + rng.choice(["— ", "-- ", "—", "- ", " — ", "- — "]) + rng.choice([named, name])


def _explained(name: str, rng: random.Random) -> str:
    letters = [letter for letter in plain(last(name)).lower() if letter.isalpha()]
    return ", ".join(f"{letter.upper()} as in {_CODE[letter].capitalize()}" for letter in letters)


def _with_middle(name: str, rng: random.Random) -> str:
    return f"{first(name)} {rng.choice('ABCDEFGHJKLMPRST')}. {last(name)}"


FORMS: dict[str, Callable[[str, random.Random], str]] = {
    "full": lambda name, rng: name,
    "first": lambda name, rng: first(name),
    "last": lambda name, rng: last(name),
    "nickname": lambda name, rng: nickname(name),
    "nickname and last": lambda name, rng: f"{nickname(name)} {last(name)}",
    "last, first": lambda name, rng: f"{last(name)}, {first(name)}",
    "initial and last": lambda name, rng: f"{name[0]}. {last(name)}",
    "first and initial": lambda name, rng: f"{first(name)} {last(name)[0]}.",
    "middle initial": _with_middle,
    "honorific and last": lambda name, rng: f"{rng.choice(HONORIFICS)} {last(name)}",
    "honorific and full": lambda name, rng: f"{rng.choice(HONORIFICS)} {name}",
    "rank and last": lambda name, rng: f"{rng.choice(RANKS)} {last(name)}",
    "rank and full": lambda name, rng: f"{rng.choice(RANKS)} {name}",
    "suffix": lambda name, rng: name + rng.choice([" Jr.", ", Jr.", " III"]),
    "possessive": _possessive,
    "plural": _plural,
    "hyphen inside": lambda name, rng: broken(plain(last(name)), "-", rng),
    "hyphen at a line's end": lambda name, rng: broken(plain(last(name)), "-\n", rng),
    "unaccented": lambda name, rng: plain(name),
    "decomposed accents": lambda name, rng: unicodedata.normalize("NFD", name),
    "over a line break": lambda name, rng: (
        f"{first(name)}{rng.choice([chr(10), ' ' + chr(10), chr(13) + chr(10)])}{last(name)}"
    ),
    "unbroken space": lambda name, rng: f"{first(name)}{rng.choice([chr(0xA0), chr(0x2009), '  '])}{last(name)}",
    "pause inside": lambda name, rng: f"{first(name)}{rng.choice(_PAUSES)}{last(name)}",
    "self-interruption": _interrupted,
    "upper case": lambda name, rng: _any(name, rng).upper(),
    "lower case": lambda name, rng: name.lower(),
    "honorific, lower case": lambda name, rng: f"{rng.choice(HONORIFICS[:4])} {last(name)}".lower(),
    "spelled out": lambda name, rng: spelled(plain(last(name)), rng),
    "spelled with commas": lambda name, rng: ", ".join(c for c in plain(last(name)).upper() if c.isalpha()),
    "spelled and explained": _explained,
    "quoted": lambda name, rng: f"“{_any(name, rng)}”",
    "emphasised": lambda name, rng: rng.choice(["**{}**", "_{}_", "*{}*", "({})"]).format(_any(name, rng)),
    "in brackets": lambda name, rng: f"[{_any(name, rng)}]",
    "compound": lambda name, rng: f"{last(name)}-led",
}
"""Forms that must always be found."""
