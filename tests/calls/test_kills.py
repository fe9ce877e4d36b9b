"""Scribe and desk are killed while somebody speaks: no caller can hear it, and both catch up from the log.

What the listeners heard is compared with what the exchange took from the speaker's phone and mixed: how evenly our own
phones send, on a busy machine, is not the exchange's doing. That the exchange kept every tick shows in the track, which
is unbroken, and in the packets to each listener, of which none is missing.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from itertools import groupby, pairwise
from pathlib import Path

import httpx
import numpy as np
import pytest
import soxr
from company import Company
from numpy.typing import NDArray
from ports import HOST, free_ports
from running_house import BRIEFING, quiet_house

from onbackground.briefing import commands as do
from onbackground.briefing.terms import Phase
from onbackground.desk.signin import one_time_link
from onbackground.log.folder import DataFolder
from onbackground.record.events import decode_transcribed, words_stream
from onbackground.record.segments import read_segment
from onbackground.rehearsal.listening import hears
from onbackground.release.assembly import read_record
from onbackground.voice.speakers import speaker

pytestmark = pytest.mark.realtime


REMARKS = (
    "The barrier will be one thousand nine hundred meters long. It will close four times a year, and ships can pass "
    "on every other day. Work begins in the second week of October. The first gate will be in the water by the end of "
    "next summer, and the whole project costs forty million crowns."
)
WEB_PORT = free_ports(1)
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


def track_of(data: Path, seat: str) -> NDArray[np.float32]:
    """What the exchange took from this seat's phone and mixed, 16 kHz; fails unless it is one unbroken stretch."""
    folder = DataFolder(data)
    recorder = folder.recorder()
    segments = [segment for segment in read_record(recorder, BRIEFING).segments if segment.seat == seat]
    recorder.close()
    assert [after.start - before.end for before, after in pairwise(segments) if after.start != before.end] == []
    sound = np.concatenate([read_segment(folder, segment) for segment in segments])
    return sound.astype(np.float32) / 32_768


def longest_gap(heard: NDArray[np.float32], mixed: NDArray[np.float32]) -> int:
    """The most 20 ms frames in a row in which a voice was lost: nothing is heard though something was mixed."""
    reference = soxr.resample(mixed, 16_000, 8_000)
    start = hears(heard, mixed).delay
    reference, heard = reference[max(0, -start) :], heard[max(0, start) :]
    frames = min(len(heard), len(reference)) // TELEPHONE_FRAME

    def loudness(sound: NDArray[np.float32]) -> NDArray[np.float32]:
        shaped = sound[: frames * TELEPHONE_FRAME].reshape(frames, TELEPHONE_FRAME)
        return np.sqrt(np.mean(shaped**2, axis=1))

    lost = (loudness(reference) > 0.02) & (loudness(heard) < 0.001)
    return max((len(list(run)) for is_lost, run in groupby(lost) if is_lost), default=0)


def words_so_far(data: Path) -> int:
    recorder = DataFolder(data).recorder()
    words = sum(len(decode_transcribed(record.data).words) for record in recorder.read(words_stream(BRIEFING)))
    recorder.close()
    return words


def written_down(data: Path) -> bool:
    """Whether every track of the call has become words to its end."""
    recorder = DataFolder(data).recorder()
    complete = read_record(recorder, BRIEFING).is_complete()
    recorder.close()
    return complete


def test_killing_scribe_and_desk_changes_nothing_that_a_caller_hears(tmp_path: Path, rendered_prompts: Path) -> None:
    data = tmp_path / "data"
    remarks = speaker(0).speak(REMARKS)
    scribe_command = ("scribe", "--data", str(data))
    desk_command = ("desk", "--data", str(data), "--web-port", str(WEB_PORT))
    with ExitStack() as stack:
        house = stack.enter_context(quiet_house(data, rendered_prompts))
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

        recordings = {who: us.recent(who, time.monotonic() - began + 1) for who in ("ear", "mod")}
        assert [us.phones[who].handset.reception.missing for who in recordings] == [0, 0]

        house.wait_for(desk.answers, 60, "the desk to answer again")
        house.wait_for(lambda: desk.shows()["version"] == house.state().version, 10, "the desk to have caught up")
        shown = desk.shows()
        assert shown["phase"] == Phase.QUESTIONS.value
        assert [place["seat"] for place in shown["queue"]] == ["r1"]  # type: ignore[attr-defined]

        house.give(do.Conclude(at=house.at(), by="mod"))
        house.wait_for(lambda: written_down(data), 90, "the scribe to have written everything down")
        assert words_so_far(data) >= 0.7 * len(REMARKS.split())
        assert_written_once(data)
    mixed = track_of(data, "one")
    spoken = mixed[np.flatnonzero(np.abs(mixed) > 0.01)[0] :][: len(remarks)]
    assert hears(mixed, remarks, recording_rate=16_000).heard >= 0.5
    for who, recording in recordings.items():
        match = hears(recording, spoken)
        assert match.heard >= 0.9, (who, match)
        assert longest_gap(recording, spoken) <= 1, who


def assert_written_once(data: Path) -> None:
    """No stretch of a track was written down twice."""
    recorder = DataFolder(data).recorder()
    reached: dict[str, int] = {}
    for record in recorder.read(words_stream(BRIEFING)):
        event = decode_transcribed(record.data)
        assert event.through > reached.get(event.track, 0)
        reached[event.track] = event.through
    recorder.close()
    assert reached
