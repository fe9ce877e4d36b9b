"""A published call as one record for machines: what it says about itself, and its turns, in one flat object."""

import datetime

import msgspec

from onbackground.transcript.document import Finding, FindingKind, MarkKind, Role, Transcript, Turn
from onbackground.transcript.ground_rules import Attribution, Embargo, EmbargoKind, Moment

_BETWEEN = len("\n\n")
"""Characters between two paragraphs in the text of a turn."""


class RecordedMark(msgspec.Struct, frozen=True):
    """A marked stretch of a turn: character offsets in its text, end excluded."""

    kind: MarkKind
    start: int
    end: int


class RecordedTurn(msgspec.Struct, frozen=True):
    """A turn: its label as printed, the speaker it stands for, and its paragraphs with an empty line between them."""

    id: str
    label: str
    speaker: str
    role: Role
    text: str
    marks: list[RecordedMark]


class RecordedFinding(msgspec.Struct, frozen=True):
    """A doubt: the turn, the offsets in its text, and the line of the file; null where it is about more than that."""

    kind: FindingKind
    reason: str
    turn: str | None
    start: int | None
    end: int | None
    line: int | None


class RecordedAttribution(msgspec.Struct, frozen=True):
    """How officials may be cited: the level stated, and the words to cite them by; null is what was not said."""

    level: str | None
    phrase: str | None


class RecordedEmbargo(msgspec.Struct, frozen=True):
    """What lifts the embargo, the instant if it has one, and the condition in the words used."""

    kind: EmbargoKind
    at: Moment | None
    text: str | None


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """What one published call says. Dates and hours are ISO 8601; what is not printed is null."""

    file: str
    title: str | None
    series: str | None
    place: str | None
    via: str | None
    call_date: datetime.date | None
    start_time: Moment | None
    end_time: Moment | None
    published_date: datetime.date | None
    source: str | None
    attribution: RecordedAttribution
    embargo: RecordedEmbargo
    names_given: bool
    turns: list[RecordedTurn]
    findings: list[RecordedFinding]


def to_record(transcript: Transcript, file: str) -> Record:
    """Return the record of a transcript that was read from ``file``, the path as it was given."""
    turns = {turn.id: turn for turn in transcript.turns}
    return Record(
        file=file,
        title=transcript.title,
        series=transcript.series,
        place=transcript.place,
        via=transcript.via,
        call_date=transcript.call_date,
        start_time=transcript.start,
        end_time=transcript.end,
        published_date=transcript.published,
        source=transcript.source,
        attribution=_attribution(transcript.ground_rules.attribution),
        embargo=_embargo(transcript.ground_rules.embargo),
        names_given=transcript.ground_rules.names_given,
        turns=[_turn(turn) for turn in transcript.turns],
        findings=[_finding(finding, turns.get(finding.turn or "")) for finding in transcript.findings],
    )


def to_record_line(transcript: Transcript, file: str) -> str:
    """Return the record as JSON on one line, without its end."""
    return msgspec.json.encode(to_record(transcript, file)).decode()


def _attribution(agreed: Attribution) -> RecordedAttribution:
    return RecordedAttribution(agreed.level, agreed.phrase)


def _embargo(agreed: Embargo) -> RecordedEmbargo:
    return RecordedEmbargo(agreed.kind, agreed.at, agreed.text)


def _turn(turn: Turn) -> RecordedTurn:
    begins = _beginnings(turn)
    marks = [
        RecordedMark(mark.kind, begins[mark.paragraph] + mark.start, begins[mark.paragraph] + mark.end)
        for mark in turn.marks
    ]
    return RecordedTurn(turn.id, turn.label, turn.speaker, turn.role, turn.text, marks)


def _finding(finding: Finding, turn: Turn | None) -> RecordedFinding:
    start, end = finding.start, finding.end
    if turn is not None and finding.paragraph is not None:
        begin = _beginnings(turn)[finding.paragraph]
        start, end = begin + (start or 0), begin + (len(turn.paragraphs[finding.paragraph]) if end is None else end)
    return RecordedFinding(finding.kind, finding.reason, finding.turn, start, end, finding.line)


def _beginnings(turn: Turn) -> list[int]:
    """The offset in the text of a turn at which each of its paragraphs begins."""
    begins = [0]
    for paragraph in turn.paragraphs:
        begins.append(begins[-1] + len(paragraph) + _BETWEEN)
    return begins
