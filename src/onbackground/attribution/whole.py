"""The guard over a whole transcript: words, labels, title, place, notes, whatever a reader of it would see."""

import re
from collections.abc import Callable, Sequence

import msgspec

from onbackground.attribution.call import CallGuard, Speech
from onbackground.attribution.flags import Flag
from onbackground.attribution.guard import Guard
from onbackground.attribution.guarded import Guarded, Replacement
from onbackground.attribution.turns import Voice
from onbackground.transcript.document import Mark, MarkKind, Role, Transcript, Turn, speakers_of
from onbackground.transcript.ground_rules import Attribution, Embargo, GroundRules

_VOICES = {Role.REPORTER: Voice.REPORTER, Role.OPERATOR: Voice.OPERATOR}


class TurnFlag(msgspec.Struct, frozen=True):
    """A flag, and where it is: its offsets count in the paragraph as it was before the guard.

    ``turn`` is the id of a turn and ``paragraph`` one of its paragraphs, from 0; both are None for a flag in the
    words around the call, of which ``field`` names the field ("title", "notes"…).
    """

    flag: Flag
    turn: str | None = None
    paragraph: int | None = None
    field: str | None = None


class GuardedTranscript(msgspec.Struct, frozen=True):
    """A transcript that may leave the room, and what a person should look at first."""

    transcript: Transcript
    flags: tuple[TurnFlag, ...] = ()


def guard_transcript(transcript: Transcript, guard: Guard) -> GuardedTranscript:
    """Return the transcript with every roster name replaced, wherever it stands, and the flags of each turn."""
    flags: list[TurnFlag] = []

    def plain(field: str, text: str) -> str:
        guarded = guard.apply(text)
        flags.extend(TurnFlag(flag, field=field) for flag in guarded.flags)
        return guarded.text

    def maybe(field: str, text: str | None) -> str | None:
        return None if text is None else plain(field, text)

    speeches = [Speech(turn.label, _VOICES.get(turn.role, Voice.OTHER), turn.paragraphs) for turn in transcript.turns]
    guarded = CallGuard(guard).call(speeches)
    turns = tuple(_turn(turn, said, guard, flags) for turn, said in zip(transcript.turns, guarded, strict=True))
    return GuardedTranscript(
        msgspec.structs.replace(
            transcript,
            title=maybe("title", transcript.title),
            series=maybe("series", transcript.series),
            place=maybe("place", transcript.place),
            via=maybe("via", transcript.via),
            source=maybe("source", transcript.source),
            ground_rules=_ground_rules(transcript.ground_rules, plain),
            speakers=speakers_of(turns),
            turns=turns,
            front=tuple(plain("front", line) for line in transcript.front),
            notes=tuple(plain("notes", note) for note in transcript.notes),
            footers=tuple(plain("footers", line) for line in transcript.footers),
            findings=tuple(
                msgspec.structs.replace(finding, reason=plain("findings", finding.reason))
                for finding in transcript.findings
            ),
        ),
        tuple(flags),
    )


def _turn(turn: Turn, said: Sequence[Guarded], guard: Guard, flags: list[TurnFlag]) -> Turn:
    paragraphs = []
    marks: list[Mark] = []
    for number, guarded in enumerate(said):
        paragraphs.append(guarded.text)
        flags.extend(TurnFlag(flag, turn=turn.id, paragraph=number) for flag in guarded.flags)
        marks += _marks(number, [mark for mark in turn.marks if mark.paragraph == number], guarded)
    return msgspec.structs.replace(
        turn,
        label=_label(turn.label, guard),
        speaker=_label(turn.speaker, guard),
        paragraphs=tuple(paragraphs),
        marks=tuple(marks),
    )


def _label(label: str, guard: Guard) -> str:
    """A label that named somebody becomes the alias as a label is printed: in capitals, without brackets."""
    guarded = guard.apply(label)
    return re.sub(r"[\[\]]", "", guarded.text).upper() if guarded.replacements else label


def _marks(paragraph: int, marks: list[Mark], guarded: Guarded) -> list[Mark]:
    """The marks of a paragraph where they are now, and one for each new alias."""
    moved = [
        Mark(mark.kind, paragraph, moved_offset(mark.start, guarded), moved_offset(mark.end, guarded))
        for mark in marks
        if not any(one.start < mark.end and mark.start < one.end for one in guarded.replacements)
    ]
    for one in guarded.replacements:
        start = moved_offset(one.start, guarded)
        moved.append(Mark(MarkKind.ALIAS, paragraph, start, start + len(one.alias) + 2))
    return sorted(moved, key=lambda mark: mark.start)


def moved_offset(offset: int, guarded: Guarded) -> int:
    """Return where a place outside all replacements, given in the text before the guard, is after it."""
    return offset + sum(_longer(one) for one in guarded.replacements if one.end <= offset)


def _longer(one: Replacement) -> int:
    return len(one.alias) + 2 - (one.end - one.start)


def _ground_rules(rules: GroundRules, plain: Callable[[str, str], str]) -> GroundRules:
    phrase, text = rules.attribution.phrase, rules.embargo.text
    return GroundRules(
        Attribution(rules.attribution.level, None if phrase is None else plain("phrase", phrase)),
        Embargo(rules.embargo.kind, rules.embargo.at, None if text is None else plain("embargo", text)),
        rules.names_given,
    )
