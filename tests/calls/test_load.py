"""Many calls at once: SIPp sets them up fast, holds them together and ends them; none may fail."""

import time
from pathlib import Path

import pytest
import sipp
from running_house import running_house

CALLS = 100
A_SECOND = 50
HELD_SECONDS = 6

pytestmark = [
    pytest.mark.realtime,
    pytest.mark.skipif(sipp.SIPP is None, reason="SIPp is not installed (Debian: sip-tester)"),
]


@pytest.mark.parametrize("lost", [(), ("-lost", "5")], ids=["clean", "one in 20 lost"])
def test_calls_held_together(tmp_path: Path, rendered_prompts: Path, lost: tuple[str, ...]) -> None:
    with running_house(tmp_path / "data", prompts=rendered_prompts) as house:
        script = sipp.scenario(tmp_path, [sipp.pause(HELD_SECONDS)])
        rate = ("-m", str(CALLS), "-r", str(A_SECOND), "-l", str(CALLS))
        callers = sipp.start(house.address, script, "fable", media_port=30_000, options=(*rate, *lost))
        most = 0
        while callers.poll() is None:
            most = max(most, len(house.state().lines))
            time.sleep(0.1)
        sipp.finish(callers, 60)
        assert most == CALLS
        house.wait_for(lambda: not house.state().lines, 10, "all lines to end")
        assert house.events().count("LineRang") == house.events().count("LineDropped") == CALLS
