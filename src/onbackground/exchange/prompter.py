"""Cues waiting to be heard: one after the other for each line and each programme, as soon as their sound is there."""

from __future__ import annotations

from collections import OrderedDict, deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final, Protocol

import numpy as np
import numpy.typing as npt
from msgspec.structs import replace

from . import tones
from .cues import Cue, Then, Tone

Sound = npt.NDArray[np.float32]
"""Mono samples in [-1, 1] at 16 kHz."""

SIGNALS: Final[dict[Tone, Sound]] = {
    Tone.NONE: np.zeros(0, np.float32),
    Tone.JOINED: tones.joined(),
    Tone.LEFT: tones.left(),
    Tone.REFUSED: tones.refused(),
    Tone.LINE_OPEN: tones.line_open(),
    Tone.LINE_CLOSED: tones.line_closed(),
}


class Sounds(Protocol):
    """Where rendered speech is found. Looking is quick; rendering is somebody else's work."""

    def find(self, text: str) -> Sound | None:
        """The sound of a text, or None while it is not rendered."""


class RecentSounds:
    """The sounds used last, kept in memory before another place to find them."""

    def __init__(self, behind: Sounds, size: int = 200) -> None:
        self._behind = behind
        self._size = size
        self._recent: OrderedDict[str, Sound] = OrderedDict()

    def find(self, text: str) -> Sound | None:
        """The sound of a text, or None while it is not rendered."""
        known = self._recent.get(text)
        if known is not None:
            self._recent.move_to_end(text)
            return known
        found = self._behind.find(text)
        if found is not None:
            self._recent[text] = found
            if len(self._recent) > self._size:
                self._recent.popitem(last=False)
        return found


class Speaker(Protocol):
    """Where cues are heard."""

    def play(self, line: str, pcm: Sound) -> int:
        """To one line; the number names this sound when it has been heard."""

    def announce(self, room: str, pcm: Sound) -> int:
        """To everyone in a room; the number likewise."""

    def stop(self, line: str) -> None:
        """Cut what this line is told."""


@dataclass(slots=True)
class _Listener:
    """A line or a room, what it is being told, and what it will be told."""

    waiting: deque[Cue] = field(default_factory=deque)
    playing: Cue | None = None
    number: int = 0


class Prompter:
    """The queues of cues. ``target`` is a line, or a room for what is said on a programme."""

    def __init__(self, sounds: Sounds, speaker: Speaker) -> None:
        self._sounds = sounds
        self._speaker = speaker
        self._listeners: dict[str, _Listener] = {}
        self._missing: set[str] = set()
        self._wanted: list[str] = []

    def say(self, target: str, cue: Cue) -> None:
        """Queue a cue. Its tone does not wait for its words."""
        waiting = self._listeners.setdefault(target, _Listener()).waiting
        if cue.tone is not Tone.NONE and cue.text:
            waiting.append(Cue(line=cue.line, tone=cue.tone))
            cue = replace(cue, tone=Tone.NONE)
        waiting.append(cue)

    def wanted(self) -> list[str]:
        """Texts that must be rendered before they can be heard; each is returned once."""
        texts, self._wanted = self._wanted, []
        return texts

    def start_next(self) -> Iterator[tuple[str, Cue, int]]:
        """Start whatever can be started; yield its target, the cue and its length in samples at 16 kHz."""
        found: dict[str, Sound | None] = {}
        for target, listener in self._listeners.items():
            if listener.playing is not None or not listener.waiting:
                continue
            cue = listener.waiting[0]
            if cue.text and cue.text not in found:
                found[cue.text] = self._speech(cue.text)
            pcm = found[cue.text] if cue.text else SIGNALS[cue.tone]
            if pcm is not None:
                listener.waiting.popleft()
                listener.playing = cue
                listener.number = self._speaker.play(target, pcm) if cue.line else self._speaker.announce(target, pcm)
                yield target, cue, len(pcm)

    def ended(self, target: str, number: int) -> Cue | None:
        """This sound has been heard there; return its cue, unless it was cut."""
        listener = self._listeners.get(target)
        if listener is None or listener.number != number:
            return None
        cue, listener.playing = listener.playing, None
        if not listener.waiting:
            del self._listeners[target]
        return cue

    def interrupt(self, line: str) -> None:
        """A key was pressed: cut the words. Tones, and a cue that something follows from, are heard to their end."""
        listener = self._listeners.get(line)
        if listener is None:
            return
        listener.waiting = deque(cue for cue in listener.waiting if not _may_be_cut(cue))
        if listener.playing is not None and _may_be_cut(listener.playing):
            listener.playing = None
            self._speaker.stop(line)

    def forget(self, line: str) -> None:
        """The line is gone."""
        self._listeners.pop(line, None)

    def _speech(self, text: str) -> Sound | None:
        speech = self._sounds.find(text)
        if speech is not None:
            self._missing.discard(text)
        elif text not in self._missing:
            self._missing.add(text)
            self._wanted.append(text)
        return speech


def _may_be_cut(cue: Cue) -> bool:
    return bool(cue.text) and cue.then is Then.NOTHING
