"""Independent phones: SIPp dials in, enters a PIN by RFC 4733, asks to speak, is heard, and hears."""

from pathlib import Path

import pytest
import sipp
from company import Company
from ports import free_ports
from running_house import quiet_house
from sounds_spoken import murmur

from onbackground.briefing.state import QuestionState
from onbackground.rehearsal.listening import hears

pytestmark = [
    pytest.mark.realtime,
    pytest.mark.skipif(sipp.SIPP is None, reason="SIPp is not installed (Debian: sip-tester)"),
    pytest.mark.skipif(
        not sipp.may_play(), reason="SIPp plays sound through raw sockets, which this user may not open"
    ),
]


def test_a_sipp_phone_asks_a_question(tmp_path: Path, rendered_prompts: Path) -> None:
    question = murmur(1)
    with quiet_house(tmp_path / "data", rendered_prompts) as house, Company(house, "mod", "one") as us:
        spoken = sipp.capture(tmp_path / "question.pcap", murmur(1, rate=8_000))
        steps = [
            *(sipp.pause(0.5), sipp.press(house.pins["r1"]), sipp.pause(2)),
            *(sipp.press("*1"), sipp.press("#"), sipp.press("*1"), sipp.pause(1)),
            *(6 * [sipp.play(spoken), sipp.pause(3.5)]),
        ]
        phone = sipp.start(
            house.address, sipp.scenario(tmp_path, steps), "fable", media_port=free_ports(), options=("-m", "1")
        )
        us.open()
        house.wait_for(lambda: house.events().count("QueueJoined") == 2, 30, "the phone to join again")
        assert "QueueLeft" in house.events()
        us.call_on("r1")
        us.stage.sleep(7.5)
        for who in ("mod", "one"):
            assert hears(us.recent(who, 7), question), who
        sipp.finish(phone, 60)
        house.wait_for(lambda: "r1" not in house.state().line_of, 5, "its line to end")


def test_a_sipp_phone_hears_the_programme(tmp_path: Path, rendered_prompts: Path) -> None:
    """It sends back what it hears: in the programme without their own voice, the official hears themselves."""
    remarks = murmur(2)
    with quiet_house(tmp_path / "data", rendered_prompts) as house, Company(house, "mod", "one") as us:
        steps = [sipp.pause(0.5), sipp.press(house.pins["r1"]), sipp.pause(2), sipp.press("*1"), sipp.pause(25)]
        script = sipp.scenario(tmp_path, steps, one_media_port=True)
        phone = sipp.start(house.address, script, "fable", media_port=free_ports(), options=("-m", "1", "-rtp_echo"))
        us.open()
        house.wait_for(lambda: house.state().queue == ("r1",), 30, "the phone to join")
        us.call_on("r1")
        assert house.state().questions[-1].state is QuestionState.OPEN
        us.say("one", remarks)
        assert hears(us.recent("one", 6), remarks)
        phone.terminate()
        phone.wait(10)
