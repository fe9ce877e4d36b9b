"""Read a published call into a :class:`Transcript`."""

import re
from collections.abc import Iterator
from pathlib import Path

import msgspec

from onbackground.transcript.document import Finding, FindingKind, Transcript, speakers_of
from onbackground.transcript.findings import find_doubts
from onbackground.transcript.reading.day_and_hours import day_of_call, hours_of, occasion_of
from onbackground.transcript.reading.decoding import decode, refuse_nul
from onbackground.transcript.reading.from_akoma_ntoso import read_akoma_ntoso
from onbackground.transcript.reading.from_json import read_json
from onbackground.transcript.reading.from_mail import is_mail, read_mail
from onbackground.transcript.reading.front_matter import read_front_matter
from onbackground.transcript.reading.ground_rules import read_ground_rules
from onbackground.transcript.reading.heading import Heading, read_heading
from onbackground.transcript.reading.page import Page, read_page
from onbackground.transcript.reading.paragraphs import Paragraph, last_of
from onbackground.transcript.reading.printed_times import (
    held_at,
    hours_between,
    impossible_in,
    last_date_in,
    publication_in,
    read_clock,
    read_date,
)
from onbackground.transcript.reading.styles import Division, Spoken, house_style_of
from onbackground.transcript.reading.styles.division import Doubt
from onbackground.transcript.reading.turns import is_note, make_turns, take_end
from onbackground.transcript.reading.unreadable import UnreadableTranscript

_AKOMA_NTOSO = re.compile(r"\s*(?:<\?xml\b[^>]*>\s*)?<akomaNtoso\b")
_MOST_TURNS = 250_000


def read_transcript(source: Path | bytes | str, *, name: str = "text") -> Transcript:
    """Read a published call: the file at a path, its bytes, or the text itself (then ``name`` stands in errors).

    Plain text as copied from a web page, Markdown with YAML front matter, and a transcript's own JSON and XML are told
    apart by what they show.
    Raises UnreadableTranscript when the text is no transcript, and OSError when the file cannot be opened.
    """
    if isinstance(source, Path):
        return read_transcript(source.read_bytes(), name=source.name)
    if isinstance(source, bytes):
        return _read(*(read_mail if is_mail(source) else decode)(source, name), name)
    refuse_nul(source, name)
    return _read(source, [], name)


def _read(text: str, doubts: list[Doubt], name: str) -> Transcript:
    if not text.removeprefix("\ufeff").strip():
        raise UnreadableTranscript(name, 1, "expected a call; the file is empty")
    if text.lstrip()[:1] == "{":
        return read_json(text, name=name)
    if _AKOMA_NTOSO.match(text):
        return read_akoma_ntoso(text.encode(), name=name)
    page = read_page(text, name)
    division = _divided(page.paragraphs, name)
    after = take_end(division.spoken[-1])
    above = _outside_above(page, division)
    outside, before = last_of(above), last_of(division.before)
    about = read_front_matter(page.front_matter)
    if about.published is None:  # a page may print its own date above the call
        about = about._replace(published=publication_in([*outside, *before]) or last_date_in(outside))
    heading = read_heading([*_of_the_call(outside, before), *before], about.title, about.published)
    below = [*after, *filter(_is_an_hour, last_of(page.outside[len(above) :]))]
    ended = next((clock for paragraph in below if (clock := read_clock(paragraph.text)) is not None), heading.end)
    turns = make_turns(division.spoken)
    call_date = day_of_call(heading, ended, about, turns)
    start, end = hours_of(heading, ended, call_date)
    occasion = occasion_of(heading, call_date, start, end, about, turns)
    front, notes, footers = _around_the_call(page, division, after)
    call = Transcript(
        title=heading.title,
        series=about.series,
        place=heading.place,
        via=heading.via,
        call_date=call_date,
        start=start,
        end=end,
        published=about.published,
        published_time=about.published_time,
        modified_time=about.modified_time,
        source=about.source,
        ground_rules=read_ground_rules(turns, occasion, heading.title, heading.release),
        speakers=speakers_of(turns),
        turns=turns,
        front=front,
        notes=notes,
        footers=footers,
    )
    doubts = [*doubts, *_of_the_day(call, heading, [*before, *after]), *_of_the_end(after), *page.doubts]
    return msgspec.structs.replace(call, findings=_findings(call, division.spoken, doubts))


