"""Simulated briefings by the thousand, in memory as far as there is a folder in memory; on all processors."""

from __future__ import annotations

import functools
import logging
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import structlog
from held_call import seats
from simulated_briefing import Fuse, simulate

from onbackground.briefing import belief
from onbackground.briefing.statements import is_signed
from onbackground.release import assembly, making
from onbackground.transcript.document import Transcript
from onbackground.transcript.writing import Imprint, to_feed_entry, to_json, to_text
from onbackground.voice.catalogue import Catalogue

FORMS = {"transcript.txt", "transcript.json", "entry.atom", "transcript.proof.json"}


def cheap_forms(transcript: Transcript, imprint: Imprint, briefing: str, **_: object) -> dict[str, bytes]:
    """Three of the forms: what is looked at is when they are there, not how they look."""
    return {
        "transcript.txt": to_text(transcript).encode(),
        "transcript.json": to_json(transcript).encode(),
        "entry.atom": to_feed_entry(transcript, imprint, briefing),
    }


@contextmanager
def made_once() -> Iterator[pytest.MonkeyPatch]:
    """What comes out the same every time is made once: the guard, announcements, the answer to a signature."""
    guard = assembly.guard_of(seats())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(making, "forms", cheap_forms)
        patch.setattr(assembly, "Catalogue", functools.cache(Catalogue))
        patch.setattr(belief, "is_signed", functools.cache(is_signed))
        for module in (assembly, making):
            patch.setattr(module, "guard_of", lambda _: guard)
        structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
        try:
            yield patch
        finally:
            structlog.reset_defaults()


def hold(numbers: Iterable[int], **parts: Any) -> dict[str, int]:
    """Hold these simulated briefings, one after the other; where their keepers were killed, and how often."""
    fuse, in_memory = Fuse(), Path("/dev/shm")
    with tempfile.TemporaryDirectory(dir=in_memory if in_memory.is_dir() else None) as root:
        for number in numbers:
            folder = Path(root, str(number))
            folder.mkdir()
            simulate(number, folder, fuse, FORMS, **parts)
            shutil.rmtree(folder)
    return fuse.killed_at


def hold_with_what_is_made_once(numbers: range) -> dict[str, int]:
    """The same in a process of its own."""
    with made_once():
        return hold(numbers)
