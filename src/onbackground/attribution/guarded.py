"""What the guard gives back: the text that may leave the room, what was replaced in it, and what is to be looked at."""

from collections.abc import Iterable

import msgspec

from onbackground.attribution.flags import Flag
from onbackground.attribution.spans import Span


class Replacement(msgspec.Struct, frozen=True, kw_only=True):
    """One stretch of the text that became an alias.

    ``start`` and ``end`` are offsets in the text given, in characters (code points) and without a byte order mark, end
    excluded. ``form`` says how the person was named: full, first, middle, last, also (the roster's other names),
    nickname (a usual short form), initials, handle (inside an address, a file's name or the like), or heard (misheard
    by speech to text). ``confidence``, above 0, is 1.0 for an exact form of one person. ``found`` is secret, and not
    shown by ``repr``.
    """

    start: int
    end: int
    found: str
    seat: str
    alias: str
    form: str
    confidence: float

    def __repr__(self) -> str:
        """Show place and alias, never the words found."""
        return f"Replacement({self.start}, {self.end}, seat={self.seat!r}, alias={self.alias!r}, form={self.form!r})"

    def __rich_repr__(self) -> list[tuple[str, object]]:
        """As :meth:`__repr__`, for consoles."""
        return [("start", self.start), ("end", self.end), ("seat", self.seat), ("form", self.form)]


class Guarded(msgspec.Struct, frozen=True):
    """A text that may leave the room, what was replaced in it, and what a person should look at, each in order."""

    text: str
    replacements: tuple[Replacement, ...]
    flags: tuple[Flag, ...]


def replaced(text: str, spans: list[Span], flags: list[Flag]) -> Guarded:
    """Put the alias of its seat, in brackets, in the place of each span; both lists are of places in ``text``."""
    replacements = [
        Replacement(
            start=span.start,
            end=span.end,
            found=text[span.start : span.end],
            seat=span.seat.id,
            alias=span.seat.alias.strip(),
            form=span.form,
            confidence=span.confidence,
        )
        for span in spans
    ]
    flags.sort(key=lambda flag: (flag.start, flag.end))
    return Guarded(with_aliases(text, replacements), tuple(replacements), tuple(flags))


def with_aliases(text: str, replacements: Iterable[Replacement]) -> str:
    """The text with the alias, in brackets, in the place of each stretch that was replaced; these are in order."""
    pieces = []
    position = 0
    for one in replacements:
        pieces += [text[position : one.start], f"[{one.alias}]"]
        position = one.end
    return "".join([*pieces, text[position:]])
