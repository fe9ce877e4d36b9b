"""``onbackground reenact``: hold a published transcript again as a call, publish it, compare."""

from __future__ import annotations

import contextlib
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Annotated

import msgspec
from cyclopts import Parameter
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table

from ..briefing.refusals import Refusal
from ..log.folder import DataFolder
from ..log.recorder import Recorder
from ..record.recogniser import Recogniser
from ..record.scribe import Scribe
from ..rehearsal.casting import cast
from ..rehearsal.company import Company, Hall
from ..rehearsal.officers import appoint
from ..rehearsal.press_officer import Settled, settle_flags
from ..rehearsal.real_hall import RealHall
from ..rehearsal.reenactment import Reenactment
from ..rehearsal.result import Result, result
from ..rehearsal.script import Script
from ..rehearsal.seating import convene, new_pins
from ..rehearsal.simulated_hall import SimulatedHall
from ..transcript.comparing import compare
from ..transcript.document import Transcript
from ..transcript.reading import read_transcript
from ..voice.cache import CachedVoice
from ..voice.engine import Voice
from ..voice.hibari import HibariVoice
from ..voice.speakers import speaker
from .console import BESIDE
from .house import HOST, HouseFailedError, clear, free_ports, processes, wait_for
from .lifting import lift
from .options import JsonOption, ModelOption

SeedOption = Annotated[int, Parameter(name="--seed", help="Draws the invented names.")]
RealtimeOption = Annotated[bool, Parameter(name="--realtime", negative="", help="Hold it in real time.")]
OutOption = Annotated[
    Path | None, Parameter(name="--out", help="The folder for its data and its page; a temporary one unless given.")
]

BRIEFING = "reenactment"


def reenact_file(
    file: Path,
    /,
    *,
    realtime: RealtimeOption = False,
    out: OutOption = None,
    model: ModelOption = "tiny.en",
    seed: SeedOption = 0,
    json_: JsonOption = False,
) -> int:
    """Hold the call of a file again and print what came of it; 0 if every turn is there and no name is."""
    original = read_transcript(file)
    place = out or Path(tempfile.mkdtemp(prefix="reenactment-"))
    clear(place)
    steps = Progress(SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn(), console=BESIDE)
    with steps:
        outcome = _reenact(original, place, model, seed, realtime=realtime, steps=steps)
    if json_:
        print(msgspec.json.encode(outcome).decode())
    else:
        _print(outcome)
    return 0 if outcome.holds() else 1


def _reenact(original: Transcript, place: Path, model: str, seed: int, *, realtime: bool, steps: Progress) -> Result:
    recogniser = Recogniser(model)
    folder = DataFolder(place / "data")
    script = cast(original, seed)
    began = time.monotonic()
    doing = steps.add_task("learning the parts")
    pins = new_pins(script)
    voices: dict[str, Voice] = {}

    def voice_of(part: str) -> Voice:
        if part not in voices:
            voices[part] = CachedVoice(speaker(len(voices)), folder.root / "voices", folder.own_key("voices"))
        return voices[part]

    folder.ring.begin(BRIEFING)
    officers = place / "officers"
    seats = appoint(script.ground_rules.embargo, officers)
    pin_key = folder.pin_key()
    with _real(folder, voice_of) if realtime else _simulated(folder, voice_of, pin_key) as (hall, recorder):
        for speech in script.speeches:
            hall.voice(speech.part, "\n\n".join(speech.paragraphs))
        convened = hall.give(convene(script, pins, pin_key, hall.at(), announces=False, officers=seats))
        if isinstance(convened, Refusal):
            raise HouseFailedError(str(convened))
        hall.runner.sleep(1.0)  # an exchange of its own process learns of the briefing by following the log
        called_at = hall.at()
        said = iter(range(1, len(script.speeches) + 1))
        Reenactment(Company(hall, BRIEFING, pins), script).hold(
            lambda speech: steps.update(
                doing, description=f"holding the call: turn {next(said)} of {len(script.speeches)}, {speech.part}"
            )
        )
        ended_at = hall.at()
    recorder.close()
    steps.update(doing, description="writing down what was said")
    settled = _write_down(DataFolder(folder.root), recogniser, script, ended_at)
    steps.update(doing, description="releasing")
    published_at, release = lift(folder.root, place / "public", officers, BRIEFING)
    record = read_transcript(published_at / "transcript.json")
    comparison = compare(original, record, normaliser())
    call_s = (ended_at - called_at) / 1000
    return result(script, comparison, settled, record, published_at, release, call_s, time.monotonic() - began)


