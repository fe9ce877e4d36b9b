"""After the release: what is published is corrected in another version, or withdrawn; both for a reason given."""

from __future__ import annotations

import datetime
import functools
import re
from collections.abc import Callable, Sequence
from typing import Final

from msgspec import Struct

from ..attribution.call import CallGuard
from ..briefing.state import State
from ..briefing.terms import Role
from ..log.recorder import Append, Recorder
from ..transcript.document import Transcript, Turn
from ..transcript.style import as_typeset
from .assembly import draft, guard_of, read_edits, read_record, read_sections, transcript_of
from .editing.aliases import one_line
from .editing.deciding import LONGEST_TEXT, Amendment, CorrectWords, Refused
from .editing.draft import Draft, Piece
from .editing.edits import Edits
from .editing.events import Place
from .editor import considered, edit
from .making import Wanted, composed
from .versions import CorrectionAsked, Releases, WithdrawalAsked, encode, read_releases, release_stream

_ENDING: Final = re.compile(r"[.,;:?!…]+$")


class ReleaseError(Exception):
    """What is asked for cannot be done; the message says why, and what to do."""


class Proposal(Struct, frozen=True):
    """A version as it would be published, and what it would say of itself; ``before`` is the one it replaces."""

    version: int
    note: str
    before: Transcript
    after: Transcript

    @property
    def changed(self) -> tuple[tuple[Turn | None, Turn], ...]:
        """The turns that are not as they were: before (None for one that was cut off another), and after."""
        before = {turn.id: turn for turn in self.before.turns}
        return tuple((before.get(turn.id), turn) for turn in self.after.turns if turn != before.get(turn.id))


def correct(
    recorder: Recorder, briefing: str, state: State, turn: str, old: str, new: str, reason: str, at: int
) -> None:
    """Let the words ``old`` of a published turn read ``new``, in the moderator's name; the keeper makes the version.

    The old words stay readable, struck. Raises ReleaseError and ``LogError``.
    """
    by = moderator_of(state)
    if (refused := _refused(read_releases(recorder, briefing), state, by, reason)) is not None:
        raise ReleaseError(refused.value)
    record, guard = read_record(recorder, briefing), CallGuard(guard_of(state.seats.values()))
    drafted, edits = functools.partial(draft, state, record, guard=guard), read_edits(recorder, briefing)
    place, ending = _place(drafted(edits), turn, old)
    wish = CorrectWords(seen=edits.version, place=place, text=new + ending if new else "")
    if (refused := _ask(recorder, briefing, state, wish, reason, by, at, drafted)) is not None:
        raise ReleaseError(refused.value)


