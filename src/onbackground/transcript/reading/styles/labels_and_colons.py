"""The style of press offices: a label and a colon before the words (``MODERATOR: …``), or a ``Q``."""

import re
from collections import Counter
from collections.abc import Iterable

import msgspec

from onbackground.transcript.document import FindingKind
from onbackground.transcript.labels import is_known, is_part, names_a_person, resolve_label
from onbackground.transcript.labels.together import slipped_part, surnames_among
from onbackground.transcript.reading.capitals import in_capitals_throughout, is_in_capitals
from onbackground.transcript.reading.openings import (
    Opening,
    names_a_speaker,
    names_one_present,
    read_opening,
    without_usual_sign,
)
from onbackground.transcript.reading.paragraphs import Paragraph
from onbackground.transcript.reading.run_in import split_run_in
from onbackground.transcript.reading.styles.division import Division, Doubt, Spoken
from onbackground.transcript.reading.styles.words_below import with_words_below

_MOST_LONGER = 40
"""No call has more speakers whose labels are of words it uses in capitals: "SOURCE ON THE LEGAL TEAM"."""
_CAPITALS = re.compile(r"[A-Z](?<=[^\W\d_][ ’'-].)[A-Z]+\b")
_SMALL = re.compile(r"(\[?([^\W\d_]{2,12}\.?(?: [^\W\d_][\w.’'-]{1,20}){1,3})\]?):\s+")
_MISREAD = re.compile(r"(\d[\dRS]?\.? ([A-Z][A-Z.’'-]{2,40})):\s+")
"""A last name in capitals behind figures that stand for an honorific: "1. HAYDEN:", of a page that was scanned."""
_HEAD = re.compile(r"[A-Z][^\s;:]*(?:\s[A-Z][^\s;:a-z]*){0,5}")
_GREETING = re.compile(r"(?i)(?:good (?:morning|afternoon|evening)|hello|hi|welcome|thank(?:s| you))\b")
_SHORTEST = 4
"""No name that is a label by itself is shorter."""
_MOST_LABELS = 10_000
_MOST_RUN_IN = 10_000
"""No page has more labels inside its paragraphs."""


class LabelsAndColons:
    """Each turn begins a paragraph, with its label."""

    name = "labels and colons"

    def __init__(self, paragraphs: list[Paragraph]) -> None:
        self._paragraphs = with_words_below(paragraphs)

    def fits(self) -> float:
        """1 where any paragraph begins with a label that counts."""
        pieces, openings, _ = _split(self._paragraphs)
        return 1.0 if _labels_that_count(pieces, openings) else 0.0

    def divide(self) -> Division:
        """Begin a turn at every label that counts."""
        pieces, openings, run_in = _split(self._paragraphs)
        counted = _labels_that_count(pieces, openings)
        honoured = _named_with_honorifics(counted)
        before: list[Paragraph] = []
        spoken: list[Spoken] = []
        for index, (paragraph, opening) in enumerate(zip(pieces, openings, strict=True)):
            if (
                (opening is None or opening.label not in counted)
                and (again := _again(paragraph.text, counted, honoured)) is not None
                and (spoken or not (again.sign == "" or names_one_present(again)))
            ):
                opening = again
                counted.setdefault(again.label, 2)
            if opening is not None and opening.label in counted:
                spoken.append(_begin(paragraph, opening, index in run_in, counted))
            elif spoken:
                spoken[-1].paragraphs.append(paragraph)
            else:
                before.append(paragraph)
        return Division(before, spoken, [])


