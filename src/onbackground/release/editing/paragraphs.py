"""Paragraphs of a draft: readings that the guard has read, with what was settled about its flags."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from msgspec import Struct

from ...attribution.flags import Flag, Reason
from ...attribution.guard import Guarding
from ...attribution.guarded import Guarded, Replacement
from ...briefing.sealed import Sealed
from ...proof import pieces as proof
from ...proof.pieces import Hidden, Noted, Said, Struck, published_text
from .aliases import REMOVED, bracketed, struck, with_aliases
from .draft import Piece, RaisedFlag
from .edits import Edits
from .events import FlagKey, FlagSettled, Place, Ruling
from .headings import Kind
from .readings import Reading, Unit

CONTEXT_PIECES = 24
"""How much is shown before and after a flag: words and gaps; an ellipsis stands for the rest of the paragraph."""

_BRACKETS: Final = re.compile(r"(\[[^\[\]]*\w[^\[\]]*\])")


class _Change(Struct, frozen=True):
    """What is printed instead of a stretch of a reading, or of nothing when the two offsets are the same."""

    start: int
    end: int
    text: str
    alias: bool = False


class _Group(Struct, frozen=True):
    """Words and changes that overlap, and so are printed as one."""

    start: int
    end: int
    units: tuple[Unit, ...] = ()
    changes: tuple[_Change, ...] = ()


class Printing:
    """One turn or heading under way, which is all at ``whole``.

    What is raised in it gathers in ``raised``, what is to be proven of it in ``proven``.
    """

    def __init__(
        self,
        whole: Place,
        edits: Edits,
        guard: Guarding,
        aliases: Mapping[str, str],
        *,
        turn: int | None = None,
        heading: Kind | None = None,
    ) -> None:
        self.raised: list[RaisedFlag] = []
        self.proven: list[tuple[proof.Piece, ...]] = []
        self._whole = whole
        self._turn = turn
        self._heading = heading
        self._edits = edits
        self._guard = guard
        self._aliases = aliases
        self._seen: Counter[tuple[Place, Reason]] = Counter()

    def print(self, reading: Reading, guarded: Guarded) -> tuple[Piece, ...]:
        """One paragraph, and what the guard found in it."""
        flags = {self._key(flag, reading.units): flag for flag in guarded.flags}
        pieces: list[Piece] = []
        proven: list[proof.Piece] = []
        position = 0
        for group in _groups(reading.units, self._changes(guarded, flags)):
            if gap := reading.text[position : group.start]:
                pieces.append(Piece(gap))
                proven.append(Said(gap))
            here = tuple(key for key, flag in flags.items() if _overlap(flag, group))
            said = self._struck(reading, group, _with_changes(reading, group))
            doubtful = any(unit.doubtful and not self._edits.is_confirmed(unit.place) for unit in group.units)
            pieces.append(_piece(group, said, here, doubtful=doubtful))
            proven += said
            position = group.end
        if rest := reading.text[position:]:
            pieces.append(Piece(rest))
            proven.append(Said(rest))
        self.proven.append(tuple(proven))
        self.raised += [self._raised(key, flag, pieces) for key, flag in flags.items()]
        return tuple(pieces)

    def _key(self, flag: Flag, units: Sequence[Unit]) -> FlagKey:
        """A flag's identity: the words it is about, or the whole where they were not heard word by word."""
        about = [unit.place for unit in units if unit.start < flag.end and flag.start < unit.end]
        if about:
            end = max(place.end for place in about if place.track == about[0].track)
            place = Place(about[0].track, about[0].start, end)
        else:
            place = self._whole
        self._seen[place, flag.reason] += 1
        return FlagKey(place, flag.reason, self._seen[place, flag.reason] - 1)

    def _changes(self, guarded: Guarded, flags: Mapping[FlagKey, Flag]) -> list[_Change]:
        """The aliases of the guard as far as they stand, and what was put in place of flagged words; none overlap."""
        replacements = list(guarded.replacements)
        changes: list[_Change] = []
        for key, flag in flags.items():
            number = self._edits.settled_by(key)
            ruling = self._edits.standing[number] if number else None
            if not isinstance(ruling, FlagSettled) or ruling.ruling is Ruling.KEEP:
                continue
            others = [one for one in replacements if not (flag.start <= one.start and one.end <= flag.end)]
            if ruling.ruling is Ruling.RESTORE:
                replacements = others
            elif not (any(_overlap(flag, one) for one in others) or any(_overlap(flag, one) for one in changes)):
                replacements = others
                text = self._guard(with_aliases(ruling.text, self._aliases)).text
                changes.append(_Change(flag.start, flag.end, bracketed(text) or REMOVED))
        changes += [_Change(one.start, one.end, f"[{one.alias}]", alias=True) for one in replacements]
        return sorted(changes, key=lambda change: (change.start, change.end))

    def _struck(self, reading: Reading, group: _Group, pieces: tuple[proof.Piece, ...]) -> tuple[proof.Piece, ...]:
        """The same with the words struck that are to be; where they are part of a name, brackets stand for it all."""
        if not any(unit.struck for unit in group.units):
            return pieces
        first, text = group.units[0], published_text(pieces)
        if (first.start, first.end) != (group.start, group.end):
            return (Hidden(_recorded(reading, group.start, group.end, group.units), bracketed(text) or REMOVED),)
        start, end = first.original
        return struck(reading.original[start:end], text, shown=self._may_be_shown(reading, start, end))

    def _may_be_shown(self, reading: Reading, start: int, end: int) -> bool:
        """Whether words that were corrected may be shown struck: not where the guard finds something in them."""
        guarded = self._guard(reading.original)
        found: list[Replacement | Flag] = [*guarded.replacements, *guarded.flags]
        return not any(one.start < end and start < one.end for one in found)

    def _raised(self, key: FlagKey, flag: Flag, pieces: Sequence[Piece]) -> RaisedFlag:
        here = [n for n, piece in enumerate(pieces) if key in piece.flags]
        first, last = (here[0], here[-1] + 1) if here else (0, len(pieces))
        begin, end = max(0, first - CONTEXT_PIECES), min(len(pieces), last + CONTEXT_PIECES)
        return RaisedFlag(
            key=key,
            turn=self._turn,
            heading=self._heading,
            before=("… " if begin else "") + _text(pieces[begin:first]).lstrip(),
            printed=_text(pieces[first:last]),
            after=_text(pieces[last:end]).rstrip() + (" …" if end < len(pieces) else ""),
            reason=flag.reason,
            suggestion=flag.suggestion,
            others=flag.others,
            found=Sealed(flag.found),
            aliased=any(piece.alias for piece in pieces[first:last]),
            settled=self._edits.settled_by(key) or 0,
        )


