"""What a briefing is made of: seats, roles, ground rules and the embargo. Standard words of the press."""

from __future__ import annotations

import enum
from typing import Final

import msgspec

from .embargo import Conclusion, Condition, Quorum, Section
from .sealed import Sealed

HOUSE: Final = "house"
"""The author of what the system does by itself: a call rings, a line drops, a minute passes."""

PIN_TRIES: Final = 3
"""Wrong PINs after which a line is let go."""

RETURN_MS: Final = 60_000
"""How long a dropped line keeps its place in the queue, in milliseconds."""


class Role(enum.Enum):
    """What a seat is for."""

    MODERATOR = "moderator"
    OPERATOR = "operator"
    OFFICIAL = "official"
    REPORTER = "reporter"
    LISTENER = "listener"


class Phase(enum.Enum):
    """How far a briefing has come. It only ever moves down this list."""

    WAITING = "waiting"
    """People dial in; the audience is on hold, the officials are in the green room."""
    REMARKS = "remarks"
    """The call is on: opening remarks in order."""
    QUESTIONS = "questions"
    """The queue has been opened."""
    CONCLUDED = "concluded"
    """The moderator has concluded."""


class Level(enum.Enum):
    """The four levels of attribution in press usage."""

    ON_THE_RECORD = "on the record"
    ON_BACKGROUND = "on background"
    DEEP_BACKGROUND = "on deep background"
    OFF_THE_RECORD = "off the record"


class GroundRules(msgspec.Struct, frozen=True):
    """How officials may be cited (``level`` and ``phrase``) and until when nothing may be (``embargo``).

    ``sections`` are the parts of the call that have an embargo of their own. ``quorum`` says who lifts.
    ``audio_released``: the office gives out the sound of the call, so captions to it are published.
    ``advance_copies`` says whether accredited reporters may have the transcript before, sealed to each.
    """

    level: Level = Level.ON_BACKGROUND
    phrase: str = "senior administration officials"
    embargo: Condition = Conclusion()
    sections: tuple[Section, ...] = ()
    quorum: Quorum = Quorum()
    audio_released: bool = False
    advance_copies: bool = False


class Fillers(enum.Enum):
    """What becomes of "uh", of "you know" and of words begun twice when speech is written down."""

    KEPT = "kept"
    PUBLISHED = "published"
    """As in published transcripts: no "uh"; what was begun twice stays, with a dash."""
    DROPPED = "dropped"


class Seat(msgspec.Struct, frozen=True, kw_only=True):
    """A person's place in the briefing.

    ``alias`` is how the published record names the seat: ``Senior Administration Official One``, ``Moderator``,
    ``Question``; its capitals are the label of the seat's turns. ``named`` seats are on the record: their name may
    stand in the text. ``pin`` is a keyed digest; the PIN itself is never kept. ``key`` is the public key
    with which this seat signs what it declares; without one nothing it declares needs a signature.
    """

    id: str
    role: Role
    name: Sealed
    alias: str
    pin: str
    key: str = ""
    also: tuple[Sealed, ...] = ()
    title: str = ""
    agency: str = ""
    outlet: str = ""
    named: bool = False
    phrase: str = ""

    @property
    def label(self) -> str:
        """The label of this seat's turns in the published record."""
        return self.alias.upper()
