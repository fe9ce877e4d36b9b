"""Our own phones beside the independent ones: the moderator, an official, and what they do in every call."""

from __future__ import annotations

from types import TracebackType
from typing import Self

import numpy as np
from numpy.typing import NDArray
from running_house import RunningHouse

from onbackground.briefing import commands as do
from onbackground.briefing.state import QuestionState
from onbackground.rehearsal.phone import Phone
from onbackground.rehearsal.realtime import Realtime


class Company:
    """Phones of these seats, dialled in and admitted."""

    def __init__(self, house: RunningHouse, *seats: str) -> None:
        self.house = house
        self.stage = Realtime(house.address)
        self.phones: dict[str, Phone] = {}
        for seat in seats:
            self.dial_in(seat)

    def dial_in(self, seat: str, user: str = "fable") -> Phone:
        phone = self.phones[seat] = self.stage.phone(seat)
        phone.dial(user)
        self.house.wait_for(lambda: phone.state.name == "TALKING", 10, f"{seat} to be answered")
        phone.press(self.house.pins[seat])
        self.house.wait_for(lambda: seat in self.house.state().line_of, 10, f"{seat} to be admitted")
        self.stage.sleep(0.3)
        phone.press("0")  # any key cuts short what they are told, and the programme can be heard
        return phone

    def open(self) -> None:
        """Open the call and the queue."""
        self.house.give(do.Open(at=self.house.at(), by="mod"))
        self.house.give(do.OpenQueue(at=self.house.at(), by="mod"))

    def call_on(self, seat: str) -> None:
        """Call on the next reporter, who must be this one, and wait until the line is open."""
        self.house.give(do.CallOn(at=self.house.at(), by="mod"))
        question = self.house.state().questions[-1]
        assert question.seat == seat

        def opened() -> bool:
            return self.house.state().questions[-1].state is QuestionState.OPEN

        self.house.wait_for(opened, 60, f"the line of {seat} to open")

    def say(self, seat: str, sound: NDArray[np.float32]) -> None:
        """Say something (16 kHz), and wait until everybody must have heard it."""
        self.phones[seat].say(sound)
        self.house.wait_for(lambda: not self.phones[seat].speaking, 60, f"{seat} to say it")
        self.stage.sleep(0.6)

    def recent(self, seat: str, seconds: float) -> NDArray[np.float32]:
        """What this phone has heard last, 8 kHz."""
        return self.phones[seat].handset.recording.samples()[-round(8_000 * seconds) :]

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, where: TracebackType | None
    ) -> None:
        self.stage.close()
