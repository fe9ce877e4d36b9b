"""Calls to their release, held without recognising speech, but on the real disk and by real processes.

The call of 2021 is cast as it was printed, embargo and all; that of 2017 is in the tests of re-enactments.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import flipped
import pytest
import remembered_call
from ports import free_ports
from remembered_call import BRIEFING, Murmur

from onbackground.briefing import commands as do
from onbackground.briefing.terms import HOUSE
from onbackground.cli.app import run
from onbackground.cli.lifting import lift
from onbackground.cli.officer import say
from onbackground.log.folder import DataFolder
from onbackground.rehearsal.casting import cast
from onbackground.rehearsal.officers import appoint
from onbackground.rehearsal.result import Release
from onbackground.sealing.officers import read_officer_keys
from onbackground.transcript.reading import read_transcript
from onbackground.voice.speakers import speaker

TRANSCRIPTS = Path(__file__).parents[3] / "shared" / "transcripts"
CALL = """
Briefing on the Port Fable tidal barrier

MODERATOR: Good morning. This call is on background, and it is embargoed until the ferry has docked.

SENIOR ADMINISTRATION OFFICIAL ONE: Thank you, [Moderator]. The gates will close four times a year.
"""


def held(place: Path, text: str) -> None:
    """Hold a call in this place, with officers' keys where it needs them, to its last word written down."""
    script = cast(read_transcript(text))
    pins = {part.id: f"{20_000_000 + number}" for number, part in enumerate(script.parts)}
    officers = appoint(script.ground_rules.embargo, place / "officers")
    voices = dict.fromkeys(pins, Murmur(speaker(0)))
    remembered_call.hold(place / "data", script, pins, voices, officers=officers)


@pytest.fixture(scope="module")
def released(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Release]:
    files = sorted(TRANSCRIPTS.glob("000_*.txt"))
    if not files:
        pytest.skip("the published transcripts are not beside this clone")
    place = tmp_path_factory.mktemp("released")
    held(place, files[0].read_text())
    return lift(place / "data", place / "public", place / "officers", BRIEFING)


def test_the_call_of_2021_is_released_at_its_conclusion(released: tuple[Path, Release]) -> None:
    _, release = released
    assert release.embargo == "until the conclusion of the call"
    assert (release.needed, release.declared) == (0, ())
    assert {"index.html", "transcript.pdf", flipped.PROOF} <= release.proven.keys()
    assert release.holds()


def test_the_command_verifies_all_of_it(released: tuple[Path, Release], capsys: pytest.CaptureFixture[str]) -> None:
    place, release = released
    for name in (name for name in release.proven if not name.endswith(".gz")):
        assert run(["verify", str(place / name), "--key", str(place.parent / "office.key"), "--json"]) == 0
        assert json.loads(capsys.readouterr().out)["key_known"]


def test_a_flip_of_what_carries_meaning_is_found_and_placed(released: tuple[Path, Release]) -> None:
    assert flipped.wrong(released[0], seed=2021, number=80) == []


@contextmanager
def serving(place: Path) -> Iterator[Callable[[], None]]:
    """All four processes of a house, in a session of their own; what is yielded kills them all, asking nobody."""
    port, web_port = free_ports(), free_ports(1)
    ports = ["--sip-port", str(port), "--media-port", str(port + 2), "--web-port", str(web_port)]
    command = ["serve", "--data", str(place / "data"), "--public", str(place / "public"), *ports]
    process = subprocess.Popen(
        [sys.executable, "-m", "onbackground", *command], stderr=subprocess.DEVNULL, start_new_session=True
    )

    def kill() -> None:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()

    try:
        yield kill
    finally:
        if process.poll() is None:
            kill()


def wait(until: Callable[[], object], what: str) -> None:
    give_up = time.monotonic() + 120
    while not until():
        assert time.monotonic() < give_up, f"waited in vain for {what}"
        time.sleep(0.05)


def declare(place: Path, officer: str) -> None:
    keys = read_officer_keys(place / "officers" / officer)
    say(DataFolder(place / "data"), BRIEFING, do.Declare(at=0, by=HOUSE), keys)


def test_a_house_that_is_killed_while_it_waits_publishes_at_the_second_declaration(tmp_path: Path) -> None:
    held(tmp_path, CALL)
    public, looked = tmp_path / "public", tmp_path / "data" / "clock"
    with serving(tmp_path) as kill:
        wait((tmp_path / "data" / "bundles" / BRIEFING / "1").exists, "the bundle to be made ahead")
        assert not public.exists()
        declare(tmp_path, "officer-3")
        kill()
    looked.unlink()
    with serving(tmp_path):
        wait(looked.exists, "the keeper to look again")
        assert not public.exists()
        declare(tmp_path, "officer-1")
        wait(lambda: list(public.glob("[!.]*/index.html")), "the page")
        wait((public / "log" / "checkpoint").exists, "the log of roots")
    (page,) = public.glob("[!.]*/index.html")
    assert run(["verify", str(page), "--key", str(public / "office.key")]) == 0
    assert "The gates will close four times a year." in page.read_text()