def _split(paragraphs: list[Paragraph]) -> tuple[list[Paragraph], list[Opening | None], set[int]]:
    """Split paragraphs at the labels inside them; also tell what each piece begins with, and which come of that."""
    pieces: list[Paragraph] = []
    openings: list[Opening | None] = []
    run_in: set[int] = set()
    labels: set[str] = set()
    for paragraph in paragraphs:
        if len(labels) > _MOST_LABELS:
            break
        opening = read_opening(paragraph.text)
        if opening is not None:
            labels.add(opening.label)
        parts = split_run_in(paragraph.text, opening) if len(run_in) < _MOST_RUN_IN else []
        if len(parts) < 2:
            pieces.append(paragraph)
            openings.append(opening)
            continue
        run_in.update(range(len(pieces) + 1, len(pieces) + len(parts)))
        pieces += [Paragraph(paragraph.line, text, (text,)) for text in parts]
        openings += map(read_opening, parts)
    return pieces, _of_speakers(pieces, openings), run_in


def _of_speakers(pieces: list[Paragraph], openings: list[Opening | None]) -> list[Opening | None]:
    """The openings that may be a speaker's; in a call in capitals throughout, these are no sign of a name."""
    openings = _without_those_present(openings)
    if not in_capitals_throughout(one.text for one in pieces):
        return openings
    return [
        msgspec.structs.replace(one, sure=one.sure and names_a_speaker(one.label)) if one else None for one in openings
    ]


def _without_those_present(openings: list[Opening | None]) -> list[Opening | None]:
    """Leave out the list of those present, before anybody speaks."""
    speaks = (n for n, one in enumerate(openings) if one is not None and one.sure and not names_one_present(one))
    first = next(speaks, len(openings))
    return [None if one is not None and names_one_present(one) else one for one in openings[:first]] + openings[first:]


def _begin(paragraph: Paragraph, opening: Opening, run_in: bool, counted: dict[str, int]) -> Spoken:
    speech = [Paragraph(paragraph.line, opening.speech, paragraph.lines)] if opening.speech.strip() else []
    turn = Spoken(paragraph.line, opening.label, speech, opening.sign)
    if run_in:
        reason = f"the label “{opening.label}” stands inside a paragraph; a turn is begun there"
        turn.doubts.append(Doubt(FindingKind.RUN_IN_LABEL, reason, paragraph.line))
    if counted[opening.label] == 1 and not is_known(opening.label) and not opening.label.endswith((")", "]")):
        reason = f"the label “{opening.label}” is printed once only; it may be part of the speech before"
        turn.doubts.append(Doubt(FindingKind.UNKNOWN_LABEL, reason, paragraph.line))
    return turn


def _labels_that_count(paragraphs: list[Paragraph], openings: list[Opening | None]) -> dict[str, int]:
    """The labels of speakers, and how often each is printed.

    A label that names nobody by itself counts if it returns, or may be a slip in a part of the call, and is in the
    same letters as the call's other labels; in capitals, if the speech does not use the word (as it does "SWIFT"), nor
    the words of a longer one together.
    """
    printed = Counter(opening.label for opening in openings if opening is not None)
    if len(printed) > _MOST_LABELS:
        return {}
    counted = {one.label: printed[one.label] for one in openings if one is not None and one.sure}
    in_capitals = any(is_in_capitals(label) for label in counted)
    parts = {resolve_label(label)[0] for label in counted if is_part(label)}
    doubtful = {
        label: times
        for label, times in printed.items()
        if label not in counted and (times > 1 or slipped_part(label, parts) is not None)
    }
    lasts = surnames_among({*counted, *(label for label in printed if " " not in label)})
    counted |= {last: printed[last] for last in lasts if last not in counted}
    if (greets := _greets(openings, in_capitals=in_capitals)) is not None:
        doubtful.setdefault(greets, 1)
    if any(is_in_capitals(label) for label in doubtful):
        used = {word for one in paragraphs for word in _CAPITALS.findall(one.text)}
        named = {label: n for label, n in doubtful.items() if is_in_capitals(label)}
        counted |= {label: n for label, n in named.items() if used.isdisjoint(label.split())}
        longer = [label for label, n in named.items() if label not in counted and n > 1 and " " in label]
        if len(longer) <= _MOST_LONGER:
            counted |= {label: named[label] for label in longer if not _is_used(label, paragraphs)}
    if not in_capitals:
        counted |= {label: n for label, n in doubtful.items() if not is_in_capitals(label)}
        if sum(n for label, n in counted.items() if not is_in_capitals(label)) > 3:
            spoken = {one.label for one in openings if one is not None and _is_said(one.speech)} - counted.keys()
            counted |= {label: n for label, n in printed.items() if len(label.split()) > 1 and label in spoken}
        else:
            counted |= _spoken_of(paragraphs, openings, counted)
    return counted


