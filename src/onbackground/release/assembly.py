"""From what the log holds of a call to the transcript that may leave the room."""

from __future__ import annotations

import datetime
import zoneinfo
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Final

from msgspec import Struct

from ..attribution.call import CallGuard, GuardingCalls
from ..attribution.guard import Guard
from ..attribution.roster import Roster
from ..attribution.roster import Seat as NamedSeat
from ..briefing.embargo import AllOf, AnyOf, Clock, Conclusion, Condition, Event, NoEmbargo, Notice
from ..briefing.encoding import decode_event
from ..briefing.events import Concluded, SectionBegun, SectionEnded
from ..briefing.state import State
from ..briefing.terms import Role, Seat
from ..log.recorder import Recorder
from ..proof.pieces import RecordedTurn, Struck, published_text, stretches
from ..record.events import (
    PROGRAMME,
    RATE,
    Announced,
    Finished,
    SegmentWritten,
    Transcribed,
    decode_track_event,
    decode_transcribed,
    tracks_stream,
    words_stream,
)
from ..record.turns import Speaker, SpokenTurn, spoken_turns
from ..transcript import document, ground_rules
from ..transcript.document import Mark, MarkKind, Transcript, Turn, speakers_of
from ..transcript.reading.marks import marks_in
from ..transcript.style import Fillers
from ..voice.catalogue import Catalogue
from .editing.draft import Draft, PrintedTurn
from .editing.edits import Edits
from .editing.events import decode, edits_stream
from .editing.headings import Heading, Kind
from .editing.printing import printed

_EMBARGOES: Final[dict[type[Condition], ground_rules.EmbargoKind]] = {
    Conclusion: ground_rules.EmbargoKind.CONCLUSION,
    Clock: ground_rules.EmbargoKind.CLOCK,
    Event: ground_rules.EmbargoKind.EVENT,
    Notice: ground_rules.EmbargoKind.NOTICE,
    AllOf: ground_rules.EmbargoKind.MIXED,
    AnyOf: ground_rules.EmbargoKind.MIXED,
}
_ROLES: Final = {
    Role.MODERATOR: document.Role.MODERATOR,
    Role.OPERATOR: document.Role.OPERATOR,
    Role.OFFICIAL: document.Role.OFFICIAL,
    Role.REPORTER: document.Role.REPORTER,
    Role.LISTENER: document.Role.OTHER,
}

_UNEDITED: Final = Edits()


class Record(Struct, frozen=True):
    """What was recorded of a call, and what of it has become words."""

    segments: tuple[SegmentWritten, ...]
    announced: tuple[Announced, ...]
    transcribed: tuple[Transcribed, ...]
    finished: bool

    def is_complete(self) -> bool:
        """Whether recording has ended and every line's track has become words to its end."""
        ends: dict[str, int] = {}
        for segment in self.segments:
            if segment.line:
                ends[segment.track] = max(segment.end, ends.get(segment.track, 0))
        through: dict[str, int] = {}
        for event in self.transcribed:
            through[event.track] = max(event.through, through.get(event.track, 0))
        return self.finished and all(through.get(track, 0) >= end for track, end in ends.items())


def read_record(recorder: Recorder, briefing: str) -> Record:
    """Read everything the log has of a call's sound and words."""
    tracks = [decode_track_event(record.data) for record in recorder.read(tracks_stream(briefing))]
    words = [decode_transcribed(record.data) for record in recorder.read(words_stream(briefing))]
    return Record(
        segments=tuple(event for event in tracks if isinstance(event, SegmentWritten)),
        announced=tuple(event for event in tracks if isinstance(event, Announced)),
        transcribed=tuple(words),
        finished=any(isinstance(event, Finished) for event in tracks),
    )


def read_edits(recorder: Recorder, briefing: str) -> Edits:
    """Read what was decided about a transcript at the desk."""
    return Edits(tuple(decode(record.data) for record in recorder.read(edits_stream(briefing))))


class SpokenSection(Struct, frozen=True):
    """A stretch of the call that belongs to a section: from and to, in milliseconds since the epoch."""

    section: str
    start: int
    end: int


