"""Tracing a leaked copy: its pages laid onto the plate, and the readers whose mark they bear."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

import numpy as np
from msgspec import Struct
from msgspec.structs import replace
from numpy.typing import NDArray

from ...log.folder import DataFolder
from ...log.recorder import Recorder
from ...transcript.writing.as_advance_copy import Plate
from .comparing import Picture, laid_onto, likeness, measure
from .copies import AdvanceError, mark_of, read_copies, read_plate
from .leaked import pages_of, picture
from .naming import Score, scores

_LEAST_LIKENESS: Final = 0.25


class Trace(Struct, frozen=True):
    """What a leaked copy shows: the pages that were recognised, how many words could be measured, all scores."""

    pages: tuple[int, ...]
    words: int
    scores: tuple[Score, ...]

    @property
    def named(self) -> list[Score]:
        """The readers it names: one, unless several put their copies together; none, where it bears no mark."""
        return [score for score in self.scores if score.named]


def trace(recorder: Recorder, folder: DataFolder, briefing: str, files: Sequence[Path]) -> Trace:
    """Say whom these files, of one leaked copy, name. Raises :class:`AdvanceError`, ``LeakedFileError`` and OSError."""
    copies = read_copies(recorder, briefing)
    if not copies:
        raise AdvanceError(f"no advance copy of {briefing} was made")
    key = folder.ring.key_of(briefing)
    traces = []
    for name in dict.fromkeys(copy.plate for copy in copies):
        plate = read_plate(folder, briefing, name)
        pages, measured = measure_pages(plate, files)
        readers = {copy.reader.key: copy.reader for copy in copies}
        marks = {one: mark_of(key, reader, len(plate.places)) for one, reader in readers.items()}
        found = [replace(score, reader=readers[score.reader].title) for score in scores(measured, marks)]
        traces.append(Trace(pages, int(np.isfinite(measured).sum()), tuple(found)))
    return max(traces, key=lambda one: one.words)


def measure_pages(plate: Plate, files: Sequence[Path]) -> tuple[tuple[int, ...], NDArray[np.float64]]:
    """Which pages of the plate these files show, and the shift of each place (not a number where none was measured)."""
    plates = [picture(page) for page in plate.pages]
    shifts = np.full(len(plate.places), np.nan)
    seen = []
    for file in files:
        for page in pages_of(file, plates[0]):
            number = _recognised(page, plates)
            if number is None:
                continue
            seen.append(number + 1)
            here = [n for n, place in enumerate(plate.places) if place.page == number + 1]
            lying = laid_onto(page, plates[number])
            shifts[here] = measure(lying, plates[number], [plate.places[n] for n in here])
    return tuple(seen), shifts


def _recognised(page: Picture, plates: Sequence[Picture]) -> int | None:
    """The page of the plate that this one looks like most; None if it looks like none of them."""
    found = [likeness(page, plate) for plate in plates]
    best = int(np.argmax(found))
    return best if found[best] >= _LEAST_LIKENESS else None
