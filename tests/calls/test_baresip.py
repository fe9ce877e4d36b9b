"""Independent phones: Debian's baresip dials in, enters a PIN by RFC 4733, asks a question, is heard, and hears."""

from pathlib import Path

import pytest
from baresip import BARESIP, MODULES, baresip_phone
from company import Company
from ports import free_ports
from running_house import quiet_house
from sounds_spoken import murmur

from onbackground.rehearsal.listening import hears

pytestmark = [
    pytest.mark.realtime,
    pytest.mark.skipif(not (BARESIP and MODULES), reason="baresip is not installed (Debian: baresip-core)"),
]


def test_baresip_asks_a_question_and_hears_the_answer(tmp_path: Path, rendered_prompts: Path) -> None:
    question, answer = murmur(3), murmur(4)
    with (
        quiet_house(tmp_path / "data", rendered_prompts) as house,
        Company(house, "mod", "one") as us,
        baresip_phone(tmp_path / "baresip", free_ports()) as phone,
    ):
        us.open()
        phone.dial(house.address, "fable")
        house.wait_for(lambda: "LineRang" in house.events()[-1:], 10, "the phone to ring")
        us.stage.sleep(0.5)
        phone.press(house.pins["r1"])
        house.wait_for(lambda: "r1" in house.state().line_of, 10, "the phone to be admitted")
        phone.press("*1")
        house.wait_for(lambda: house.state().queue == ("r1",), 10, "the phone to join the queue")
        phone.press("#")
        house.wait_for(lambda: house.state().queue == (), 10, "the phone to leave the queue")
        phone.press("*1")
        house.wait_for(lambda: house.state().queue == ("r1",), 10, "the phone to join the queue again")
        us.call_on("r1")
        phone.say(murmur(3, rate=8_000))
        us.stage.sleep(5)
        for who in ("mod", "one"):
            assert hears(us.recent(who, 6), question), who
        us.say("one", answer)
        assert hears(phone.hang_up(), answer)
        house.wait_for(lambda: "r1" not in house.state().line_of, 5, "its line to end")
