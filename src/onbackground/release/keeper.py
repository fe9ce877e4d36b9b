"""The keeper: publishes a briefing when its embargo has lifted, every word is there and no flag is open; not before."""

from __future__ import annotations

import datetime
import time
from collections.abc import Callable
from pathlib import Path

import structlog

from ..briefing.state import State
from ..briefing.terms import Phase
from ..log.briefings import Briefings
from ..log.folder import DataFolder
from ..log.recorder import Append, Conflict, Recorder
from ..proof.document import FILE_NAME as PROOF
from ..proof.document import write_proof
from ..proof.proving import dated, withdraw
from ..proof.stamps import FILE_NAME as STAMP
from ..record.events import tracks_stream, words_stream
from ..sealing.ring import KeyDestroyedError
from ..transcript.writing import Imprint, to_feed, to_tombstone
from ..transcript.writing.files import FEED, PAGE
from .bundle import Bundle
from .closing import keep_closed
from .editing.events import edits_stream
from .erasing import keep_erased
from .lifting import Lifting
from .mailing.mailing import Mailing
from .making import Maker, wanted
from .office import signer_of
from .public_folder import PublicFolder
from .publication import Public
from .quorum import shares_stream
from .roots import Roots
from .stamping import read_stamps, stamps_stream
from .versions import (
    Published,
    Releases,
    WithdrawalAsked,
    Withdrawn,
    encode,
    read_releases,
    release_stream,
)

_log = structlog.get_logger()


def wall_clock() -> int:
    """The machine's clock as it is."""
    return time.time_ns() // 1_000_000


