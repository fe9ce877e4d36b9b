"""After the release: what is published is corrected in another version, or withdrawn; both for a reason given."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from ..briefing.state import State
from ..briefing.terms import Role
from ..log.recorder import Append, Recorder
from ..transcript.document import turn_id
from .assembly import draft, guard_of, read_edits, read_record
from .editing.deciding import CorrectWords, Refused
from .editing.events import Place
from .editing.printing import Draft, Piece
from .editor import edit
from .versions import CorrectionAsked, Releases, WithdrawalAsked, encode, read_releases, release_stream

_ENDING: Final = re.compile(r"[.,;:?!…]+$")


class ReleaseError(Exception):
    """What is asked for cannot be done; the message says why, and what to do."""


def correct(
    recorder: Recorder, briefing: str, state: State, turn: str, old: str, new: str, reason: str, at: int
) -> None:
    """Let the words ``old`` of a published turn read ``new``, in the moderator's name; the keeper makes the version.

    The old words stay readable, struck. Raises ReleaseError and ``LogError``.
    """
    _published(recorder, briefing)
    reason = _given(reason)
    said, edits = _drafted(recorder, briefing, state), read_edits(recorder, briefing)
    place, ending = _place(said, turn, old)
    wish = CorrectWords(seen=edits.version, place=place, text=new + ending if new else "", changes_meaning=True)
    outcome = edit(recorder, briefing, state, wish, moderator_of(state), at, correcting=True)
    if isinstance(outcome, Refused):
        raise ReleaseError(outcome.value)
    _ask(recorder, briefing, CorrectionAsked(at=at, by=moderator_of(state), reason=reason))


def withdraw(recorder: Recorder, briefing: str, state: State, reason: str, at: int) -> None:
    """Have the keeper put a tombstone in the place of all versions. Raises ReleaseError and ``LogError``."""
    _published(recorder, briefing)
    reason = guard_of(state.seats.values()).apply(_given(reason)).text
    _ask(recorder, briefing, WithdrawalAsked(at=at, by=moderator_of(state), reason=reason))


def _published(recorder: Recorder, briefing: str) -> Releases:
    releases = read_releases(recorder, briefing)
    if not releases.versions:
        raise ReleaseError("nothing of this briefing is published: what is not published is edited at the desk")
    if releases.withdrawn or isinstance(releases.asked, WithdrawalAsked):
        raise ReleaseError("this briefing is withdrawn")
    return releases


def _given(reason: str) -> str:
    if not (reason := " ".join(reason.split())):
        raise ReleaseError("give the reason: it is published")
    return reason


def _drafted(recorder: Recorder, briefing: str, state: State) -> Draft:
    guard = guard_of(state.seats.values()).apply
    return draft(state, read_record(recorder, briefing), read_edits(recorder, briefing), guard)


def moderator_of(state: State) -> str:
    """The moderator's seat, in whose name the command line asks."""
    return next(seat.id for seat in state.seats.values() if seat.role is Role.MODERATOR)


def _place(said: Draft, turn: str, old: str) -> tuple[Place, str]:
    """Where these words were spoken, and the punctuation after the last of them that was not given."""
    turns = {turn_id(number): one for number, one in enumerate(said.turns, start=1)}
    if turn not in turns:
        raise ReleaseError(f"there is no turn {turn}: each has its mark on the page, as t012")
    wanted = " ".join(old.split())
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
    text, ending = " ".join(piece.text for piece in words), ""
    if text != wanted and (found := _ENDING.search(text)):
        ending = found[0]
    places = [piece.place for piece in words if piece.place]
    if text.removesuffix(ending) != wanted or len({place.track for place in places}) != 1:
        return None
    return Place(places[0].track, places[0].start, places[-1].end), ending


def _ask(recorder: Recorder, briefing: str, asked: CorrectionAsked | WithdrawalAsked) -> None:
    stream = release_stream(briefing)
    recorder.append_group([Append(stream, recorder.version(stream), [encode(asked)], asked.at)])
