"""The exchange as a process, and real packets: our own phones, one of them over TCP, hold a call over loopback."""

from pathlib import Path

import numpy as np
import pytest
import soxr
from running_house import running_house

from onbackground.briefing import commands as do
from onbackground.briefing.state import QuestionState
from onbackground.briefing.terms import Phase
from onbackground.rehearsal.habits import Habits
from onbackground.rehearsal.listening import hears
from onbackground.rehearsal.realtime import Realtime

pytestmark = pytest.mark.realtime


def test_a_call_from_ring_to_goodbye(tmp_path: Path, rendered_prompts: Path) -> None:
    with running_house(tmp_path / "data", prompts=rendered_prompts) as house, Realtime(house.address) as stage:
        tcp = Habits(transport="TCP")
        phones = {who: stage.phone(who, habits=tcp if who == "ear" else None) for who in ("mod", "one", "r1", "ear")}
        for who, phone in phones.items():
            phone.dial("fable" if who != "r1" else "briefing")
        for who, phone in phones.items():
            stage.run_until(lambda phone=phone: phone.state.name == "TALKING", 10, f"{who} to be answered")
            phone.press(house.pins[who])
        stage.run_until(lambda: set(house.state().line_of) == set(phones), 15, "everybody to be admitted")
        house.give(do.Open(at=house.at(), by="mod"))
        house.give(do.OpenQueue(at=house.at(), by="mod"))
        phones["r1"].press("*1")
        stage.run_until(lambda: house.state().queue == ("r1",), 5, "the reporter to join the queue")
        phones["r1"].press("#")
        stage.run_until(lambda: house.state().queue == (), 5, "the reporter to leave the queue")
        phones["r1"].press("*1")
        stage.run_until(lambda: house.state().queue == ("r1",), 5, "the reporter to join the queue again")
        house.give(do.CallOn(at=house.at(), by="mod"))
        stage.run_until(
            lambda: [q.state for q in house.state().questions] == [QuestionState.OPEN], 40, "the line to open"
        )
        rng = np.random.default_rng(1)
        question = 0.1 * soxr.resample(rng.standard_normal(16_000).astype(np.float32), 4_000, 16_000)
        phones["r1"].say(question)
        stage.run_until(lambda: not phones["r1"].speaking, 10, "the question to be said")
        stage.sleep(0.5)
        for who in ("mod", "one", "ear"):
            assert hears(phones[who].handset.recording.samples()[-8000 * 6 :], question), who
        phones["mod"].press("*9*9")
        stage.run_until(lambda: house.state().phase is Phase.CONCLUDED, 5, "the conclusion")
        stage.run_until(lambda: all(p.state.name == "ENDED" for p in phones.values()), 40, "goodbye")
        stage.run_until(lambda: not house.state().lines, 5, "the lines to be gone from the log")
