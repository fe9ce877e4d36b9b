"""The page about the keeper says what it does."""

import re
from pathlib import Path

from held_call import folder_in, keeper_of, whole_call

from onbackground.briefing.terms import GroundRules
from onbackground.release.versions import release_stream

PAGE = (Path(__file__).parents[2] / "docs/release.md").read_text()


def test_the_published_files_are_the_ones_it_lists(tmp_path: Path) -> None:
    call = whole_call(rules=GroundRules(audio_released=True))
    keeper_of(call, tmp_path).look()
    listed = re.findall(r"^\| `(\S+\.\w+)` \|", PAGE.split("## What is published")[1], re.MULTILINE)
    names = {path.name for path in folder_in(tmp_path).iterdir()}
    assert sorted(listed) == sorted(name for name in names if not name.endswith(".gz"))
    assert {name for name in names if name.endswith(".gz")} < {f"{name}.gz" for name in names}
    assert f"`{release_stream('<briefing>')}`" in PAGE


def test_every_module_is_listed() -> None:
    package = Path(__file__).parents[2] / "src/onbackground/release"
    modules = {path.name for path in package.glob("*.py")} - {"__init__.py"}
    assert set(re.findall(r"^\| `(\w+\.py)` \|", PAGE, re.MULTILINE)) == modules
