"""Making the bundle of a version: assembled, guarded, in every form, and proven."""

from __future__ import annotations

import datetime
import functools
from collections.abc import Callable, Sequence, Set

import structlog
from msgspec import Struct
from msgspec.structs import replace

from ..attribution.call import CallGuard
from ..attribution.guard import Guard
from ..briefing.state import State
from ..log.folder import DataFolder
from ..log.recorder import Recorder
from ..proof.document import Proof, write_proof
from ..proof.notes import Signer
from ..proof.pieces import PiecesError
from ..proof.proving import prove
from ..record.events import tracks_stream, words_stream
from ..transcript.document import Transcript, Turn
from ..transcript.writing import Imprint, to_letter
from ..transcript.writing.wording import printed_date
from .assembly import (
    SpokenSection,
    draft,
    guard_of,
    read_edits,
    read_record,
    read_sections,
    recorded_turns,
    transcript_of,
)
from .bundle import Bundle, Kept, content_of, digest_of, keep, kept, opened, proof_key, public_name
from .editing.draft import Draft
from .editing.events import edits_stream
from .editing.headings import Kind
from .publication import compressed, forms
from .quorum import Locks, is_split
from .versions import Published, Releases

_log = structlog.get_logger()


class Wanted(Struct, frozen=True):
    """The version that is to go out next: why, if it is not the first, and the sections that are not in it.

    ``lifted`` are the sections that it has in it for the first time, where that is why.
    """

    version: int
    reason: str
    withheld: tuple[str, ...]
    lifted: tuple[str, ...] = ()


def wanted(state: State, lifts: Set[str], releases: Releases) -> Wanted | None:
    """The version that is due, or will be when the embargo lifts; None when there is nothing to publish.

    ``lifts`` are the sections that have lifted, by all that bears it out.
    """
    withheld = tuple(section.id for section in state.ground_rules.sections if section.id not in lifts)
    if not releases.versions:
        return Wanted(1, "", withheld)
    last = releases.versions[-1]
    lifted = tuple(section for section in last.withheld if section not in withheld)
    if releases.asked:
        return Wanted(last.version + 1, releases.asked.reason, withheld)
    if lifted:
        return Wanted(last.version + 1, "", withheld, lifted)
    return None