def _divided(paragraphs: list[Paragraph], name: str) -> Division:
    """The page as its house style divides it, within what a call may have."""
    style = house_style_of(paragraphs)
    last = paragraphs[-1].line if paragraphs else 1
    if style is None:
        expected = "expected speakers: no paragraph begins with a label such as “MODERATOR:” or “Q”"
        raise UnreadableTranscript(name, last, expected)
    division = style.divide()
    if not division.spoken:
        raise UnreadableTranscript(name, last, "expected the labels of one call, no more than 10,000")
    if len(division.spoken) > _MOST_TURNS:
        line = division.spoken[_MOST_TURNS].line
        raise UnreadableTranscript(name, line, f"expected no more than {_MOST_TURNS:,} turns")
    return division


def _outside_above(page: Page, division: Division) -> list[Paragraph]:
    """What stands around the text of a page, before the call; a page may be all on one line."""
    begins = division.spoken[0].line
    return [one for number, one in enumerate(page.outside) if number < page.above or one.line < begins]


def _of_the_call(outside: list[Paragraph], before: list[Paragraph]) -> list[Paragraph]:
    """What a page prints above its text of the hour of the call: in words, or where its heading has none, alone."""
    timed = any(read_clock(line) is not None or hours_between(line) is not None for one in before for line in one.lines)
    return [one for one in outside if held_at(one.text) is not None or (not timed and _is_an_hour(one))]


def _is_an_hour(paragraph: Paragraph) -> bool:
    """Whether a paragraph is an hour, or two, and no day: with its day it may be the page's own."""
    if hours_between(paragraph.text) is not None:
        return True
    clock = read_clock(paragraph.text)
    return clock is not None and clock.zone != "" and read_date(paragraph.text) is None


def _around_the_call(
    page: Page, division: Division, after: list[Paragraph]
) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """The lines before the call, the publisher's notes wherever they stand, and the lines after the call."""
    outside = _outside_above(page, division)
    front = [line for paragraph in (*outside, *division.before) for line in paragraph.lines]
    footers = [paragraph.text for paragraph in (*after, *page.outside[len(outside) :])]
    notes = [
        *(line for paragraph in division.before for line in paragraph.lines if is_note(line)),
        *division.notes,
        *(paragraph.text for paragraph in after if is_note(paragraph.text)),
    ]
    return (
        tuple(line for line in front if not is_note(line)),
        tuple(notes),
        tuple(line for line in footers if not is_note(line)),
    )


def _of_the_day(call: Transcript, heading: Heading, around: list[Paragraph]) -> Iterator[Doubt]:
    """Doubts about the day: one that no calendar has; one that the page does not print, and that is not its own."""
    yield from heading.doubts
    if heading.call_date is None and call.call_date != call.published:
        line = [paragraph.line for paragraph in around if read_clock(paragraph.lines[-1]) is not None][-1:] or [1]
        after = f"the page bears {call.published}, which is after the call: read as a call of {call.call_date}"
        yield Doubt(FindingKind.DATE, f"no day is printed, and {after}", line[0])


def _of_the_end(after: list[Paragraph]) -> Iterator[Doubt]:
    for paragraph in after:
        if (impossible := impossible_in(paragraph.text)) is not None:
            yield Doubt(FindingKind.DATE, impossible, paragraph.line)


def _findings(call: Transcript, spoken: list[Spoken], doubts: list[Doubt]) -> tuple[Finding, ...]:
    """What the reader doubted, then what the call itself leaves in doubt; each with its line of the file."""
    found = [Finding(kind=doubt.kind, reason=doubt.reason, line=doubt.line) for doubt in doubts]
    printed = {turn.id: one for turn, one in zip(call.turns, spoken, strict=True)}
    for turn, one in printed.items():
        found += [Finding(kind=d.kind, reason=d.reason, turn=turn, line=d.line) for d in one.doubts]
    for doubted in find_doubts(call):
        line = _line_of(printed[doubted.turn], doubted.paragraph) if doubted.turn is not None else None
        found.append(msgspec.structs.replace(doubted, line=line))
    return tuple(found)


def _line_of(spoken: Spoken, paragraph: int | None) -> int:
    """The line of the file on which a turn, or a paragraph of it, begins."""
    return spoken.line if paragraph is None else spoken.paragraphs[paragraph].line
