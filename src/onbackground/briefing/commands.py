"""What somebody can ask for in a briefing. Each is answered with events or a refusal, by :func:`~.rules.decide`.

Every command says when (``at``, milliseconds since the epoch) and who asks (``by``: a seat, or
:data:`~.terms.HOUSE`).
"""

from __future__ import annotations

import msgspec

from .embargo import Condition, Fact, Section
from .terms import Fillers, GroundRules, Level, Seat


class Command(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """A wish."""

    at: int
    by: str


class Convene(Command, frozen=True, kw_only=True):
    """Set up the briefing."""

    title: str
    ground_rules: GroundRules
    seats: tuple[Seat, ...]
    starts_at: int
    announces: bool = True
    fillers: Fillers = Fillers.PUBLISHED


class AddSeat(Command, frozen=True, kw_only=True):
    """Expect one more person."""

    seat: Seat


class ChangeGroundRules(Command, frozen=True, kw_only=True):
    """Change how officials may be cited, for everything said, before and after."""

    level: Level
    phrase: str


class SettleAttribution(Command, frozen=True, kw_only=True):
    """Settle how one seat is cited (``phrase``) and named (``alias``); empty leaves that part as it is."""

    seat: str
    alias: str = ""
    phrase: str = ""


class EnrolPasskey(Command, frozen=True, kw_only=True):
    """Put the passkey that an officer has made in their seat; see :class:`~.events.PasskeyEnrolled`."""

    key: str
    registration: str
    signature: str


class Ring(Command, frozen=True, kw_only=True):
    """A call comes in."""

    line: str
    number_withheld: bool = False


class TryPin(Command, frozen=True, kw_only=True):
    """The caller entered a PIN; ``pin`` is its keyed digest."""

    line: str
    pin: str


class Screen(Command, frozen=True, kw_only=True):
    """Speak with this caller off air."""

    line: str


class Hold(Command, frozen=True, kw_only=True):
    """Put this line on hold."""

    line: str


class Release(Command, frozen=True, kw_only=True):
    """Take this line out of screening or hold."""

    line: str


class Drop(Command, frozen=True, kw_only=True):
    """The call ended by itself."""

    line: str


class Remove(Command, frozen=True, kw_only=True):
    """End this call and admit its seat no more."""

    line: str


class Lapse(Command, frozen=True, kw_only=True):
    """Time has passed: give up the places that were kept long enough."""


class Open(Command, frozen=True, kw_only=True):
    """Start the call."""


class GiveFloor(Command, frozen=True, kw_only=True):
    """Hand over to an official."""

    seat: str


class Mute(Command, frozen=True, kw_only=True):
    """Silence a seat."""

    seat: str


class Unmute(Command, frozen=True, kw_only=True):
    """Let a silenced seat be heard again."""

    seat: str


class EnterGreenRoom(Command, frozen=True, kw_only=True):
    """Step aside into the officials' private channel."""


class LeaveGreenRoom(Command, frozen=True, kw_only=True):
    """Come back to the programme."""


class OpenQueue(Command, frozen=True, kw_only=True):
    """Invite questions."""


class JoinQueue(Command, frozen=True, kw_only=True):
    """``*1``: the asking seat joins the queue."""


class LeaveQueue(Command, frozen=True, kw_only=True):
    """``#``: the asking seat leaves the queue."""


class Reorder(Command, frozen=True, kw_only=True):
    """Move a waiting reporter to a place in the queue, 1 being the next."""

    seat: str
    place: int


class UndoReorder(Command, frozen=True, kw_only=True):
    """Take the last change of order back."""


class CallOn(Command, frozen=True, kw_only=True):
    """Let a reporter ask; without a seat, the one who is next."""

    seat: str = ""


class OpenQuestion(Command, frozen=True, kw_only=True):
    """The reporter who is up has been announced: open their line."""


class TakeQuestion(Command, frozen=True, kw_only=True):
    """The question is asked: close the reporter's line."""


class AllowFollowUp(Command, frozen=True, kw_only=True):
    """Open the line of the reporter whose question is being answered once more."""


class ReturnTo(Command, frozen=True, kw_only=True):
    """An official comes back to an earlier question; whoever is up waits."""

    question: int
    seat: str


class LimitQuestions(Command, frozen=True, kw_only=True):
    """Announce that so many more questions will be called; one is the last."""

    remaining: int


class CloseQueue(Command, frozen=True, kw_only=True):
    """Let nobody else join."""


class Conclude(Command, frozen=True, kw_only=True):
    """End the call."""


class AddSection(Command, frozen=True, kw_only=True):
    """Give a part of the call an embargo of its own."""

    section: Section


class BeginSection(Command, frozen=True, kw_only=True):
    """What is said now belongs to this section."""

    section: str


class EndSection(Command, frozen=True, kw_only=True):
    """What is said now belongs to the call as a whole again."""


class Signed(Command, frozen=True, kw_only=True):
    """What an officer says, with their signature (:mod:`.statements`) where their seat has a key."""

    signature: str = ""


class Declare(Signed, frozen=True, kw_only=True):
    """Say that what an embargo waits for is so; ``fact`` may be left out where only one is waited for."""

    fact: Fact | None = None


class BreakEmbargo(Signed, frozen=True, kw_only=True):
    """Say that the news is out, ``where`` and how, so that keeping the embargo serves nobody."""

    where: str
    reason: str = ""


class MoveEmbargo(Signed, frozen=True, kw_only=True):
    """Ask for another embargo, for the call or for one ``section``: later, earlier, or on another condition."""

    embargo: Condition
    reason: str
    section: str = ""


class ReachClock(Command, frozen=True, kw_only=True):
    """Time has passed: note the times of embargoes that have come."""


AnyCommand = (
    Convene
    | AddSeat
    | ChangeGroundRules
    | SettleAttribution
    | EnrolPasskey
    | Ring
    | TryPin
    | Screen
    | Hold
    | Release
    | Drop
    | Remove
    | Lapse
    | Open
    | GiveFloor
    | Mute
    | Unmute
    | EnterGreenRoom
    | LeaveGreenRoom
    | OpenQueue
    | JoinQueue
    | LeaveQueue
    | Reorder
    | UndoReorder
    | CallOn
    | OpenQuestion
    | TakeQuestion
    | AllowFollowUp
    | ReturnTo
    | LimitQuestions
    | CloseQueue
    | Conclude
    | AddSection
    | BeginSection
    | EndSection
    | Declare
    | BreakEmbargo
    | MoveEmbargo
    | ReachClock
)
