"""The exchange is killed in mid-call, with no say in it, and started again."""

from pathlib import Path

import pytest
from company import Company
from running_house import quiet_house

pytestmark = pytest.mark.realtime


def test_lines_are_dropped_at_once_and_callers_find_their_places(tmp_path: Path, rendered_prompts: Path) -> None:
    with quiet_house(tmp_path / "data", rendered_prompts) as house, Company(house, "mod", "r1", "r2") as us:
        us.open()
        for reporter in ("r1", "r2"):
            us.phones[reporter].press("*1")
            house.wait_for(lambda reporter=reporter: reporter in house.state().queue, 10, f"{reporter} to join")
        lines = set(house.state().lines)
        house.kill()
        assert set(house.state().lines) == lines, "nobody was there to say that they dropped"
        house.start()
        house.wait_for(lambda: not house.state().lines, 1, "the lines of the earlier run to be dropped")
        us.dial_in("r2")
        us.dial_in("r1")
        assert house.state().queue == ("r1", "r2")
        assert house.events().count("LineReturned") == 2


def test_an_exchange_that_is_told_to_end_says_goodbye(tmp_path: Path, rendered_prompts: Path) -> None:
    with quiet_house(tmp_path / "data", rendered_prompts) as house, Company(house, "mod", "one") as us:
        assert house.process
        house.process.terminate()
        assert house.process.wait(10) == 0
        us.stage.run_until(lambda: all(phone.state.name == "ENDED" for phone in us.phones.values()), 2, "goodbye")
        assert not house.state().lines
