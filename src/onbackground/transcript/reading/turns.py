"""From the division of a page to the turns of the document, and where the call ends."""

import re
from itertools import pairwise

import msgspec

from onbackground.transcript.document import Mark, Role, Turn, turn_id
from onbackground.transcript.labels import is_known, is_part, names_a_person
from onbackground.transcript.labels.together import resolve_labels
from onbackground.transcript.reading.marks import read_marks
from onbackground.transcript.reading.paragraphs import SENTENCE_ENDS, Paragraph, last_of
from onbackground.transcript.reading.printed_times import read_clock
from onbackground.transcript.reading.styles.division import Spoken
from onbackground.transcript.reading.styles.headings import heads_back_matter

_END_MARK = re.compile(
    r"(?i)(?:-+ ?)?(?:\[?END\]?|# ?# ?#|-?30-?|\* ?\* ?\*|_{3,}|END (?:OF )?(?:CALL|TRANSCRIPT|BRIEFING))\.?(?: ?-+)?"
)
_SENTENCE = re.compile(r"[a-z0-9”\"\])’'%][.?!…](?:\s|$)|[.?!…”\"\])—–-]$")
_OF_A_PAGE = re.compile(
    r"(?i)\b(?:mailing list|newsletter|subscribe|next post|previous post|privacy policy|all rights reserved|copyright"
    r"|earnings call transcripts|more [A-Z]{1,5} analysis|duration: \d+|related|share this|follow us|sign up"
    r"|stay connected|back to top|e-?mail alerts?)\b"
)
_SMALL = frozenset({
    "a", "an", "and", "as", "at", "by", "for", "from", "in", "into", "of", "on", "or", "our", "over", "the", "to",
    "with",
})  # fmt: skip
_NOTE = re.compile(
    r"(?i)[*†([]*(?:editor[’']?s? note|correction|note|clarification)\s?[:—–-]"
    r"|\*+ ?(?:this|the) (?:transcript|word|name)\b|Words in brackets stand for names\b"
)


_AT_THE_END = 200
"""A question that ends a turn is within so many characters of its end."""


def take_end(last: Spoken) -> list[Paragraph]:
    """Take from the last turn what is no speech, and return it: the end mark, the hour, the page's footers, notes."""
    begin = len(last.paragraphs) - len(last_of(last.paragraphs))
    _part_last_lines(last.paragraphs, begin)
    places = range(max(1, begin), len(last.paragraphs))
    cut = next((i for i in places if _ends_call(last.paragraphs[i].text)), None)
    if cut is None:
        cut = next((i for i in places if _is_after_the_call(last.paragraphs[i])), len(last.paragraphs))
    after = [part for one in last.paragraphs[cut:] for part in _with_its_heading_apart(one)]
    del last.paragraphs[cut:]
    return after


def _part_last_lines(paragraphs: list[Paragraph], begin: int) -> None:
    """Set the lines that end a call apart from the last words, where no empty line parts them; from ``begin`` on."""
    ends_within = (
        (place, i)
        for place, one in enumerate(paragraphs[begin:], begin)
        for i, (before, line) in enumerate(pairwise(one.lines), 1)
        if _ends_call(line) and (place == len(paragraphs) - 1 or before.endswith(SENTENCE_ENDS))
    )
    if (found := next(ends_within, None)) is None:
        return
    place, first = found
    last = paragraphs[place]
    ends = [Paragraph(last.line + first + i, line, (line,)) for i, line in enumerate(last.lines[first:])]
    if ends and last.text.endswith(tail := " ".join(one.text for one in ends)):
        kept = last.text.removesuffix(tail).rstrip()
        paragraphs[place : place + 1] = [msgspec.structs.replace(last, text=kept, lines=last.lines[:first]), *ends]


def is_note(line: str) -> bool:
    """Whether a line is a remark of the publisher on the text, not part of the call."""
    return _NOTE.match(line) is not None


