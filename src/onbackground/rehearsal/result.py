"""What came of a re-enactment, compared with its original."""

from __future__ import annotations

import re
from pathlib import Path

from msgspec import Struct

from ..briefing.terms import Role
from ..transcript.comparing import Comparison
from ..transcript.document import Transcript
from .script import Script


class Result(Struct, frozen=True):
    """The comparison, for people and machines. ``call_s`` and ``wall_s`` are seconds of the call and of our time."""

    turns: int
    turns_matched: int
    questions: int
    questions_in_order: int
    wer: float
    names_spoken: int
    leaks: list[str]
    unheard_turns: int
    call_s: float
    wall_s: float
    published: str
    missing: list[str]

    def holds(self) -> bool:
        """Whether every turn is there, in order and heard, and no name is."""
        complete = self.turns_matched == self.turns and self.questions_in_order == self.questions
        return complete and not self.leaks and not self.unheard_turns


def result(
    script: Script, comparison: Comparison, published: Transcript, place: Path, call_s: float, wall_s: float
) -> Result:
    """Put the result together. A leak is told as the seat's alias and the turn, never as the name."""
    return Result(
        turns=comparison.turns,
        turns_matched=comparison.turns_matched,
        questions=comparison.questions,
        questions_in_order=comparison.questions_in_order,
        wer=round(comparison.wer, 4),
        names_spoken=_names_spoken(script),
        leaks=leaks(script, published, place),
        unheard_turns=len(comparison.unheard_turns),
        call_s=round(call_s, 1),
        wall_s=round(wall_s, 1),
        published=str(place),
        missing=[f"{one.original} {one.label}: {one.reason.value}" for one in comparison.missing],
    )


def leaks(script: Script, published: Transcript, place: Path) -> list[str]:
    """Where a name that is to be kept stands in what was published: in a turn, or anywhere else in the files."""
    found: list[str] = []
    files = {path.name: path.read_text(encoding="utf-8") for path in sorted(place.iterdir())}
    for part in script.parts:
        if part.named or part.role not in (Role.OFFICIAL, Role.MODERATOR):
            continue
        name = re.compile(r"\b(?:" + "|".join(map(re.escape, part.name.split())) + r")\b", re.IGNORECASE)
        turns = [turn.id for turn in published.turns if name.search(turn.text)]
        found += [f"{part.alias} in {turn}" for turn in turns]
        if not turns:
            found += [f"{part.alias} in {file}" for file, text in files.items() if name.search(text)]
    return found


def _names_spoken(script: Script) -> int:
    """How often a name that is to be kept is said in the script."""
    count = 0
    for part in script.parts:
        if part.named or part.role not in (Role.OFFICIAL, Role.MODERATOR):
            continue
        first = re.compile(rf"\b{re.escape(part.name.split()[0])}\b")
        count += sum(len(first.findall(text)) for speech in script.speeches for text in speech.paragraphs)
    return count
