"""What a seat may ask for now, and what the rules say to it. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from ..briefing import commands as do
from ..briefing.lift import missing
from ..briefing.passkeys import is_passkey
from ..briefing.refusals import Refusal
from ..briefing.rules import refused
from ..briefing.state import Line, LineState, State
from ..briefing.statements import UNSIGNED
from ..briefing.terms import Role, Seat
from .wishes import Wish, command_for, wish


class RefusalView(Struct, frozen=True):
    """Why something changes nothing: the rule's name, what is not so, and what would be allowed instead."""

    rule: str
    sentence: str
    allowed: str


class Action(Struct, frozen=True):
    """A command that makes sense here. ``refused`` says why the rules would not have it now; null: they would."""

    command: Wish
    refused: RefusalView | None


_GENERAL: Final = (
    wish("Open"),
    wish("OpenQueue"),
    wish("CallOn"),
    wish("OpenQuestion"),
    wish("TakeQuestion"),
    wish("AllowFollowUp"),
    wish("LimitQuestions", remaining=2),
    wish("LimitQuestions", remaining=1),
    wish("CloseQueue"),
    wish("UndoReorder"),
    wish("Conclude"),
)


def refusal_view(refusal: Refusal) -> RefusalView:
    """A refusal as it is shown."""
    return RefusalView(refusal.rule.name, refusal.rule.sentence, refusal.rule.allowed)


class Asking:
    """One seat that could ask for things, at a time in milliseconds since the epoch."""

    def __init__(self, state: State, by: str, at: int) -> None:
        self._state = state
        self._by = by
        self._at = at
        self._signs = is_passkey(state.seats[by].key)

    def action(self, asked: Wish) -> Action:
        """What the rules say to this wish."""
        command = command_for(asked, self._at, self._by)
        if isinstance(command, do.Signed) and self._signs:
            command = replace(command, signature=UNSIGNED)
        refusal = refused(self._state, command)
        return Action(asked, refusal_view(refusal) if refusal else None)

    def about_call(self) -> tuple[Action, ...]:
        """What concerns the call as a whole."""
        return tuple(self.action(asked) for asked in (*_GENERAL, *_about_embargoes(self._state, self._by)))

    def about_place(self, seat: str, place: int) -> tuple[Action, ...]:
        """Call on this reporter, or move them up or down by one."""
        wishes = [wish("CallOn", seat=seat)]
        if place > 1:
            wishes.append(wish("Reorder", seat=seat, place=place - 1))
        if place < len(self._state.queue):
            wishes.append(wish("Reorder", seat=seat, place=place + 1))
        return tuple(self.action(asked) for asked in wishes)

    def about_seat(self, seat: Seat, line: Line | None) -> tuple[Action, ...]:
        """What can be done with somebody: nothing with the moderator, less with those who never speak."""
        if seat.role is Role.MODERATOR or line is None:
            return ()
        wishes = []
        if seat.role is Role.OFFICIAL:
            wishes.append(wish("GiveFloor", seat=seat.id))
        if seat.role is Role.REPORTER:
            wishes.append(wish("CallOn", seat=seat.id))
        if seat.role is not Role.LISTENER:
            wishes.append(wish("Unmute" if seat.id in self._state.muted else "Mute", seat=seat.id))
        if line.state is not LineState.SCREENED and seat.role in (Role.REPORTER, Role.LISTENER):
            wishes.append(wish("Screen", line=line.id))
        wishes.append(wish("Hold" if line.state is LineState.ADMITTED else "Release", line=line.id))
        wishes.append(wish("Remove", line=line.id))
        return tuple(self.action(asked) for asked in wishes)


def _about_embargoes(state: State, you: str) -> Iterator[Wish]:
    """Declare what is waited for and you have not said yet, begin and end the sections."""
    for fact in missing(state):
        if you not in state.declarations.get(fact, ()):
            yield wish("Declare", fact=fact)
    for section in state.ground_rules.sections:
        if section.id != state.section:
            yield wish("BeginSection", section=section.id)
    if state.section:
        yield wish("EndSection")
