"""Independent phones: pjsua2 dials in, enters a PIN by RFC 4733, asks a question, is heard, and hears."""

import importlib.util
import subprocess
import sys
import wave
from pathlib import Path

import numpy as np
import pytest
from baresip import write_sound
from company import Company
from ports import free_ports
from running_house import quiet_house
from sounds_spoken import murmur, share_found

from onbackground.rehearsal.listening import hears

pytestmark = [
    pytest.mark.realtime,
    pytest.mark.skipif(importlib.util.find_spec("pjsua2") is None, reason="pjsua2-python is not installed"),
]


def test_pjsua_asks_a_question_and_hears_the_answer(tmp_path: Path, rendered_prompts: Path) -> None:
    question, answer = murmur(5), murmur(6)
    write_sound(tmp_path / "question.wav", murmur(5, rate=8_000))
    script = Path(__file__).with_name("pjsua_phone.py")
    with (
        quiet_house(tmp_path / "data", rendered_prompts) as house,
        Company(house, "mod", "one") as us,
        subprocess.Popen(
            [sys.executable, str(script), str(free_ports()), str(tmp_path / "heard.wav")],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            bufsize=1,
        ) as phone,
    ):
        assert phone.stdin and phone.stdout
        while phone.stdout.readline() != "ready\n":
            assert phone.poll() is None
        us.open()
        phone.stdin.write(f"dial sip:fable@{house.address[0]}:{house.address[1]}\n")
        house.wait_for(lambda: "LineRang" in house.events()[-1:], 10, "the phone to ring")
        us.stage.sleep(0.5)
        phone.stdin.write(f"press {house.pins['r1']}\n")
        house.wait_for(lambda: "r1" in house.state().line_of, 15, "the phone to be admitted")
        phone.stdin.write("press *1\n")
        house.wait_for(lambda: house.state().queue == ("r1",), 10, "the phone to join the queue")
        phone.stdin.write("press #\n")
        house.wait_for(lambda: house.state().queue == (), 10, "the phone to leave the queue")
        phone.stdin.write("press *1\n")
        house.wait_for(lambda: house.state().queue == ("r1",), 10, "the phone to join the queue again")
        us.call_on("r1")
        phone.stdin.write(f"say {tmp_path}/question.wav\n")
        us.stage.sleep(5)
        for who in ("mod", "one"):
            assert hears(us.recent(who, 6), question), who
        us.say("one", answer)
        phone.stdin.write("hang up\n")
        house.wait_for(lambda: "r1" not in house.state().line_of, 5, "its line to end")
        assert phone.wait(10) == 0
    with wave.open(str(tmp_path / "heard.wav")) as file:
        rate = file.getframerate()
        heard = np.frombuffer(file.readframes(file.getnframes()), "<i2").astype(np.float32) / 32_768
    assert share_found(heard, answer, rate=rate) >= 0.7
    assert share_found(heard, question, rate=rate) <= 0.1, "nobody hears themselves"
