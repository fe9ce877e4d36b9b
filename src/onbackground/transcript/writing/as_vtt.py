"""A transcript as WebVTT captions: who speaks in a voice span, at most two lines at a time.

Turns have times, words do not: within a turn the time is shared out by the length of the text.
"""

import html
import re
import textwrap
from collections.abc import Iterator
from typing import Final

from onbackground.transcript.document import Transcript, Turn

LINE: Final = 42
"""Characters of a line, as broadcasters count."""
LINES: Final = 2
SHORTEST: Final = 1_000
"""Milliseconds that a cue stands at least: less cannot be read."""
LONGEST: Final = 7_000
"""Milliseconds that a cue stands at most, where someone speaks slowly or falls silent."""

_BRACKETED: Final = re.compile(rf"\[[^\[\]]{{1,{LINE + LINE // 4}}}\]")
"""An alias or the like that is no longer than a part of a sentence: it stands in one cue as a whole."""
_TIE: Final = "\xa0"
_SENTENCE_END: Final = re.compile(rf"(?<=[.?!…])[”’\"')\]]*[^\S{_TIE}]+")


def to_vtt(transcript: Transcript) -> str:
    """Return the call as captions; times count from the official start of the call.

    Raises ValueError when a turn has no times. What was said before the call began has no place in it, and is left out.
    """
    cues = [cue for turn in transcript.turns for cue in _cues(turn)]
    blocks = [
        f"{_clock(start)} --> {_clock(end)}\n<v {_plain(speaker)}>{_plain(text)}</v>"
        for start, end, speaker, text in sorted(cues, key=lambda cue: cue[:2])
    ]
    return "\n\n".join(["WEBVTT", *blocks]) + "\n"


def _cues(turn: Turn) -> Iterator[tuple[int, int, str, str]]:
    if turn.start is None or turn.end is None:
        raise ValueError(f"turn {turn.id} has no times: captions need a recording")
    texts = [text for paragraph in turn.paragraphs for text in _readable(paragraph)]
    length = sum(map(len, texts))
    said = 0
    for text in texts:
        start, end = (turn.start + (turn.end - turn.start) * part // length for part in (said, said + len(text)))
        said += len(text)
        if end >= 0:
            start = max(start, 0)
            yield start, min(max(end, start + SHORTEST), start + LONGEST), " ".join(turn.label.split()), text


def _readable(paragraph: str) -> Iterator[str]:
    """Cut a paragraph into texts of at most two lines: whole sentences together where they fit, or parts of one."""
    waiting = ""
    tied = _BRACKETED.sub(lambda alias: alias[0].replace(" ", _TIE), " ".join(paragraph.split()))
    for sentence in _SENTENCE_END.split(tied):
        together = f"{waiting} {sentence}".strip()
        if len(_lines(together)) > LINES:
            yield from filter(None, ["\n".join(_lines(waiting))])
            *full, together = _parts(sentence)
            yield from ("\n".join(_lines(part)) for part in full)
        waiting = together
    if waiting:
        yield "\n".join(_lines(waiting))


def _parts(sentence: str) -> list[str]:
    """The sentence in as few parts as fit, of about the same length: no last word is left for a caption alone."""
    fewest = -(-len(sentence) // (LINE * LINES)) or 1
    for count in range(fewest, len(sentence) + 1):
        parts = textwrap.wrap(sentence, -(-len(sentence) // count) + LINE // 4, break_on_hyphens=False)
        if all(len(_lines(part)) <= LINES for part in parts):
            return parts
    return [sentence]


def _lines(text: str) -> list[str]:
    return textwrap.wrap(text.replace(_TIE, " "), LINE, break_on_hyphens=False)


def _plain(text: str) -> str:
    """Escape what means something in a cue."""
    return html.escape(text, quote=False)


def _clock(milliseconds: int) -> str:
    seconds, thousandths = divmod(milliseconds, 1000)
    return f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}.{thousandths:03d}"
