"""A script held again as a call: every part at a telephone, the desk's commands at the right moments."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from ..briefing import commands as do
from ..briefing.state import QuestionState
from ..briefing.terms import Role
from .company import WELCOME_SECONDS, Company
from .script import Script, Speech

BETWEEN_SPEAKERS: Final = 0.7
"""Seconds between one speaker's last word and the next one's first."""

SAME_SPEAKER: Final = 4.0
"""Seconds of silence where the same speaker has two turns in a row: whatever was said between them was not kept."""

QUEUE_LENGTH: Final = 3
"""How many reporters wait in the queue at a time."""


class Reenactment:
    """One scripted call under way."""

    def __init__(self, company: Company, script: Script) -> None:
        self._company = company
        self._script = script
        self._operator = next((part.id for part in script.parts if part.role is Role.OPERATOR), "")
        self._moderator = next(part.id for part in script.parts if part.role is Role.MODERATOR)
        self._reporters = {part.id for part in script.parts if part.role is Role.REPORTER}

    def hold(self, told: Callable[[Speech], None] = lambda speech: None) -> None:
        """Hold the whole call, from the first ring to the last goodbye. ``told`` is called with every speech begun."""
        company, speeches = self._company, self._script.speeches
        company.dial_in(part.id for part in self._script.parts)
        company.sleep(WELCOME_SECONDS)
        company.give(do.Open(at=company.at(), by=self._moderator))
        company.sleep(1.0)
        for index, speech in enumerate(speeches):
            self._prepare(index)
            told(speech)
            company.speak(speech.part, "\n\n".join(speech.paragraphs))
            following = speeches[index + 1].part if index + 1 < len(speeches) else ""
            company.sleep(SAME_SPEAKER if following == speech.part else BETWEEN_SPEAKERS)
        company.give(do.Conclude(at=company.at(), by=self._moderator))
        company.wait_for_goodbye()

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
        if self._company.state.queue_open:
            for asker in askers:
                self._join(asker)
        if self._script.part(speech.part).role is Role.OFFICIAL:
            self._give_floor(index)
        elif askers and self._is_called_too_early(index):
            self._company.give(do.CallOn(at=self._company.at(), by=self._moderator, seat=askers[0]))

    def _next_askers(self, index: int) -> list[str]:
        """The reporters who speak next, in order; three of them wait at a time."""
        asking = [speech.part for speech in self._script.speeches[index:] if speech.part in self._reporters]
        return list(dict.fromkeys(asking))[:QUEUE_LENGTH]

    def _is_announced_next(self, index: int) -> bool:
        """Whether a reporter speaks after this speech: then questions are invited now, if they were not before."""
        following = self._script.speeches[index + 1 : index + 2]
        return bool(following) and following[0].part in self._reporters

    def _open_queue(self) -> None:
        if not self._company.state.queue_open:
            self._company.give(do.OpenQueue(at=self._company.at(), by=self._moderator))

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
        state = self._company.state
        current = state.current()
        if current is not None and current.state is QuestionState.CALLED and current.number > 1:
            earlier = current.number - 1
            self._company.give(do.ReturnTo(at=self._company.at(), by=official, question=earlier, seat=official))
        elif state.floor != official:
            self._company.give(do.GiveFloor(at=self._company.at(), by=official, seat=official))

    def _join(self, reporter: str) -> None:
        state = self._company.state
        current = state.current()
        waits = state.position(reporter) or any(
            question.seat == reporter and question.state is QuestionState.SUSPENDED for question in state.questions
        )
        if waits or (current is not None and current.seat == reporter):
            return
        self._company.press(reporter, "*1")
        self._company.wait(lambda: self._company.state.position(reporter) is not None, "the tone of the queue")

    def _let_ask(self, reporter: str) -> None:
        question = self._company.state.current()
        if question is not None and question.seat == reporter and question.state is QuestionState.OPEN:
            return
        if question is not None and question.seat == reporter and question.state is QuestionState.ANSWERING:
            self._company.give(do.AllowFollowUp(at=self._company.at(), by=self._moderator))
        else:
            self._open_queue()
            self._join(reporter)
            self._company.give(do.CallOn(at=self._company.at(), by=self._moderator, seat=reporter))
            if self._operator:
                self._company.give(do.OpenQuestion(at=self._company.at(), by=self._operator))
        self._company.wait(lambda: self._is_open(reporter), "the reporter's line to open")
        self._company.sleep(0.8)

    def _is_open(self, reporter: str) -> bool:
        question = self._company.state.current()
        return question is not None and question.seat == reporter and question.state is QuestionState.OPEN

    def _close_reporter(self) -> None:
        question = self._company.state.current()
        if question is not None and question.state is QuestionState.OPEN:
            self._company.give(do.TakeQuestion(at=self._company.at(), by=self._moderator))
