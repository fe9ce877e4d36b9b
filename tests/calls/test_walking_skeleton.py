"""The main path, whole: three telephones, a PIN each, ``*1``, a question that is heard, tracks on the disk."""

from pathlib import Path

import numpy as np
import pytest

from onbackground.briefing import commands as do
from onbackground.briefing.pins import pin_digest
from onbackground.briefing.sealed import Sealed
from onbackground.briefing.state import QuestionState
from onbackground.briefing.terms import GroundRules, Phase, Role, Seat
from onbackground.log.folder import DataFolder
from onbackground.log.memory import MemoryRecorder
from onbackground.log.sealed import SealedRecorder
from onbackground.rehearsal.exchange import RehearsedExchange
from onbackground.rehearsal.simulation import Simulation
from onbackground.voice.engine import Sound

KEY = b"key of the tests"
PINS = {"mod": "11112222", "one": "22223333", "r1": "33334444"}
ROLES = {"mod": Role.MODERATOR, "one": Role.OFFICIAL, "r1": Role.REPORTER}


class Hum:
    """A voice that hums for as long as a text would take."""

    identity = "hum"

    def speak(self, text: str) -> Sound:
        samples = np.arange(800 * len(text.split()))
        return (0.1 * np.sin(samples * 0.05)).astype(np.float32)


def seats() -> tuple[Seat, ...]:
    return tuple(
        Seat(id=id_, role=role, name=Sealed(f"Person {id_}"), alias=role.value.title(), pin=pin_digest(KEY, PINS[id_]))
        for id_, role in ROLES.items()
    )


@pytest.fixture
def house(tmp_path: Path) -> RehearsedExchange:
    folder = DataFolder(tmp_path)
    house = RehearsedExchange(SealedRecorder(MemoryRecorder(), folder.ring), folder, Hum(), pin_key=KEY)
    house.give(
        "fable",
        do.Convene(at=0, by="mod", title="Harbour", ground_rules=GroundRules(), seats=seats(), starts_at=0),
        0,
    )
    return house


def test_three_phones_hold_a_call(house: RehearsedExchange, tmp_path: Path) -> None:
    with Simulation(house) as stage:
        phones = {who: stage.phone(who) for who in PINS}
        for who, phone in phones.items():
            phone.dial("fable" if who != "r1" else "briefing")
            stage.sleep(1)
            phone.press(PINS[who] + "#")
        stage.run_until(lambda: len(house.state("fable").line_of) == 3, 10, "everybody to be admitted")

        def give(command: do.AnyCommand) -> None:
            house.give("fable", command, stage.now())

        give(do.Open(at=house.at(stage.now()), by="mod"))
        give(do.OpenQueue(at=house.at(stage.now()), by="mod"))
        stage.sleep(30)
        phones["r1"].press("*1")
        stage.run_until(lambda: house.state("fable").queue == ("r1",), 5, "the reporter to join")
        phones["mod"].press("*3")
        stage.run_until(
            lambda: [q.state for q in house.state("fable").questions] == [QuestionState.OPEN], 20, "the open line"
        )
        rng = np.random.default_rng(1)
        question = (0.2 * np.convolve(rng.standard_normal(32_000), np.ones(4) / 4, "same")).astype(np.float32)
        before = len(phones["one"].handset.recording.samples()) if hasattr(phones["one"].handset, "recording") else 0
        phones["r1"].say(question)
        stage.sleep(4)
        phones["mod"].press("*9")
        stage.sleep(1)
        phones["mod"].press("*9")
        stage.run_until(lambda: house.state("fable").phase is Phase.CONCLUDED, 10, "the conclusion")
        stage.run_until(lambda: all(phone.state.name != "TALKING" for phone in phones.values()), 60, "goodbye")
    house.close()
    assert list(tmp_path.glob("tracks/fable/*/*.sealed"))
    assert before >= 0