def make_turns(spoken: list[Spoken]) -> tuple[Turn, ...]:
    """Give every turn its id, the speaker meant, the role, and its marks.

    Where no moderator leads to the questions, whoever speaks first is one: a person named, or a spokesperson.
    """
    meant = _meant(spoken)
    chair = _presides(meant)
    reporters = _reporters(spoken, meant)
    turns = []
    for number, (one, (speaker, role)) in enumerate(zip(spoken, meant, strict=True), 1):
        texts: list[str] = []
        marks: list[Mark] = []
        for index, paragraph in enumerate(one.paragraphs):
            text, found = read_marks(index, paragraph.text, last=index == len(one.paragraphs) - 1)
            texts.append(text)
            marks += found
        turns.append(
            Turn(
                id=turn_id(number),
                label=one.label,
                speaker=speaker,
                role=Role.MODERATOR if speaker == chair else Role.REPORTER if speaker in reporters else role,
                paragraphs=tuple(texts),
                sign=one.sign,
                marks=tuple(marks),
            )
        )
    return tuple(turns)


def _meant(spoken: list[Spoken]) -> list[tuple[str, Role]]:
    """Speaker and role of each turn: as the house style says, else as the label or the speaker tells."""
    resolved = resolve_labels(one.speaker or one.label for one in spoken if not (one.speaker and one.role))
    meant = []
    for one in spoken:
        if one.speaker and one.role:
            meant.append((one.speaker, one.role))
        else:
            speaker, role = resolved[one.speaker or one.label]
            meant.append((speaker, one.role or role))
    return meant


def _presides(meant: list[tuple[str, Role]]) -> str | None:
    """The first to speak, named or a spokesperson: not where a moderator leads to the questions, nor where these come
    at once, for then it is they who answer."""
    opens = meant[0][0]
    asked = next((number for number, (_, role) in enumerate(meant) if role is Role.REPORTER), len(meant))
    led = any(role is Role.MODERATOR for _, role in meant[:asked])
    return opens if (names_a_person(opens) or opens.endswith("SPOKESPERSON")) and asked != 1 and not led else None


def _reporters(spoken: list[Spoken], meant: list[tuple[str, Role]]) -> set[str]:
    """The people named, without an office, who end most of what they say with a question.

    One with an honorific may be an official, unless those of the call are not named.
    """
    unnamed = any(is_part(speaker) for speaker, role in meant if role is Role.OFFICIAL)
    asks: dict[str, list[bool]] = {}
    for one, (speaker, role) in zip(spoken, meant, strict=True):
        named = role is Role.OTHER and " " in speaker and not is_known(speaker)
        if one.role is None and (named or (unnamed and names_a_person(speaker) and speaker != meant[0][0])):
            at_the_end = one.paragraphs[-1].text[-_AT_THE_END:] if one.paragraphs else ""
            asks.setdefault(speaker, []).append("?" in at_the_end)
    return {speaker for speaker, asked in asks.items() if 2 * sum(asked) > len(asked)}


def _ends_call(line: str) -> bool:
    return _END_MARK.fullmatch(line) is not None or read_clock(line) is not None


def _with_its_heading_apart(paragraph: Paragraph) -> list[Paragraph]:
    """A legal notice and its heading, where no empty line parts them."""
    heading, *rest = paragraph.lines or ("",)
    if not rest or not heads_back_matter(heading):
        return [paragraph]
    line = paragraph.line
    return [Paragraph(line, heading, (heading,)), Paragraph(line + 1, " ".join(rest), tuple(rest))]


def _is_after_the_call(paragraph: Paragraph) -> bool:
    """Whether a paragraph is no speech: of the page, the publisher's, or the first of legal notices."""
    heading = paragraph.lines[0] if paragraph.lines else ""
    return _is_furniture(paragraph.text) or is_note(paragraph.text) or heads_back_matter(heading)


def _is_furniture(line: str) -> bool:
    """Whether a line after the last words is a heading or a link of the page: no sentence, in a title's letters."""
    words = line.split()
    if _SENTENCE.search(line) is not None:
        return False
    if len(words) < 3:
        return _OF_A_PAGE.match(line) is not None
    small = [word for word in words[1:] if word[:1].islower() and word not in _SMALL]
    return _OF_A_PAGE.search(line) is not None or not small
