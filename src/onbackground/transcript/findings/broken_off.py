"""Turns that break off in the middle of a sentence, without a dash for it."""

import re
from collections.abc import Iterator

from onbackground.transcript.document import Finding, FindingKind, Turn
from onbackground.transcript.findings.pointing import at_end

_IN_A_SENTENCE = re.compile(r"[\w,;]$")
_GOES_ON = re.compile(r"[^\w\[(“\"]*(?:[a-z]|[—–…-])")
_SOME_WORDS = 3
_WORDS_QUOTED = 6
_MOST_END_WELL = 0.9


def turns_broken_off(turns: tuple[Turn, ...]) -> Iterator[Finding]:
    """Yield the turns whose last sentence has no end, and is not gone on with in the next turn.

    Where many turns have no end mark, the page does without, and nothing can be said.
    """
    ends = [turn.paragraphs[-1].rstrip() if turn.paragraphs else "" for turn in turns]
    broken = [number for number, end in enumerate(ends) if _IN_A_SENTENCE.search(end[-1:])]
    if len(broken) > (1 - _MOST_END_WELL) * len(turns) + 1:
        return
    for number in broken:
        following = turns[number + 1].text if number + 1 < len(turns) else ""
        sentence = ends[number][max(map(ends[number].rfind, ".?!")) + 1 :]
        words = sentence.split()
        alias_open = sentence.rfind("[") > sentence.rfind("]")  # told as a bracket
        if len(words) >= _SOME_WORDS and not alias_open and not _GOES_ON.match(following):
            last = " ".join(words[-_WORDS_QUOTED:])
            reason = f"the turn ends without an end to its sentence, “{last}”: words may be lost"
            yield at_end(FindingKind.LOST_TURN, reason, turns[number])
