"""``onbackground demo``: a two-minute fictional briefing over real SIP phones on this machine, to its page."""

from __future__ import annotations

import contextlib
import shutil
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from rich.console import Console, Group
from rich.live import Live
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from ..briefing.refusals import Refusal
from ..briefing.routes import heard
from ..briefing.state import State
from ..briefing.terms import Role
from ..log.briefings import Asked, Briefings
from ..log.folder import DataFolder
from ..log.sqlite import SqliteRecorder
from ..rehearsal import demo
from ..rehearsal.company import Company
from ..rehearsal.real_hall import RealHall
from ..rehearsal.result import leaks
from ..rehearsal.seating import convene, new_pins
from ..transcript.comparing import Comparison, compare
from ..transcript.document import Role as Speaks
from ..transcript.document import Transcript, Turn, turn_id
from ..transcript.reading import read_transcript
from ..voice.engine import Voice
from ..voice.speakers import speaker
from .reenact import normaliser

BRIEFING: Final = "demo"
HOST: Final = "127.0.0.1"
PATIENCE: Final = 120.0
"""Seconds for the house to start, and for the page to appear."""

SCREEN_EVERY: Final = 0.25


class DemoFailedError(Exception):
    """The demonstration did not end as it should; the message says why."""


def hold_demo(out: Path, console: Console) -> int:
    """Hold the demonstration; 0 if its page has every turn of the script and no name that is to be kept."""
    data, public = out / "data", out / "public"
    for place in (data / "log.sqlite", data / "log.sqlite-wal", data / "log.sqlite-shm", data / "tracks", public):
        shutil.rmtree(place) if place.is_dir() else place.unlink(missing_ok=True)
    folder = DataFolder(data)
    console.print(f"Held in {out}. Voices, names and places are invented.", markup=False)
    sip_port, media_port = _free_ports()
    recorder = SqliteRecorder(folder.log)
    pins = new_pins(demo.SCRIPT)
    command = convene(demo.SCRIPT, pins, folder.pin_key(), round(time.time() * 1000), announces=True)
    if isinstance(refusal := Briefings(recorder).ask([Asked(BRIEFING, command)])[0].outcome, Refusal):
        raise DemoFailedError(str(refusal))
    voices: dict[str, Voice] = {}

    def voice_of(part: str) -> Voice:
        if part not in voices:
            voices[part] = speaker(len(voices), data / "voices")
        return voices[part]

    with _house(data, public, sip_port, media_port):
        console.print("The house is starting: exchange, scribe and keeper, each a process of its own.")
        _wait_for(folder.run / "exchange.sock", folder.run / "scribe.sock")
        for speech in demo.LINES:
            voice_of(speech.part).speak("\n\n".join(speech.paragraphs))
        hall = RealHall(recorder, BRIEFING, (HOST, sip_port), voice_of)
        try:
            with _Screen(SqliteRecorder(folder.log), console) as screen:
                demo.hold(Company(hall, BRIEFING, pins), screen.told)
                screen.told("The scribe finishes, the keeper publishes")
                _wait_for(public / BRIEFING / "index.html")
        finally:
            hall.close()
    recorder.close()
    return _verdict(public / BRIEFING, console)


def _verdict(place: Path, console: Console) -> int:
    published = read_transcript(place / "transcript.json")
    comparison = compare(_as_transcript(), published, normaliser())
    leaked = leaks(demo.SCRIPT, published, place)
    missing = [f"{one.original} {one.label}: {one.reason.value}" for one in comparison.missing]
    for line in (*missing, *leaked):
        console.print(f"  {line}", style="bold red", markup=False)
    console.print(_summary(comparison, leaked))
    console.print(f"The page: {(place / 'index.html').resolve()}", style="bold", markup=False, soft_wrap=True)
    return 1 if missing or leaked else 0


def _summary(comparison: Comparison, leaked: list[str]) -> str:
    return (
        f"{comparison.turns_matched} of {comparison.turns} turns of the script are on the page, "
        f"{len(leaked)} names leaked, {comparison.wer:.1%} of the words differ."
    )


