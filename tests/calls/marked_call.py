"""A short call in which every name, number, PIN and phrase is a mark that stands nowhere else. Nobody in it exists."""

from __future__ import annotations

from typing import Final

import numpy as np
from scanning import Scanner

from onbackground.briefing import commands as do
from onbackground.briefing.embargo import Event
from onbackground.briefing.state import QuestionState
from onbackground.briefing.terms import GroundRules, Role
from onbackground.exchange.sip.fields import NameAddr
from onbackground.rehearsal.company import Company, Hall
from onbackground.rehearsal.habits import Habits
from onbackground.rehearsal.script import Part, Script
from onbackground.voice.engine import Sound

BRIEFING: Final = "b7k2"
EVENT: Final = Event("the zeppelin Grobnaxia has moored")
PARTS: Final = (
    Part("mod", Role.MODERATOR, "Quorvella Zanthropp", "Moderator"),
    Part("op", Role.OPERATOR, "Hobblewick Straxen", "Operator"),
    Part(
        "one",
        Role.OFFICIAL,
        "Zéphyrine Oxblattova",
        "Senior Administration Official One",
        also=("Zephkins",),
        title="Archrectrix",
        agency="Ministry of Snorbles",
    ),
    Part("two", Role.OFFICIAL, "Ångelika Brumblefjäll", "Senior Administration Official Two"),
    Part("r1", Role.REPORTER, "Tolliver Quaggmyre", "Question", outlet="the Vexmoor Gazettine"),
    Part("r2", Role.REPORTER, "Ulrikke Pfennigbaum", "Question", outlet="Radio Wobbulon"),
    Part("ear", Role.LISTENER, "Yolantha Brixwoddle", "Listener"),
)
SCRIPT: Final = Script("Talks on the Kwizzerbank barrage", GroundRules(embargo=EVENT), PARTS, ())
PINS: Final = {part.id: f"{73_190_452 + 1_733 * number}" for number, part in enumerate(PARTS)}
NUMBERS: Final = {part.id: f"+1202555014{number}" for number, part in enumerate(PARTS)}
SAID: Final = "Thank you, Zéphyrine Oxblattova. The vantablack kumquats are marmotproof, and Brumblefjäll agrees."
CALLING: Final = [part.id for part in PARTS if part.role is not Role.OPERATOR]


def words_of(*parts: str) -> list[str]:
    """Each word of the names of these parts, and of their other names."""
    named = [SCRIPT.part(part) for part in parts]
    return [word for part in named for name in (part.name, *part.also) for word in name.split()]


UNNAMED: Final = [*words_of("mod", "one", "two", "ear"), *PINS.values(), *(one[1:] for one in NUMBERS.values())]
"""What nobody ever reads: who spoke on background, who listened, PINs and telephone numbers."""

EMBARGOED: Final = [
    *words_of("op", "r1", "r2"),
    "Snorbles",
    "Archrectrix",
    "Vexmoor",
    "Gazettine",
    "Wobbulon",
    "Kwizzerbank",
    "Grobnaxia",
    "vantablack kumquats",
    "marmotproof",
]
"""What nobody reads before the lift."""


def scanner(*, published: bool = False) -> Scanner:
    """Looks for everything that must not be readable, before the lift or after it."""
    return Scanner(UNNAMED if published else [*UNNAMED, *EMBARGOED])


class Hiss:
    """A voice like no other: noise, a quarter of a second for each word."""

    def __init__(self, seed: int) -> None:
        self.identity = f"hiss {seed}"
        self._seed = seed

    def speak(self, text: str) -> Sound:
        chance = np.random.default_rng(self._seed)
        return (0.2 * chance.standard_normal(4_000 * len(text.split()))).astype(np.float32)


def hold(hall: Hall, text: str = SAID) -> Company:
    """Hold the call up to its conclusion; the embargo has then not lifted."""
    company = Company(hall, BRIEFING, PINS)
    for part in CALLING:
        caller = NameAddr(f"sip:{NUMBERS[part]}@example.org", SCRIPT.part(part).name)
        company.phones[part] = hall.runner.phone(part, habits=Habits(listens=part == "ear"), caller=caller)
    company.dial_in(CALLING)
    company.give(do.Open(at=company.at(), by="mod"))
    company.sleep(1.0)
    company.speak("mod", text)
    company.give(do.GiveFloor(at=company.at(), by="mod", seat="one"))
    company.sleep(0.5)
    company.speak("one", text)
    company.give(do.OpenQueue(at=company.at(), by="mod"))
    company.press("r1", "*1")
    company.wait(lambda: company.state.position("r1") is not None, "the queue")
    company.give(do.CallOn(at=company.at(), by="mod"))
    company.wait(lambda: _is_open(company), "the reporter's line to open")
    company.sleep(0.8)
    company.speak("r1", text)
    company.give(do.TakeQuestion(at=company.at(), by="mod"))
    company.give(do.Conclude(at=company.at(), by="mod"))
    company.wait_for_goodbye()
    return company


def _is_open(company: Company) -> bool:
    question = company.state.current()
    return question is not None and question.state is QuestionState.OPEN