def read_sections(recorder: Recorder, briefing: str) -> tuple[SpokenSection, ...]:
    """Read which parts of a concluded call belong to a section."""
    found: list[SpokenSection] = []
    section, begun = "", 0
    for record in recorder.read(briefing):
        event = decode_event(record.data)
        if isinstance(event, SectionBegun | SectionEnded | Concluded):
            if section:
                found.append(SpokenSection(section, begun, event.at))
            section, begun = event.section if isinstance(event, SectionBegun) else "", event.at
    return tuple(found)


def guard_of(seats: Iterable[Seat]) -> Guard:
    """The guard of a briefing: officials and the moderator are kept unnamed unless they are on the record."""
    seats = list(seats)
    named = [seat for seat in seats if seat.named or seat.role in (Role.OPERATOR, Role.REPORTER)]
    return Guard(roster_of(seats), keep=[text for seat in named for text in (seat.name.reveal(), seat.outlet) if text])


def roster_of(seats: Iterable[Seat]) -> Roster:
    """Those who are kept unnamed. Raises RosterError for a seat that could not be guarded."""
    return Roster(
        tuple(
            NamedSeat(
                id=seat.id,
                name=seat.name.reveal(),
                alias=seat.alias,
                also=tuple(other.reveal() for other in seat.also),
                title=seat.title or None,
                agency=seat.agency or None,
            )
            for seat in seats
            if seat.role in (Role.OFFICIAL, Role.MODERATOR) and not seat.named
        )
    )


def aliases_of(state: State) -> dict[str, str]:
    """The aliases that may stand in brackets in the text, by seat."""
    return {seat.id: seat.alias for seat in state.seats.values() if seat.role in (Role.OFFICIAL, Role.MODERATOR)}


def heard_on(state: State) -> dict[str, Speaker]:
    """Those who may be heard on a call, by seat: all but listeners, also who sits at the line of somebody else."""
    return {seat.id: _speaker(seat) for seat in state.seats.values() if seat.role is not Role.LISTENER}


def headings_of(state: State) -> tuple[Heading, ...]:
    """What is printed around the turns of a call; not guarded."""
    rules = state.ground_rules
    cited = [Heading(Kind.CITATION, seat.phrase, seat.id) for seat in state.seats.values() if seat.phrase]
    sections = [Heading(Kind.SECTION, section.title, section.id) for section in rules.sections]
    embargoes = {"": rules.embargo} | {section.id: section.embargo for section in rules.sections}
    return (
        Heading(Kind.TITLE, state.title),
        Heading(Kind.PHRASE, rules.phrase),
        *cited,
        *sections,
        *(Heading(Kind.EMBARGO, _until(condition), section) for section, condition in embargoes.items()),
    )


def turns_of(state: State, record: Record) -> list[SpokenTurn]:
    """Everything that was said, in order; not guarded."""
    speakers = {segment.track: _speaker(state.seats[segment.seat]) for segment in record.segments if segment.line}
    speakers[PROGRAMME] = Speaker(label="OPERATOR", role=Role.OPERATOR.value)
    return spoken_turns(record.transcribed, record.announced, speakers, Fillers(state.fillers.value))


def draft(state: State, record: Record, edits: Edits, guard: GuardingCalls) -> Draft:
    """What was said as it would be published now, word by word, and what a person is to look at."""
    return printed(turns_of(state, record), edits, guard, aliases_of(state), heard_on(state), headings_of(state))


def assemble(state: State, record: Record, edits: Edits = _UNEDITED) -> Transcript:
    """The guarded transcript of a call, with what was corrected and settled."""
    return transcript_of(state, draft(state, record, edits, CallGuard(guard_of(state.seats.values()))))


