"""The one way to edit a transcript: decide on what the log has now, and write."""

from __future__ import annotations

from collections.abc import Callable

from ..briefing.state import State
from ..log.recorder import Conflict, Recorder
from .assembly import aliases_of, draft, guard_of, read_edits, read_record
from .editing.deciding import Grounds, Refused, Wish, decide
from .editing.edits import Edits
from .editing.events import Edit, edits_stream, encode
from .editing.printing import Draft
from .keeper import release_stream


def edit(
    recorder: Recorder,
    briefing: str,
    state: State,
    wish: Wish,
    by: str,
    at: int,
    drafted: Callable[[Edits], Draft] | None = None,
) -> Edit | Refused:
    """Make one edit in this seat's name, or say why not. Raises ``LogError`` when the log refuses.

    ``drafted`` makes the draft with given edits, for whoever has the rest at hand; without it, everything is read.
    Where somebody else has written meanwhile it is decided again, so of two who change the same words one is refused.
    """
    if drafted is None:
        record, guard = read_record(recorder, briefing), guard_of(state.seats.values()).apply
        drafted = lambda edits: draft(state, record, edits, guard)  # noqa: E731
    while True:
        if recorder.version(release_stream(briefing)) > 0:
            return Refused.PUBLISHED
        edits = read_edits(recorder, briefing)
        grounds = Grounds(edits, drafted(edits), aliases_of(state), by, state.seats[by].role)
        outcome = decide(wish, grounds, at)
        if isinstance(outcome, Refused):
            return outcome
        try:
            recorder.append(edits_stream(briefing), edits.version, [encode(outcome)], at)
        except Conflict:
            continue
        return outcome