def _write_down(folder: DataFolder, recogniser: Recogniser, script: Script, at: int) -> Settled:
    """Speech to text, and what the press officer makes of the flags, in the house as it is on disk."""
    recorder = folder.recorder()
    Scribe(folder, recorder, recogniser).catch_up()
    settled = settle_flags(folder, recorder, BRIEFING, script, at)
    recorder.close()
    return settled


def normaliser() -> Callable[[str], str]:
    """Spellings brought to one form, as is usual before counting word errors."""
    from whisper_normalizer.english import EnglishTextNormalizer

    english: Callable[[str], str] = EnglishTextNormalizer()
    return lambda text: english(text.replace("’", "'"))


@contextlib.contextmanager
def _simulated(folder: DataFolder, voice_of: Callable[[str], Voice], pin_key: bytes) -> Iterator[tuple[Hall, Recorder]]:
    """On the simulated clock and network."""
    recorder = folder.recorder()
    operator = CachedVoice(HibariVoice(), folder.prompts, folder.own_key("prompts"))
    hall = SimulatedHall(recorder, folder, BRIEFING, operator=operator, speaker=voice_of, pin_key=pin_key)
    try:
        yield hall, recorder
    finally:
        hall.close()


@contextlib.contextmanager
def _real(folder: DataFolder, voice_of: Callable[[str], Voice]) -> Iterator[tuple[Hall, Recorder]]:
    """In real time: an exchange of its own process, phones on loopback, the log on the disk."""
    sip_port, media_port = free_ports()
    ports = ["--sip-port", str(sip_port), "--media-port", str(media_port)]
    recorder = folder.recorder()
    with processes([["exchange", "--data", str(folder.root), *ports]]) as running:
        wait_for(running, folder.run / "exchange.sock")
        hall = RealHall(recorder, BRIEFING, (HOST, sip_port), voice_of)
        try:
            yield hall, recorder
        finally:
            hall.close()


def _print(outcome: Result) -> None:
    table = Table(title="Held again")
    table.add_column("what")
    table.add_column("result", justify="right")
    table.add_row("turns there, in order", f"{outcome.turns_matched} of {outcome.turns}")
    table.add_row("questions in order", f"{outcome.questions_in_order} of {outcome.questions}")
    table.add_row("turns not heard", str(outcome.unheard_turns))
    table.add_row("word error rate", f"{outcome.wer:.1%}")
    table.add_row("names aliased by the guard", f"{outcome.names_aliased} of {outcome.names_spoken}")
    table.add_row("names settled at the desk", str(outcome.names_settled))
    table.add_row("names leaked", str(len(outcome.leaks)))
    table.add_row("flags replaced, standing", "{}, {}".format(*outcome.flags))
    release = outcome.release
    declared = f"{len(release.declared)} of {release.officers} officers: {', '.join(release.declared)}"
    table.add_row("embargo", release.embargo)
    table.add_row("declared by", declared if release.declared else "nobody: none need")
    table.add_row("lifted", release.lifted)
    table.add_row("files proven", f"{sum(release.proven.values())} of {len(release.proven)}")
    table.add_row("call", f"{outcome.call_s:.0f} s, held in {outcome.wall_s:.0f} s")
    console = Console()
    console.print(table)
    for line in (*outcome.missing, *outcome.leaks, *(f"suspect: {one}" for one in outcome.suspects)):
        console.print(f"  {line}", markup=False)
    console.print(f"Published in {outcome.published}", markup=False, soft_wrap=True)
