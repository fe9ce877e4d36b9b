"""Invented people for rehearsals, out of many languages, and the forms in which they are named on air.

First and last names are drawn apart, each from another language, so that nobody is called like somebody there is and a
call with three people to be kept unnamed has names from six languages.
"""

from __future__ import annotations

import itertools
import random
import unicodedata
from collections.abc import Iterator, Set
from typing import Final, NamedTuple

from msgspec import Struct


class First(NamedTuple):
    """A first name, what friends make of it, and how its bearer is addressed."""

    name: str
    nickname: str
    honorific: str


FIRST: Final = {
    "Arabic": (First("Khadija", "Dija", "Ms."), First("Abdelrahim", "Rahim", "Mr.")),
    "Chinese": (First("Xiaoling", "Lingling", "Ms."), First("Zhiqiang", "Qiangzi", "Mr.")),
    "English": (First("Rosalind", "Rozzie", "Ms."), First("Thaddeus", "Thad", "Mr.")),
    "French": (First("Geneviève", "Ginou", "Ms."), First("Barthélemy", "Barth", "Mr.")),
    "German": (First("Friedhelm", "Friedel", "Mr."), First("Annegret", "Annie", "Ms.")),
    "Igbo": (First("Adaeze", "Dayzie", "Ms."), First("Chukwuemeka", "Emeka", "Mr.")),
    "Polish": (First("Wojciech", "Wojtek", "Mr."), First("Małgorzata", "Gosia", "Ms.")),
    "Spanish": (First("Joaquín", "Quino", "Mr."), First("Inmaculada", "Macu", "Ms.")),
    "Vietnamese": (First("Phương", "Phuongie", "Ms."), First("Thiện", "Theo", "Mr.")),
    "Yoruba": (First("Folasade", "Shadé", "Ms."), First("Oluwaseun", "Seun", "Mr.")),
}
LAST: Final = {
    "Arabic": ("Haddadin", "Almansouri"),
    "Chinese": ("Zhongli", "Ouyang"),
    "English": ("Wexford", "Thornbury"),
    "French": ("Montclair", "Delacourt"),
    "German": ("Löwenhaupt", "Silberstein"),
    "Igbo": ("Okonkwo", "Nwachukwu"),
    "Polish": ("Szczepański", "Brzezicki"),
    "Spanish": ("Calderón", "Ibarrola"),
    "Vietnamese": ("Nguyễn", "Trương"),
    "Yoruba": ("Adebanjo", "Akintola"),
}
OFFICES: Final = (
    ("Ambassador", "State Department"),
    ("General", "Department of Defense"),
    ("Director", "Department of Homeland Security"),
    ("Colonel", "National Security Council"),
    ("Assistant Secretary", "Treasury Department"),
    ("Commissioner", "Department of Energy"),
)
"""A title that is said before a last name, and the agency it is held in."""


class Person(Struct, frozen=True):
    """Somebody invented. ``languages`` are those of the first name and of the last, or of both halves of the last."""

    first: str
    last: str
    nickname: str
    honorific: str
    title: str
    agency: str
    languages: tuple[str, ...]

    @property
    def name(self) -> str:
        """First and last name, as the roster writes them."""
        return f"{self.first} {self.last}"


def people(seed: int, taken: Set[str] = frozenset()) -> Iterator[Person]:
    """Draw invented people, no two of whom share a word of their names, until there are no names left.

    No word of a name or nickname is among ``taken``, words as :func:`plain` spells them. Every third person's last name
    is of two, with a hyphen.
    """
    chance = random.Random(seed)
    languages = chance.sample(sorted(FIRST), len(FIRST))
    half = len(languages) // 2
    firsts = [
        (language, first)
        for names in zip(*(FIRST[language] for language in languages), strict=True)
        for language, first in zip(languages, names, strict=True)
        if not taken & {plain(first.name), plain(first.nickname)}
    ]
    languages = languages[half:] + languages[:half]
    lasts = iter(
        [
            (language, last)
            for names in zip(*(LAST[language] for language in languages), strict=True)
            for language, last in zip(languages, names, strict=True)
            if plain(last) not in taken
        ]
    )
    offices = chance.sample(OFFICES, len(OFFICES))
    for number, (language, first) in enumerate(firsts):
        halves = list(itertools.islice(lasts, 2 if number % 3 == 0 else 1))
        if not halves:
            return
        title, agency = offices[number % len(offices)]
        yield Person(
            first=first.name,
            last="-".join(last for _, last in halves),
            nickname=first.nickname,
            honorific=first.honorific,
            title=title,
            agency=agency,
            languages=(language, *(language for language, _ in halves)),
        )


def spoken(name: str) -> str:
    """A name without accents, which a voice that reads English takes best."""
    decomposed = unicodedata.normalize("NFKD", name.translate(_UNACCENTED))
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def plain(text: str) -> str:
    """The text in small letters without accents: what two spellings of a name have in common."""
    return spoken(text).lower()


_UNACCENTED: Final = str.maketrans("łŁđĐøØ", "lLdDoO")