def _as_transcript() -> Transcript:
    """The script as the record should have it, with aliases where names are spoken."""
    from ..release.assembly import guard_of

    seats = convene(demo.SCRIPT, dict.fromkeys((part.id for part in demo.PARTS), ""), b"", 0, announces=True).seats
    guard = guard_of(seats)
    turns = tuple(
        Turn(
            id=turn_id(number),
            label=(alias := demo.SCRIPT.part(speech.part).alias.upper()),
            speaker=alias,
            role=Speaks.REPORTER if demo.SCRIPT.part(speech.part).role is Role.REPORTER else Speaks.OTHER,
            paragraphs=tuple(guard.apply(paragraph).text for paragraph in speech.paragraphs),
        )
        for number, speech in enumerate(demo.LINES, start=1)
    )
    return Transcript(title=demo.TITLE, turns=turns)


@contextlib.contextmanager
def _house(data: Path, public: Path, sip_port: int, media_port: int) -> Iterator[None]:
    """Exchange, scribe and keeper, until the end of the block."""
    phones = ["--sip-port", str(sip_port), "--media-port", str(media_port)]
    processes = [
        subprocess.Popen([sys.executable, "-m", "onbackground", *arguments], stdout=subprocess.DEVNULL)
        for arguments in (
            ["exchange", "--data", str(data), *phones],
            ["scribe", "--data", str(data)],
            ["keeper", "--data", str(data), "--public", str(public)],
        )
    ]
    try:
        yield
    finally:
        for process in processes:
            process.terminate()
        for process in processes:
            process.wait()


def _wait_for(*places: Path) -> None:
    give_up = time.monotonic() + PATIENCE
    while not all(place.exists() for place in places):
        if time.monotonic() > give_up:
            raise DemoFailedError(f"{places[0].name} did not appear within {PATIENCE:.0f} s: see what is said above")
        time.sleep(0.1)


def _free_ports() -> tuple[int, int]:
    """A SIP port, and the first of the media ports, that are free on loopback now."""
    for sip_port in range(15060, 25000, 100):
        with contextlib.ExitStack() as stack:
            try:
                for port in (sip_port, *range(sip_port + 2, sip_port + 20)):
                    probe = stack.enter_context(socket.socket(socket.AF_INET, socket.SOCK_DGRAM))
                    probe.bind((HOST, port))
            except OSError:
                continue
            return sip_port, sip_port + 2
    raise DemoFailedError("no free ports between 15060 and 25000 on 127.0.0.1: end what uses them")


class _Screen:
    """What happens, live. Names stay off the screen: it shows what the audience of a record may see."""

    def __init__(self, recorder: SqliteRecorder, console: Console) -> None:
        self._recorder = recorder
        self._briefings = Briefings(recorder)
        self._console = console
        self._live = Live(console=console, refresh_per_second=4, transient=True)
        self._now = ""
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._follow, name="screen", daemon=True)

    def __enter__(self) -> _Screen:
        self._live.start()
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()
        self._live.stop()
        self._recorder.close()

    def told(self, line: str) -> None:
        """Something worth seeing happens."""
        self._now = line
        self._console.print(f"• {line}", markup=False)

    def _follow(self) -> None:
        while not self._stop.wait(SCREEN_EVERY):
            self._briefings.catch_up()
            state = self._briefings.states.get(BRIEFING)
            if state is not None:
                self._live.update(_view(state, self._now))


def _view(state: State, now: str) -> Panel:
    on_air = heard(state)
    lines = Table(box=None, pad_edge=False)
    for heading in ("who", "line", "on air", "queue"):
        lines.add_column(heading)
    for seat in state.seats.values():
        if seat.role is not Role.LISTENER:
            place = state.position(seat.id)
            lines.add_row(
                f"{seat.alias}{f', {seat.outlet}' if seat.outlet else ''}",
                "connected" if state.present(seat.id) else "dropped" if seat.id in state.away_since else "–",
                Text("● heard", style="green") if seat.id in on_air else "",
                str(place or ""),
            )
    listeners = sum(state.seats[seat].role is Role.LISTENER for seat in state.line_of)
    phase = state.phase.value if state.phase else ""
    return Panel(Group(lines, f"and {listeners} listeners"), title=f"{phase} – {now}", title_align="left")
