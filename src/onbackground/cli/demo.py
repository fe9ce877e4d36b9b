"""``onbackground demo``: a two-minute fictional briefing over real SIP phones on this machine, to its page."""

from __future__ import annotations

import threading
import time
from pathlib import Path
from typing import Annotated, Final

from cyclopts import Parameter
from msgspec.structs import replace
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
from ..log.recorder import Recorder
from ..proof.document import read_proof
from ..proof.verifying import verify
from ..rehearsal import demo
from ..rehearsal.company import Company
from ..rehearsal.press_officer import override_flags
from ..rehearsal.real_hall import RealHall
from ..rehearsal.seating import convene, new_pins
from ..rehearsal.unnamed import names
from ..release.assembly import guard_of, read_record
from ..transcript.comparing import Comparison, compare
from ..transcript.document import Role as Speaks
from ..transcript.document import Transcript, Turn, turn_id
from ..transcript.reading import read_transcript
from ..transcript.writing.files import PROOF
from ..voice.cache import CachedVoice
from ..voice.engine import Voice
from ..voice.speakers import speaker
from .house import HOST, HouseFailedError, clear, free_ports, processes, wait_for, wait_until
from .reenact import normaliser

OutOption = Annotated[Path, Parameter(name="--out", help="The folder for its data and its page.")]

BRIEFING: Final = "demo"
SCREEN_EVERY: Final = 0.25
"""Seconds between two looks at the log for the screen."""


def hold_demo(*, out: OutOption = Path("out/demo")) -> int:
    """Hold the demonstration; 0 if its page has every turn of the script and no name that is to be kept."""
    console = Console()
    data, public = clear(out)
    folder = DataFolder(data)
    console.print(f"Held in {out}. Voices, names and places are invented.", markup=False)
    sip_port, media_port = free_ports()
    phones = ["--sip-port", str(sip_port), "--media-port", str(media_port)]
    house = [
        ["exchange", "--data", str(data), *phones],
        ["scribe", "--data", str(data)],
        ["keeper", "--data", str(data), "--public", str(public)],
    ]
    recorder = folder.recorder()
    pins = new_pins(demo.SCRIPT)
    command = convene(demo.SCRIPT, pins, folder.pin_key(), round(time.time() * 1000), announces=True)
    if isinstance(refusal := Briefings(recorder).ask([Asked(BRIEFING, command)])[0].outcome, Refusal):
        raise HouseFailedError(str(refusal))
    voices: dict[str, Voice] = {}

    def voice_of(part: str) -> Voice:
        if part not in voices:
            voices[part] = CachedVoice(speaker(len(voices)), data / "voices", folder.own_key("voices"))
        return voices[part]

    with processes(house) as running:
        console.print("The house is starting: exchange, scribe and keeper, each a process of its own.")
        wait_for(running, folder.run / "exchange.sock", folder.run / "scribe.sock")
        for speech in demo.LINES:
            voice_of(speech.part).speak("\n\n".join(speech.paragraphs))
        hall = RealHall(recorder, BRIEFING, (HOST, sip_port), voice_of)
        try:
            with _Screen(folder.recorder(), console) as screen:
                demo.hold(Company(hall, BRIEFING, pins), screen.told)
                screen.told("The scribe finishes")
                wait_until(running, lambda: read_record(recorder, BRIEFING).is_complete(), "the last word")
                flags = override_flags(recorder, BRIEFING, round(time.time() * 1000))
                if flags:
                    screen.told(f"The press officer overrides {flags} flags of the guard, giving a reason")
                screen.told("The keeper publishes")
                wait_until(running, lambda: bool(list(public.glob("[!.]*/index.html"))), "the page")
        finally:
            hall.close()
    recorder.close()
    (page,) = public.glob("[!.]*/index.html")
    return _verdict(page.parent, console)


def _verdict(place: Path, console: Console) -> int:
    published = read_transcript(place / "transcript.json")
    comparison = compare(_as_transcript(), published, normaliser())
    leaked = list(names(demo.SCRIPT, published, place.parent).leaks)
    of_the_script = [turn for turn in published.turns if turn.id not in comparison.extra]
    comparison = compare(_as_transcript(), replace(published, turns=tuple(of_the_script)), normaliser())
    missing = [f"{one.original} {one.label}: {one.reason.value}" for one in comparison.missing]
    for line in (*missing, *leaked):
        console.print(f"  {line}", style="bold red", markup=False)
    console.print(_summary(comparison, leaked))
    page = (place / "index.html").resolve()
    console.print(f"The page: {page}", style="bold", markup=False, soft_wrap=True)
    proof = read_proof((place / PROOF.name).read_bytes())
    proven = verify(page.name, page.read_bytes(), proof).proven
    console.print(f"It is {'' if proven else 'not '}proven. Check it: onbackground verify {page}", soft_wrap=True)
    return 1 if missing or leaked or not proven else 0


def _summary(comparison: Comparison, leaked: list[str]) -> str:
    return (
        f"{comparison.turns_matched} of {comparison.turns} turns of the script are on the page, "
        f"{comparison.wer:.1%} of their words differ, and {len(leaked)} names leaked."
    )


def _as_transcript() -> Transcript:
    """The script as the record should have it, with aliases where names are spoken."""
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


class _Screen:
    """What happens, live. Names stay off the screen: it shows what the audience of a record may see."""

    def __init__(self, recorder: Recorder, console: Console) -> None:
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
