"""What the tests of whole calls share."""

from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def rendered_prompts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One data folder with rendered prompts for all exchanges of a test run: each text is rendered once."""
    return tmp_path_factory.mktemp("prompts")
