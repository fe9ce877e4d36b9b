"""A call guarded as one text: who was called on or introduced in one turn tells who is meant in the others."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, TypeVar

import msgspec

from onbackground.attribution.flags import Flag
from onbackground.attribution.guard import Guard, Guarding
from onbackground.attribution.guarded import Guarded, Replacement, with_aliases
from onbackground.attribution.in_the_sound import Sounded
from onbackground.attribution.turns import Turn, Voice

_APART = "\n\n¶\n\n"
"""Between paragraphs: no name goes on over it."""

_Known = TypeVar("_Known")
_Stretch = TypeVar("_Stretch", Replacement, Flag)


class Speech(msgspec.Struct, frozen=True):
    """What one speaker says until another begins: the paragraphs, whose label, and in what voice.

    ``doubted`` and ``sounded`` are as for :meth:`Guard.apply`, for each paragraph; empty where nothing is known.
    """

    label: str
    voice: Voice
    paragraphs: tuple[str, ...]
    doubted: tuple[tuple[tuple[int, int], ...], ...] = ()
    sounded: tuple[tuple[Sounded, ...], ...] = ()

    def __repr__(self) -> str:
        """How much, and not what."""
        return f"Speech({len(self.paragraphs)} paragraphs)"


class GuardingCalls(Guarding, Protocol):
    """What guards a text or a whole call: :class:`CallGuard`, or the same with a memory."""

    def call(self, speeches: tuple[Speech, ...], /) -> tuple[tuple[Guarded, ...], ...]:
        """Return every paragraph of every turn with the names replaced."""
        ...


class CallGuard:
    """A guard that reads the turns of a call together."""

    def __init__(self, guard: Guard) -> None:
        self._guard = guard

    def __call__(self, text: str, /, *, asking: bool = False) -> Guarded:
        """Guard a text by itself."""
        return self._guard.apply(text, asking=asking)

    def call(self, speeches: Sequence[Speech], /) -> tuple[tuple[Guarded, ...], ...]:
        """Return every paragraph of every turn with the names replaced; offsets count in the paragraph."""
        pieces: list[str] = []
        turns: list[Turn] = []
        doubted: list[tuple[int, int]] = []
        sounded: list[Sounded] = []
        length = 0
        for speech in speeches:
            begin = length
            for n, paragraph in enumerate(speech.paragraphs):
                doubted += [(start + length, end + length) for start, end in _of(speech.doubted, n)]
                sounded += [
                    name._replace(start=name.start + length, end=name.end + length) for name in _of(speech.sounded, n)
                ]
                pieces += [paragraph, _APART]
                length += len(paragraph) + len(_APART)
            turns.append(Turn(begin, length, speech.voice, speech.label))
        whole = self._guard.apply("".join(pieces), turns=turns or None, doubted=doubted, sounded=sounded)
        replacements, flags = list(reversed(whole.replacements)), list(reversed(whole.flags))
        start = 0
        guarded = []
        for speech in speeches:
            paragraphs = []
            for text in speech.paragraphs:
                end = start + len(text)
                paragraphs.append(_paragraph(text, _within(replacements, start, end), _within(flags, start, end)))
                start = end + len(_APART)
            guarded.append(tuple(paragraphs))
        return tuple(guarded)


def _of(known: tuple[tuple[_Known, ...], ...], paragraph: int) -> tuple[_Known, ...]:
    """What is known of a paragraph."""
    return known[paragraph] if known else ()


def _within(stretches: list[_Stretch], start: int, end: int) -> list[_Stretch]:
    """Take from the end of a list what lies between two places, with offsets from the first of them."""
    found = []
    while stretches and stretches[-1].start < end:
        one = stretches.pop()
        if one.end > end:
            stretches.append(msgspec.structs.replace(one, start=end))
        low, high = max(one.start, start) - start, min(one.end, end) - start
        if low < high:
            found.append(msgspec.structs.replace(one, start=low, end=high))
    return found


def _paragraph(text: str, replacements: list[Replacement], flags: list[Flag]) -> Guarded:
    """A paragraph guarded, with what was found in it by its offsets there."""
    here = [msgspec.structs.replace(one, found=text[one.start : one.end]) for one in replacements]
    shown = [msgspec.structs.replace(one, found=text[one.start : one.end]) for one in flags]
    return Guarded(with_aliases(text, here), tuple(here), tuple(shown))
