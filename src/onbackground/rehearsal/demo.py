"""The demonstration: a fictional briefing of about two minutes, told step by step.

Everybody in it, every office and every place is invented.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Final

from ..briefing import commands as do
from ..briefing.state import QuestionState
from ..briefing.terms import GroundRules, Level, Role
from .company import WELCOME_SECONDS, Company
from .script import Part, Script, Speech

MODERATOR: Final = "moderator"
OPERATOR: Final = "operator"
ONE: Final = "official-one"
TWO: Final = "official-two"
ADA: Final = "reporter-1"
BEN: Final = "reporter-2"
CLEO: Final = "reporter-3"
DREW: Final = "reporter-4"

TITLE: Final = "Background briefing on the Port Fable tidal barrier"
LISTENERS: Final = tuple(f"listener-{number}" for number in range(1, 21))

PARTS: Final = (
    Part(MODERATOR, Role.MODERATOR, "Imogen Castlebury", "Moderator"),
    Part(OPERATOR, Role.OPERATOR, "Hollis Penhallow", "Operator"),
    Part(ONE, Role.OFFICIAL, "Rosalind Wexford", "Senior Administration Official One", agency="Ministry of Tides"),
    Part(TWO, Role.OFFICIAL, "Leonard Ashworth", "Senior Administration Official Two", agency="Office of Harbours"),
    Part(ADA, Role.REPORTER, "Ada Merrow", "Question", outlet="the Fable Courier"),
    Part(BEN, Role.REPORTER, "Ben Sandoval", "Question", outlet="Lantern Radio"),
    Part(CLEO, Role.REPORTER, "Cleo Whitlock", "Question", outlet="the Harbour Gazette"),
    Part(DREW, Role.REPORTER, "Drew Tidewell", "Question", outlet="Gull News Service"),
    *(Part(id_, Role.LISTENER, f"Listener {number}", "Listener") for number, id_ in enumerate(LISTENERS, start=1)),
)

RULES: Final = GroundRules(Level.ON_BACKGROUND, "senior administration officials")

LINES: Final = (
    Speech(
        MODERATOR,
        (
            "Good morning, and thank you for joining this call on the new tidal barrier at Port Fable.",
            "We are on background today. For your awareness, and not for reporting, our speakers are Rosalind Wexford "
            "of the Ministry of Tides and Leonard Ashworth of the Office of Harbours. Rosalind, please go ahead.",
        ),
    ),
    Speech(
        ONE,
        (
            "Thank you, and good morning. The barrier will be one thousand nine hundred meters long, and it will close "
            "four times a year. Ships can pass on every other day. I will hand over to Leonard for the schedule.",
        ),
    ),
    Speech(
        TWO,
        (
            "Thanks, Rosalind. Work begins in the second week of October, and the first gate will be in the water by "
            "the end of next summer. With that, we are happy to take your questions.",
        ),
    ),
    Speech(
        OPERATOR,
        (
            "If you would like to ask a question, please press star one. Our first question is from Ada Merrow with "
            "the Fable Courier. Your line is open.",
        ),
    ),
    Speech(ADA, ("Good morning. How much will the barrier cost, and who is going to pay for it? Thank you.",)),
    Speech(
        ONE,
        (
            "The whole project costs forty million crowns. Two thirds come from the national budget, and the rest is "
            "paid by the port.",
        ),
    ),
    Speech(MODERATOR, ("Thank you. Let us go to the next question, please.",)),
    Speech(BEN, ("Hello. Can you hear me?",)),
    Speech(MODERATOR, ("Yes, we can hear you.",)),
    Speech(BEN, ("Great. What happens to the fishing boats in the winter while the gates are being built?",)),
    Speech(
        TWO,
        (
            "They can use the northern channel, which stays open all winter. Rosalind has met with the fishing fleet "
            "twice this month, and they agreed to the plan.",
        ),
    ),
    Speech(MODERATOR, ("We have time for one more question.",)),
    Speech(CLEO, ("Thank you for taking my question. Will the barrier also protect the old lighthouse?",)),
    Speech(ONE, ("Yes, it will. The lighthouse stands behind the barrier, and it will be safe from any storm tide.",)),
    Speech(MODERATOR, ("That concludes our briefing. Thank you all for joining.",)),
)

SCRIPT: Final = Script(TITLE, RULES, PARTS, LINES)


def hold(company: Company, told: Callable[[str], None]) -> None:
    """Hold the demonstration. ``told`` gets a line for people whenever something worth seeing happens."""
    say = iter(LINES)

    def speak() -> None:
        speech = next(say)
        company.speak(speech.part, "\n\n".join(speech.paragraphs))
        company.sleep(0.6)

    def joins(*reporters: str) -> None:
        for reporter in reporters:
            company.press(reporter, "*1")
            company.wait(partial(_waits, company, reporter), "the queue")

    def open_for(reporter: str) -> None:
        company.wait(lambda: _is_open(company, reporter), "the reporter's line to open")
        company.sleep(0.7)

    told("Twenty-eight phones dial in and enter their PINs")
    company.dial_in(part.id for part in PARTS)
    company.sleep(WELCOME_SECONDS)
    told("The moderator starts the call with star one on the keypad")
    company.press(MODERATOR, "*1")
    company.wait(lambda: company.state.opened_at is not None, "the start")
    company.sleep(1.0)
    speak()
    speak()
    company.give(do.GiveFloor(at=company.at(), by=ONE, seat=TWO))
    speak()

    told("The operator, a person, opens the queue; four reporters press star one")
    company.give(do.OpenQueue(at=company.at(), by=OPERATOR))
    joins(ADA, BEN, CLEO, DREW)
    company.give(do.CallOn(at=company.at(), by=OPERATOR))
    speak()
    company.give(do.OpenQuestion(at=company.at(), by=OPERATOR))
    open_for(ADA)
    speak()
    company.give(do.TakeQuestion(at=company.at(), by=MODERATOR))
    told("One reporter leaves the queue with the pound key")
    company.press(DREW, "#")
    speak()
    company.wait(lambda: company.state.position(DREW) is None, "the reporter to leave the queue")

    told("The operator hangs up: from here on the house's own voice announces")
    company.phones[OPERATOR].hang_up()
    company.wait(lambda: not company.state.operator_present(), "the operator to be gone")
    speak()
    company.give(do.CallOn(at=company.at(), by=MODERATOR))
    open_for(BEN)
    told("The call of another reporter, who is waiting in the queue, drops")
    company.phones[CLEO].hang_up()
    speak()
    speak()
    speak()
    company.give(do.TakeQuestion(at=company.at(), by=MODERATOR))
    told("That reporter dials in again and finds the place in the queue kept")
    company.dial(CLEO)
    speak()
    company.wait(lambda: company.state.present(CLEO), "the reporter to be back")
    speak()
    company.give(do.LimitQuestions(at=company.at(), by=MODERATOR, remaining=1))
    company.sleep(3.0)
    company.give(do.CallOn(at=company.at(), by=MODERATOR))
    open_for(CLEO)
    speak()
    company.give(do.TakeQuestion(at=company.at(), by=MODERATOR))
    speak()
    speak()
    told("The moderator concludes, which lifts the embargo")
    company.give(do.Conclude(at=company.at(), by=MODERATOR))
    company.wait_for_goodbye()


def _is_open(company: Company, reporter: str) -> bool:
    question = company.state.current()
    return question is not None and question.seat == reporter and question.state is QuestionState.OPEN


def _waits(company: Company, reporter: str) -> bool:
    return company.state.position(reporter) is not None
