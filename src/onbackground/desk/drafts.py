"""Transcripts as they stand, for the desk: read from the log, guarded, kept until something changes.

Reads the log and the disk: not for an event loop's thread.
"""

from __future__ import annotations

import functools
import threading
from collections.abc import Mapping
from typing import Final

from msgspec import Struct

from ..attribution.call import CallGuard, GuardingCalls, Speech
from ..attribution.guard import Guard
from ..attribution.guarded import Guarded
from ..briefing.state import State
from ..briefing.terms import Seat
from ..log.folder import DataFolder
from ..log.recorder import Recorder
from ..record.events import tracks_stream, words_stream
from ..record.turns import SpokenTurn
from ..release.assembly import (
    aliases_of,
    guard_of,
    headings_of,
    heard_on,
    read_edits,
    read_record,
    read_sections,
    transcript_of,
    turns_of,
)
from ..release.correcting import Proposal, amend, propose, withdraw
from ..release.editing.deciding import Amendment, Refused, Wish
from ..release.editing.draft import Draft
from ..release.editing.edits import Edits
from ..release.editing.events import Edit, edits_stream
from ..release.editing.headings import Heading
from ..release.editing.printing import printed
from ..release.editor import edit
from ..release.office import read_office
from ..release.versions import Releases, read_releases, release_stream
from ..transcript.writing import to_page
from .sound import wav

_UNEDITED: Final = Edits()

Versions = tuple[int, ...]


class Standing(Struct, frozen=True):
    """A transcript as it stands: the draft, the same without any edit, and the edits between them."""

    versions: Versions
    complete: bool
    edits: Edits
    draft: Draft
    unedited: Draft
    guard: GuardingCalls
    releases: Releases


class _Said(Struct, frozen=True):
    versions: Versions
    turns: list[SpokenTurn]
    headings: tuple[Heading, ...]
    complete: bool


class _Drafted(Struct, frozen=True):
    said: _Said
    edits: Edits
    draft: Draft


class _Remembering:
    """A guard that does not read the same twice: a call as it was before edits, what was typed."""

    def __init__(self, guard: Guard) -> None:
        self._text = functools.lru_cache(maxsize=20_000)(guard.apply)
        self._call = functools.lru_cache(maxsize=4)(CallGuard(guard).call)

    def __call__(self, text: str, /, *, asking: bool = False) -> Guarded:
        return self._text(text, asking=asking)

    def call(self, speeches: tuple[Speech, ...], /) -> tuple[tuple[Guarded, ...], ...]:
        return self._call(speeches)