class Keeper:
    """Follows the log, says when a time has come, makes bundles ahead, publishes what may be, each version once."""

    def __init__(
        self,
        recorder: Recorder,
        folder: DataFolder,
        public: Path | Public,
        imprint: Imprint | None = None,
        clock: Callable[[], int | None] = wall_clock,
        now: Callable[[], int] = wall_clock,
        sender: str = "",
    ) -> None:
        """``public`` is the folder to publish into, or another place that can be.

        ``clock`` gives the time that has certainly come (milliseconds since the epoch), or None if it cannot say;
        ``now`` is what versions are dated with; ``sender``, if any, is whom the list gets mail from. Raises
        OfficeError where the office cannot sign.
        """
        self._recorder = recorder
        self._public = PublicFolder(public) if isinstance(public, Path) else public
        self._imprint = imprint or Imprint()
        self._now = now
        self._office = signer_of(folder, self._imprint.domain)
        self._folder = folder
        self._roots = Roots(recorder, folder, self._office)
        self._maker = Maker(recorder, folder, self._imprint, self._office, now, sender)
        self._briefings = Briefings(recorder)
        self._lifting = Lifting(recorder, self._briefings, clock)
        self._seen: dict[str, tuple[object, ...]] = {}
        self._out: set[str] = set()
        self._told = False
        self._public.remove_leftovers()
        keep_erased(recorder, folder)

    @property
    def position(self) -> int:
        """How far the log has been followed."""
        return self._briefings.position

    def look(self) -> list[Path]:
        """Publish every version that is due, and make ready what will be; return the folders published.

        What has lifted comes first: it does not wait until the bundle of another briefing is made. Raises OSError
        when there is no room.
        """
        self._briefings.catch_up()
        self._lifting.look()
        states = self._briefings.states
        news = [briefing for briefing, state in states.items() if state.phase is Phase.CONCLUDED]
        news = [briefing for briefing in news if self._seen.get(briefing) != self._versions(briefing)]
        news.sort(key=lambda briefing: ("" not in self._lifting.lifts(briefing), briefing not in self._seen))
        placed = [place for briefing in news if (place := self._look_at(briefing)) is not None]
        if not self._told:
            self._renew()
        return placed

    def next_clock(self) -> int | None:
        """The next instant that an embargo waits for, in milliseconds since the epoch."""
        return self._lifting.next_clock()

    def _versions(self, briefing: str) -> tuple[object, ...]:
        """What may make something due; while it stays, nothing is looked at again."""
        before = (shares_stream, words_stream, tracks_stream, edits_stream)
        streams = (release_stream, *([stamps_stream] if briefing in self._out else before))
        versions = (self._recorder.version(of(briefing)) for of in streams)
        return self._briefings.states[briefing].version, self._lifting.lifts(briefing), *versions

    def _look_at(self, briefing: str) -> Path | None:
        versions = self._versions(briefing)
        try:
            place = self._go_on(briefing, self._briefings.states[briefing])
            self._let_mail(briefing)
        except KeyDestroyedError:
            place = None
        except Conflict:
            return None
        if place is None:  # else there may be more to do: what was begun before, then what has been asked for since
            self._seen[briefing] = versions
        return place

    def _go_on(self, briefing: str, state: State) -> Path | None:
        """Finish what was begun, or do what is due; the folder if anything was published."""
        keep_closed(self._recorder, self._folder, briefing, state, self._now())
        releases, lifts = read_releases(self._recorder, briefing), self._lifting.lifts(briefing)
        if releases.versions:
            self._out.add(briefing)
        if releases.statement and not self._is_in_place(releases):
            return self._place(briefing, releases)
        if releases.statement and (stamps := self._stamps(briefing, releases)):
            self._public.renew({f"{releases.versions[-1].name}/{file}": stamp for file, stamp in stamps.items()})
        if isinstance(releases.asked, WithdrawalAsked):
            self._withdraw(briefing, releases, releases.asked)
        elif releases.withdrawn or (due := wanted(state, lifts, releases)) is None:
            return None
        elif "" not in lifts:
            self._maker.prepare(briefing, state, releases, due)
            return None
        elif (bundle := self._maker.bundle(briefing, state, releases, due)) is None:
            return None
        else:
            self._send(briefing, state, releases, bundle)
        return self._place(briefing, read_releases(self._recorder, briefing))

    def _send(self, briefing: str, state: State, releases: Releases, bundle: Bundle) -> None:
        """Date and sign a version, and note it: from here on it is published, and only to be put in place."""
        at = self._now()
        statement = dated(bundle.unsent, self._office, at=_utc(at)).statement
        event = Published(
            version=bundle.version,
            name=bundle.name,
            at=at,
            edits=bundle.edits,
            statement=statement,
            withheld=bundle.withheld,
            sealed=bundle.sealed,
            note=bundle.note,
            mailed=bool(bundle.letter),
        )
        unchanged = [Append(briefing, state.version, [], at), Append(edits_stream(briefing), bundle.edits, [], at)]
        noted = Append(release_stream(briefing), len(releases.events), [encode(event)], at)
        self._recorder.append_group([*unchanged, noted, self._roots.appending(statement, at)])
        _log.info("published", briefing=briefing, version=bundle.version)

    def _withdraw(self, briefing: str, releases: Releases, asked: WithdrawalAsked) -> None:
        """Sign the withdrawal of what is published, and note it."""
        sent = self._maker.sent(briefing, releases.versions[-1])
        if sent is None:
            raise FileNotFoundError(f"the bundle of briefing {briefing} is gone from the data folder: put it back")
        at = self._now()
        statement = withdraw(sent[1], self._office, at=_utc(at), reason=asked.reason).statement
        event = Withdrawn(at=at, reason=asked.reason, statement=statement)
        noted = Append(release_stream(briefing), len(releases.events), [encode(event)], at)
        self._recorder.append_group([noted, self._roots.appending(statement, at)])
        _log.info("withdrawn", briefing=briefing)

    def _is_in_place(self, releases: Releases) -> bool:
        """Whether the last statement is the one in the public folder."""
        return self._public.shows(releases.versions[-1].name, releases.statement)

    def _place(self, briefing: str, releases: Releases) -> Path | None:
        """Put the last version in place, with those before it beside; or the tombstone."""
        files: dict[str, bytes] = {}
        last = releases.versions[-1]
        for version in releases.versions:
            sent = self._maker.sent(briefing, version)
            if sent is None:
                _log.error("a version cannot be put in place: its bundle is gone", briefing=briefing)
                return None
            bundle, proof = sent
            folder = "" if version is last else f"v{version.version}/"
            whole = bundle.with_proof(self._roots.logged(proof))
            files |= {f"{folder}{file}": data for file, data in whole.items()}
        if (gone := releases.withdrawn) is not None:
            tombstone = withdraw(proof, self._office, at=_utc(gone.at), reason=gone.reason)
            page = to_tombstone(proof.transcript.title or "", _utc(gone.at).date(), gone.reason, self._imprint)
            files = {PAGE.name: page.encode(), PROOF: write_proof(self._roots.logged(tombstone))}
        place = self._public.publish(files | self._stamps(briefing, releases), last.name)
        self._renew()
        return place

    def _stamps(self, briefing: str, releases: Releases) -> dict[str, bytes]:
        """The time stamps there are of what is in place, by their paths."""
        stamps = read_stamps(self._recorder, briefing)
        if releases.withdrawn:
            statements = {STAMP: releases.withdrawn.statement}
        else:
            *earlier, last = releases.versions
            statements = {STAMP: last.statement} | {f"v{one.version}/{STAMP}": one.statement for one in earlier}
        return {file: stamps[statement] for file, statement in statements.items() if statement in stamps}

    def _let_mail(self, briefing: str) -> None:
        """Note, once, that a briefing is in place and the letter that was made with it may go to the list."""
        releases = read_releases(self._recorder, briefing)
        if not releases.versions or not releases.versions[0].mailed or releases.withdrawn:
            return
        mailing = Mailing(self._recorder, briefing)
        if not mailing.allowed and self._is_in_place(releases):
            mailing.allow(self._now())

    def _renew(self) -> None:
        """Let log and feed name what is published: once it is in place, also where a killed keeper did not."""
        self._told = False
        if self._roots.begun:
            self._public.renew(self._roots.files())
            self._public.renew({FEED.name: to_feed(self._public.entries(), self._imprint)})
        self._told = True


def _utc(at: int) -> datetime.datetime:
    return datetime.datetime.fromtimestamp(at // 1000, datetime.UTC)
