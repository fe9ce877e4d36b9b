"""The scribe as a process."""

from __future__ import annotations

import os
import signal
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from ..log.folder import DataFolder
from ..log.signals import Signals
from .models import DEFAULT_MODEL
from .recogniser import Recogniser
from .scribe import Scribe

_NICENESS: Final = 10
"""The scribe gives way to everything else on the machine, the exchange above all."""


@dataclass(frozen=True, slots=True)
class Settings:
    """``model`` is a speech-to-text model's name, or its folder."""

    data: Path
    model: str = DEFAULT_MODEL


def run(settings: Settings) -> None:
    """Turn recorded tracks into words until SIGTERM or SIGINT. Raises ``ModelMissingError``."""
    stop = threading.Event()
    for ending in (signal.SIGTERM, signal.SIGINT):
        signal.signal(ending, lambda *_: stop.set())
    os.nice(_NICENESS)  # before the model is loaded: its threads keep the priority they begin with
    recogniser = Recogniser(settings.model)
    folder = DataFolder(settings.data)
    recorder = folder.recorder()
    signals = Signals(folder.run, "scribe")
    Scribe(folder, recorder, recogniser, signals).run(stop)
    signals.close()
    recorder.close()