def propose(
    recorder: Recorder,
    briefing: str,
    state: State,
    wish: Amendment,
    reason: str,
    by: str,
    at: int,
    drafted: Callable[[Edits], Draft],
) -> Proposal | Refused:
    """The version that a change would make, or why it would make none; nothing is written."""
    releases, edits = read_releases(recorder, briefing), read_edits(recorder, briefing)
    if (refused := _refused(releases, state, by, reason)) is not None:
        return refused
    outcome = considered(releases, edits, state, wish, by, at, drafted, correcting=True)
    if isinstance(outcome, Refused):
        return outcome
    last, guard = releases.versions[-1], guard_of(state.seats.values())
    withheld = tuple(section.id for section in state.ground_rules.sections if section.id not in state.lifts)
    wanted = Wanted(last.version + 1, one_line(reason), withheld)
    sections = [one for one in read_sections(recorder, briefing) if one.section in withheld]
    before = transcript_of(state, drafted(Edits(edits.events[: last.edits])), sections)
    day = datetime.datetime.fromtimestamp(at // 1000, datetime.UTC).date()
    said = drafted(Edits((*edits.events, outcome)))
    stated = guard.apply(wanted.reason).text
    after, note = composed(state, said, sections, wanted, stated, releases, before.turns, day)
    return Proposal(wanted.version, note, before, after)


def amend(
    recorder: Recorder,
    briefing: str,
    state: State,
    wish: Amendment,
    reason: str,
    by: str,
    at: int,
    drafted: Callable[[Edits], Draft],
) -> Refused | None:
    """Make a change to what is published, and have the keeper make the version; None when it is done.

    Raises ``LogError``.
    """
    if (refused := _refused(read_releases(recorder, briefing), state, by, reason)) is not None:
        return refused
    return _ask(recorder, briefing, state, wish, reason, by, at, drafted)


def _ask(
    recorder: Recorder,
    briefing: str,
    state: State,
    wish: Amendment,
    reason: str,
    by: str,
    at: int,
    drafted: Callable[[Edits], Draft],
) -> Refused | None:
    """Write the change, and that it is to be published."""
    asked = CorrectionAsked(at=at, by=by, reason=one_line(reason))
    outcome = edit(recorder, briefing, state, wish, by, at, drafted, asked=asked)
    return outcome if isinstance(outcome, Refused) else None


def withdraw(recorder: Recorder, briefing: str, state: State, reason: str, at: int, by: str = "") -> Refused | None:
    """Have the keeper put a tombstone in the place of all versions; None when it is asked for.

    ``by`` is the moderator, and nobody else may. Raises ``LogError``.
    """
    by, releases = by or moderator_of(state), read_releases(recorder, briefing)
    refused = _refused(releases, state, by, reason)
    if refused is not None and refused is not Refused.UNDER_WAY:
        return refused
    reason = guard_of(state.seats.values()).apply(one_line(reason)).text
    asked = WithdrawalAsked(at=at, by=by, reason=reason)
    recorder.append_group([Append(release_stream(briefing), len(releases.events), [encode(asked)], at)])
    return None


def _refused(releases: Releases, state: State, by: str, reason: str) -> Refused | None:
    """Why what is published cannot be corrected by this seat; None where it can."""
    if state.seats[by].role is not Role.MODERATOR:
        return Refused.NOT_YOURS_TO_RELEASE
    if not releases.versions:
        return Refused.NOT_PUBLISHED
    if releases.withdrawn or isinstance(releases.asked, WithdrawalAsked):
        return Refused.WITHDRAWN
    if not one_line(reason) or len(reason) > LONGEST_TEXT:
        return Refused.NEEDS_REASON
    if guard_of(state.seats.values()).apply(reason).flags:
        return Refused.FLAGGED  # it is published, and there is nobody after this to settle them
    return Refused.UNDER_WAY if releases.asked else None


def moderator_of(state: State) -> str:
    """The moderator's seat, in whose name the command line asks."""
    return next(seat.id for seat in state.seats.values() if seat.role is Role.MODERATOR)


def _place(said: Draft, turn: str, old: str) -> tuple[Place, str]:
    """Where these words were spoken, and the punctuation after the last of them that was not given."""
    turns = {one.id: one for one in said.turns}
    if turn not in turns:
        raise ReleaseError(f"there is no turn {turn}: each has its mark on the page, as t012")
    wanted = as_typeset(one_line(old))
    found = [
        place
        for paragraph in turns[turn].paragraphs
        if (words := [piece for piece in paragraph if piece.place])
        for first in range(len(words))
        for last in range(first, min(len(words), first + len(wanted.split())))
        if (place := _matching(words[first : last + 1], wanted)) is not None
    ]
    if not found:
        raise ReleaseError(f"turn {turn} has no such words: give them as they are printed")
    if len(found) > 1:
        raise ReleaseError(f"turn {turn} has these words {len(found)} times: give more of those around them")
    return found[0]


def _matching(words: Sequence[Piece], wanted: str) -> tuple[Place, str] | None:
    text, ending = as_typeset(" ".join(piece.text for piece in words)), ""
    if text != wanted and (found := _ENDING.search(text)):
        ending = found[0]
    places = [piece.place for piece in words if piece.place]
    if text.removesuffix(ending) != wanted or len({place.track for place in places}) != 1:
        return None
    return Place(places[0].track, places[0].start, places[-1].end), ending
