"""Scribe and desk are killed while somebody speaks: no caller can hear it, and both catch up from the log."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import httpx
import numpy as np
import soxr
from company import Company
from numpy.typing import NDArray
from running_house import BRIEFING, HOST, RunningHouse, quiet_house

from onbackground.briefing import commands as do
from onbackground.briefing.terms import Phase
from onbackground.desk.signin import one_time_link
from onbackground.log.folder import DataFolder
from onbackground.log.sqlite import SqliteRecorder
from onbackground.record.events import decode_transcribed, words_stream
from onbackground.rehearsal.listening import hears
from onbackground.release.assembly import read_record
from onbackground.voice.speakers import speaker

REMARKS = (
    "The barrier will be one thousand nine hundred meters long. It will close four times a year, and ships can pass "
    "on every other day. Work begins in the second week of October. The first gate will be in the water by the end of "
    "next summer, and the whole project costs forty million crowns."
)
WEB_PORT = 24_390
TELEPHONE_FRAME = 160


@contextmanager
def process(*command: str) -> Iterator[subprocess.Popen[bytes]]:
    """``onbackground COMMAND``, killed at the end if it has not been before."""
    running = subprocess.Popen([sys.executable, "-m", "onbackground", *command])
    try:
        yield running
    finally:
        running.kill()
        running.wait()


class Desk:
    """The moderator's desk in a browser that keeps its cookie."""

    def __init__(self, data: Path) -> None:
        self.link = one_time_link(DataFolder(data), BRIEFING, "mod")
        self.browser = httpx.Client(
            base_url=f"http://{HOST}:{WEB_PORT}",
            headers={"origin": f"http://{HOST}:{WEB_PORT}", "sec-fetch-site": "same-origin"},
            timeout=20,
        )

    def answers(self) -> bool:
        try:
            return self.browser.get("/static/desk.css").status_code == 200
        except httpx.TransportError:
            return False

    def shows(self) -> dict[str, object]:
        state: dict[str, object] = self.browser.get(f"/api/briefings/{BRIEFING}").raise_for_status().json()
        return state


def longest_gap(heard: NDArray[np.float32], said: NDArray[np.float32]) -> int:
    """The most 20 ms frames in a row in which a voice was lost: nothing is heard though something is said."""
    match = hears(heard, said)
    placed = np.zeros(max(len(heard), match.delay + len(said)), np.float32)
    reference = soxr.resample(said, 16_000, 8_000)
    placed[match.delay : match.delay + len(reference)] = reference[: len(placed) - match.delay]
    frames = min(len(heard), len(placed)) // TELEPHONE_FRAME

    def loudness(sound: NDArray[np.float32]) -> NDArray[np.float32]:
        shaped = sound[: frames * TELEPHONE_FRAME].reshape(frames, TELEPHONE_FRAME)
        return np.sqrt(np.mean(shaped**2, axis=1))

    lost = (loudness(placed) > 0.02) & (loudness(heard) < 0.001)
    longest = run = 0
    for frame in lost:
        run = run + 1 if frame else 0
        longest = max(longest, run)
    return longest


def words_so_far(data: Path) -> int:
    recorder = SqliteRecorder(DataFolder(data).log)
    words = sum(len(decode_transcribed(record.data).words) for record in recorder.read(words_stream(BRIEFING)))
    recorder.close()
    return words


def written_down(data: Path) -> bool:
    """Whether every track of the call has become words to its end."""
    recorder = SqliteRecorder(DataFolder(data).log)
    complete = read_record(recorder, BRIEFING).is_complete()
    recorder.close()
    return complete


def test_killing_scribe_and_desk_changes_nothing_that_a_caller_hears(tmp_path: Path, rendered_prompts: Path) -> None:
    data = tmp_path / "data"
    remarks = speaker(0, rendered_prompts.parent / "voices").speak(REMARKS)
    scribe_command = ("scribe", "--data", str(data))
    desk_command = ("desk", "--data", str(data), "--web-port", str(WEB_PORT))
    with ExitStack() as stack:
        house = stack.enter_context(quiet_house(data, 24_300, rendered_prompts))
        scribe = stack.enter_context(process(*scribe_command))
        web = stack.enter_context(process(*desk_command))
        desk = Desk(data)
        house.wait_for(desk.answers, 30, "the desk to answer")
        desk.browser.post(desk.link)
        us = stack.enter_context(Company(house, "mod", "one", "r1", "ear"))
        us.open()
        house.wait_for(lambda: desk.shows()["phase"] == Phase.QUESTIONS.value, 10, "the desk to show it")

        us.phones["one"].say(remarks)
        began = time.monotonic()
        us.stage.sleep(4)
        scribe.kill()
        web.kill()
        us.phones["r1"].press("*1")
        house.wait_for(lambda: house.state().queue == ("r1",), 10, "the reporter to join the queue without a desk")
        us.stage.sleep(max(0.0, began + 8 - time.monotonic()))
        stack.enter_context(process(*scribe_command))
        stack.enter_context(process(*desk_command))
        house.wait_for(lambda: not us.phones["one"].speaking, 60, "the remarks to end")
        us.stage.sleep(0.6)

        for listener in ("ear", "mod"):
            heard = us.phones[listener].handset
            assert heard.reception.missing == 0, listener
            recording = us.recent(listener, time.monotonic() - began)
            match = hears(recording, remarks)
            assert match, (listener, match)
            assert match.heard >= 0.9, (listener, match)
            assert longest_gap(recording, remarks) <= 3, listener

        house.wait_for(desk.answers, 60, "the desk to answer again")
        house.wait_for(lambda: desk.shows()["version"] == house.state().version, 10, "the desk to have caught up")
        shown = desk.shows()
        assert shown["phase"] == Phase.QUESTIONS.value
        assert [place["seat"] for place in shown["queue"]] == ["r1"]  # type: ignore[attr-defined]

        house.give(do.Conclude(at=house.at(), by="mod"))
        house.wait_for(lambda: written_down(data), 90, "the scribe to have written everything down")
        assert words_so_far(data) >= 0.9 * len(REMARKS.split())
        assert_written_once(data, house)


def assert_written_once(data: Path, house: RunningHouse) -> None:
    """No stretch of a track was written down twice."""
    recorder = SqliteRecorder(DataFolder(data).log)
    reached: dict[str, int] = {}
    for record in recorder.read(words_stream(BRIEFING)):
        event = decode_transcribed(record.data)
        assert event.through > reached.get(event.track, 0)
        reached[event.track] = event.through
    recorder.close()
    assert reached
