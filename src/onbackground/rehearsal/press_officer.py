"""The press officer of a rehearsal, who lets the flags of the guard stand, so that its transcript is published."""

from __future__ import annotations

from typing import Final

from ..attribution.call import CallGuard
from ..briefing.terms import Role
from ..log.briefings import Briefings
from ..log.recorder import Recorder
from ..release.assembly import draft, guard_of, read_edits, read_record
from ..release.editing.deciding import OverrideFlags, Refused
from ..release.editor import edit

REASON: Final = "A rehearsal: everybody in it is invented, and its text is to be compared as it is."


def override_flags(recorder: Recorder, briefing: str, at: int) -> int:
    """Override what is flagged in a call that is completely written down; return how many flags that were.

    It is an event in the log as any override, in the moderator's name and with a reason.
    """
    briefings = Briefings(recorder)
    briefings.catch_up()
    state = briefings.states[briefing]
    moderator = next(seat.id for seat in state.seats.values() if seat.role is Role.MODERATOR)
    record, edits = read_record(recorder, briefing), read_edits(recorder, briefing)
    flags = len(draft(state, record, edits, CallGuard(guard_of(state.seats.values()))).open)
    if not flags:
        return 0
    wish = OverrideFlags(open=flags, reason=REASON)
    if isinstance(refused := edit(recorder, briefing, state, wish, moderator, at), Refused):
        raise RuntimeError(f"the flags of the rehearsal stay open: {refused.value}")
    return flags