def transcript_of(
    state: State, said: Draft, sections: Sequence[SpokenSection] = (), notes: Iterable[str] = ()
) -> Transcript:
    """The whole document around a draft of what was said, but for ``sections``, which a note stands for.

    A turn of which a part belongs to a section is left out whole, also where it is cut; ids are given to all alike.
    """
    opened = state.opened_at or 0
    left_out = {turn.number for turn in said.turns if any(_is_in(turn, one) for one in sections)}
    turns = tuple(_turn(turn, opened) for turn in said.turns if turn.number not in left_out)
    citations = [
        f"{seat.alias} may be cited as “{said.heading(Kind.CITATION, seat.id)}”."
        for seat in state.seats.values()
        if seat.phrase
    ]
    withheld = [
        f"The part on {said.heading(Kind.SECTION, section)} is withheld {said.heading(Kind.EMBARGO, section)}."
        for section in dict.fromkeys(one.section for one in sections)
    ]
    return Transcript(
        title=said.heading(Kind.TITLE),
        via="Via Teleconference",
        call_date=_utc(opened).date() if state.opened_at else None,
        start=_utc(opened) if state.opened_at else None,
        end=_utc(state.concluded_at) if state.concluded_at else None,
        ground_rules=_ground_rules(state, said),
        speakers=speakers_of(turns),
        turns=turns,
        notes=(*citations, *withheld, *notes),
    )


def recorded_turns(said: Draft) -> tuple[RecordedTurn, ...]:
    """Every turn as it is sealed and proven: under the label of the line it came in on, whoever turned out to speak.

    Of one that was cut the parts are together.
    """
    whole = [tuple(parts) for _, parts in groupby(said.turns, key=lambda turn: turn.number)]
    return tuple(_recorded(*parts) for parts in whole)


def _recorded(first: PrintedTurn, *others: PrintedTurn) -> RecordedTurn:
    pieces = tuple(paragraph for part in (first, *others) for paragraph in part.pieces)
    return RecordedTurn(first.id, first.recorded, pieces, tuple(part.id for part in others))


def _speaker(seat: Seat) -> Speaker:
    return Speaker(label=seat.label, role=seat.role.value, seat=seat.id)


def _turn(turn: PrintedTurn, opened: int) -> Turn:
    texts = tuple(published_text(paragraph) for paragraph in turn.pieces)
    marks: list[Mark] = []
    for index, (paragraph, text) in enumerate(zip(turn.pieces, texts, strict=True)):
        struck = [
            Mark(MarkKind.STRUCK, index, stretch.start, stretch.end)
            for stretch in stretches(paragraph)
            if isinstance(stretch.piece, Struck)
        ]
        marks += [
            mark
            for mark in marks_in(index, text, struck)
            if mark in struck or not any(mark.start < one.end and one.start < mark.end for one in struck)
        ]
    return Turn(
        id=turn.id,
        label=turn.label,
        speaker=turn.label,
        role=_ROLES[Role(turn.role)],
        paragraphs=texts,
        start=_milliseconds(turn.place.start) - opened,
        end=_milliseconds(turn.place.end) - opened,
        marks=tuple(marks),
    )


def _is_in(turn: PrintedTurn, section: SpokenSection) -> bool:
    """Whether a part of a turn belongs to a section."""
    return _milliseconds(turn.place.start) < section.end and section.start < _milliseconds(turn.place.end)


def _until(condition: Condition) -> str:
    return f"until {Catalogue().until(condition)}"


def _ground_rules(state: State, said: Draft) -> ground_rules.GroundRules:
    rules = state.ground_rules
    return ground_rules.GroundRules(
        ground_rules.Attribution(rules.level.value, said.heading(Kind.PHRASE)),
        _embargo(rules.embargo, said),
        audio_released=rules.audio_released,
    )


def _embargo(condition: Condition, said: Draft) -> ground_rules.Embargo:
    if condition == NoEmbargo():
        return ground_rules.Embargo(ground_rules.EmbargoKind.NONE)
    at = None
    if isinstance(condition, Clock):
        at = datetime.datetime.fromtimestamp(condition.at / 1000, zoneinfo.ZoneInfo(condition.zone))
    return ground_rules.Embargo(_EMBARGOES[type(condition)], at, said.heading(Kind.EMBARGO))


def _milliseconds(sample: int) -> int:
    return round(sample * 1000 / RATE)


def _utc(at: int) -> datetime.datetime:
    return datetime.datetime.fromtimestamp(at // 1000, datetime.UTC)
