"""Holding a scripted call: every part at a telephone, the desk's commands at the right moments.

The same code runs on the simulated clock and in real time; what differs is behind :class:`Hall`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final, Protocol

from ..briefing import commands as do
from ..briefing.refusals import Decision, Refusal
from ..briefing.state import QuestionState, State
from ..briefing.terms import Role
from ..voice.engine import Sound
from .phone import Phone
from .phone import State as PhoneState
from .runner import Runner
from .script import Script, Speech

BETWEEN_SPEAKERS: Final = 0.7
"""Seconds between one speaker's last word and the next one's first."""

SAME_SPEAKER: Final = 4.0
"""Seconds of silence where the same speaker has two turns in a row: whatever was said between them was not kept."""

QUEUE_LENGTH: Final = 3
"""How many reporters wait in the queue at a time."""

PATIENCE: Final = 60.0
"""Seconds of waiting for anything after which a rehearsal has failed."""


class RefusedError(RuntimeError):
    """A command of the script was refused; the message is the refusal's."""


class Hall(Protocol):
    """Where a call is held: its phones and clock, its log, and the voices of its people."""

    runner: Runner

    def state(self) -> State:
        """How the briefing stands."""

    def give(self, command: do.AnyCommand) -> Decision:
        """Give a command the way a desk does."""

    def at(self) -> int:
        """The time in milliseconds since the Unix epoch."""

    def voice(self, part: str, text: str) -> Sound:
        """A part saying a text."""


