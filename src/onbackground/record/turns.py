"""Turns: who said what, in order, from the words of all lines and the announcements of the house.

A speaker's words are first gathered into *stretches* without a longer pause. The stretches of all speakers, in the
order they begin, make the turns: stretches of one speaker with nobody else between them are one turn.
"""

from __future__ import annotations

import itertools
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from ..transcript.style import Fillers, begins_paragraph, ends_sentence, written
from .events import RATE, Announced, HeardName, Transcribed, Word

STRETCH_PAUSE: Final = int(0.7 * RATE)
"""A pause after which somebody else may come in without having interrupted."""
BREATH: Final = int(0.2 * RATE)
"""A pause in which, at the end of a sentence, an interruption is let in."""
NEW_TURN_PAUSE: Final = 3 * RATE
"""Whoever goes on after such a silence begins a new turn, even if nobody else spoke."""


class Speaker(Struct, frozen=True):
    """Whose words a track's words are: the label in the transcript, the role, and the seat (empty for the house)."""

    label: str
    role: str
    seat: str = ""


class PlacedWord(Struct, frozen=True):
    """Where one word stands in a turn, and where it was spoken.

    ``start`` and ``end`` are character offsets in one paragraph, end excluded; ``begin`` and ``finish`` are positions
    on the track, in samples. ``probability`` is the recogniser's own, from 0 to 1. ``name`` is what the sound has in
    its place.
    """

    paragraph: int
    start: int
    end: int
    track: str
    begin: int
    finish: int
    probability: float
    name: HeardName | None = None


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
    """A word, the track it was heard on, and the name that it may be instead."""

    track: str
    word: Word
    name: HeardName | None


class _Stretch(Struct, frozen=True):
    """Words of one speaker without a longer pause, or an announcement."""

    speaker: Speaker
    start: int
    end: int
    words: tuple[_Heard, ...]
    text: str = ""


def spoken_turns(
    transcribed: Iterable[Transcribed],
    announced: Iterable[Announced],
    speakers: Mapping[str, Speaker],
    fillers: Fillers = Fillers.PUBLISHED,
) -> list[SpokenTurn]:
    """Put everything that was said in order, in the published style. A turn of nothing but dropped fillers is left out.

    ``speakers`` says whose each track is; several tracks may be the same speaker's, who came back on another line.
    Raises KeyError for a track that is nobody's.
    """
    stretches = [_Stretch(speakers[notice.track], notice.start, notice.end, (), notice.text) for notice in announced]
    words: dict[Speaker, list[_Heard]] = {}
    for event in transcribed:
        words.setdefault(speakers[event.track], []).extend(_heard(event))
    for speaker, said in words.items():
        said.sort(key=lambda heard: heard.word.start)
        stretches += [stretch for stretch in _stretches(speaker, said) if _says_something(stretch, fillers)]
    turns = [_turn(group, fillers) for group in _groups(_let_in(stretches))]
    return [turn for turn in turns if turn.paragraphs]


def _heard(event: Transcribed) -> Iterator[_Heard]:
    for word in event.words:
        within = (name for name in event.names if name.start <= word.start and word.end <= name.end)
        yield _Heard(event.track, word, next(within, None))


def _stretches(speaker: Speaker, words: Sequence[_Heard]) -> list[_Stretch]:
    """Cut a speaker's words at the longer pauses."""
    cuts = [n for n in range(1, len(words)) if _pause(words[n - 1], words[n]) >= STRETCH_PAUSE]
    return [_stretch(speaker, words[a:b]) for a, b in zip([0, *cuts], [*cuts, len(words)], strict=True) if a < b]


def _says_something(stretch: _Stretch, fillers: Fillers) -> bool:
    return bool(written([heard.word.text for heard in stretch.words], fillers))


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
        if begins and ends_sentence(words[n - 1].word.text):
            return n
    return None


def _groups(stretches: Sequence[_Stretch]) -> list[list[_Stretch]]:
    """The stretches of each turn."""
    groups: list[list[_Stretch]] = []
    end = 0
    for stretch in stretches:
        goes_on = bool(groups) and groups[-1][-1].speaker == stretch.speaker and stretch.start - end < NEW_TURN_PAUSE
        if goes_on:
            groups[-1].append(stretch)
        else:
            groups.append([stretch])
        end = max(end, stretch.end) if goes_on else stretch.end  # a speaker's lines may sound at once
    return groups


def _turn(stretches: Sequence[_Stretch], fillers: Fillers) -> SpokenTurn:
    paragraphs: list[str] = []
    words: list[PlacedWord] = []
    for announced, group in itertools.groupby(stretches, key=lambda stretch: bool(stretch.text)):
        if announced:
            paragraphs += [line for stretch in group for line in stretch.text.split("\n\n") if line.strip()]
        else:
            _write([heard for stretch in group for heard in stretch.words], fillers, paragraphs, words)
    if words and not stretches[-1].text:
        _break_off(paragraphs, words)
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


def _write(heard: Sequence[_Heard], fillers: Fillers, paragraphs: list[str], words: list[PlacedWord]) -> None:
    """Write words down, at the end of ``paragraphs`` and ``words``, beginning with a new paragraph."""
    pieces = written([one.word.text for one in heard], fillers)
    texts = [piece.text for piece in pieces]
    begun = 0
    for n, piece in enumerate(pieces):
        said = heard[piece.first : piece.last + 1]
        pause = _silence(heard[pieces[n - 1].last : piece.first + 1]) / RATE if n else 0.0
        if n == 0 or begins_paragraph(texts[begun:n], texts[n:], pause):
            paragraphs.append(piece.text)
            begun = n
        else:
            paragraphs[-1] += f" {piece.text}"
        end = len(paragraphs[-1])
        words.append(
            PlacedWord(
                paragraph=len(paragraphs) - 1,
                start=end - len(piece.text),
                end=end,
                track=said[0].track,
                begin=said[0].word.start,
                finish=said[-1].word.end,
                probability=min(one.word.probability for one in said),
                name=next((one.name for one in said if one.name), None),
            )
        )


def _break_off(paragraphs: list[str], words: list[PlacedWord]) -> None:
    """Write a dash behind a turn that ends within a sentence: ``We will go to —``."""
    said = paragraphs[-1].removesuffix(",")
    if said[-1:].isalnum():
        paragraphs[-1] = f"{said} —"
        words[-1] = replace(words[-1], end=len(paragraphs[-1]))


def _silence(words: Sequence[_Heard]) -> int:
    """The silence between these words."""
    return sum(max(0, _pause(one, other)) for one, other in itertools.pairwise(words))
