"""Flags: what no list of names can settle, for a person to decide at the desk."""

import enum
from collections.abc import Iterable

import msgspec

from onbackground.attribution.roster import Seat


class Reason(enum.StrEnum):
    """Why a stretch of text is shown to a person."""

    UNSURE = "unsure"
    """May be somebody of the roster, or somebody else, or a word. As a rule it became the alias; a short form of a
    first name that the roster does not list is left, unless somebody is spoken to by it."""
    ADDRESSED = "addressed"
    """A first name in address that belongs to nobody known: "Thanks, …"."""
    SELF_INTRODUCTION = "self-introduction"
    """Somebody says who they are."""
    GENDER = "gender"
    """A pronoun or noun that tells the gender of an official."""
    BIOGRAPHY = "biography"
    """A former post or the like that tells who an official is."""
    AGENCY = "agency"
    """The agency of an official whose agency is withheld."""


class Flag(msgspec.Struct, frozen=True, kw_only=True):
    """One stretch to settle: ``start`` and ``end`` are offsets in the text given, end excluded.

    ``suggestion`` is what might stand there instead, ``others`` the aliases that are nearly as likely. ``found`` is
    secret, and not shown by ``repr``.
    """

    start: int
    end: int
    found: str
    reason: Reason
    suggestion: str
    others: tuple[str, ...] = ()

    def __repr__(self) -> str:
        """Show place and reason, never the words found."""
        return f"Flag({self.start}, {self.end}, reason={self.reason.value!r})"

    def __rich_repr__(self) -> list[tuple[str, object]]:
        """As :meth:`__repr__`, for consoles."""
        return [("start", self.start), ("end", self.end), ("reason", self.reason.value)]


def doubt(text: str, start: int, end: int, seat: Seat, others: Iterable[Seat] = ()) -> Flag:
    """Return the flag of what may be a name of a seat, suggesting its alias, and those of ``others`` after it."""
    suggestion, *further = dict.fromkeys(f"[{one.alias.strip()}]" for one in (seat, *others))
    return Flag(
        start=start,
        end=end,
        found=text[start:end],
        reason=Reason.UNSURE,
        suggestion=suggestion,
        others=tuple(further),
    )