class Drafts:
    """The transcripts of a log, and the sound they were made of, in its folder."""

    def __init__(self, recorder: Recorder, folder: DataFolder) -> None:
        self._recorder = recorder
        self._folder = folder
        self._kept: dict[str, Standing] = {}
        self._turns: dict[str, _Said] = {}
        self._drafted: dict[str, tuple[_Drafted, ...]] = {}
        self._guards: dict[str, tuple[Mapping[str, Seat], GuardingCalls]] = {}
        self._lock = threading.Lock()

    def versions(self, briefing: str, state: State) -> Versions:
        """What differs whenever the transcript may differ."""
        streams = (words_stream, tracks_stream, edits_stream, release_stream)
        return state.version, *(self._recorder.version(stream(briefing)) for stream in streams)

    def standing(self, briefing: str, state: State) -> Standing:
        """The transcript of a briefing now."""
        with self._lock:
            versions = self.versions(briefing, state)
            kept = self._kept.get(briefing)
            if kept is None or kept.versions != versions:
                kept = self._kept[briefing] = self._made(briefing, state, versions)
            return kept

    def edit(self, briefing: str, state: State, wish: Wish, by: str, at: int) -> Edit | Refused:
        """Make one edit in this seat's name. Raises ``LogError``."""
        with self._lock:
            drafted = functools.partial(self._draft, briefing, state, self._said(briefing, state))
            return edit(self._recorder, briefing, state, wish, by, at, drafted)

    def propose(
        self, briefing: str, state: State, wish: Amendment, reason: str, by: str, at: int
    ) -> Proposal | Refused:
        """The version that a change to what is published would make; nothing is written."""
        with self._lock:
            drafted = functools.partial(self._draft, briefing, state, self._said(briefing, state))
            return propose(self._recorder, briefing, state, wish, reason, by, at, drafted)

    def correct(self, briefing: str, state: State, wish: Amendment, reason: str, by: str, at: int) -> Refused | None:
        """Have a change to what is published made; None when it is asked for. Raises ``LogError``."""
        with self._lock:
            drafted = functools.partial(self._draft, briefing, state, self._said(briefing, state))
            return amend(self._recorder, briefing, state, wish, reason, by, at, drafted)

    def withdraw(self, briefing: str, state: State, reason: str, by: str, at: int) -> Refused | None:
        """Have what is published withdrawn; None when it is asked for. Raises ``LogError``."""
        with self._lock:
            return withdraw(self._recorder, briefing, state, reason, at, by)

    def page(self, proposal: Proposal) -> str:
        """A proposed version as its page is going to look. Raises OfficeError and OSError."""
        return to_page(proposal.after, read_office(self._folder.root), "", proposal.version, draft=True)

    def preview(self, briefing: str, state: State) -> str:
        """The page of the first version as it would be now, with flags open or not. Raises OfficeError and OSError."""
        withheld = {section.id for section in state.ground_rules.sections if section.id not in state.lifts}
        sections = [one for one in read_sections(self._recorder, briefing) if one.section in withheld]
        transcript = transcript_of(state, self.standing(briefing, state).draft, sections)
        return to_page(transcript, read_office(self._folder.root), "", version=1, draft=True)

    def sound(self, briefing: str, track: str, start: int, end: int) -> bytes | None:
        """A stretch of one track as WAV; None when there is none."""
        return wav(self._folder, read_record(self._recorder, briefing).segments, track, start, end)

    def _made(self, briefing: str, state: State, versions: Versions) -> Standing:
        releases = read_releases(self._recorder, briefing)
        if releases.closed:  # forgotten here too, with what the guard remembers of it
            self._turns.pop(briefing, None)
            self._drafted.pop(briefing, None)
            self._guards.pop(briefing, None)
            said, edits = _Said((), [], (), complete=False), _UNEDITED
        else:
            said, edits = self._said(briefing, state), read_edits(self._recorder, briefing)
        return Standing(
            versions,
            said.complete,
            edits,
            self._draft(briefing, state, said, edits),
            self._draft(briefing, state, said, _UNEDITED),
            self._guard(briefing, state),
            releases,
        )

    def _draft(self, briefing: str, state: State, said: _Said, edits: Edits) -> Draft:
        """The draft with these edits. The last three are kept: without any edit, before the last one, and after it."""
        kept = [one for one in self._drafted.get(briefing, ()) if one.said is said]
        found = next((one for one in kept if one.edits == edits), None)
        if found is None:
            aliases, speakers = aliases_of(state), heard_on(state)
            made = printed(said.turns, edits, self._guard(briefing, state), aliases, speakers, said.headings)
            found = _Drafted(said, edits, made)
        self._drafted[briefing] = (found, *(one for one in kept if one is not found))[:3]
        return found.draft

    def _said(self, briefing: str, state: State) -> _Said:
        """What was said so far; an edit does not change it, and writing it down in style takes longest."""
        versions = (state.version, *(self._recorder.version(of(briefing)) for of in (words_stream, tracks_stream)))
        said = self._turns.get(briefing)
        if said is None or said.versions != versions:
            record = read_record(self._recorder, briefing)
            said = self._turns[briefing] = _Said(
                versions, turns_of(state, record), headings_of(state), record.is_complete()
            )
        return said

    def _guard(self, briefing: str, state: State) -> GuardingCalls:
        """The guard of the seats as they are, which remembers what it has read."""
        seats, guard = self._guards.get(briefing, (None, None))
        if guard is None or seats != state.seats:
            guard = _Remembering(guard_of(state.seats.values()))
            self._guards[briefing] = state.seats, guard
        return guard
