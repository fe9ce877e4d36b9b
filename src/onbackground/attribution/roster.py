"""The roster: who really sits in which seat, and under which alias.

A roster is secret. Nothing here shows a name in a representation or an error.
"""

from functools import lru_cache

import msgspec

from onbackground.attribution.agencies import names_agency
from onbackground.attribution.bare_names import bare_name
from onbackground.attribution.vocabulary import RANKS_IN_LETTERS
from onbackground.attribution.words import words_of


class RosterError(ValueError):
    """A roster that cannot be used; says which seat and why, and never a name."""


class Seat(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One person: the real name, other names they go by, and the alias that stands for all of them in public.

    The names are kept without ranks, degrees and remarks (:func:`~onbackground.attribution.bare_names.bare_name`).
    """

    id: str
    name: str
    alias: str
    also: tuple[str, ...] = ()
    title: str | None = None
    agency: str | None = None
    role: str = "official"

    @property
    def withheld(self) -> str | None:
        """The agency, where it is not to be told: an alias that names it gives it away by agreement."""
        return None if self.agency is None or names_agency(self.alias, self.agency) else self.agency

    def __post_init__(self) -> None:
        """Refuse a seat that could not be guarded."""
        if not words_of(self.name):
            raise RosterError(f"seat {self.id}: the name has no letters")
        msgspec.structs.force_setattr(self, "name", bare_name(self.name))
        msgspec.structs.force_setattr(self, "also", tuple(map(bare_name, self.also)))
        if len(self.alias.splitlines()) != 1 or not self.alias.strip() or set("[]") & set(self.alias):
            raise RosterError(f"seat {self.id}: the alias must be one line of text without brackets")

    def __repr__(self) -> str:
        """Show the seat and its alias, never the name."""
        return f"Seat(id={self.id!r}, alias={self.alias!r})"

    def __rich_repr__(self) -> list[tuple[str, str]]:
        """As :meth:`__repr__`, for consoles."""
        return [("id", self.id), ("alias", self.alias)]


class Roster(msgspec.Struct, frozen=True):
    """All seats of one briefing whose names are kept back, and the names of others (``keep``) that stay."""

    seats: tuple[Seat, ...] = ()
    keep: tuple[str, ...] = ()

    def __repr__(self) -> str:
        """Show the seats, and of the others how many they are: who is on a call is secret too."""
        return f"Roster(seats={self.seats!r}, keep={len(self.keep)})"

    def __rich_repr__(self) -> list[tuple[str, object]]:
        """As :meth:`__repr__`, for consoles."""
        return [("seats", self.seats), ("keep", len(self.keep))]


@lru_cache(maxsize=1024)
def own_words(seat: Seat) -> frozenset[str]:
    """All words of a person's names, folded."""
    return frozenset(word.folded for name in (seat.name, *seat.also) for word in words_of(name))


def title_words(seat: Seat) -> tuple[str, ...]:
    """The folded words of a seat's title; none without a title."""
    return tuple(word.folded for word in words_of(seat.title or ""))


@lru_cache(maxsize=1024)
def title_in_letters(seat: Seat) -> str:
    """The first letters of the words of a seat's title, "bg" of a Brigadier General; "" of one word or none."""
    letters = "".join(word[0] for word in title_words(seat))
    return letters if len(letters) > 1 else ""


def is_rank_in_letters(letters: str, seat: Seat) -> bool:
    """Whether letters before a name of the seat's, in small ones, are a rank or an office, anybody's or the seat's."""
    return letters in RANKS_IN_LETTERS or (letters != "" and letters == title_in_letters(seat))
