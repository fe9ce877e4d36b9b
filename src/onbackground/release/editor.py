"""The one way to edit a transcript: decide on what the log has now, and write."""

from __future__ import annotations

from ..briefing.state import State
from ..log.recorder import Conflict, Recorder
from .assembly import aliases_of, draft, guard_of, read_edits, read_record
from .editing.deciding import Grounds, Refused, Wish, decide
from .editing.events import Edit, edits_stream, encode
from .keeper import release_stream


def edit(recorder: Recorder, briefing: str, state: State, wish: Wish, by: str, at: int) -> Edit | Refused:
    """Make one edit in this seat's name, or say why not. Raises ``LogError`` when the log refuses.

    Where somebody else has written meanwhile it is decided again, so of two who change the same words one is refused.
    """
    while True:
        edits = read_edits(recorder, briefing)
        unpublished = recorder.version(release_stream(briefing)) == 0
        made = draft(state, read_record(recorder, briefing), edits, guard_of(state.seats.values()).apply)
        grounds = Grounds(edits, made, aliases_of(state), by, state.seats[by].role)
        outcome = decide(wish, grounds, at) if unpublished else Refused.PUBLISHED
        if isinstance(outcome, Refused):
            return outcome
        try:
            recorder.append(edits_stream(briefing), edits.version, [encode(outcome)], at)
        except Conflict:
            continue
        return outcome
