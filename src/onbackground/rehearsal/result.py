"""What came of a re-enactment, compared with its original."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

from ..transcript.comparing import Comparison
from ..transcript.document import Transcript
from .mentions import Form
from .press_officer import Settled
from .script import Script
from .unnamed import Missed, missed, names


class Release(Struct, frozen=True):
    """How a call came to be published.

    ``embargo`` in the words of the ground rules; ``needed`` of the ``officers`` had to declare it, none where it lifts
    without them; who ``declared``, in order; ``lifted`` when, in UTC; ``proven`` says what verifying said of each file.
    """

    embargo: str
    needed: int
    officers: int
    declared: tuple[str, ...]
    lifted: str
    proven: dict[str, bool]

    def holds(self) -> bool:
        """Whether as many declared it as had to and no more, and every file is proven."""
        return len(self.declared) == self.needed and all(self.proven.values())


class Result(Struct, frozen=True):
    """The comparison, for people and machines. ``call_s`` and ``wall_s`` are seconds of the call and of our time.

    Of the names spoken, some are ``aliased`` by the guard, further ones ``settled`` by the press officer where they
    were flagged, and the rest is ``missed``. ``forms`` has the first two and the number spoken, by form; ``flags`` how
    many the press officer replaced and how many stand. A leak is told as the seat's alias and the place, never as the
    name; see :class:`~.unnamed.Names`.
    """

    turns: int
    turns_matched: int
    questions: int
    questions_in_order: int
    wer: float
    names_spoken: int
    names_aliased: int
    names_settled: int
    names_missed: tuple[Missed, ...]
    forms: dict[Form, tuple[int, int, int]]
    flags: tuple[int, int]
    leaks: tuple[str, ...]
    suspects: tuple[str, ...]
    unheard_turns: int
    call_s: float
    wall_s: float
    published: str
    missing: list[str]
    release: Release

    def holds(self) -> bool:
        """Whether every turn is there, in order and heard, no name is, and it was released as it should be."""
        complete = self.turns_matched == self.turns and self.questions_in_order == self.questions
        return complete and not self.leaks and not self.unheard_turns and self.release.holds()


def result(
    script: Script,
    comparison: Comparison,
    settled: Settled,
    published: Transcript,
    place: Path,
    release: Release,
    call_s: float,
    wall_s: float,
) -> Result:
    """Put the result together. ``place`` is the folder of the page; all of the folder it is in has been published."""
    found = names(script, published, place.parent)
    flagged = [one.form for one in missed(script, settled.before)]
    aliased = {form: spoken - flagged.count(form) for form, spoken in found.spoken.items()}
    by_hand = {form: found.aliased[form] - aliased[form] for form in aliased}
    return Result(
        turns=comparison.turns,
        turns_matched=comparison.turns_matched,
        questions=comparison.questions,
        questions_in_order=comparison.questions_in_order,
        wer=round(comparison.wer, 4),
        names_spoken=sum(found.spoken.values()),
        names_aliased=sum(aliased.values()),
        names_settled=sum(by_hand.values()),
        names_missed=found.missed,
        forms={form: (aliased[form], by_hand[form], spoken) for form, spoken in found.spoken.items()},
        flags=(settled.replaced, settled.kept),
        leaks=found.leaks,
        suspects=found.suspects,
        unheard_turns=len(comparison.unheard_turns),
        call_s=round(call_s, 1),
        wall_s=round(wall_s, 1),
        published=str(place),
        missing=[f"{one.original} {one.label}: {one.reason.value}" for one in comparison.missing],
        release=release,
    )
