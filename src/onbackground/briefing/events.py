"""What can happen in a briefing. What is not one of these did not happen.

Every event says when (``at``, milliseconds since the epoch) and by whom (``by``: a seat, or :data:`~.terms.HOUSE`).
"""

from __future__ import annotations

import msgspec

from .embargo import Clock, Condition, Fact, Section
from .terms import Fillers, GroundRules, Level, Seat


class Event(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """Something that happened."""

    at: int
    by: str


# ── Convening ──────────────────────────────────────────────────────────────────────────────────────────────────────


class Convened(Event, frozen=True, kw_only=True):
    """The briefing exists. ``announces``: the house's own voice speaks on the programme when no operator does."""

    title: str
    ground_rules: GroundRules
    seats: tuple[Seat, ...]
    starts_at: int
    announces: bool = True
    fillers: Fillers = Fillers.PUBLISHED


class SeatAdded(Event, frozen=True, kw_only=True):
    """One more person is expected."""

    seat: Seat


class GroundRulesChanged(Event, frozen=True, kw_only=True):
    """How officials may be cited is new, for everything said in this briefing, before and after."""

    level: Level
    phrase: str


class AttributionSettled(Event, frozen=True, kw_only=True):
    """How one seat is cited and named, for everything said in this briefing, before and after."""

    seat: str
    alias: str
    phrase: str


class PasskeyEnrolled(Event, frozen=True, kw_only=True):
    """An officer has made the passkey with which they sign: ``key`` is theirs from here on.

    ``registration`` is what the browser gave (:func:`.passkeys.registered`), ``signature`` is made over it with the key
    of the officer's link.
    """

    key: str
    registration: str
    signature: str


# ── Lines ──────────────────────────────────────────────────────────────────────────────────────────────────────────


class LineRang(Event, frozen=True, kw_only=True):
    """A call came in. It hears prompts and sends nothing until it is admitted."""

    line: str
    number_withheld: bool


class PinRefused(Event, frozen=True, kw_only=True):
    """A wrong PIN; ``tries`` so far."""

    line: str
    tries: int


class LineAdmitted(Event, frozen=True, kw_only=True):
    """The PIN was right: the line is this seat's."""

    line: str
    seat: str


class LineReturned(Event, frozen=True, kw_only=True):
    """A seat is back on a new line, ``away_ms`` after its old one dropped; its place in the queue was kept."""

    line: str
    seat: str
    away_ms: int


class LineScreened(Event, frozen=True, kw_only=True):
    """Operator and this caller speak off air."""

    line: str


class LineHeld(Event, frozen=True, kw_only=True):
    """The line hears the hold sound."""

    line: str


class LineReleased(Event, frozen=True, kw_only=True):
    """Screening or hold is over; the line hears the programme again."""

    line: str


class LineDropped(Event, frozen=True, kw_only=True):
    """The call ended without anybody here wanting it to."""

    line: str
    replaced: bool = False


class LineLetGo(Event, frozen=True, kw_only=True):
    """The house ended the call: too many wrong PINs."""

    line: str


class LineRemoved(Event, frozen=True, kw_only=True):
    """Somebody here ended the call; the seat's PIN no longer admits."""

    line: str


class PlaceLapsed(Event, frozen=True, kw_only=True):
    """A dropped line did not come back in time; its place in the queue is gone."""

    seat: str


# ── The floor ──────────────────────────────────────────────────────────────────────────────────────────────────────


class Opened(Event, frozen=True, kw_only=True):
    """The official start: the programme begins; moderator, operator and officials are heard."""


class FloorGiven(Event, frozen=True, kw_only=True):
    """An official has the floor."""

    seat: str


class Muted(Event, frozen=True, kw_only=True):
    """This seat is not heard until it is unmuted."""

    seat: str


class Unmuted(Event, frozen=True, kw_only=True):
    """This seat is heard again where its role and the floor allow it."""

    seat: str


class GreenRoomEntered(Event, frozen=True, kw_only=True):
    """An official stepped aside into the officials' private channel."""

    seat: str


class GreenRoomLeft(Event, frozen=True, kw_only=True):
    """An official is back on the programme."""

    seat: str


# ── The queue and the questions ────────────────────────────────────────────────────────────────────────────────────


class QueueOpened(Event, frozen=True, kw_only=True):
    """Reporters may join."""


class QueueJoined(Event, frozen=True, kw_only=True):
    """A reporter joined at the end."""

    seat: str


class QueueLeft(Event, frozen=True, kw_only=True):
    """A reporter left by their own choice."""

    seat: str


class QueueReordered(Event, frozen=True, kw_only=True):
    """Somebody changed the order; ``before`` is kept so that it can be undone."""

    before: tuple[str, ...]
    after: tuple[str, ...]


class ReorderUndone(Event, frozen=True, kw_only=True):
    """The last change of order was taken back."""

    after: tuple[str, ...]


class QuestionCalled(Event, frozen=True, kw_only=True):
    """A reporter is up and will be announced. ``out_of_turn``: others had waited longer. ``again``: was suspended."""

    question: int
    seat: str
    out_of_turn: bool = False
    again: bool = False


class QuestionOpened(Event, frozen=True, kw_only=True):
    """The reporter has been announced; their line is open."""

    question: int


class QuestionTaken(Event, frozen=True, kw_only=True):
    """The reporter's line is closed again; officials answer."""

    question: int


class FollowUpAllowed(Event, frozen=True, kw_only=True):
    """The same reporter's line is open once more."""

    question: int


class QuestionSuspended(Event, frozen=True, kw_only=True):
    """A reporter who was up must wait, or dropped; they are called again before others."""

    question: int


class QuestionReopened(Event, frozen=True, kw_only=True):
    """An official came back to an earlier question."""

    question: int
    seat: str


class QuestionClosed(Event, frozen=True, kw_only=True):
    """This question is over."""

    question: int


class QuestionsLimited(Event, frozen=True, kw_only=True):
    """ "Time for two more": so many questions are still called; one is the last."""

    remaining: int


class QueueClosed(Event, frozen=True, kw_only=True):
    """Nobody may join any more; ``kept`` were still waiting and are kept for the follow-up."""

    kept: tuple[str, ...]


# ── The end ────────────────────────────────────────────────────────────────────────────────────────────────────────


class Concluded(Event, frozen=True, kw_only=True):
    """The moderator concluded the call."""


# ── The embargo ────────────────────────────────────────────────────────────────────────────────────────────────────


class SectionAdded(Event, frozen=True, kw_only=True):
    """A part of the call has an embargo of its own."""

    section: Section


class SectionBegun(Event, frozen=True, kw_only=True):
    """What is said from here on belongs to this section, and no longer to another."""

    section: str


class SectionEnded(Event, frozen=True, kw_only=True):
    """What is said from here on belongs to the call as a whole."""

    section: str


class FactDeclared(Event, frozen=True, kw_only=True):
    """An officer says that this is so; with enough of them it counts as a fact.

    ``where`` says where an embargo was broken. ``signature`` is the officer's, over the fact, where they have a key.
    """

    fact: Fact
    where: str = ""
    reason: str = ""
    signature: str = ""


class ClockReached(Event, frozen=True, kw_only=True):
    """A time that an embargo speaks of has come."""

    clock: Clock


class EmbargoMoveAsked(Event, frozen=True, kw_only=True):
    """An officer wants another embargo; with enough of them it is moved. ``section`` is empty for the call itself."""

    section: str
    embargo: Condition
    reason: str
    signature: str = ""


class EmbargoMoved(Event, frozen=True, kw_only=True):
    """Another embargo holds now."""

    section: str
    before: Condition
    after: Condition
    reason: str


class EmbargoLifted(Event, frozen=True, kw_only=True):
    """The record may be published: this section of it, or with none named all that is in no section."""

    section: str = ""


AnyEvent = (
    Convened
    | SeatAdded
    | GroundRulesChanged
    | AttributionSettled
    | PasskeyEnrolled
    | LineRang
    | PinRefused
    | LineAdmitted
    | LineReturned
    | LineScreened
    | LineHeld
    | LineReleased
    | LineDropped
    | LineLetGo
    | LineRemoved
    | PlaceLapsed
    | Opened
    | FloorGiven
    | Muted
    | Unmuted
    | GreenRoomEntered
    | GreenRoomLeft
    | QueueOpened
    | QueueJoined
    | QueueLeft
    | QueueReordered
    | ReorderUndone
    | QuestionCalled
    | QuestionOpened
    | QuestionTaken
    | FollowUpAllowed
    | QuestionSuspended
    | QuestionReopened
    | QuestionClosed
    | QuestionsLimited
    | QueueClosed
    | Concluded
    | SectionAdded
    | SectionBegun
    | SectionEnded
    | FactDeclared
    | ClockReached
    | EmbargoMoveAsked
    | EmbargoMoved
    | EmbargoLifted
)
