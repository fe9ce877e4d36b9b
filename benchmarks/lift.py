"""How long it takes from the lift of an embargo to the first byte of the page, for a two-hour call.

    python benchmarks/lift.py [--words 20000] [--lifts 50]

The call is made up: turns of 90 words as often as words are, a name that is hidden in every third. Its bundle is made
once, ahead; each lift is in a copy of that data folder, by a keeper in a process of its own. The time begins before the
declaration is given to the log, and ends when the page is there and its first byte is read.
"""

from __future__ import annotations

import argparse
import logging
import multiprocessing
import random
import shutil
import tempfile
import time
from collections.abc import Callable
from importlib.resources import files
from multiprocessing.synchronize import Event
from pathlib import Path

import structlog

from onbackground.briefing import commands as do
from onbackground.briefing.embargo import Event as Happening
from onbackground.briefing.refusals import Refusal
from onbackground.briefing.sealed import Sealed
from onbackground.briefing.terms import HOUSE, GroundRules, Role, Seat
from onbackground.log.briefings import Asked, Briefings
from onbackground.log.folder import DataFolder
from onbackground.record.events import (
    RATE,
    Finished,
    SegmentWritten,
    Transcribed,
    Word,
    encode,
    tracks_stream,
    words_stream,
)
from onbackground.release.bundle import Bundle, kept, opened
from onbackground.release.keeper import Keeper
from onbackground.release.quorum import Locks

BRIEFING = "fable"
START = 1_700_000_000_000
WORDS_A_TURN = 90
SEATS = (
    Seat(id="mod", role=Role.MODERATOR, name=Sealed("Imogen Castlebury"), alias="Moderator", pin="1"),
    Seat(id="one", role=Role.OFFICIAL, name=Sealed("Rosalind Wexford"), alias="Senior Official", pin="2"),
)
VOCABULARY = files("onbackground.attribution.lexicon").joinpath("words.txt").read_text().split()[::3]
OFTEN = [1 / rank for rank in range(1, len(VOCABULARY) + 1)]  # as words come in any language
PATIENCE = 120.0


def hold(data: Path, words: int) -> None:
    """A call that has concluded, is completely written down, and waits for its embargo."""
    recorder = DataFolder(data).recorder()
    briefings = Briefings(recorder)

    def give(command: do.AnyCommand) -> None:
        outcome = briefings.ask([Asked(BRIEFING, command)])[0].outcome
        assert not isinstance(outcome, Refusal), outcome

    rules = GroundRules(embargo=Happening("the airship lands"))
    give(do.Convene(at=START, by=HOUSE, title="Harbour talks", ground_rules=rules, seats=SEATS, starts_at=START))
    for seat in SEATS:
        give(do.Ring(at=START, by=HOUSE, line=seat.id))
        give(do.TryPin(at=START, by=HOUSE, line=seat.id, pin=seat.pin))
    give(do.Open(at=START, by="mod"))
    draw = random.Random(0)
    position, step = START * RATE // 1000, RATE * 7200 // (words + words // WORDS_A_TURN * 10)
    tracks, heard = [], []
    for turn in range(words // WORDS_A_TURN):
        seat = SEATS[turn % 2].id
        said = draw.choices(VOCABULARY, OFTEN, k=WORDS_A_TURN)
        if turn % 3 == 0:
            said[40:42] = ["Rosalind", "Wexford"]
        track = SegmentWritten(seat, seat, seat, position, step * WORDS_A_TURN, f"tracks/{BRIEFING}/{turn}.wav")
        spoken = [Word(position + n * step, position + n * step + step // 2, word, 0.9) for n, word in enumerate(said)]
        tracks.append(encode(track))
        heard.append(encode(Transcribed(seat, track.start, track.end, tuple(spoken), track.end)))
        position = track.end + step * 10
    recorder.append(tracks_stream(BRIEFING), 0, [*tracks, encode(Finished())], START)
    recorder.append(words_stream(BRIEFING), 0, heard, START)
    give(do.Conclude(at=position * 1000 // RATE, by="mod"))
    recorder.close()


def lift(place: Path, is_there: Callable[[], bool]) -> float:
    """Seconds from the declaration until the page is there; the keeper is a process of its own, as in service."""
    processes = multiprocessing.get_context("fork")
    ready, stop = processes.Event(), processes.Event()
    keeper = processes.Process(target=keep, args=(place, ready, stop))
    keeper.start()
    ready.wait(PATIENCE)
    desk = DataFolder(place / "data").recorder()
    briefings = Briefings(desk)
    briefings.catch_up()
    time.sleep(0.2)
    began = time.perf_counter()
    briefings.ask([Asked(BRIEFING, do.Declare(at=START, by="mod"))])
    while not is_there():
        assert time.perf_counter() - began < PATIENCE
        time.sleep(0.0005)
    took = time.perf_counter() - began
    stop.set()
    keeper.join()
    desk.close()
    return took


def keep(place: Path, ready: Event, stop: Event) -> None:
    folder = DataFolder(place / "data")
    recorder = folder.recorder()
    keeper = Keeper(recorder, folder, place / "public")
    while not stop.is_set():
        keeper.look()
        ready.set()
        recorder.wait(keeper.position, 1.0)
    recorder.close()


def lifts(held: Path, number: int, seen: Callable[[Path], Callable[[], bool]]) -> str:
    """Lift so often, each time in a copy of what is held; what came of it, as a line."""
    took = []
    for one in range(number):
        place = held.with_name(f"lift-{one}")
        shutil.copytree(held, place)
        took.append(lift(place, seen(place / "public")) * 1000)
        shutil.rmtree(place)
    took.sort()
    p99 = took[min(len(took) - 1, round(len(took) * 0.99))]
    return f"median {took[len(took) // 2]:.0f} ms, p99 {p99:.0f} ms, longest {took[-1]:.0f} ms, of {len(took)} lifts"


def make_ready(held: Path, words: int) -> Bundle:
    """Hold the call in this folder, and have its bundle made ahead."""
    hold(held / "data", words)
    folder = DataFolder(held / "data")
    recorder = folder.recorder()
    began = time.perf_counter()
    Keeper(recorder, folder, held / "public").look()
    print(f"{words} words: the bundle is made ahead in {time.perf_counter() - began:.1f} s")
    box = kept(folder, BRIEFING, 1)
    bundle = opened(box, BRIEFING, 1, Locks(recorder, BRIEFING)) if box else None
    recorder.close()
    assert bundle is not None, "no bundle was made"
    print(f"{len(bundle.files) + 1} files, {sum(map(len, bundle.files.values())) + len(bundle.proof):,} bytes")
    return bundle


def in_the_folder(public: Path) -> Callable[[], bool]:
    """Whether the page is there and its first byte can be read."""

    def is_there() -> bool:
        page = next(public.glob("[!.]*/index.html"), None)
        return page is not None and page.open("rb").read(1) != b""

    return is_there


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--words", type=int, default=20_000)
    parser.add_argument("--lifts", type=int, default=50)
    options = parser.parse_args()
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))
    with tempfile.TemporaryDirectory() as temporary:
        held = Path(temporary) / "held"
        make_ready(held, options.words)
        print(f"lift to first byte: {lifts(held, options.lifts, in_the_folder)}")


if __name__ == "__main__":
    main()
