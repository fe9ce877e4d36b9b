"""Turns: who said what, in order, from the words of all lines and the announcements of the house.

A speaker's words are first gathered into *stretches* without a longer pause. The stretches of all speakers, in the
order they begin, make the turns: stretches of one speaker with nobody else between them are one turn.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from msgspec import Struct

from .events import RATE, Announced, Transcribed, Word

STRETCH_PAUSE: Final = int(0.7 * RATE)
"""A pause after which somebody else may come in without having interrupted."""
BREATH: Final = int(0.2 * RATE)
"""A pause in which, at the end of a sentence, an interruption is let in."""
NEW_TURN_PAUSE: Final = 3 * RATE
"""Whoever goes on after such a silence begins a new turn, even if nobody else spoke."""
PARAGRAPH_PAUSE: Final = int(0.57 * RATE)
"""A pause that begins a new paragraph at the end of a sentence."""

_SENTENCE_END: Final = re.compile(r"""(?<!\b[A-Za-z])(?<!\b(?:Mr|Ms|Dr|St|vs|Jr|Sr))(?<!\bMrs)[.?!]["”]?$""")
"""The end of a sentence: not the stop of an initial (``U.S.``) or of a title."""


class Speaker(Struct, frozen=True):
    """Whose words a track's words are: the label in the transcript, the role, and the seat (empty for the house)."""

    label: str
    role: str
    seat: str = ""


class PlacedWord(Struct, frozen=True):
    """Where one word stands in a turn, and where it was spoken.

    ``start`` and ``end`` are character offsets in one paragraph, end excluded; ``begin`` and ``finish`` are positions
    on the track, in samples. ``probability`` is the recogniser's own, from 0 to 1.
    """

    paragraph: int
    start: int
    end: int
    track: str
    begin: int
    finish: int
    probability: float


class SpokenTurn(Struct, frozen=True, kw_only=True):
    """What one speaker said until another began. ``start`` and ``end`` are positions on the tracks, in samples.

    ``words`` are in order. What the house's own voice announced has none: it was not heard word by word.
    """

    label: str
    role: str
    seat: str
    start: int
    end: int
    paragraphs: tuple[str, ...]
    words: tuple[PlacedWord, ...] = ()


class _Heard(Struct, frozen=True):
    """A word and the track it was heard on."""

    track: str
    word: Word


class _Stretch(Struct, frozen=True):
    """Words of one speaker without a longer pause, or an announcement."""

    speaker: Speaker
    start: int
    end: int
    words: tuple[_Heard, ...]
    text: str = ""


def spoken_turns(
    transcribed: Iterable[Transcribed], announced: Iterable[Announced], speakers: Mapping[str, Speaker]
) -> list[SpokenTurn]:
    """Put everything that was said in order.

    ``speakers`` says whose each track is; several tracks may be the same speaker's, who came back on another line.
    Raises KeyError for a track that is nobody's.
    """
    stretches = [_Stretch(speakers[notice.track], notice.start, notice.end, (), notice.text) for notice in announced]
    words: dict[Speaker, list[_Heard]] = {}
    for event in transcribed:
        words.setdefault(speakers[event.track], []).extend(_Heard(event.track, word) for word in event.words)
    for speaker, said in words.items():
        said.sort(key=lambda heard: heard.word.start)
        stretches += _stretches(speaker, said)
    return [_turn(group) for group in _groups(_let_in(stretches))]


def _stretches(speaker: Speaker, words: Sequence[_Heard]) -> list[_Stretch]:
    """Cut a speaker's words at the longer pauses."""
    cuts = [n for n in range(1, len(words)) if _pause(words[n - 1], words[n]) >= STRETCH_PAUSE]
    return [_stretch(speaker, words[a:b]) for a, b in zip([0, *cuts], [*cuts, len(words)], strict=True) if a < b]


def _stretch(speaker: Speaker, words: Sequence[_Heard]) -> _Stretch:
    return _Stretch(speaker, words[0].word.start, max(heard.word.end for heard in words), tuple(words))


def _pause(before: _Heard, after: _Heard) -> int:
    return after.word.start - before.word.end


def _let_in(stretches: list[_Stretch]) -> list[_Stretch]:
    """Cut a stretch that somebody else begins to speak in: once for each, at the end of a sentence.

    Whoever is interrupted finishes the sentence; a stretch without such an end stays whole.
    """
    begins = sorted((stretch.start, stretch.speaker.label, stretch.speaker.seat) for stretch in stretches)
    parts: list[_Stretch] = []
    for stretch in stretches:
        within = begins[
            bisect_right(begins, stretch.start, key=lambda b: b[0]) : bisect_left(
                begins, stretch.end, key=lambda b: b[0]
            )
        ]
        me = (stretch.speaker.label, stretch.speaker.seat)
        left = stretch.words
        for start, *other in within:
            if tuple(other) == me:
                continue
            cut = _sentence_end(left, start)
            if cut is not None:
                parts.append(_stretch(stretch.speaker, left[:cut]))
                left = left[cut:]
        parts.append(_stretch(stretch.speaker, left) if left else stretch)
    return sorted(parts, key=lambda part: part.start)


def _sentence_end(words: Sequence[_Heard], after: int) -> int | None:
    """The first word of the first sentence that begins after this position and after a breath."""
    for n in range(1, len(words)):
        begins = words[n].word.start > after and _pause(words[n - 1], words[n]) >= BREATH
        if begins and _SENTENCE_END.search(words[n - 1].word.text):
            return n
    return None


def _groups(stretches: Sequence[_Stretch]) -> list[list[_Stretch]]:
    """The stretches of each turn."""
    groups: list[list[_Stretch]] = []
    for stretch in stretches:
        if groups:
            last = groups[-1][-1]
            if last.speaker == stretch.speaker and stretch.start - last.end < NEW_TURN_PAUSE:
                groups[-1].append(stretch)
                continue
        groups.append([stretch])
    return groups


def _turn(stretches: Sequence[_Stretch]) -> SpokenTurn:
    paragraphs: list[str] = []
    words: list[PlacedWord] = []
    before: _Heard | None = None
    for stretch in stretches:
        if stretch.text:
            paragraphs += [line for line in stretch.text.split("\n\n") if line.strip()]
            before = None
        for heard in stretch.words:
            word = heard.word
            if before is None or _is_new_paragraph(before, heard):
                paragraphs.append(word.text)
            else:
                paragraphs[-1] += " " + word.text
            end = len(paragraphs[-1])
            place = len(paragraphs) - 1, end - len(word.text), end
            words.append(PlacedWord(*place, heard.track, word.start, word.end, word.probability))
            before = heard
    speaker = stretches[0].speaker
    return SpokenTurn(
        label=speaker.label,
        role=speaker.role,
        seat=speaker.seat,
        start=stretches[0].start,
        end=max(stretch.end for stretch in stretches),
        paragraphs=tuple(paragraphs),
        words=tuple(words),
    )


def _is_new_paragraph(before: _Heard, after: _Heard) -> bool:
    return _pause(before, after) >= PARAGRAPH_PAUSE and _SENTENCE_END.search(before.word.text) is not None
