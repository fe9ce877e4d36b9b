"""Printing a draft: what was said, under the labels of those who said it, through the guard."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import Final

from msgspec.structs import replace

from ...attribution.call import GuardingCalls, Speech
from ...attribution.in_the_sound import Sounded
from ...attribution.turns import Voice
from ...briefing.terms import Role
from ...record.events import PROGRAMME
from ...record.turns import Speaker, SpokenTurn
from .aliases import with_aliases
from .cutting import Part, parts_of
from .draft import Draft, PrintedTurn, RaisedFlag
from .edits import Edits
from .events import Place
from .headings import Heading
from .paragraphs import Printing
from .readings import Reading, Unit, readings

_VOICES: Final = {Role.REPORTER.value: Voice.REPORTER, Role.OPERATOR.value: Voice.OPERATOR}


def printed(
    turns: Iterable[SpokenTurn],
    edits: Edits,
    guard: GuardingCalls,
    aliases: Mapping[str, str],
    speakers: Mapping[str, Speaker],
    headings: Iterable[Heading] = (),
) -> Draft:
    """Print everything that was said, and the headings around it.

    ``aliases`` are the aliases by seat, ``speakers`` those who may be heard on the call, by seat too.
    """
    corrections = {
        number: replace(event, text=with_aliases(event.text, aliases)) for number, event in edits.corrections.items()
    }
    done: list[PrintedTurn] = []
    flags: list[RaisedFlag] = []
    around: dict[Heading, str] = {}
    for heading in headings:
        printing = Printing(heading.place, edits, guard, aliases, heading=heading.kind)
        around[heading] = "".join(piece.text for piece in printing.print(heading.reading, guard(heading.text)))
        flags += printing.raised
    read = readings(parts_of(turns, edits), corrections)
    said = [(part, _speaker(part, edits, speakers), paragraphs) for part, paragraphs in read]
    numbers = {of: number for number, of in enumerate(dict.fromkeys(part.of for part, _ in read), 1)}
    guarded = guard.call(tuple(_speech(speaker, paragraphs) for _, speaker, paragraphs in said))
    for index, ((part, speaker, paragraphs), found) in enumerate(zip(said, guarded, strict=True)):
        turn = part.spoken
        printing = Printing(Place(PROGRAMME, turn.start, turn.end), edits, guard, aliases, turn=index)
        pieces = tuple(printing.print(*one) for one in zip(paragraphs, found, strict=True))
        flags += printing.raised
        done.append(
            PrintedTurn(
                number=numbers[part.of],
                part=part.number,
                label=speaker.label,
                role=speaker.role,
                seat=speaker.seat,
                recorded=turn.label,
                place=_place(turn),
                paragraphs=pieces,
                pieces=tuple(printing.proven),
            )
        )
    return Draft(version=edits.version, turns=tuple(done), flags=tuple(flags), headings=around)


def _speaker(part: Part, edits: Edits, speakers: Mapping[str, Speaker]) -> Speaker:
    """Who speaks: whose line it was, unless somebody has said otherwise, of this part or of more."""
    turn, place = part.spoken, _place(part.spoken)
    changed = edits.speaker_in(place, replace(place, track=_place(part.whole).track))
    return speakers[changed] if changed else Speaker(turn.label, turn.role, turn.seat)


def _place(turn: SpokenTurn) -> Place:
    return Place(turn.words[0].track if turn.words else PROGRAMME, turn.start, turn.end)


def _speech(speaker: Speaker, paragraphs: Sequence[Reading]) -> Speech:
    return Speech(
        speaker.label,
        _VOICES.get(speaker.role, Voice.OTHER),
        tuple(reading.text for reading in paragraphs),
        doubted=tuple(
            tuple((unit.start, unit.end) for unit in reading.units if unit.unlikely) for reading in paragraphs
        ),
        sounded=tuple(_sounded(reading.units) for reading in paragraphs),
    )


def _sounded(units: Sequence[Unit]) -> tuple[Sounded, ...]:
    """The names that the sound has and the words have not, with their places in the reading."""
    named = [(name, list(run)) for name, run in groupby(units, key=lambda unit: unit.name) if name]
    return tuple(Sounded(run[0].start, run[-1].end, name.seat, name.confidence, name.others) for name, run in named)