def _groups(units: Sequence[Unit], changes: Sequence[_Change]) -> list[_Group]:
    """Units and changes in order, those that overlap together."""
    alone = [_Group(unit.start, unit.end, units=(unit,)) for unit in units]
    alone += [_Group(change.start, change.end, changes=(change,)) for change in changes]
    groups: list[_Group] = []
    for one in sorted(alone, key=lambda group: (group.start, group.end)):
        if groups and one.start < groups[-1].end:
            last = groups[-1]
            both = last.units + one.units, last.changes + one.changes
            groups[-1] = _Group(last.start, max(last.end, one.end), *both)
        else:
            groups.append(one)
    return groups


def _piece(group: _Group, said: Sequence[proof.Piece], flags: tuple[FlagKey, ...], *, doubtful: bool) -> Piece:
    return Piece(
        "".join(f"~~{one.text}~~" if isinstance(one, Struck) else published_text([one]) for one in said),
        _from_to(group.units),
        doubtful=doubtful,
        alias=any(change.alias for change in group.changes),
        correction=next((unit.correction for unit in group.units if unit.correction), 0),
        flags=flags,
    )


def _with_changes(reading: Reading, group: _Group) -> tuple[proof.Piece, ...]:
    """What was said in a group, with what is printed instead of some of it."""
    pieces: list[proof.Piece] = []
    position = group.start
    for change in group.changes:
        pieces += _typed(reading, position, change.start, group.units)
        hidden = _recorded(reading, change.start, change.end, group.units)
        pieces.append(Hidden(hidden, change.text) if hidden.strip() else Noted(change.text))
        position = change.end
    return (*pieces, *_typed(reading, position, group.end, group.units))


def _typed(reading: Reading, start: int, end: int, units: Sequence[Unit]) -> list[proof.Piece]:
    """A stretch of a reading; brackets that a person typed into a correction stand for the words corrected."""
    pieces: list[proof.Piece] = []
    corrected = next((unit for unit in units if unit.correction), None)
    heard = reading.original[slice(*corrected.original)] if corrected else ""
    for number, part in enumerate(_BRACKETS.split(reading.text[start:end]) if heard else [reading.text[start:end]]):
        if number % 2:
            pieces.append(Hidden(heard, part) if number == 1 else Noted(part))
        elif part:
            pieces.append(Said(part))
    return pieces


def _recorded(reading: Reading, start: int, end: int, units: Sequence[Unit]) -> str:
    """What the record has of a stretch of a reading: as it was heard where a correction changes the meaning."""
    text, position = "", start
    for unit in units:
        if unit.struck:
            text += reading.text[position : max(position, unit.start)] + reading.original[slice(*unit.original)]
            position = max(position, min(unit.end, end))
    return text + reading.text[position:end]


def _overlap(flag: Flag, other: _Group | _Change | Replacement) -> bool:
    return flag.start < other.end and other.start < flag.end


def _from_to(units: Sequence[Unit]) -> Place | None:
    """From the first of these words to the last on its track."""
    if not units:
        return None
    first = units[0].place
    return Place(first.track, first.start, max(unit.place.end for unit in units if unit.place.track == first.track))


def _text(pieces: Iterable[Piece]) -> str:
    return "".join(piece.text for piece in pieces)
