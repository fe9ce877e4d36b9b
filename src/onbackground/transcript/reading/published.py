"""Read a published call into a :class:`Transcript`."""

import datetime
from pathlib import Path

import msgspec

from onbackground.transcript.document import Role, Transcript, Turn, speakers_of, turn_id
from onbackground.transcript.labels import is_certain, names_a_person, resolve_label, split_label
from onbackground.transcript.reading.from_json import read_json
from onbackground.transcript.reading.ground_rules import read_ground_rules
from onbackground.transcript.reading.heading import (
    Clock,
    Heading,
    is_end_mark,
    looks_like_page_furniture,
    occasion_of,
    read_clock,
    read_heading,
)
from onbackground.transcript.reading.marks import read_marks
from onbackground.transcript.reading.paragraphs import Paragraph, markdown_paragraphs, text_paragraphs
from onbackground.transcript.reading.unreadable import UnreadableTranscript


class _Spoken(msgspec.Struct):
    """A turn in the making: the label and the speech of each paragraph, as read."""

    line: int
    label: str
    paragraphs: list[Paragraph]


def read_transcript(source: Path | str, *, name: str = "text") -> Transcript:
    """Read a published call: the file at a path, or the text itself in a string (then ``name`` stands in errors).

    Plain text as copied from a web page, Markdown with YAML front matter, and a transcript's own JSON are told apart
    by what they show.
    Raises UnreadableTranscript when the text is no transcript, and OSError when the file cannot be opened.
    """
    if isinstance(source, Path):
        return _read(_decode(source.read_bytes(), source.name), source.name)
    return _read(source, name)


def _decode(data: bytes, name: str) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise UnreadableTranscript(name, line, "expected text in UTF-8, found a byte that is not") from None


def _read(text: str, name: str) -> Transcript:
    if text.lstrip().startswith("{"):
        return read_json(text, name=name)
    front_matter: dict[str, object]
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n")
    if text.startswith("---\n"):
        front_matter, body, first_line = _split_front_matter(text, name)
        paragraphs = markdown_paragraphs(body, first_line)
    else:
        front_matter, paragraphs = {}, text_paragraphs(text)
    notes: list[str] = []
    paragraphs = _once(paragraphs, notes)
    before, spoken = _split_turns(paragraphs)
    if not spoken:
        raise UnreadableTranscript(
            name,
            paragraphs[-1].line if paragraphs else 1,
            "expected speakers: no paragraph begins with a label such as “MODERATOR:” or “Q”",
        )
    after = _cut_back_matter(spoken[-1])
    turns = _make_turns(spoken, name)
    heading = read_heading(before, _as_line(front_matter.get("title")))
    call_date = heading.call_date or _as_date(front_matter.get("date"))
    start, end = _hours(heading, after, call_date)
    return Transcript(
        title=heading.title,
        place=heading.place,
        via=heading.via,
        call_date=call_date,
        start=start,
        end=end,
        published=_as_date(front_matter.get("published_time")) or _as_date(front_matter.get("date")),
        source=_as_line(front_matter.get("source_url")),
        ground_rules=read_ground_rules(
            turns, occasion_of(heading, call_date, start, _out_by(front_matter)), heading.title
        ),
        speakers=speakers_of(turns),
        turns=turns,
        front=heading.rest,
        notes=tuple(notes),
        footers=tuple(p.text for p in after if read_clock(p.text) is None),
    )


def _split_front_matter(text: str, name: str) -> tuple[dict[str, object], str, int]:
    end = text.find("\n---\n", 3)
    if end < 0:
        raise UnreadableTranscript(name, 1, "expected a line “---” that closes the front matter begun here")
    try:
        front_matter = msgspec.yaml.decode(text[4 : end + 1], type=dict[str, object])
    except (msgspec.DecodeError, ValueError) as error:
        raise UnreadableTranscript(name, 2, f"expected front matter in YAML ({error})") from None
    return front_matter, text[end + 5 :], text.count("\n", 0, end + 5) + 1


