"""The one way to edit a transcript: decide on what the log has now, and write."""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace

from ..attribution.call import CallGuard
from ..briefing.state import State
from ..log.recorder import Append, Conflict, Recorder
from .assembly import aliases_of, draft, guard_of, heard_on, read_edits, read_record
from .editing.deciding import CorrectWords, Grounds, OverrideFlags, Refused, SettleFlag, TakeBack, Wish, decide
from .editing.draft import Draft
from .editing.edits import Edits
from .editing.events import Edit, edits_stream, encode
from .versions import CorrectionAsked, Releases, read_releases, release_stream
from .versions import encode as encode_asked


def edit(
    recorder: Recorder,
    briefing: str,
    state: State,
    wish: Wish,
    by: str,
    at: int,
    drafted: Callable[[Edits], Draft] | None = None,
    *,
    asked: CorrectionAsked | None = None,
) -> Edit | Refused:
    """Make one edit in this seat's name, or say why not. Raises ``LogError`` when the log refuses.

    What is published is edited only together with asking for its correction (``asked``), and then nothing silently:
    every correction is marked, what was decided before stays, and nothing is left to settle. Only a flag that was
    raised since, as ground rules or aliases changed, is settled without: for the next version, if there is one.

    ``drafted`` makes the draft with given edits, for whoever has the rest at hand; without it, everything is read.
    Where somebody else has written meanwhile it is decided again, so of two who change the same words one is refused.
    """
    if drafted is None:
        record, guard = read_record(recorder, briefing), CallGuard(guard_of(state.seats.values()))
        drafted = lambda edits: draft(state, record, edits, guard)  # noqa: E731
    while True:
        releases, edits = read_releases(recorder, briefing), read_edits(recorder, briefing)
        if releases.closed:
            return Refused.CLOSED
        outcome = considered(releases, edits, state, wish, by, at, drafted, correcting=asked is not None)
        if isinstance(outcome, Refused):
            return outcome
        try:
            asking = [encode_asked(asked)] if asked else []
            as_it_was = Append(release_stream(briefing), len(releases.events), asking, at)
            recorder.append_group([as_it_was, Append(edits_stream(briefing), edits.version, [encode(outcome)], at)])
        except Conflict:
            continue
        return outcome


def considered(
    releases: Releases,
    edits: Edits,
    state: State,
    wish: Wish,
    by: str,
    at: int,
    drafted: Callable[[Edits], Draft],
    *,
    correcting: bool,
) -> Edit | Refused:
    """The edit that a wish comes to by what the log has, or why there is none; nothing is written."""
    if releases.versions:
        settling = isinstance(wish, SettleFlag | OverrideFlags)
        if not (correcting or settling) or releases.withdrawn or _undoes(wish, releases.versions[0].edits):
            return Refused.PUBLISHED
        if isinstance(wish, CorrectWords):
            wish = replace(wish, changes_meaning=True)
    grounds = Grounds(edits, drafted(edits), aliases_of(state), heard_on(state), by, state.seats[by].role)
    outcome = decide(wish, grounds, at)
    if isinstance(outcome, Refused):
        return outcome
    if correcting and drafted(Edits((*edits.events, outcome))).open:
        return Refused.FLAGGED if isinstance(wish, CorrectWords) else Refused.FLAGGED_THEN
    return outcome


def _undoes(wish: Wish, published: int) -> bool:
    """Whether it takes back one of the edits that were published first."""
    return isinstance(wish, TakeBack) and wish.event <= published
