"""Ten thousand simulated briefings: nothing is readable before its embargo has lifted, and everything is after it."""

from __future__ import annotations

import functools
import logging
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import structlog
from held_call import seats
from simulated_briefing import Fuse, TooEarly, simulate

from onbackground.briefing import belief
from onbackground.briefing.statements import is_signed
from onbackground.release import assembly, making
from onbackground.release.clock import KeptClock
from onbackground.release.keeper import Keeper
from onbackground.transcript.document import Transcript
from onbackground.transcript.writing import Imprint, to_feed_entry, to_json, to_text
from onbackground.voice.catalogue import Catalogue

BRIEFINGS = 10_000
PART = 2_500
FORMS = {"transcript.txt", "transcript.json", "entry.atom", "transcript.proof.json"}


def cheap_forms(transcript: Transcript, imprint: Imprint, briefing: str, **_: object) -> dict[str, bytes]:
    """Three of the forms: what is looked at is when they are there, not how they look."""
    return {
        "transcript.txt": to_text(transcript).encode(),
        "transcript.json": to_json(transcript).encode(),
        "entry.atom": to_feed_entry(transcript, imprint, briefing),
    }


@pytest.fixture
def hold(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., None]]:
    """Hold a simulated briefing, in memory as far as there is a folder in memory.

    What comes out the same every time is made once: the guard, the house's announcements, the answer to a signature.
    """
    monkeypatch.setattr(making, "forms", cheap_forms)
    monkeypatch.setattr(assembly, "Catalogue", functools.cache(Catalogue))
    monkeypatch.setattr(belief, "is_signed", functools.cache(is_signed))
    guard = assembly.guard_of(seats())
    for module in (assembly, making):
        monkeypatch.setattr(module, "guard_of", lambda _: guard)
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
    in_memory = Path("/dev/shm")
    root = Path(tempfile.mkdtemp(dir=in_memory if in_memory.is_dir() else None))
    try:
        yield functools.partial(_hold, root)
    finally:
        shutil.rmtree(root)
        structlog.reset_defaults()


def _hold(root: Path, number: int, fuse: Fuse, **parts: Any) -> None:
    folder = root / str(number)
    folder.mkdir()
    try:
        simulate(number, folder, fuse, FORMS, **parts)
    finally:
        shutil.rmtree(folder)


@pytest.mark.parametrize("first", range(0, BRIEFINGS, PART))
def test_nothing_before_its_time_everything_at_its_time(hold: Callable[..., None], first: int) -> None:
    fuse = Fuse()
    for number in range(first, first + PART):
        hold(number, fuse)
    print(f"{PART} briefings, keepers killed: {fuse.killed_at}")
    assert sum(fuse.killed_at.values()) > PART
    places = {f"{when} {what}" for when in ("before", "after") for what in ("log", "sync", "rename", "mkdir")}
    assert places <= fuse.killed_at.keys()


# ── The simulation finds what it is there to find ──────────────────────────────────────────────────────────────────


class HastyKeeper(Keeper):
    """Publishes what is concluded, and waits for no embargo."""

    def look(self) -> list[Path]:
        self._lifting.lifts = lambda briefing: frozenset({""})  # type: ignore[method-assign]
        return super().look()


class TrustingClock(KeptClock):
    """Believes the clock of the machine."""

    def __call__(self) -> int | None:
        return self._read().wall


@pytest.mark.parametrize("parts", [{"keeper": HastyKeeper}, {"clock": TrustingClock}])
def test_a_keeper_that_publishes_early_is_caught(hold: Callable[..., None], parts: dict[str, Any]) -> None:
    with pytest.raises(TooEarly):
        for number in range(2_000):
            hold(number, Fuse(), **parts)


def test_a_forged_declaration_that_is_believed_is_caught(
    hold: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(belief, "is_signed", lambda *_: True)
    with pytest.raises(TooEarly):
        for number in range(2_000):
            hold(number, Fuse())


def test_a_lift_that_is_believed_is_caught(hold: Callable[..., None], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(belief, "holds", lambda *_: True)
    with pytest.raises(TooEarly):
        for number in range(2_000):
            hold(number, Fuse())