def _greets(openings: list[Opening | None], *, in_capitals: bool) -> str | None:
    """The label of whoever speaks first, with a greeting, before anybody whose label is sure; in the call's letters."""
    first = next((one for one in openings if one is not None), None)
    if first is None or first.sure or len(first.label) < _SHORTEST or (in_capitals and not is_in_capitals(first.label)):
        return None
    return first.label if _GREETING.match(first.speech) else None


def _spoken_of(paragraphs: list[Paragraph], openings: list[Opening | None], counted: dict[str, int]) -> dict[str, int]:
    """The names printed once before a colon that the page also gives elsewhere: whom somebody introduces or lists.

    One alone counts only beside the operator or another whose label says who speaks.
    """
    named = [
        one.label
        for one in openings
        if one is not None and len(one.label.split()) > 1 and one.label not in counted and _is_said(one.speech)
    ]
    if not 0 < len(named) <= _MOST_LONGER:
        return {}
    beside = "\n".join(
        one.text if opening is None else opening.speech for one, opening in zip(paragraphs, openings, strict=True)
    )
    spoken_of = {label: 1 for label in named if _is_spoken_of(label, beside)}
    return spoken_of if len(spoken_of) + len(counted) > 1 else {}


def _is_spoken_of(name: str, beside: str) -> bool:
    """Whether the page gives a name in full, or its last part after an honorific or office: "Secretary Doe"."""
    if name in beside:
        return True
    last = name.rpartition(" ")[2]
    return f" {last}" in beside and re.search(rf"\b[A-Z][a-z]+\.? {re.escape(last)}\b", beside) is not None


def _is_used(label: str, paragraphs: list[Paragraph]) -> bool:
    """Whether a paragraph has these words in it, but at its beginning."""
    return any(label in one.text[1:] for one in paragraphs)


def _is_said(words: str) -> bool:
    """Whether words end as speech does, and not as a heading."""
    return words.rstrip("\"”’') ").endswith((".", "?", "!", "…", "—", "–", "-"))


def _named_with_honorifics(labels: Iterable[str]) -> set[str]:
    """The last names that only one speaker of the call is labelled with, behind an honorific: MS. HAYDEN's."""
    speakers = {resolve_label(label)[0] for label in labels if names_a_person(label)}
    bearers = Counter(speaker.split()[-1] for speaker in speakers)
    return {name for name, times in bearers.items() if times == 1}


def _again(text: str, counted: dict[str, int], honoured: set[str]) -> Opening | None:
    """A label of this call in small letters or brackets, or after which the colon is missing or is another sign.

    Of ``honoured``, the last names behind an honorific, also one whose honorific was misread.
    """
    misread = _MISREAD.match(text) if honoured else None
    if misread is not None and misread[2] in honoured:
        return Opening(misread[1], None, text[misread.end() :], True)
    small = _SMALL.match(text[:90])
    if small is not None and small[2].upper() in counted:
        return Opening(small[1], None, text[small.end() :], True)
    head = _HEAD.match(text[:90])
    words = head[0].split() if head is not None else []
    for count in range(len(words), 0, -1):
        label = " ".join(words[:count]).rstrip(".,")
        if label in counted and len(label) > 6 and is_in_capitals(label):
            return without_usual_sign(text, label)
    return None