class Maker:
    """Makes bundles, and keeps them sealed in the data folder."""

    def __init__(
        self,
        recorder: Recorder,
        folder: DataFolder,
        imprint: Imprint,
        office: Signer,
        now: Callable[[], int],
        sender: str = "",
    ) -> None:
        """``sender`` is the address that letters to the list come from; without one there are none."""
        self._recorder = recorder
        self._folder = folder
        self._imprint = imprint
        self._office = office
        self._now = now
        self._sender = sender

    def prepare(self, briefing: str, state: State, releases: Releases, wanted: Wanted) -> None:
        """Make the bundle of a version ahead, unless it lies ready; locked, where it takes officers to open it.

        Raises OSError when there is no room for it, and ``KeyDestroyedError``.
        """
        inputs = self._inputs(briefing, state, wanted)
        ready = kept(self._folder, briefing, wanted.version)
        if (ready is None or ready.inputs != inputs) and (made := self.made(briefing, state, releases, wanted)):
            locks = Locks(self._recorder, briefing)
            lock = functools.partial(locks.lock, state=state) if is_split(state) else None
            keep(self._folder, briefing, made, inputs, lock)

    def bundle(self, briefing: str, state: State, releases: Releases, wanted: Wanted) -> Bundle | None:
        """The bundle of a version that has lifted: the one made ahead, unless what it was made from has changed.

        Where it does not open, as an officer declared without their share, it is made anew. None while the record is
        not complete or flags are open. Raises OSError when there is no room for it, and ``KeyDestroyedError``.
        """
        inputs = self._inputs(briefing, state, wanted)
        ready = kept(self._folder, briefing, wanted.version)
        if ready and ready.inputs == inputs and (found := self._opened(briefing, wanted.version, ready)):
            return found
        made = self.made(briefing, state, releases, wanted)
        if made is not None:
            keep(self._folder, briefing, made, inputs, None)
        return made

    def sent(self, briefing: str, version: Published) -> tuple[Bundle, Proof] | None:
        """A version that went out, with its proof as it was signed then; None where its box is gone."""
        box = kept(self._folder, briefing, version.version)
        bundle = self._opened(briefing, version.version, box) if box else None
        return (bundle, replace(bundle.unsent, statement=version.statement)) if bundle else None

    def _opened(self, briefing: str, version: int, box: Kept) -> Bundle | None:
        return opened(box, briefing, version, Locks(self._recorder, briefing))

    def _inputs(self, briefing: str, state: State, wanted: Wanted) -> bytes:
        streams = (words_stream(briefing), tracks_stream(briefing), edits_stream(briefing))
        versions = [self._recorder.version(stream) for stream in streams]
        return digest_of(content_of(state, self._imprint), versions, wanted, str(self._office.key), self._sender)

    def made(self, briefing: str, state: State, releases: Releases, wanted: Wanted) -> Bundle | None:
        """The bundle as it would be now, kept nowhere; None while the record is not complete or flags are open."""
        record = read_record(self._recorder, briefing)
        if not record.is_complete():
            return None
        edits, guard = read_edits(self._recorder, briefing), guard_of(state.seats.values())
        said = draft(state, record, edits, CallGuard(guard))
        if said.open:
            _log.warning("not published: flags are open at the desk", briefing=briefing, flags=len(said.open))
            return None
        last = releases.versions[-1] if releases.versions else None
        before = self.sent(briefing, last) if last else None
        earlier = before[1] if before else None
        sections = [one for one in read_sections(self._recorder, briefing) if one.section in wanted.withheld]
        at = datetime.datetime.fromtimestamp(self._now() // 1000, datetime.UTC)
        turns = earlier.transcript.turns if earlier else None
        reason = _reason(wanted, said, guard)
        transcript, note = composed(state, said, sections, wanted, reason, releases, turns, at.date())
        key = self._folder.ring.key_of(briefing)
        name = last.name if last else public_name(state, transcript.title or "", key)
        revised = at if earlier else None
        files = forms(transcript, self._imprint, name, version=wanted.version, revised=revised)

        def proven(sealed: int) -> Proof:
            return prove(
                recorded_turns(said),
                transcript,
                proof_key(key, sealed),
                self._office,
                briefing=name,
                at=at,
                files=files,
                replaces=earlier,
                reason=reason,
                sealed_anew=earlier is not None and sealed == wanted.version,
            )

        sealed = last.sealed if last else 1
        try:
            try:
                proof = proven(sealed)
            except PiecesError:
                if earlier is None:
                    raise
                sealed = wanted.version
                proof = proven(sealed)
        except ValueError as error:
            _log.error("not published: it cannot be proven", briefing=briefing, why=str(error))
            return None
        return Bundle(
            version=wanted.version,
            name=name,
            edits=edits.version,
            withheld=wanted.withheld,
            sealed=sealed,
            note=note,
            files=files | compressed(files),
            proof=write_proof(proof),
            letter=to_letter(transcript, self._imprint, name, self._sender) if self._sender else b"",
        )


def composed(
    state: State,
    said: Draft,
    sections: Sequence[SpokenSection],
    wanted: Wanted,
    reason: str,
    releases: Releases,
    earlier: Sequence[Turn] | None,
    day: datetime.date,
) -> tuple[Transcript, str]:
    """The transcript of a version without these ``sections``, and what it says of itself if it replaces ``earlier``.

    ``reason`` is why it does, as it may be published.
    """
    notes = tuple(one.note for one in releases.versions if one.note)
    transcript = transcript_of(state, said, sections, notes)
    if earlier is None:
        return transcript, ""
    note = _note(wanted, transcript, earlier, day, reason)
    return replace(transcript, notes=(*transcript.notes, note)), note


def _reason(wanted: Wanted, said: Draft, guard: Guard) -> str:
    """Why this version replaces the one before, as it may be published."""
    titles = [said.heading(Kind.SECTION, section) for section in wanted.lifted]
    if titles:
        return f"The embargo on the part on {' and on '.join(titles)} has lifted."
    return guard.apply(wanted.reason).text


def _note(wanted: Wanted, transcript: Transcript, earlier: Sequence[Turn], day: datetime.date, reason: str) -> str:
    """What a version says of itself: what changed, and why."""
    before = {turn.id: turn for turn in earlier}
    changed = [turn.id for turn in transcript.turns if turn.id in before and turn != before[turn.id]]
    added = [turn.id for turn in transcript.turns if turn.id not in before]
    what = [f"changed: {', '.join(changed)}"] if changed else []
    what += [f"added: {', '.join(added)}"] if added else []
    what = what or ["no turn is changed"]
    replaces = f"replaces version {wanted.version - 1} ({'; '.join(what)})"
    return f"Version {wanted.version}, of {printed_date(day)}, {replaces}. {reason}"
