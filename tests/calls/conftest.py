"""What the tests of whole calls share, and their turn among the others.

To hold a published call again takes minutes of one processor: it is begun before the first test, stands back behind all
others, and is asked last what became of it. Tests with a browser, which seldom wants the machine, come after those that
keep no time, and those in real time after these.
"""

from pathlib import Path

import pytest
import reenacted

REENACTMENT = pytest.StashKey[reenacted.Reenactment]()


def _turn(item: pytest.Item) -> int:
    if item.path.stem == "test_reenactment":
        return 3
    if item.path.parent.name == "browser":
        return 1
    in_time = item.path.parent == Path(__file__).parent or item.get_closest_marker("realtime") is not None
    return 2 if in_time else 0


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=_turn)


def pytest_collection_finish(session: pytest.Session) -> None:
    wanted = any(item.path.stem == "test_reenactment" for item in session.items)
    if wanted and not session.config.option.collectonly and not reenacted.why_not():
        session.config.stash[REENACTMENT] = reenacted.Reenactment()


def pytest_sessionfinish(session: pytest.Session) -> None:
    if (begun := session.config.stash.get(REENACTMENT, None)) is not None:
        begun.end()


@pytest.fixture(scope="session")
def reenactment(pytestconfig: pytest.Config) -> reenacted.Reenactment:
    """The call of 2017, which is being held again, or was."""
    if reason := reenacted.why_not():
        pytest.skip(reason)
    return pytestconfig.stash[REENACTMENT]


@pytest.fixture(scope="session")
def rendered_prompts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One data folder with rendered prompts for all exchanges of a test run: each text is rendered once."""
    return tmp_path_factory.mktemp("prompts")
