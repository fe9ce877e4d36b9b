"""Read a published call into a :class:`Transcript`."""

import datetime
import re
from pathlib import Path

import msgspec

from onbackground.transcript.document import Finding, FindingKind, Transcript, speakers_of
from onbackground.transcript.findings import find_doubts
from onbackground.transcript.reading.decoding import decode
from onbackground.transcript.reading.from_akoma_ntoso import read_akoma_ntoso
from onbackground.transcript.reading.from_json import read_json
from onbackground.transcript.reading.ground_rules import read_ground_rules
from onbackground.transcript.reading.heading import (
    day_of_call,
    hours_of,
    occasion_of,
    read_clock,
    read_heading,
)
from onbackground.transcript.reading.page import read_page
from onbackground.transcript.reading.paragraphs import Paragraph
from onbackground.transcript.reading.styles import house_style_of
from onbackground.transcript.reading.styles.division import Doubt, Spoken
from onbackground.transcript.reading.turns import is_note, make_turns, take_end
from onbackground.transcript.reading.unreadable import UnreadableTranscript
from onbackground.transcript.reading.zones import WASHINGTON

_AKOMA_NTOSO = re.compile(r"\s*(?:<\?xml\b[^>]*>\s*)?<akomaNtoso\b")
_MOST_TURNS = 1_000_000


def read_transcript(source: Path | bytes | str, *, name: str = "text") -> Transcript:
    """Read a published call: the file at a path, its bytes, or the text itself (then ``name`` stands in errors).

    Plain text as copied from a web page, Markdown with YAML front matter, and a transcript's own JSON and XML are told
    apart by what they show.
    Raises UnreadableTranscript when the text is no transcript, and OSError when the file cannot be opened.
    """
    if isinstance(source, Path):
        return read_transcript(source.read_bytes(), name=source.name)
    text, doubts = decode(source, name) if isinstance(source, bytes) else (source, [])
    return _read(text, name, doubts)


def _read(text: str, name: str, doubts: list[Doubt]) -> Transcript:
    if not text.removeprefix("\ufeff").strip():
        raise UnreadableTranscript(name, 1, "expected a call; the file is empty")
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise UnreadableTranscript(name, line, "expected text, found a NUL character: save it as UTF-8 text")
    if text.lstrip()[:1] == "{":
        return read_json(text, name=name)
    if _AKOMA_NTOSO.match(text):
        return read_akoma_ntoso(text.encode(), name=name)
    page = read_page(text, name)
    style = house_style_of(page.paragraphs)
    if style is None:
        line = page.paragraphs[-1].line if page.paragraphs else 1
        expected = "expected speakers: no paragraph begins with a label such as “MODERATOR:” or “Q”"
        raise UnreadableTranscript(name, line, expected)
    division = style.divide(page.paragraphs)
    before, spoken = division.before, division.spoken
    if not spoken:
        raise UnreadableTranscript(
            name, page.paragraphs[-1].line, "expected the labels of one call, no more than 10,000"
        )
    if len(spoken) > _MOST_TURNS:
        raise UnreadableTranscript(name, spoken[_MOST_TURNS].line, f"expected no more than {_MOST_TURNS:,} turns")
    front_matter = page.front_matter
    after = take_end(spoken[-1])
    around = [paragraph for paragraph in page.outside if paragraph.line < spoken[0].line]
    turns = make_turns(spoken)
    heading = read_heading(before, _as_line(front_matter.get("title")))
    published = _as_date(front_matter.get("published_time"))
    ended = next((clock for p in after if (clock := read_clock(p.text)) is not None), None)
    paged, out = _as_date(front_matter.get("date")) or published, _as_moment(front_matter.get("published_time"))
    out_by = _as_moment(front_matter.get("modified_time")) or out  # changed before it was out, it was timed for then
    call_date = day_of_call(heading, ended, paged, out_by, (turn.text for turn in turns))
    start, end = hours_of(heading, ended, call_date)
    call = Transcript(
        title=heading.title,
        series=_as_line(front_matter.get("tags")),
        place=heading.place,
        via=heading.via,
        call_date=call_date,
        start=start,
        end=end,
        published=published or _as_date(front_matter.get("date")),
        source=_as_line(front_matter.get("source_url")),
        ground_rules=read_ground_rules(turns, occasion_of(heading, call_date, start, end, out, out_by), heading.title),
        speakers=speakers_of(turns),
        turns=turns,
        front=tuple(line for p in (*around, *before) for line in p.lines if not is_note(line)),
        notes=(
            *(line for p in before for line in p.lines if is_note(line)),
            *division.notes,
            *(p.text for p in after if is_note(p.text)),
        ),
        footers=tuple(p.text for p in (*after, *page.outside[len(around) :]) if not is_note(p.text)),
    )
    if heading.call_date is None and call_date != paged:
        doubts = [*doubts, _moved(call_date, paged, [*before, *after])]
    return msgspec.structs.replace(call, findings=_findings(call, spoken, [*doubts, *page.doubts]))


def _moved(day: datetime.date | None, paged: datetime.date | None, around: list[Paragraph]) -> Doubt:
    """The doubt about a day that the page does not print, and that is not the page's own."""
    line = [paragraph.line for paragraph in around if read_clock(paragraph.lines[-1]) is not None][-1:] or [1]
    reason = f"no day is printed, and the page bears {paged}, which is after the call: read as a call of {day}"
    return Doubt(FindingKind.DATE, reason, line[0])


def _findings(call: Transcript, spoken: list[Spoken], doubts: list[Doubt]) -> tuple[Finding, ...]:
    """What the reader doubted, then what the call itself leaves in doubt; each with its line of the file."""
    found = [Finding(kind=doubt.kind, reason=doubt.reason, line=doubt.line) for doubt in doubts]
    lines = {}
    for turn, one in zip(call.turns, spoken, strict=True):
        lines[turn.id] = [one.line, *(paragraph.line for paragraph in one.paragraphs)]
        found += [Finding(kind=d.kind, reason=d.reason, turn=turn.id, line=d.line) for d in one.doubts]
    for doubted in find_doubts(call):
        place = 0 if doubted.paragraph is None else doubted.paragraph + 1
        line = lines[doubted.turn][place] if doubted.turn is not None else None
        found.append(msgspec.structs.replace(doubted, line=line))
    return tuple(found)


def _as_moment(value: object) -> datetime.datetime | None:
    try:
        moment = datetime.datetime.fromisoformat(value) if isinstance(value, str) else value
    except ValueError:
        return None
    return moment if isinstance(moment, datetime.datetime) and moment.tzinfo is not None else None


def _as_line(value: object) -> str | None:
    return " ".join(value.split()) or None if isinstance(value, str) else None


def _as_date(value: object) -> datetime.date | None:
    """The day of a date or a moment as a page gives it; one in UTC is an editor's clock, and means Washington's day."""
    if isinstance(value, str):
        try:
            value = datetime.datetime.fromisoformat(value)
        except ValueError:
            return None
    if isinstance(value, datetime.datetime):
        return (value.astimezone(WASHINGTON) if value.tzinfo and not value.utcoffset() else value).date()
    return value if isinstance(value, datetime.date) else None