class Holding:
    """One scripted call under way. ``phones`` are the parts' telephones."""

    def __init__(self, hall: Hall, briefing: str, script: Script, pins: Mapping[str, str]) -> None:
        """``pins`` gives each part's PIN."""
        self.phones: dict[str, Phone] = {}
        self._hall = hall
        self._briefing = briefing
        self._script = script
        self._pins = pins
        self._operator = next((part.id for part in script.parts if part.role is Role.OPERATOR), "")
        self._moderator = next(part.id for part in script.parts if part.role is Role.MODERATOR)
        self._reporters = {part.id for part in script.parts if part.role is Role.REPORTER}

    def hold(self, told: Callable[[Speech], None] = lambda speech: None) -> None:
        """Hold the whole call, from the first ring to the last goodbye. ``told`` is called with every speech begun."""
        self._everybody_dials_in()
        self._give(do.Open(at=self._hall.at(), by=self._moderator))
        self._sleep(1.0)
        speeches = self._script.speeches
        for index, speech in enumerate(speeches):
            self._prepare(index)
            told(speech)
            self._speak(speech)
            following = speeches[index + 1].part if index + 1 < len(speeches) else ""
            self._sleep(SAME_SPEAKER if following == speech.part else BETWEEN_SPEAKERS)
        self._give(do.Conclude(at=self._hall.at(), by=self._moderator))
        self._wait(self._nobody_is_on_the_line, "everybody to be let go")

    # ── Before the call ────────────────────────────────────────────────────────────────────────────────────────────

    def _everybody_dials_in(self) -> None:
        for part in self._script.parts:
            self.phones[part.id] = phone = self._hall.runner.phone(part.id)
            phone.dial(self._briefing)
            self._wait(lambda phone=phone: phone.state is PhoneState.TALKING, "an answer")  # type: ignore[misc]
            self._sleep(0.3)
            phone.press(self._pins[part.id])
        everybody = {part.id for part in self._script.parts}
        self._wait(lambda: everybody <= self._hall.state().line_of.keys(), "everybody to be admitted")
        # The welcome is a prompt that lies over the programme: let it end.
        self._sleep(15.0)

    def _nobody_is_on_the_line(self) -> bool:
        return all(phone.state is not PhoneState.TALKING for phone in self.phones.values())

    # ── Whose turn it is ───────────────────────────────────────────────────────────────────────────────────────────

    def _prepare(self, index: int) -> None:
        """Bring the call to where this speech can be heard."""
        speech = self._script.speeches[index]
        askers = self._next_askers(index)
        if speech.part in self._reporters:
            self._let_ask(speech.part)
            return
        self._close_reporter()
        if askers and self._is_announced_next(index):
            self._open_queue()
        if self._hall.state().queue_open:
            for asker in askers:
                self._join(asker)
        if self._script.part(speech.part).role is Role.OFFICIAL:
            self._give_floor(index)
        elif askers and self._is_called_too_early(index):
            self._give(do.CallOn(at=self._hall.at(), by=self._moderator, seat=askers[0]))

    def _next_askers(self, index: int) -> list[str]:
        """The reporters who speak next, in order; three of them wait at a time."""
        asking = [speech.part for speech in self._script.speeches[index:] if speech.part in self._reporters]
        return list(dict.fromkeys(asking))[:QUEUE_LENGTH]

    def _is_announced_next(self, index: int) -> bool:
        """Whether a reporter speaks after this speech: then questions are invited now, if they were not before."""
        following = self._script.speeches[index + 1 : index + 2]
        return bool(following) and following[0].part in self._reporters

    def _open_queue(self) -> None:
        if not self._hall.state().queue_open:
            self._give(do.OpenQueue(at=self._hall.at(), by=self._moderator))

    def _is_called_too_early(self, index: int) -> bool:
        """Whether the moderator says the same again before that reporter speaks: an official came back in between."""
        said = self._script.speeches[index]
        for later in self._script.speeches[index + 1 :]:
            if later.part in self._reporters:
                return False
            if later.part == said.part and later.paragraphs == said.paragraphs:
                return True
        return False

    def _give_floor(self, index: int) -> None:
        """Hand over; where a reporter was called too early, the official comes back to the earlier question."""
        official = self._script.speeches[index].part
        state = self._hall.state()
        current = state.current()
        if current is not None and current.state is QuestionState.CALLED and current.number > 1:
            earlier = current.number - 1
            self._give(do.ReturnTo(at=self._hall.at(), by=official, question=earlier, seat=official))
        elif state.floor != official:
            self._give(do.GiveFloor(at=self._hall.at(), by=official, seat=official))

    def _join(self, reporter: str) -> None:
        state = self._hall.state()
        current = state.current()
        waits = state.position(reporter) or any(
            question.seat == reporter and question.state is QuestionState.SUSPENDED for question in state.questions
        )
        if waits or (current is not None and current.seat == reporter):
            return
        self.phones[reporter].press("*1")
        self._wait(lambda: self._hall.state().position(reporter) is not None, "the tone of the queue")

    def _let_ask(self, reporter: str) -> None:
        question = self._hall.state().current()
        if question is not None and question.seat == reporter and question.state is QuestionState.OPEN:
            return
        if question is not None and question.seat == reporter and question.state is QuestionState.ANSWERING:
            self._give(do.AllowFollowUp(at=self._hall.at(), by=self._moderator))
        else:
            self._open_queue()
            self._join(reporter)
            self._give(do.CallOn(at=self._hall.at(), by=self._moderator, seat=reporter))
            if self._operator:
                self._give(do.OpenQuestion(at=self._hall.at(), by=self._operator))
        self._wait(lambda: self._is_open(reporter), "the reporter's line to open")
        self._sleep(0.8)

    def _is_open(self, reporter: str) -> bool:
        question = self._hall.state().current()
        return question is not None and question.seat == reporter and question.state is QuestionState.OPEN

    def _close_reporter(self) -> None:
        question = self._hall.state().current()
        if question is not None and question.state is QuestionState.OPEN:
            self._give(do.TakeQuestion(at=self._hall.at(), by=self._moderator))

    # ── Speaking ───────────────────────────────────────────────────────────────────────────────────────────────────

    def _speak(self, speech: Speech) -> None:
        sound = self._hall.voice(speech.part, "\n\n".join(speech.paragraphs))
        phone = self.phones[speech.part]
        phone.say(sound)
        seconds = len(sound) / 16_000
        self._sleep(seconds)
        self._wait(lambda: not phone.speaking, "the end of a speech")

    def _give(self, command: do.AnyCommand) -> None:
        decision = self._hall.give(command)
        if isinstance(decision, Refusal):
            raise RefusedError(f"{type(command).__name__}: {decision}")

    def _sleep(self, seconds: float) -> None:
        self._hall.runner.sleep(seconds)

    def _wait(self, until: Callable[[], bool], what: str) -> None:
        self._hall.runner.run_until(until, PATIENCE, what)
