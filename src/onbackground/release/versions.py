"""What has been published of a briefing, and what is to be: the events of the stream ``<briefing>/release``."""

from __future__ import annotations

from typing import Final

import msgspec
from msgspec import Struct

from ..log.recorder import Recorder


class Published(Struct, frozen=True, kw_only=True, tag=True):
    """A version goes out: from here on it is published, and whoever is killed before it is whole finishes it.

    ``name`` is the folder, the same for all versions. ``statement`` is what the office signed, ``edits`` how many
    edits are in it, ``withheld`` the sections that are not. ``sealed`` is the version for which the record of its
    proof was sealed: 1, unless a correction had to seal it anew. ``note`` is what the version says of itself.
    ``mailed`` says whether it had a letter for the office's list with it.
    """

    version: int
    name: str
    at: int
    edits: int
    statement: str
    withheld: tuple[str, ...] = ()
    sealed: int = 1
    note: str = ""
    mailed: bool = False


class CorrectionAsked(Struct, frozen=True, kw_only=True, tag=True):
    """What was corrected since is to be published as another version, for this reason."""

    at: int
    by: str
    reason: str


class WithdrawalAsked(Struct, frozen=True, kw_only=True, tag=True):
    """What is published is to be withdrawn, for this reason."""

    at: int
    by: str
    reason: str


class Withdrawn(Struct, frozen=True, kw_only=True, tag=True):
    """A tombstone goes out in place of all versions; ``statement`` is what the office signed."""

    at: int
    reason: str
    statement: str


class ClosingAsked(Struct, frozen=True, kw_only=True, tag=True):
    """What was said is to be read by nobody of the house until officers open it, and edited no more."""

    at: int
    by: str


class Reopened(Struct, frozen=True, kw_only=True, tag=True):
    """Officers have opened what was closed."""

    at: int


ReleaseEvent = Published | CorrectionAsked | WithdrawalAsked | Withdrawn | ClosingAsked | Reopened

_encoder: Final = msgspec.json.Encoder()
_decoder: Final[msgspec.json.Decoder[ReleaseEvent]] = msgspec.json.Decoder(ReleaseEvent)


def release_stream(briefing: str) -> str:
    """The stream in which publication is noted."""
    return f"{briefing}/release"


class Releases(Struct, frozen=True):
    """The events so far, in order."""

    events: tuple[ReleaseEvent, ...] = ()

    @property
    def versions(self) -> tuple[Published, ...]:
        """What was published, the first version first."""
        return tuple(event for event in self.events if isinstance(event, Published))

    @property
    def closed(self) -> bool:
        """Whether the record is to be closed, and was not opened since."""
        turns = [event for event in self.events if isinstance(event, ClosingAsked | Reopened)]
        return bool(turns) and isinstance(turns[-1], ClosingAsked)

    @property
    def withdrawn(self) -> Withdrawn | None:
        """The end of it, if it was withdrawn."""
        return next((event for event in self.events if isinstance(event, Withdrawn)), None)

    @property
    def statement(self) -> str:
        """The last statement that was signed; empty when there is none."""
        signed = [event.statement for event in self.events if isinstance(event, Published | Withdrawn)]
        return signed[-1] if signed else ""

    @property
    def asked(self) -> CorrectionAsked | WithdrawalAsked | None:
        """What was asked for last and is not done; a withdrawal before any correction."""
        if self.withdrawn:
            return None
        open_: CorrectionAsked | None = None
        for event in self.events:
            if isinstance(event, WithdrawalAsked):
                return event
            open_ = event if isinstance(event, CorrectionAsked) else None
        return open_


def read_releases(recorder: Recorder, briefing: str) -> Releases:
    """Read what the log has of a briefing's publication."""
    return Releases(tuple(_decoder.decode(record.data) for record in recorder.read(release_stream(briefing))))


def encode(event: ReleaseEvent) -> bytes:
    """An event as JSON."""
    return _encoder.encode(event)