def _once(paragraphs: list[Paragraph], notes: list[str]) -> list[Paragraph]:
    """Drop the second copy of a call that a page stores twice, and say so."""
    keys = ["".join(paragraph.text.split()) for paragraph in paragraphs]
    spoken = [index for index, paragraph in enumerate(paragraphs) if split_label(paragraph.text) is not None]
    long = [index for index in spoken if len(keys[index]) > 120]
    if not long:
        return paragraphs
    first = long[0]
    for second in (index for index in long[1:] if keys[index] == keys[first]):
        length = second - first
        same = sum(a == b for a, b in zip(keys[first:second], keys[second:], strict=False))
        if same >= 0.9 * min(length, len(keys) - second) and same >= 0.5 * length:
            lead = first - spoken[0]
            notes.append(
                f"The call is stored twice: the copy from line {paragraphs[second - lead].line} on is left out."
            )
            rest = paragraphs[second + length :]
            return paragraphs[: second - lead] + rest
    return paragraphs


def _split_turns(paragraphs: list[Paragraph]) -> tuple[list[Paragraph], list[_Spoken]]:
    labels = [split_label(paragraph.text) for paragraph in paragraphs]
    printed = [label[0] for label in labels if label is not None]
    before: list[Paragraph] = []
    spoken: list[_Spoken] = []
    for paragraph, label in zip(paragraphs, labels, strict=True):
        if label is not None and (is_certain(label[0]) or printed.count(label[0]) > 1):
            speech = paragraph._replace(text=label[1])
            spoken.append(_Spoken(paragraph.line, label[0], [speech] if label[1] else []))
        elif spoken:
            spoken[-1].paragraphs.append(paragraph)
        else:
            before.append(paragraph)
    return before, spoken


def _cut_back_matter(last: _Spoken) -> list[Paragraph]:
    """Take from the last turn what is no speech: the end mark, the hour, the page's footers; return it."""
    texts = [paragraph.text for paragraph in last.paragraphs]
    cut = next((i for i, text in enumerate(texts) if i and is_end_mark(text)), None)
    if cut is None:
        cut = next((i for i, text in enumerate(texts) if i and looks_like_page_furniture(text)), len(texts))
    after = last.paragraphs[cut:]
    del last.paragraphs[cut:]
    return after


def _make_turns(spoken: list[_Spoken], name: str) -> tuple[Turn, ...]:
    has_moderator = any(resolve_label(one.label)[1] is Role.MODERATOR for one in spoken)
    chair = None if has_moderator or not names_a_person(spoken[0].label) else resolve_label(spoken[0].label)[0]
    turns = []
    for number, one in enumerate(spoken, 1):
        if not one.paragraphs:
            raise UnreadableTranscript(name, one.line, f"expected words after the label “{one.label}:”")
        speaker, role = resolve_label(one.label)
        texts, marks = zip(*(read_marks(i, p.text) for i, p in enumerate(one.paragraphs)), strict=True)
        turns.append(
            Turn(
                id=turn_id(number),
                label=one.label,
                speaker=speaker,
                role=Role.MODERATOR if speaker == chair else role,
                paragraphs=texts,
                marks=sum(marks, ()),
            )
        )
    return tuple(turns)


def _hours(
    heading: Heading, after: list[Paragraph], day: datetime.date | None
) -> tuple[datetime.datetime | None, datetime.datetime | None]:
    """The printed hours as instants on the day of the call; a call that ends past midnight ends the day after."""
    ended = next((clock for p in after if (clock := read_clock(p.text)) is not None), None)
    if day is None:
        return None, None
    start = heading.start.on(day) if heading.start else None
    end = _with_zone(ended, heading.start).on(day) if ended else None
    if start and end and end.tzinfo == start.tzinfo and end < start:
        end += datetime.timedelta(days=1)
    return start, end


def _with_zone(ended: Clock, started: Clock | None) -> Clock:
    return ended if ended.zone or started is None else Clock(ended.time, started.zone)


def _out_by(front_matter: dict[str, object]) -> datetime.datetime | None:
    """When the page was last published or changed, where its front matter gives the hour."""
    times = []
    for key in ("published_time", "modified_time"):
        value = front_matter.get(key)
        try:
            moment = datetime.datetime.fromisoformat(value) if isinstance(value, str) else value
        except ValueError:
            continue
        if isinstance(moment, datetime.datetime) and moment.tzinfo is not None:
            times.append(moment)
    return max(times, default=None)


def _as_line(value: object) -> str | None:
    return " ".join(value.split()) or None if isinstance(value, str) else None


def _as_date(value: object) -> datetime.date | None:
    if isinstance(value, datetime.datetime):
        return value.date()
    if isinstance(value, datetime.date):
        return value
    if isinstance(value, str):
        try:
            return datetime.date.fromisoformat(value[:10])
        except ValueError:
            return None
    return None
