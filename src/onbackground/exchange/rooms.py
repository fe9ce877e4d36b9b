"""The rooms of the stage by name and number, and what is announced in them. They come and go with their use."""

from __future__ import annotations

from collections.abc import Iterable

from onbackground.exchange.rtp.payload import Samples
from onbackground.exchange.stage import Player

HOLD = "hold"
"""The room of everyone on hold: nothing but the hold sound."""
NOTHING, HOLDING = 0, 1
"""The numbers of no room at all and of HOLD."""


class Rooms:
    """Numbers for room names; the numbers of rooms out of use are given out again."""

    def __init__(self) -> None:
        self.names: list[str | None] = [None, HOLD]
        self.numbers: dict[str | None, int] = {None: NOTHING, HOLD: HOLDING}
        self.players: dict[int, Player] = {}
        self.recorded: set[int] = set()
        self._free: list[int] = []

    def __len__(self) -> int:
        """Numbers in use or free: all are below this."""
        return len(self.names)

    def number(self, name: str | None) -> int:
        """The number of a room, made if need be."""
        number = self.numbers.get(name)
        if number is None:
            if not self._free:
                self._free.append(len(self.names))
                self.names.append(None)
            number = self._free.pop()
            self.numbers[name], self.names[number] = number, name
        return number

    def player(self, number: int) -> Player:
        """What plays a room's announcements."""
        return self.players.setdefault(number, Player())

    def keep(self, used: Iterable[int]) -> None:
        """Let go of every room that is not used, recorded or announced in."""
        self.players = {number: player for number, player in self.players.items() if player.queue}
        kept = {NOTHING, HOLDING, *used, *self.recorded, *self.players}
        for name, number in list(self.numbers.items()):
            if number not in kept:
                del self.numbers[name]
                self.names[number] = None
                self._free.append(number)

    def announced(self) -> dict[int, tuple[Samples, list[int]]]:
        """A tick of each room's announcements, with the numbers of those that ended in it."""
        return {number: player.tick() for number, player in self.players.items() if player.queue}
